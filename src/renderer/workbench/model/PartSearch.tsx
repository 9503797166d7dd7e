import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { Search } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/domain/model.ts'
import { KindIcon } from './KindIcon.tsx'
import { flowName, type Part, type PartKind } from './parts.ts'

interface Hit {
  id: string
  kind: PartKind
  label: string
  detail: string
}

const noHits: Hit[] = []

/** Finds an element, boundary or flow by its name; the diagram centres what is chosen. */
export function PartSearch({ model, parts, field, onFound }: { model: Model; parts: ReadonlyMap<string, Part>; field: RefObject<HTMLInputElement | null>; onFound: (id: string) => void }) {
  const { t } = useTranslation('model')
  // Thousands of names after every edit, for a field that nobody is in, would take longer than the edit.
  const [inUse, setInUse] = useState(false)
  const hits = useMemo(() => {
    if (!inUse) return noHits
    const nowhere = t('freeEnd')
    const found: Hit[] = model.elements.map(({ id, kind, label }) => ({ id, kind, label, detail: '' }))
    for (const { id, label } of model.boundaries) found.push({ id, kind: 'boundary', label, detail: '' })
    for (const flow of model.flows) {
      const { label, ends } = flowName(flow, parts, nowhere)
      found.push({ id: flow.id, kind: 'flow', label, detail: label === ends ? '' : ends })
    }
    return found
  }, [inUse, model, parts, t])
  return (
    <Autocomplete
      size="small"
      options={hits}
      onFocus={() => setInUse(true)}
      onBlur={() => setInUse(false)}
      value={null}
      blurOnSelect
      clearOnBlur
      clearOnEscape
      autoHighlight
      forcePopupIcon={false}
      getOptionLabel={(hit) => hit.label}
      getOptionKey={(hit) => hit.id}
      filterOptions={(options, { inputValue }) => {
        const words = inputValue.toLowerCase().split(/\s+/)
        return options.filter((hit) => words.every((word) => `${hit.label} ${hit.detail}`.toLowerCase().includes(word))).slice(0, 40)
      }}
      onChange={(_, hit) => {
        if (hit) onFound(hit.id)
      }}
      renderOption={({ key, ...props }, hit) => (
        <Box component="li" key={key} {...props} sx={{ gap: 2, fontSize: 13 }}>
          <KindIcon kind={hit.kind} size={16} />
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ fontWeight: 550 }}>{hit.label}</Box>
            {hit.detail ? <Box sx={{ fontSize: 11.5, color: 'text.secondary' }}>{hit.detail}</Box> : null}
          </Box>
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
      sx={{ width: 210, '& .MuiInputBase-root': { height: 32, fontSize: 13 } }}
    />
  )
}
