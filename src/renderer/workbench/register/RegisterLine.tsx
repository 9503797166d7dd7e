import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { Flame, Flag } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { gridTemplate } from './register-table.ts'

const markerText = { plus: '+', minus: '–', none: '' } as const
const cell = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', pr: 3 } as const

/** One threat in the register. */
export const RegisterLine = memo(function RegisterLine({ row, current, onOpen }: { row: RegisterRow; current: boolean; onOpen: (threat: string) => void }) {
  const { t } = useTranslation(['register', 'common'])
  const { threat } = row
  const standing = standingScore(threat)
  const unscored = row.origin === null || row.origin === 'suggested'
  return (
    <Box
      role="row"
      data-threat={threat.displayId}
      aria-selected={current}
      onClick={() => onOpen(threat.id)}
      sx={{ display: 'grid', gridTemplateColumns: gridTemplate, alignItems: 'center', height: '100%', px: 4, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', bgcolor: current ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Box role="cell" sx={{ ...cell, fontWeight: 650 }}>
        {threat.displayId}
      </Box>
      <Box role="cell" sx={{ ...cell, fontWeight: 550, textDecoration: threat.gone ? 'line-through' : 'none' }} title={threat.title}>
        {threat.title}
      </Box>
      <Box role="cell" sx={{ ...cell, color: 'text.secondary' }} title={row.affected.join(', ')}>
        {row.affected.join(', ')}
      </Box>
      <Box role="cell" sx={{ display: 'flex', gap: 3, alignItems: 'baseline', opacity: unscored ? 0.65 : 1, fontStyle: unscored ? 'italic' : 'normal' }} title={t(`origin.${row.origin ?? 'none'}`)}>
        <Box component="span" sx={{ fontSize: 12, color: 'text.secondary', minWidth: 84 }}>
          {standing ? dreadFactors.map((factor) => standing.values[factor]).join(' ') : ''}
        </Box>
        <Box component="span" sx={{ fontWeight: 700 }}>
          {row.total ?? threat.imported?.score ?? '–'}
        </Box>
      </Box>
      <Box role="cell" sx={cell} title={row.tied ? t('tied') : ''}>
        {row.rank ?? ''}
        {row.tied ? '=' : ''}
      </Box>
      <Box role="cell" sx={{ ...cell, color: 'text.secondary' }}>
        {row.interval ? `${row.interval.q1}–${row.interval.q3}` : ''}
      </Box>
      <Box role="cell" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : (threat.imported?.severity ?? '')}
        {row.severeDamage ? (
          <Tooltip title={t('severeDamage')}>
            <Flame size={15} aria-label={t('severeDamage')} />
          </Tooltip>
        ) : null}
      </Box>
      <Box role="cell" sx={{ ...cell, textAlign: 'center', fontWeight: 700 }}>
        {markerText[threat.marker]}
      </Box>
      <Box role="cell" sx={{ ...cell, display: 'flex', alignItems: 'center', gap: 1.5, color: threat.decision ? 'text.primary' : 'text.secondary' }}>
        {row.mustTreat && !threat.decision ? <Flag size={14} aria-label={t('filter.mustTreat')} /> : null}
        {t(`response.${threat.decision?.response ?? 'none'}`)}
      </Box>
      <Box role="cell" sx={cell}>
        {threat.decision?.owner ?? ''}
      </Box>
      <Box role="cell" sx={cell}>
        {threat.decision?.due ?? ''}
      </Box>
    </Box>
  )
})
