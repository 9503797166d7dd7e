import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Model } from '../../../../shared/domain/model.ts'
import { parseEntry, sameName } from '../../../../shared/domain/quick-entry.ts'
import { followView } from './DraftEditor.tsx'
import type { Graph } from '../graph/graph.ts'
import { KindIcon } from '../KindIcon.tsx'
import type { NewKind, Part } from '../parts.ts'

/** Where a flow goes: an element that is there, or a new one; with what flows where that was typed already. */
export type FlowEnd = { to: string; label: string | null } | { name: string; kind: NewKind | null; label: string | null }

interface FlowPromptProps {
  from: string
  graph: Graph
  model: Model
  parts: ReadonlyMap<string, Part>
  onEnd: (end: FlowEnd) => void
  onCancel: () => void
}

type Option = { id: string; label: string; kind: NewKind } | { id: null; label: string; kind: NewKind | null }

/** `name: what flows`: the two halves of what is typed. */
function halves(typed: string): { name: string; label: string | null } {
  const cut = /^(.*?):(?:\s+(.*))?$/s.exec(typed)
  return cut ? { name: cut[1] ?? '', label: cut[2]?.trim() ?? '' } : { name: typed, label: null }
}

/** Asks where a flow from an element goes: a few letters of its name and Enter. */
export function FlowPrompt({ from, graph, model, parts, onEnd, onCancel }: FlowPromptProps) {
  const { t } = useTranslation('model')
  const at = useCallback(() => graph.screenBox(from), [graph, from])
  const fromLabel = parts.get(from)?.part.label || t('unnamed')
  const [place, setPlace] = useState(at)
  const [typed, setTyped] = useState('')
  useEffect(() => followView(graph)(() => setPlace(at())), [graph, at])
  const near = useMemo(() => new Set(model.flows.flatMap(({ source, target }) => (source === from && target !== null ? [target] : target === from && source !== null ? [source] : []))), [model, from])
  const options = useMemo<Option[]>(() => model.elements.filter(({ id, label }) => id !== from && label !== '').map(({ id, label, kind }) => ({ id, label, kind })), [model, from])
  const { name, label } = halves(typed)
  function matching(): Option[] {
    const wanted = sameName(name)
    const rank = (option: Option) => {
      const text = sameName(option.label)
      return text === wanted ? 0 : text.startsWith(wanted) ? 1 : text.split(' ').some((word) => word.startsWith(wanted)) ? 2 : text.includes(wanted) ? 3 : 9
    }
    // What it has a flow with already is the less likely answer.
    const found = options.map((option) => ({ option, rank: rank(option) + (option.id !== null && near.has(option.id) ? 0.5 : 0) })).filter(({ rank: place }) => place < 9)
    const list = found.toSorted((a, b) => a.rank - b.rank).slice(0, 8).map(({ option }) => option)
    const made = wanted === '' || list.some((option) => sameName(option.label) === wanted) ? undefined : parseEntry(name).lines[0]?.parts[0]
    return made ? [...list, { id: null, label: made.label, kind: made.kind }] : list
  }
  if (!place) return null
  return (
    <Paper variant="outlined" sx={{ position: 'absolute', left: place.x, top: place.y + place.height / 2 + 10, transform: 'translateX(-50%)', zIndex: 4, width: 300, p: 1.5, boxShadow: '0 6px 24px rgb(0 0 0 / 0.16)' }}>
      <Autocomplete<Option>
        open
        autoHighlight
        openOnFocus
        forcePopupIcon={false}
        options={matching()}
        filterOptions={(all) => all}
        value={null}
        inputValue={typed}
        onInputChange={(_, text, why) => (why === 'input' ? setTyped(text) : undefined)}
        getOptionLabel={(option) => option.label}
        getOptionKey={(option) => option.id ?? 'new'}
        onChange={(_, option) => {
          if (option) onEnd(option.id === null ? { name: option.label, kind: option.kind, label } : { to: option.id, label })
        }}
        onClose={(_, why) => (why === 'escape' || why === 'blur' ? onCancel() : undefined)}
        noOptionsText={t('flowTo.none')}
        slotProps={{ popper: { placement: 'bottom-start', sx: { zIndex: 1200 } } }}
        renderOption={({ key, ...props }, option) => (
          <Box component="li" key={key} {...props} sx={{ gap: 2, fontSize: 13 }}>
            <KindIcon kind={option.kind ?? 'process'} size={16} />
            {option.id === null ? t('flowTo.new', { label: option.label }) : option.label}
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus
            placeholder={t('flowTo.placeholder')}
            slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-label': t('flowTo.label', { from: fromLabel }), maxLength: 1000 } }}
          />
        )}
      />
      <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary', px: 1, pt: 1 }}>
        {t('flowTo.help', { from: fromLabel })}
      </Typography>
    </Paper>
  )
}
