import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleSlash, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/domain/model.ts'
import { outOfScope } from '../../../shared/domain/scope.ts'
import type { Badge } from './graph/badges.ts'
import { KindIcon } from './KindIcon.tsx'
import { flowName, outlineRows, type Part } from './parts.ts'

const rowHeight = 30

interface OutlineProps {
  model: Model
  parts: ReadonlyMap<string, Part>
  badges: ReadonlyMap<string, Badge>
  chosen: string | null
  onChoose: (id: string) => void
  onClose: () => void
}

/** The model as a list, in step with the diagram: the way through it without seeing or pointing. */
export function Outline({ model, parts, badges, chosen, onChoose, onClose }: OutlineProps) {
  const { t } = useTranslation(['model', 'part'])
  const rows = useMemo(() => outlineRows(model), [model])
  const out = useMemo(() => outOfScope(model), [model])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const at = rows.findIndex((row) => row.id === chosen)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[at]
    // As in every tree: to the right goes in, to the left goes out.
    if (row && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const next = event.key === 'ArrowRight' ? rows.slice(at + 1, at + 2).find(({ depth }) => depth > row.depth) : rows.slice(0, at).findLast(({ depth }) => depth < row.depth)
      event.preventDefault()
      if (next) onChoose(next.id)
      return
    }
    const wanted = step !== undefined ? rows[Math.max(0, Math.min(rows.length - 1, at + step))] : event.key === 'Home' ? rows[0] : event.key === 'End' ? rows.at(-1) : undefined
    if (!wanted) return
    event.preventDefault()
    onChoose(wanted.id)
  }
  function rowName(id: string): string {
    const found = parts.get(id)
    if (!found) return ''
    if (found.type !== 'flow') return found.part.label || t('unnamed')
    const name = flowName(found.part, parts, t('freeEnd'))
    return name.label === name.ends ? name.ends : `${name.label} (${name.ends})`
  }
  return (
    <Box component="section" aria-label={t('outline.title')} sx={{ width: { xs: 'auto', md: 272 }, height: { xs: '30%', md: 'auto' }, flex: 'none', display: 'flex', flexDirection: 'column', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 4, py: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('outline.title')}
        </Typography>
        <IconButton size="small" aria-label={t('outline.close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Box>
      <Box ref={scroller} role="tree" aria-label={t('outline.title')} tabIndex={0} onKeyDown={onKeyDown} aria-activedescendant={at >= 0 ? `outline-${rows[at]?.id ?? ''}` : undefined} sx={{ flex: 1, overflow: 'auto', '&:focus-visible': { outlineOffset: -2 } }}>
        <Box sx={{ position: 'relative', height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (!row) return null
            const badge = badges.get(row.id)
            return (
              <Box
                key={row.id}
                id={`outline-${row.id}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-selected={row.id === chosen}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                aria-label={`${t(`kind.${row.kind}`)}: ${rowName(row.id)}${badge ? `, ${t('outline.findings', { count: badge.count })}` : ''}${out.has(row.id) ? `, ${t('part:scope.mark')}` : ''}`}
                title={rowName(row.id)}
                onClick={() => onChoose(row.id)}
                sx={{
                  position: 'absolute',
                  top: item.start,
                  left: 6,
                  right: 6,
                  height: rowHeight - 1,
                  display: 'flex',
                  alignItems: 'center',
                  gap: 2,
                  pl: 2 + row.depth * 4,
                  pr: 2,
                  fontSize: 13,
                  borderRadius: '6px',
                  cursor: 'pointer',
                  fontWeight: row.kind === 'boundary' ? 650 : 450,
                  color: row.kind === 'flow' ? 'text.secondary' : 'text.primary',
                  bgcolor: row.id === chosen ? 'action.selected' : 'transparent',
                  '&:hover': { bgcolor: 'action.hover' },
                }}
              >
                <KindIcon kind={row.kind} size={15} />
                <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  {rowName(row.id)}
                </Box>
                {out.has(row.id) ? <CircleSlash size={13} aria-hidden style={{ flex: 'none', opacity: 0.7 }} /> : null}
                {badge ? (
                  // Drawn, not written: the row's name says the count in words.
                  <Box component="span" data-count={badge.count} sx={{ fontSize: 11, fontWeight: 700, color: 'text.secondary', '&::after': { content: 'attr(data-count)' } }} />
                ) : null}
              </Box>
            )
          })}
        </Box>
      </Box>
    </Box>
  )
}
