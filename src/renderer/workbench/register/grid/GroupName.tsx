import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Grouping } from '../../../../shared/domain/register-view.ts'
import { SeverityChip } from '../../../ui/SeverityChip.tsx'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import type { GridRow } from './grid-row.ts'

/** What the threats of a group have in common, said by one of them. */
export function GroupName({ group, row }: { group: Grouping; row: GridRow }) {
  const { t } = useTranslation(['decisions', 'common'])
  const category = row.threat.stride[0] ?? 'Spoofing'
  const name = {
    none: '',
    stride: t(`common:stride.${category}`),
    element: row.affected[0] ?? t('noElement'),
    owner: row.threat.decision?.owner || t('noOwner'),
    band: row.band ? t(`common:band.${row.band}`) : t('noBand'),
    status: t(`threatStatus.${row.status}`),
  }[group]
  if (group === 'band' && row.band) return <SeverityChip band={row.band} label={name} />
  return (
    <>
      {group === 'stride' ? <StrideBadge category={category} label={name} /> : null}
      <Typography variant="h3" component="span">
        {name}
      </Typography>
    </>
  )
}
