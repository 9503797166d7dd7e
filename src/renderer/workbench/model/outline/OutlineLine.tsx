import Box from '@mui/material/Box'
import { ChevronDown, ChevronRight, CircleSlash, SquareStack } from 'lucide-react'
import { KindIcon } from '../KindIcon.tsx'
import { NameField } from '../list/NameField.tsx'
import type { OutlineRow } from './outline-rows.ts'

interface OutlineLineProps {
  row: OutlineRow
  name: string
  /** What a name field begins with; null where none is open. */
  naming: string | null
  closed: boolean
  out: boolean
  findings: number
  height: number
  onOpen: (open: boolean) => void
  onName: (label: string | null) => void
}

/** What a row of the outline shows: the row itself says it in words. */
export function OutlineLine({ row, name, naming, closed, out, findings, height, onOpen, onName }: OutlineLineProps) {
  return (
    <>
      <Box
        component="span"
        aria-hidden
        onClick={(event) => {
          if (!row.opens) return
          event.stopPropagation()
          onOpen(closed)
        }}
        onDoubleClick={(event) => {
          if (row.opens) event.stopPropagation()
        }}
        sx={{ flex: 'none', width: 20, height: '100%', display: 'grid', placeItems: 'center', color: 'text.secondary', borderRadius: '4px', '&:hover': row.opens ? { color: 'text.primary' } : {} }}
      >
        {row.opens ? closed ? <ChevronRight size={15} /> : <ChevronDown size={15} /> : null}
      </Box>
      {row.kind === 'diagram' ? <SquareStack size={15} aria-hidden style={{ flex: 'none' }} /> : <KindIcon kind={row.kind} size={15} />}
      {naming === null ? (
        <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {name}
        </Box>
      ) : (
        <NameField initial={naming} height={height} onName={onName} />
      )}
      {out ? <CircleSlash size={13} aria-hidden style={{ flex: 'none', opacity: 0.7 }} /> : null}
      {findings > 0 ? (
        // Drawn, not written: the row's name says the count in words.
        <Box component="span" data-count={findings} sx={{ fontSize: 11, fontWeight: 700, color: 'text.secondary', '&::after': { content: 'attr(data-count)' } }} />
      ) : null}
    </>
  )
}
