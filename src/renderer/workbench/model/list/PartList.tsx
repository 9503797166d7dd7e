import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import InputBase from '@mui/material/InputBase'
import Typography from '@mui/material/Typography'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completed } from '../entry/drafts.ts'
import { KindIcon } from '../KindIcon.tsx'
import type { Workbench } from '../useWorkbench.ts'
import { useVocabulary } from '../useVocabulary.ts'
import { NameField } from './NameField.tsx'
import { foundRows, nextSorting, type PartColumn, partColumns, type PartRow, partRows, sortedRows, type Sorting } from './part-rows.ts'

const rowHeight = 32
/** Rows that Page Up and Page Down go by. */
const page = 10
const template = 'minmax(128px, 0.8fr) minmax(150px, 1.6fr) minmax(110px, 1fr) minmax(170px, 1.8fr) minmax(110px, 1fr) 84px 84px'
const minWidth = 880

/** The model as a table, in step with the diagram: all that can be done there can be done from here. */
export function PartList({ workbench }: { workbench: Workbench }) {
  const { t } = useTranslation(['model', 'common'])
  const { model, parts, badges, analysis, states, view, chosen, selected, diagram, connecting, actions, edit } = workbench
  const { technologies } = useVocabulary()
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const [text, setText] = useState('')
  const [naming, setNaming] = useState<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const name = useId()
  const all = useMemo(() => {
    const names = new Map(technologies.map((technology) => [technology.id, technology.name]))
    const dismissed = new Set([...states.values()].filter(({ state }) => state === 'dismissed').map(({ finding }) => finding))
    return partRows(model, parts, badges, analysis, dismissed, { kind: (kind) => t(`kind.${kind}`), technology: (id) => names.get(id) ?? id, unnamed: t('unnamed'), freeEnd: t('freeEnd') })
  }, [model, parts, badges, analysis, states, technologies, t])
  const rows = useMemo(() => sortedRows(foundRows(view.matches === null ? all : all.filter(({ id }) => view.matches?.has(id) === true), text), sorting), [all, view.matches, text, sorting])
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 14, scrollPaddingStart: rowHeight })
  const at = rows.findIndex(({ id }) => id === chosen)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  // Opened by a key, it is where the keys go on; opened by a button, that keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus()
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'F2' && at >= 0) {
      event.preventDefault()
      return setNaming(chosen)
    }
    // While a flow is being drawn, Enter ends it.
    if (event.key === 'Enter' && at >= 0 && connecting === null) {
      event.preventDefault()
      return actions.inspect('fields')
    }
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page }[event.key]
    const wanted = step !== undefined ? rows[Math.max(0, Math.min(rows.length - 1, at + step))] : event.key === 'Home' ? rows[0] : event.key === 'End' ? rows.at(-1) : undefined
    if (!wanted) return
    event.preventDefault()
    workbench.goTo(wanted.id, true)
  }
  function rename(id: string, label: string | null) {
    setNaming(null)
    scroller.current?.focus()
    if (label === null || diagram === null) return
    const edits = completed({ type: 'rename', id, label: '' }, label.trim(), diagram, parts.get(id), id)
    if (edits) edit(t('edit.rename', { label: label.trim() }), edits)
  }

  return (
    <Box component="section" aria-labelledby={name} sx={{ flex: '0 0 44%', minHeight: 0, display: 'flex', flexDirection: 'column', borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
        <Typography id={name} variant="h3" component="h2" noWrap>
          {t('list.title')}
        </Typography>
        <Typography variant="body2" role="status" noWrap sx={{ color: 'text.secondary', flex: 1 }}>
          {t('view.count', { shown: rows.length, all: all.length })}
        </Typography>
        <InputBase value={text} onChange={(event) => setText(event.target.value)} placeholder={t('list.find')} inputProps={{ 'aria-label': t('list.find') }} sx={{ width: 180, height: 28, px: 2, fontSize: 13, border: '1px solid', borderColor: 'divider', borderRadius: '6px' }} />
        <IconButton size="small" aria-label={t('list.close')} onClick={() => view.set({ list: false })}>
          <X size={16} />
        </IconButton>
      </Box>
      <Box ref={scroller} role="grid" tabIndex={0} aria-label={t('list.title')} aria-description={t('list.help')} aria-rowcount={rows.length + 1} aria-multiselectable aria-activedescendant={at >= 0 ? `part-${chosen ?? ''}` : undefined} onKeyDown={onKeyDown} sx={{ flex: 1, m: '2px', overflow: 'auto', '&:focus-visible': { outlineOffset: 0 } }}>
        <Box role="row" aria-rowindex={1} sx={{ position: 'sticky', top: 0, zIndex: 1, display: 'grid', gridTemplateColumns: template, minWidth, px: 4, gap: 2, height: rowHeight, alignItems: 'center', bgcolor: 'background.default', borderBottom: '1px solid', borderColor: 'divider' }}>
          {partColumns.map((column) => (
            <Head key={column} column={column} sorting={sorting} onSort={() => setSorting(nextSorting(sorting, column))} />
          ))}
        </Box>
        {rows.length === 0 ? <Typography sx={{ color: 'text.secondary', p: 4 }}>{t('list.nothing')}</Typography> : null}
        <Box role="rowgroup" sx={{ position: 'relative', height: virtual.getTotalSize(), minWidth }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <Box
                key={row.id}
                id={`part-${row.id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected.has(row.id)}
                onClick={(event) => workbench.choose(row.id, event.shiftKey || event.ctrlKey || event.metaKey)}
                onDoubleClick={() => setNaming(row.id)}
                sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: rowHeight, transform: `translateY(${item.start}px)`, display: 'grid', gridTemplateColumns: template, gap: 2, px: 4, alignItems: 'center', fontSize: 13, cursor: 'default', boxShadow: row.id === chosen ? 'inset 3px 0 0 var(--mui-palette-primary-main)' : 'none', bgcolor: selected.has(row.id) ? 'action.selected' : 'transparent', borderBottom: '1px solid', borderColor: 'divider', '&:hover': { bgcolor: 'action.hover' } }}
              >
                <Line row={row} naming={naming === row.id} onName={(label) => rename(row.id, label)} />
              </Box>
            )
          })}
        </Box>
      </Box>
    </Box>
  )
}

function Head({ column, sorting, onSort }: { column: PartColumn; sorting: Sorting | null; onSort: () => void }) {
  const { t } = useTranslation('model')
  const now = sorting?.by === column ? sorting : null
  // Figures begin with the highest.
  const falls = now !== null && now.down !== (column === 'findings' || column === 'unknown')
  return (
    <Box role="columnheader" aria-sort={now === null ? 'none' : falls ? 'descending' : 'ascending'}>
      <ButtonBase onClick={onSort} sx={{ gap: 1, fontSize: 12, fontWeight: 600, color: now ? 'text.primary' : 'text.secondary' }}>
        {t(`list.column.${column}`)}
        {now === null ? null : falls ? <ArrowDown size={13} /> : <ArrowUp size={13} />}
      </ButtonBase>
    </Box>
  )
}

const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

function Line({ row, naming, onName }: { row: PartRow; naming: boolean; onName: (label: string | null) => void }) {
  const { t } = useTranslation(['model', 'common'])
  return (
    <>
      <Box role="gridcell" sx={{ ...cut, display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary' }}>
        <KindIcon kind={row.kind} size={15} />
        {row.kindName}
      </Box>
      <Box role="gridcell" title={row.name} sx={{ ...cut, fontWeight: 550 }}>
        {naming ? <NameField initial={row.name} height={rowHeight - 6} onName={onName} /> : row.name}
      </Box>
      <Box role="gridcell" title={row.technology} sx={cut}>
        {row.technology}
      </Box>
      <Box role="gridcell" title={row.ends} sx={cut}>
        {row.ends}
      </Box>
      <Box role="gridcell" title={row.inside} sx={cut}>
        {row.inside}
      </Box>
      <Box role="gridcell" aria-label={row.worst ? t('list.findings', { count: row.findings, worst: t(`common:band.${row.worst}`) }) : `${row.findings}`}>
        {row.findings}
      </Box>
      <Box role="gridcell">{row.unknown}</Box>
    </>
  )
}
