import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import { ChangeMark } from './ChangeMark.tsx'
import type { ListItem, RowGroup } from './groups.ts'
import type { TriageRow } from './triage-row.ts'

interface TriageListProps {
  items: readonly ListItem[]
  current: string | null
  selected: ReadonlySet<string>
  onCurrent: (id: string) => void
  onSelect: (...ids: string[]) => void
  onOpenGroup: (id: string, open: boolean) => void
}

const rowHeight = 84

/** A virtual list of rows and groups of rows, with one current line and any number of selected rows. */
export function TriageList({ items, current, selected, onCurrent, onSelect, onOpenGroup }: TriageListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 })
  const at = items.findIndex((item) => item.id === current)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  return (
    <Box ref={scroller} sx={{ height: '100%', overflow: 'auto' }}>
      <Box role="list" sx={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((virtualItem) => {
          const item = items[virtualItem.index]
          if (!item) return null
          const isCurrent = item.id === current
          return (
            <Box key={item.id} role="listitem" sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${virtualItem.start}px)` }}>
              {item.kind === 'group' ? (
                <GroupLine group={item.group} open={item.open} current={isCurrent} selected={selected} onCurrent={onCurrent} onSelect={onSelect} onOpen={(open) => onOpenGroup(item.id, open)} />
              ) : (
                <Line row={item.row} member={item.group !== null} current={isCurrent} selected={selected.has(item.id)} onCurrent={onCurrent} onSelect={onSelect} />
              )}
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

/** The frame of a line: the current one is marked at its edge, a group's member is indented. */
function Frame({ id, current, member, onCurrent, children }: { id: string; current: boolean; member: boolean; onCurrent: (id: string) => void; children: ReactNode }) {
  return (
    <Box
      onClick={() => onCurrent(id)}
      aria-current={current}
      sx={{ display: 'flex', alignItems: 'center', gap: 2, height: '100%', pl: member ? 8 : 2, pr: 4, cursor: 'pointer', borderBottom: '1px solid', borderColor: 'divider', borderLeft: '3px solid', borderLeftColor: current ? 'primary.main' : 'transparent', bgcolor: current ? 'action.selected' : 'transparent' }}
    >
      {children}
    </Box>
  )
}

const clamped = { fontWeight: 600, lineHeight: 1.35, overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical' }
const quiet = { fontSize: 12, color: 'text.secondary', whiteSpace: 'nowrap' }

function Line({ row, member, current, selected, onCurrent, onSelect }: { row: TriageRow; member: boolean; current: boolean; selected: boolean; onCurrent: (id: string) => void; onSelect: (id: string) => void }) {
  const { t } = useTranslation(['threats', 'common'])
  return (
    <Frame id={row.id} current={current} member={member} onCurrent={onCurrent}>
      <Checkbox size="small" disabled={row.gone && row.rule !== null} checked={selected} onClick={(event) => event.stopPropagation()} onChange={() => onSelect(row.id)} slotProps={{ input: { 'aria-label': `${t('select')}: ${row.title}` } }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ ...clamped, textDecoration: row.gone ? 'line-through' : 'none' }}>
          {row.displayId ? <Box component="span" sx={{ color: 'text.secondary', mr: 1.5 }}>{row.displayId}</Box> : null}
          {row.title}
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1 }}>
          {row.stride.map((category) => (
            <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
          ))}
          <Box component="span" sx={{ ...quiet, borderBottom: row.status === 'possible' ? '1px dashed' : 'none' }}>
            {t(`status.${row.status}`)}
          </Box>
          {row.change ? <ChangeMark state={row.change} /> : null}
          {row.decided ? <Box component="span" sx={quiet}>{t(`change.decided.${row.decided}`)}</Box> : null}
        </Box>
      </Box>
      {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : null}
    </Frame>
  )
}

interface GroupLineProps {
  group: RowGroup
  open: boolean
  current: boolean
  selected: ReadonlySet<string>
  onCurrent: (id: string) => void
  onSelect: (...ids: string[]) => void
  onOpen: (open: boolean) => void
}

function GroupLine({ group, open, current, selected, onCurrent, onSelect, onOpen }: GroupLineProps) {
  const { t } = useTranslation(['threats', 'common'])
  const ids = group.members.map(({ id }) => id)
  const ticked = ids.filter((id) => selected.has(id)).length
  const stride = group.members[0]?.stride ?? []
  const [worst, ...lesser] = group.bands
  const least = lesser.at(-1)
  const changed = (['new', 'changed'] as const).filter((state) => group.members.some(({ change }) => change === state))
  return (
    <Frame id={group.id} current={current} member={false} onCurrent={onCurrent}>
      <Checkbox size="small" checked={ticked === ids.length} indeterminate={ticked > 0 && ticked < ids.length} onClick={(event) => event.stopPropagation()} onChange={() => onSelect(...ids)} slotProps={{ input: { 'aria-label': `${t('select')}: ${group.title}` } }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Box component="button" aria-expanded={open} aria-label={t(open ? 'group.close' : 'group.open')} onClick={(event) => { event.stopPropagation(); onOpen(!open) }} sx={{ all: 'unset', cursor: 'pointer', display: 'inline-flex', alignItems: 'center', color: 'text.secondary', height: 19, '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', borderRadius: '4px' } }}>
            {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
          </Box>
          <Box sx={clamped}>{group.title}</Box>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1 }}>
          {stride.map((category) => (
            <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
          ))}
          <Box component="span" sx={quiet}>
            {[group.confirmed > 0 ? t('group.confirmed', { count: group.confirmed }) : '', group.possible > 0 ? t('group.possible', { count: group.possible }) : ''].filter(Boolean).join(', ')}
          </Box>
          {changed.map((state) => (
            <ChangeMark key={state} state={state} />
          ))}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', gap: 1 }}>
        <Box component="span" aria-label={t('group.members', { count: ids.length })} sx={{ fontSize: 12, fontWeight: 700, px: 1.5, borderRadius: '9px', bgcolor: 'action.selected', border: '1px solid', borderColor: 'divider' }}>
          {ids.length}
        </Box>
        {worst ? <SeverityChip band={worst} label={t(`common:band.${worst}`)} /> : null}
        {least ? <Box component="span" sx={quiet}>{t('group.downTo', { band: t(`common:band.${least}`) })}</Box> : null}
      </Box>
    </Frame>
  )
}
