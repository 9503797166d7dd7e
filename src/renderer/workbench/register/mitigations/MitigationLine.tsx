import Box from '@mui/material/Box'
import { AlarmClock, CircleDashed, CircleDot, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isLate, lacksProof, type Mitigation, type MitigationStatus } from '../../../../shared/domain/mitigation.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'

/** Title, status, owner, due, ticket, threats. */
export const mitigationTemplate = 'minmax(220px, 3fr) 132px minmax(90px, 1fr) 128px minmax(90px, 1fr) minmax(110px, 1.2fr)'

const clipped = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', pr: 3 } as const
const icons: Record<MitigationStatus, typeof CircleDot> = { planned: CircleDashed, implemented: CircleDot, verified: ShieldCheck }

interface MitigationLineProps {
  mitigation: Mitigation
  today: string
  current: boolean
  /** Those that it covers. */
  covered: readonly Threat[]
  onOpen: () => void
}

/** One mitigation in the list of all. */
export function MitigationLine({ mitigation, today, current, covered, onOpen }: MitigationLineProps) {
  const { t } = useTranslation(['mitigations', 'decisions'])
  const { title, requirement, status, owner, due, ticket } = mitigation
  const late = isLate(mitigation, today)
  const StatusIcon = lacksProof(mitigation) ? TriangleAlert : icons[status]
  return (
    <Box
      role="row"
      aria-current={current || undefined}
      onClick={onOpen}
      sx={{ display: 'grid', gridTemplateColumns: mitigationTemplate, alignItems: 'center', minHeight: 48, px: 4, py: 1, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', contentVisibility: 'auto', containIntrinsicSize: 'auto 48px', boxShadow: current ? 'inset 3px 0 0 var(--mui-palette-primary-main)' : 'none', bgcolor: current ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Box role="cell" sx={clipped}>
        <Box component="span" sx={{ fontWeight: 550 }} title={title}>
          {title}
        </Box>
        {requirement === '' ? null : <Box sx={{ ...clipped, color: 'text.secondary', fontSize: 12.5 }}>{requirement}</Box>}
      </Box>
      <Box role="cell" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: lacksProof(mitigation) ? 'warning.main' : 'text.primary' }} title={lacksProof(mitigation) ? t('needsProof') : undefined}>
        <StatusIcon size={15} aria-hidden />
        {t(`decisions:status.${status}`)}
      </Box>
      <Box role="cell" sx={clipped}>
        {owner}
      </Box>
      <Box role="cell" sx={{ display: 'flex', alignItems: 'center', gap: 1, color: late ? 'error.main' : 'text.primary', fontVariantNumeric: 'tabular-nums' }}>
        {due ?? ''}
        {late ? <AlarmClock size={14} aria-label={t('decisions:late')} /> : null}
      </Box>
      <Box role="cell" sx={clipped} title={ticket}>
        {ticket.replace(/^https?:\/\//i, '')}
      </Box>
      <Box role="cell" sx={{ ...clipped, color: covered.length === 0 ? 'warning.main' : 'text.primary' }} title={covered.map(({ displayId, title: name }) => `${displayId} ${name}`).join('\n')}>
        {covered.length === 0 ? t('none') : covered.map(({ displayId }) => displayId).join(', ')}
      </Box>
    </Box>
  )
}
