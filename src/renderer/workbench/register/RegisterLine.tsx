import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Tooltip from '@mui/material/Tooltip'
import { AlarmClock, Flag, Flame } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { GridColumn } from '../../../shared/domain/register-view.ts'
import { strideLetter } from '../../../shared/domain/stride.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import type { GridRow } from './grid-row.ts'
import { type EditableColumn, InlineCell } from './InlineCell.tsx'
import { gridTemplate } from './register-table.ts'

const markerText = { plus: '+', minus: '–', none: '' } as const
const clipped = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const
const quiet = { color: 'text.secondary' } as const

interface RegisterLineProps {
  project: string
  row: GridRow
  shown: readonly GridColumn[]
  current: boolean
  selected: boolean
  /** The cell of this row that is being edited. */
  editing: EditableColumn | null
  onOpen: (threat: string) => void
  /** `range`: everything from the last one that was selected to this one. */
  onSelect: (threat: string, range: boolean) => void
  onEdit: (threat: string, column: EditableColumn | null) => void
}

/** One threat in the register. */
export const RegisterLine = memo(function RegisterLine({ project, row, shown, current, selected, editing, onOpen, onSelect, onEdit }: RegisterLineProps) {
  const { t } = useTranslation('decisions')
  const { id, displayId } = row.threat
  return (
    <Box
      role="row"
      data-threat={displayId}
      aria-selected={selected}
      aria-current={current || undefined}
      onClick={(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? onSelect(id, event.shiftKey) : onOpen(id))}
      sx={{ display: 'grid', gridTemplateColumns: gridTemplate(shown), alignItems: 'center', height: '100%', px: 4, cursor: 'pointer', userSelect: 'none', borderBottom: '1px solid', borderColor: 'divider', boxShadow: current ? 'inset 3px 0 0 var(--mui-palette-primary-main)' : 'none', bgcolor: current || selected ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' } }}
    >
      <Box role="cell">
        <Checkbox
          size="small"
          checked={selected}
          sx={{ p: 1, ml: -2 }}
          slotProps={{ input: { 'aria-label': t('selectRow', { id: displayId }), tabIndex: current ? 0 : -1 } }}
          onClick={(event) => {
            event.stopPropagation()
            onSelect(id, event.shiftKey)
          }}
        />
      </Box>
      {shown.map((column) => (
        <Box key={column} role="cell" sx={{ ...clipped, pr: 3 }}>
          {editing !== null && editing === column ? <InlineCell project={project} row={row} column={editing} onDone={() => onEdit(id, null)} /> : <Cell row={row} column={column} />}
        </Box>
      ))}
    </Box>
  )
})

function Cell({ row, column }: { row: GridRow; column: GridColumn }): ReactNode {
  const { t } = useTranslation(['register', 'common', 'decisions'])
  const { threat } = row
  const { decision } = threat
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
    case 'stride':
      return <span title={threat.stride.map((category) => t(`common:stride.${category}`)).join(', ')}>{threat.stride.map((category) => strideLetter[category]).join(' ')}</span>
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
    case 'current':
      return row.residual.current?.total ?? ''
    case 'target':
      return row.residual.target?.total ?? ''
    case 'band':
      return <BandCell row={row} />
    case 'marker':
      return <b>{markerText[threat.marker]}</b>
    case 'concerns':
      return threat.concerns?.map((concern) => t(`decisions:concern.${concern}`)).join(', ') ?? ''
    case 'response':
      return (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: decision ? 'text.primary' : 'text.secondary' }}>
          {row.mustTreat && !decision ? <Flag size={14} aria-label={t('filter.mustTreat')} /> : null}
          {t(`response.${decision?.response ?? 'none'}`)}
        </Box>
      )
    case 'riskOwner':
      return decision?.riskOwner ?? ''
    case 'owner':
      return decision?.owner ?? ''
    case 'due':
      return (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, fontWeight: row.overdue ? 650 : 400, color: row.overdue ? 'error.main' : 'inherit' }}>
          {row.overdue ? <AlarmClock size={14} aria-label={t('decisions:threatStatus.overdue')} /> : null}
          {decision?.due ?? ''}
        </Box>
      )
    case 'approver':
      return decision?.approver ?? ''
    case 'decidedOn':
      return decision?.decidedOn ?? ''
    case 'expires':
      return decision?.expires ?? ''
    case 'mitigations':
      return row.covering.length === 0 ? '' : `${row.covering.filter(({ status }) => status !== 'planned').length}/${row.covering.length}`
    case 'status':
      return t(`decisions:threatStatus.${row.status}`)
    case 'created':
      return threat.createdAt.slice(0, 10)
  }
}

/** The five values and their sum; quieter, and in italics, while nobody has scored the threat. */
function Total({ row }: { row: GridRow }) {
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

/** A band; a threat that nobody scored says so, also where its rule suggests one. */
function BandCell({ row }: { row: GridRow }) {
  const { t } = useTranslation(['register', 'common'])
  const stated = row.threat.imported?.severity ?? ''
  return (
    <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      {row.band ? (
        <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} />
      ) : (
        <Box component="span" title={t('origin.none')} sx={{ ...quiet, ...clipped, fontSize: 12 }}>
          {stated === '' ? t('origin.none') : stated}
        </Box>
      )}
      {row.severeDamage ? (
        <Tooltip title={t('severeDamage')}>
          <Flame size={15} aria-label={t('severeDamage')} />
        </Tooltip>
      ) : null}
    </Box>
  )
}
