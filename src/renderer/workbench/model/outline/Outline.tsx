import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ChevronsDownUp, ChevronsUpDown, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { outOfScope } from '../../../../shared/domain/scope.ts'
import type { Workbench } from '../useWorkbench.ts'
import { OutlineLine } from './OutlineLine.tsx'
import { useOutline } from './useOutline.ts'

const rowHeight = 30
const indent = 14
/** Rows further in stand no further to the right: their names would have no room. */
const mostIndents = 8

/** The model as a tree, in step with the diagram: the way through it without seeing or pointing. */
export function Outline({ workbench }: { workbench: Workbench }) {
  const { t } = useTranslation(['model', 'part'])
  const { whole, parts, badges, selected, diagram } = workbench
  const outline = useOutline(workbench)
  const { rows, at, closed, naming } = outline
  const out = useMemo(() => outOfScope(whole), [whole])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The row one is at is always there to be read, also when it was scrolled away.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(at >= 0 && at < range.count ? [at] : [])])].sort((a, b) => a - b),
  })
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [at, virtual])
  const foldAll = t(outline.anyClosed ? 'outline.openAll' : 'outline.closeAll')
  return (
    <Box component="section" aria-label={t('outline.title')} sx={{ width: { xs: 'auto', md: 272 }, height: { xs: '30%', md: 'auto' }, flex: 'none', display: 'flex', flexDirection: 'column', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 4, py: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('outline.title')}
        </Typography>
        {rows.some(({ opens }) => opens) ? (
          <Tooltip title={foldAll}>
            <IconButton size="small" aria-label={foldAll} onClick={outline.anyClosed ? outline.openAll : outline.closeAll}>
              {outline.anyClosed ? <ChevronsUpDown size={16} /> : <ChevronsDownUp size={16} />}
            </IconButton>
          </Tooltip>
        ) : null}
        <IconButton size="small" aria-label={t('outline.close')} onClick={() => workbench.setOutline(false)}>
          <X size={16} />
        </IconButton>
      </Box>
      <Box ref={scroller} role="tree" aria-label={t('outline.title')} aria-description={t('outline.help')} aria-multiselectable tabIndex={0} onKeyDown={outline.onKeyDown} aria-activedescendant={at >= 0 ? `outline-${rows[at]?.id ?? ''}` : undefined} sx={{ flex: 1, overflow: 'auto', '&:focus-visible': { outlineOffset: -2 } }}>
        <Box role="none" sx={{ position: 'relative', height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (!row) return null
            const name = outline.nameOf(row.id)
            const findings = badges.get(row.id)?.count ?? 0
            return (
              <Box
                key={row.id}
                id={`outline-${row.id}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-expanded={row.opens ? !closed.has(row.id) : undefined}
                aria-selected={selected.has(row.id)}
                aria-current={row.id === diagram ? true : undefined}
                aria-setsize={row.of}
                aria-posinset={row.nth}
                aria-label={`${t(`kind.${row.kind}`)}: ${name}${findings > 0 ? `, ${t('outline.findings', { count: findings })}` : ''}${out.has(row.id) ? `, ${t('part:scope.mark')}` : ''}`}
                title={name}
                onClick={(event) => outline.choose(row.id, event.shiftKey || event.ctrlKey || event.metaKey)}
                onDoubleClick={() => outline.setNaming(row.id)}
                sx={{
                  position: 'absolute',
                  top: item.start,
                  left: 6,
                  right: 6,
                  height: rowHeight - 1,
                  display: 'flex',
                  alignItems: 'center',
                  gap: 1.5,
                  pl: `${Math.min(row.depth, mostIndents) * indent}px`,
                  pr: 2,
                  fontSize: 13,
                  borderRadius: '6px',
                  cursor: 'pointer',
                  fontWeight: row.kind === 'boundary' || row.id === diagram ? 650 : 450,
                  color: row.kind === 'flow' ? 'text.secondary' : 'text.primary',
                  bgcolor: selected.has(row.id) ? 'action.selected' : 'transparent',
                  boxShadow: item.index === at ? 'inset 0 0 0 1.5px var(--mui-palette-primary-main)' : 'none',
                  '&:hover': { bgcolor: 'action.hover' },
                }}
              >
                <OutlineLine
                  row={row}
                  name={name}
                  naming={naming === row.id ? (parts.get(row.id)?.part.label ?? name) : null}
                  closed={closed.has(row.id)}
                  out={out.has(row.id)}
                  findings={findings}
                  height={rowHeight - 6}
                  onOpen={(open) => outline.setOpen(row.id, open)}
                  onName={(label) => {
                    outline.rename(row.id, label)
                    scroller.current?.focus()
                  }}
                />
              </Box>
            )
          })}
        </Box>
      </Box>
    </Box>
  )
}
