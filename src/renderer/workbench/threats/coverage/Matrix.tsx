import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell, Coverage } from '../../../../shared/domain/coverage.ts'
import { type Stride, strideCategories } from '../../../../shared/domain/stride.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import type { CoverageCell } from './cell.ts'
import { CellBox } from './CellBox.tsx'
import type { Heading, MatrixLine } from './coverage-rows.ts'

const [headHeight, rowHeight] = [64, 46]
/** The categories, then the sum of a row. */
const columns: readonly (Stride | null)[] = [...strideCategories, null]
const template = 'minmax(180px, 1fr) repeat(6, minmax(84px, 118px)) 84px'

interface MatrixProps {
  lines: readonly MatrixLine[]
  coverage: Coverage
  labels: ReadonlyMap<string, string>
  shown: CoverageCell | null
  /** What the cell holds is wanted; of an empty one, why. */
  onEnter: (cell: CoverageCell, figures: Cell) => void
  onWhy: (cell: CoverageCell) => void
}

/** Row -1 is that of the sums; of headings only the parts below them are gone to. */
interface Place {
  row: number
  column: number
}

/** STRIDE by part: a grid that is walked by arrows, of which only what is seen is drawn. */
export function Matrix({ lines, coverage, labels, shown, onEnter, onWhy }: MatrixProps) {
  const { t } = useTranslation(['coverage', 'common', 'model'])
  const name = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12, paddingStart: headHeight + rowHeight, scrollPaddingStart: headHeight + rowHeight + 4 })
  const [wanted, setWanted] = useState<Place>({ row: -1, column: 0 })
  const at: Place = wanted.row >= 0 && lines[wanted.row]?.type !== 'part' ? { ...wanted, row: -1 } : wanted
  useEffect(() => {
    if (at.row >= 0) virtual.scrollToIndex(at.row, { align: 'auto' })
  }, [at.row, virtual])

  const cellId = (row: number, column: number) => `${name}-${row}-${column}`
  const cellOf = ({ row, column }: Place): { cell: CoverageCell; figures: Cell } => {
    const line = lines[row]
    const stride = columns[column] ?? null
    const of = line?.type === 'part' ? { cells: line.row.cells, sum: line.row.sum } : { cells: coverage.sums, sum: coverage.total }
    return { cell: { part: line?.type === 'part' ? line.id : null, stride }, figures: stride === null ? of.sum : of.cells[stride] }
  }
  const move = (from: number, by: 1 | -1): number => {
    let next = from + by
    while (lines[next]?.type === 'heading') next += by
    return next < -1 || next >= lines.length ? from : next
  }
  const steps = (times: number, by: 1 | -1) => {
    let row = at.row
    for (let step = 0; step < times; step++) row = move(row, by)
    return row
  }
  const enter = (place: Place) => {
    setWanted(place)
    const { cell, figures } = cellOf(place)
    if (figures.all > 0) onEnter(cell, figures)
    else if (cell.part !== null) onWhy(cell)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    const last = columns.length - 1
    const moves: Record<string, () => Place> = {
      ArrowDown: () => ({ ...at, row: steps(1, 1) }),
      ArrowUp: () => ({ ...at, row: steps(1, -1) }),
      PageDown: () => ({ ...at, row: steps(10, 1) }),
      PageUp: () => ({ ...at, row: steps(10, -1) }),
      ArrowRight: () => ({ ...at, column: Math.min(last, at.column + 1) }),
      ArrowLeft: () => ({ ...at, column: Math.max(0, at.column - 1) }),
      Home: () => (event.ctrlKey ? { row: -1, column: 0 } : { ...at, column: 0 }),
      End: () => (event.ctrlKey ? { row: move(lines.length, -1), column: last } : { ...at, column: last }),
    }
    const key = { j: 'ArrowDown', k: 'ArrowUp' }[event.key] ?? event.key
    const next = Object.hasOwn(moves, key) ? moves[key]?.() : undefined
    if (next) setWanted(next)
    else if (event.key === 'Enter') enter(at)
    else if (event.key === 'w' && !event.ctrlKey) {
      const { cell } = cellOf(at)
      if (cell.part !== null) onWhy(cell)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const sayCell = (place: Place) => {
    const { cell, figures } = cellOf(place)
    const category = cell.stride === null ? t('sum') : t(`common:stride.${cell.stride}`)
    const of = cell.part === null ? t('all') : (labels.get(cell.part) ?? '')
    return figures.all === 0 ? t('cellEmpty', { part: of, category }) : t('cell', { part: of, category, ...figures })
  }
  const cells = (row: number) =>
    columns.map((stride, column) => {
      const { cell, figures } = cellOf({ row, column })
      const active = at.row === row && at.column === column
      const explained = shown !== null && shown.part === cell.part && shown.stride === cell.stride && cell.part !== null
      return (
        <Box
          key={stride ?? 'sum'}
          id={cellId(row, column)}
          role="gridcell"
          aria-colindex={column + 2}
          aria-selected={active}
          aria-label={sayCell({ row, column })}
          data-cell={`${cell.part ?? 'all'} ${stride ?? 'all'}`}
          data-count={figures.all}
          onClick={() => enter({ row, column })}
          sx={{ display: 'grid', placeItems: 'center', cursor: 'pointer', borderLeft: '1px solid', borderColor: 'divider', bgcolor: explained ? 'action.selected' : 'transparent', '&:hover': { bgcolor: 'action.hover' }, fontWeight: stride === null ? 700 : 400, '[role=grid]:focus-visible &': active ? { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: -2 } : {} }}
        >
          <CellBox cell={figures} />
        </Box>
      )
    })
  return (
    <Box ref={scroller} role="grid" tabIndex={0} aria-label={t('title')} aria-rowcount={lines.length + 2} aria-colcount={columns.length + 1} aria-activedescendant={cellId(at.row, at.column)} onKeyDown={onKeyDown} sx={{ height: '100%', overflow: 'auto', outline: 'none' }}>
      <Box role="presentation" sx={{ position: 'relative', height: virtual.getTotalSize(), minWidth: 820 }}>
        <Box role="rowgroup" sx={{ position: 'sticky', top: 0, zIndex: 2, bgcolor: 'background.paper', borderBottom: '1px solid', borderColor: 'divider' }}>
          <Box role="row" aria-rowindex={1} sx={{ display: 'grid', gridTemplateColumns: template, height: headHeight }}>
            <Box role="columnheader" aria-colindex={1} sx={{ px: 4, alignSelf: 'center', color: 'text.secondary', fontSize: 13 }}>{t('part')}</Box>
            {columns.map((stride, column) => (
              <Box key={stride ?? 'sum'} role="columnheader" aria-colindex={column + 2} sx={{ display: 'grid', placeItems: 'center', gap: 1, py: 1.5, borderLeft: '1px solid', borderColor: 'divider', fontSize: 11.5, fontWeight: 600, textAlign: 'center', lineHeight: 1.15 }}>
                {stride === null ? t('sum') : (
                  <>
                    <StrideBadge category={stride} label={t(`common:stride.${stride}`)} />
                    <span aria-hidden>{t(`common:stride.${stride}`)}</span>
                  </>
                )}
              </Box>
            ))}
          </Box>
          <Box role="row" aria-rowindex={2} sx={{ display: 'grid', gridTemplateColumns: template, height: rowHeight, borderTop: '1px solid', borderColor: 'divider' }}>
            <Box role="rowheader" aria-colindex={1} sx={{ px: 4, alignSelf: 'center', fontWeight: 700 }}>{t('all')}</Box>
            {cells(-1)}
          </Box>
        </Box>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (!line) return null
          const place = { position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)`, borderBottom: '1px solid', borderColor: 'divider' } as const
          if (line.type === 'heading') {
            return (
              <Box key={line.id} role="row" aria-rowindex={item.index + 3} sx={{ ...place, display: 'flex', alignItems: 'end', px: 4, pb: 1.5, bgcolor: 'background.default', fontWeight: 650, fontSize: 13 }}>
                <Box role="rowheader" aria-colindex={1} aria-colspan={columns.length + 1}>
                  {headingText(line.heading)} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }}>{line.count}</Box>
                </Box>
              </Box>
            )
          }
          return (
            <Box key={line.id} role="row" aria-rowindex={item.index + 3} data-part={line.id} sx={{ ...place, display: 'grid', gridTemplateColumns: template, bgcolor: 'background.paper' }}>
              <Box role="rowheader" aria-colindex={1} title={labels.get(line.id) ?? ''} sx={{ px: 4, alignSelf: 'center', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{labels.get(line.id)}</Box>
              {cells(item.index)}
            </Box>
          )
        })}
      </Box>
    </Box>
  )

  function headingText(heading: Heading): string {
    if (heading.by === 'boundary') return heading.label
    return heading.by === 'none' ? t('noBoundary') : t(`kinds.${heading.kind}`)
  }
}
