import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { Search, StickyNote } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagram, Model } from '../../../shared/domain/model.ts'
import { KindIcon } from './KindIcon.tsx'
import { foundHits, foundNote, type Hit, hitsOf } from './part-hits.ts'
import type { Part } from './parts.ts'
import { useVocabulary } from './useVocabulary.ts'

interface PartSearchProps {
  model: Model
  parts: ReadonlyMap<string, Part>
  diagramName: (diagram: Diagram) => string
  field: RefObject<HTMLInputElement | null>
  onFound: (id: string) => void
}

const noHits: Hit[] = []

/** Finds a part or note of any diagram by what it is called, made of, between, inside of or said to be; the diagram that it is on opens and shows it. */
export function PartSearch({ model, parts, diagramName, field, onFound }: PartSearchProps) {
  const { t } = useTranslation(['model', 'diagrams'])
  const { technologies } = useVocabulary()
  // Thousands of names after every edit, for a field that nobody is in, would take longer than the edit.
  const [inUse, setInUse] = useState(false)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const asked = inUse && typed.trim() !== ''
  const hits = useMemo(() => {
    if (!asked) return noHits
    const names = new Map(technologies.map(({ id, name }) => [id, name]))
    return hitsOf(model, parts, { unnamed: t('unnamed'), freeEnd: t('freeEnd'), diagram: diagramName, technology: (id) => names.get(id) ?? '' })
  }, [asked, model, parts, technologies, diagramName, t])
  return (
    <Autocomplete
      size="small"
      options={hits}
      onFocus={() => setInUse(true)}
      onBlur={() => setInUse(false)}
      // One step back each: the list, what was typed, the field.
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed === '') field.current?.blur()
      }}
      inputValue={typed}
      onInputChange={(_, text) => setTyped(text)}
      // Before anything is typed there is nothing to choose from.
      open={open && asked}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      noOptionsText={t('diagrams:search.nothing', { text: typed.trim() })}
      value={null}
      blurOnSelect
      clearOnBlur
      clearOnEscape
      autoHighlight
      forcePopupIcon={false}
      getOptionLabel={(hit) => hit.label}
      getOptionKey={(hit) => hit.id}
      filterOptions={(options, { inputValue }) => foundHits(options, inputValue)}
      onChange={(_, hit) => {
        if (hit) onFound(hit.id)
      }}
      renderOption={({ key, ...props }, hit) => (
        <Box component="li" key={key} {...props} sx={{ gap: 2, fontSize: 13 }}>
          <HitLine hit={hit} typed={typed} />
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={field}
          placeholder={t('toolbar.search')}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': t('toolbar.search') },
            input: {
              ...params.slotProps.input,
              startAdornment: (
                <InputAdornment position="start">
                  <Search size={15} />
                </InputAdornment>
              ),
            },
          }}
        />
      )}
      slotProps={{ popper: { placement: 'bottom-start', style: { width: 340 } }, listbox: { style: { maxHeight: '60vh' } } }}
      sx={{ width: 210, '& .MuiInputBase-root': { height: 32, fontSize: 13 } }}
    />
  )
}

const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

function HitLine({ hit, typed }: { hit: Hit; typed: string }) {
  const note = foundNote(hit, typed)
  const small = { ...cut, fontSize: 11.5, color: 'text.secondary' }
  return (
    <>
      {hit.kind === 'note' ? <StickyNote size={16} aria-hidden style={{ flex: 'none' }} /> : <KindIcon kind={hit.kind} size={16} />}
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ ...cut, fontWeight: 550 }}>{hit.label}</Box>
        {hit.ends === '' ? null : <Box sx={small}>{hit.ends}</Box>}
        {hit.place.length === 0 ? null : <Box sx={small}>{hit.place.join(' › ')}</Box>}
        {note === null ? null : <Box sx={{ ...small, fontStyle: 'italic' }}>{note}</Box>}
      </Box>
    </>
  )
}
