import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Stride, strideCategories, strideLetter } from '../../../../shared/domain/stride.ts'
import type { Send } from '../send.ts'
import { FormDialog } from './FormDialog.tsx'
import { useModelQuery } from '../../model-query.ts'

/** A threat that came up in the room: it joins the register and stands at the end of the agenda. */
export function NewThreatDialog({ project, element: first, send, onClose }: { project: string; element: string | null; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['desk', 'common'])
  const elements = useModelQuery(project).data?.elements ?? []
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [stride, setStride] = useState<Stride | null>(null)
  const [element, setElement] = useState(first)
  const chosen = elements.find((one) => one.id === element) ?? null
  return (
    <FormDialog
      title={t('threat.new')}
      go={t('threat.go')}
      ready={title.trim() !== '' && stride !== null}
      onClose={onClose}
      onGo={() => (stride === null ? Promise.resolve(false) : send({ type: 'add-item', title: title.trim(), description: description.trim(), stride, element }))}
    >
      <TextField autoFocus required label={t('threat.title')} value={title} onChange={(event) => setTitle(event.target.value)} slotProps={{ htmlInput: { maxLength: 1000 } }} />
      <ToggleButtonGroup exclusive fullWidth size="small" aria-label={t('threat.stride')} value={stride} onChange={(_, value) => setStride(Stride.nullable().catch(null).parse(value))}>
        {strideCategories.map((category) => (
          <ToggleButton key={category} value={category} aria-label={t(`common:stride.${category}`)} sx={{ flexDirection: 'column', lineHeight: 1.2, px: 0.5 }}>
            <Box component="b" aria-hidden sx={{ fontSize: 15 }}>{strideLetter[category]}</Box>
            <Box component="span" aria-hidden sx={{ fontSize: 11 }}>{t(`common:stride.${category}`)}</Box>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Autocomplete
        options={elements}
        value={chosen}
        onChange={(_, value) => setElement(value?.id ?? null)}
        getOptionKey={(option) => option.id}
        getOptionLabel={(option) => option.label || option.key}
        isOptionEqualToValue={(option, value) => option.id === value.id}
        renderInput={(props) => <TextField {...props} label={t('threat.element')} />}
      />
      <TextField multiline minRows={2} label={t('threat.description')} value={description} onChange={(event) => setDescription(event.target.value)} slotProps={{ htmlInput: { maxLength: 20_000 } }} />
    </FormDialog>
  )
}
