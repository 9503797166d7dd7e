import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { type Mitigation, MitigationStatus, mitigationStatuses } from '../../../../shared/domain/mitigation.ts'
import { todayHere } from '../grid/grid-row.ts'
import { useDecisions } from '../useDecisions.ts'

/** How far a mitigation is. One that becomes verified is so from today, until somebody says another day. */
export function MitigationStatusField({ project, mitigation }: { project: string; mitigation: Mitigation }) {
  const { t } = useTranslation('decisions')
  const { change } = useDecisions(project)
  const { id, title, verifiedOn } = mitigation
  function choose(status: MitigationStatus) {
    change(id, { status, ...(status === 'verified' && verifiedOn === null ? { verifiedOn: todayHere() } : {}) })
  }
  return (
    <TextField select value={mitigation.status} slotProps={{ htmlInput: { 'aria-label': t('statusOf', { title }) } }} sx={{ width: 140 }} onChange={(event) => choose(MitigationStatus.parse(event.target.value))}>
      {mitigationStatuses.map((name) => (
        <MenuItem key={name} value={name}>
          {t(`status.${name}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}
