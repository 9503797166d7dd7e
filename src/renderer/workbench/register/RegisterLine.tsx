import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { Flag, Flame } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { gridTemplate, type RegisterColumn } from './register-table.ts'

const markerText = { plus: '+', minus: '–', none: '' } as const
const clipped = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

interface RegisterLineProps {
  row: RegisterRow
  shown: readonly RegisterColumn[]
  current: boolean
  onOpen: (threat: string) => void
}

/** One threat in the register. */
export const RegisterLine = memo(function RegisterLine({ row, shown, current, onOpen }: RegisterLineProps) {
  return (
    <Box
      role="row"
      data-threat={row.threat.displayId}
      aria-selected={current}
      onClick={() => onOpen(row.threat.id)}
      sx={{ display: 'grid', gridTemplateColumns: gridTemplate(shown), alignItems: 'center', height: '100%', px: 4, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', bgcolor: current ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}
    >
      {shown.map((column) => (
        <Box key={column} role="cell" sx={{ ...clipped, pr: 3 }}>
          <Cell row={row} column={column} />
        </Box>
      ))}
    </Box>
  )
})

function Cell({ row, column }: { row: RegisterRow; column: RegisterColumn }): ReactNode {
  const { t } = useTranslation(['register', 'common'])
  const { threat } = row
  const quiet = { color: 'text.secondary' }
  switch (column) {
    case 'id':
      return <b>{threat.displayId}</b>
    case 'title':
      return (
        <Box component="span" title={threat.title} sx={{ fontWeight: 550, textDecoration: threat.gone ? 'line-through' : 'none' }}>
          {threat.title}
        </Box>
      )
    case 'affected':
      return (
        <Box component="span" title={row.affected.join(', ')} sx={quiet}>
          {row.affected.join(', ')}
        </Box>
      )
    case 'total':
      return <Total row={row} />
    case 'rank':
      return <span title={row.tied ? t('tied') : ''}>{row.rank === null ? '' : `${row.rank}${row.tied ? '=' : ''}`}</span>
    case 'interval':
      return (
        <Box component="span" sx={quiet}>
          {row.interval ? `${row.interval.q1}–${row.interval.q3}` : ''}
        </Box>
      )
    case 'band':
      return <BandCell row={row} />
    case 'marker':
      return <b>{markerText[threat.marker]}</b>
    case 'response':
      return (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: threat.decision ? 'text.primary' : 'text.secondary' }}>
          {row.mustTreat && !threat.decision ? <Flag size={14} aria-label={t('filter.mustTreat')} /> : null}
          {t(`response.${threat.decision?.response ?? 'none'}`)}
        </Box>
      )
    case 'owner':
      return threat.decision?.owner ?? ''
    case 'due':
      return threat.decision?.due ?? ''
  }
}

/** The five values and their sum; quieter, and in italics, while nobody has scored the threat. */
function Total({ row }: { row: RegisterRow }) {
  const { t } = useTranslation('register')
  const standing = standingScore(row.threat)
  const unscored = row.origin === null || row.origin === 'suggested'
  return (
    <Box component="span" title={t(`origin.${row.origin ?? 'none'}`)} sx={{ display: 'flex', gap: 3, alignItems: 'baseline', color: unscored ? 'text.secondary' : 'text.primary', fontStyle: unscored ? 'italic' : 'normal' }}>
      <Box component="span" sx={{ fontSize: 12, color: 'text.secondary', minWidth: 84 }}>
        {standing ? dreadFactors.map((factor) => standing.values[factor]).join(' ') : ''}
      </Box>
      <b>{row.total ?? (row.threat.imported?.score ? `Ø ${row.threat.imported.score}` : '–')}</b>
    </Box>
  )
}

function BandCell({ row }: { row: RegisterRow }) {
  const { t } = useTranslation(['register', 'common'])
  return (
    <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : (row.threat.imported?.severity ?? '')}
      {row.severeDamage ? (
        <Tooltip title={t('severeDamage')}>
          <Flame size={15} aria-label={t('severeDamage')} />
        </Tooltip>
      ) : null}
    </Box>
  )
}
