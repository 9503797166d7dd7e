import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Stride, strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import type { AgendaFilter, AgendaOrder, AgendaThreat } from './agenda.ts'

interface Props {
  all: readonly AgendaThreat[]
  /** What the filter lets through, in the agenda's order. */
  shown: readonly AgendaThreat[]
  left: ReadonlySet<string>
  onLeft: (left: ReadonlySet<string>) => void
  filter: AgendaFilter
  onFilter: (filter: AgendaFilter) => void
  order: AgendaOrder
  onOrder: (order: AgendaOrder) => void
}

function Filters({ all, filter, onFilter, order, onOrder }: Props) {
  const { t } = useTranslation(['workshop', 'common'])
  const elements = useMemo(() => [...new Set(all.flatMap((threat) => threat.elements))].sort((one, other) => one.localeCompare(other)), [all])
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center', mb: 3 }}>
      <ToggleButtonGroup size="small" value={filter.strides} onChange={(_, strides: Stride[]) => onFilter({ ...filter, strides })} aria-label="STRIDE">
        {strideCategories.map((category) => (
          <ToggleButton key={category} value={category} aria-label={t(`common:stride.${category}`)} title={t(`common:stride.${category}`)} sx={{ width: 36, fontWeight: 700 }}>
            {strideLetter[category]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField select label={t('prepare.element')} value={filter.element ?? ''} onChange={(event) => onFilter({ ...filter, element: event.target.value === '' ? null : event.target.value })} sx={{ minWidth: 200 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{t('prepare.anyElement')}</MenuItem>
        {elements.map((element) => <MenuItem key={element} value={element}>{element}</MenuItem>)}
      </TextField>
      <ToggleButtonGroup exclusive size="small" value={order} onChange={(_, value: AgendaOrder | null) => value && onOrder(value)} aria-label={t('prepare.order')}>
        <ToggleButton value="stride">{t('prepare.byStride')}</ToggleButton>
        <ToggleButton value="element">{t('prepare.byElement')}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  )
}

function Line({ threat, checked, onToggle }: { threat: AgendaThreat; checked: boolean; onToggle: () => void }) {
  const { t } = useTranslation(['workshop', 'common'])
  return (
    <Box component="label" sx={{ display: 'grid', gridTemplateColumns: '32px 64px auto minmax(0, 1fr) auto', alignItems: 'center', gap: 2, px: 2, py: 1, borderBottom: '1px solid', borderColor: 'divider', cursor: 'pointer', opacity: checked ? 1 : 0.55, '&:last-child': { border: 0 }, '&:hover': { bgcolor: 'action.hover' } }}>
      <Checkbox size="small" checked={checked} onChange={onToggle} sx={{ p: 1 }} />
      <Typography sx={{ fontWeight: 650 }}>{threat.displayId}</Typography>
      <Box sx={{ display: 'flex', gap: 1, minWidth: 48 }}>{threat.stride.map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}</Box>
      <Typography noWrap>{threat.title}</Typography>
      <Typography variant="body2" noWrap sx={{ color: 'text.secondary', maxWidth: 260 }}>
        {[threat.elements.join(', '), threat.possible ? t('prepare.possible') : '', threat.settled ? t('prepare.done') : ''].filter((part) => part !== '').join(' · ')}
      </Typography>
    </Box>
  )
}

/** The agenda: what the filter shows, less what was taken out by hand. */
export function AgendaChoice(props: Props) {
  const { shown, left, onLeft } = props
  const { t } = useTranslation('workshop')
  const chosen = shown.filter((threat) => !left.has(threat.id)).length
  function toggle(id: string) {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    onLeft(next)
  }
  function takeAll(take: boolean) {
    const next = new Set(left)
    for (const threat of shown) {
      if (take) next.delete(threat.id)
      else next.add(threat.id)
    }
    onLeft(next)
  }
  return (
    <Box>
      <Filters {...props} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
        <Typography variant="h3">{t('prepare.agenda')}</Typography>
        <Typography sx={{ color: 'text.secondary', flex: 1 }}>{t('prepare.chosen', { count: chosen })}</Typography>
        <Button color="inherit" onClick={() => takeAll(true)} disabled={chosen === shown.length}>{t('prepare.all')}</Button>
        <Button color="inherit" onClick={() => takeAll(false)} disabled={chosen === 0}>{t('prepare.none')}</Button>
      </Box>
      <Box sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px', bgcolor: 'background.paper', overflow: 'hidden' }}>
        {shown.map((threat) => <Line key={threat.id} threat={threat} checked={!left.has(threat.id)} onToggle={() => toggle(threat.id)} />)}
        {shown.length === 0 ? <Typography sx={{ p: 5, color: 'text.secondary', textAlign: 'center' }}>{t('prepare.nothing')}</Typography> : null}
      </Box>
    </Box>
  )
}
