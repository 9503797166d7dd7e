import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenPart, SamePart } from '../../../shared/domain/model-update.ts'

interface OpenPartChoiceProps {
  part: OpenPart
  same: readonly SamePart[]
  /** The part of the project that it is; null where it is a new one. */
  onChoose: (old: string | null) => void
}

/** A part of a newer file that may be one of the project under another name. */
export function OpenPartChoice({ part, same, onChoose }: OpenPartChoiceProps) {
  const { t } = useTranslation('update')
  const name = useId()
  const chosen = same.find(({ list, key }) => list === part.list && key === part.key)?.old
  const taken = new Set(same.map(({ old }) => old))
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.4fr)', gap: 4, alignItems: 'center', px: 4, py: 2.5, border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
      <Typography id={name} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{part.label || part.key}</Typography>
      <TextField select size="small" value={chosen ?? ''} slotProps={{ select: { displayEmpty: true, SelectDisplayProps: { 'aria-labelledby': name } } }} onChange={(event) => onChoose(event.target.value || null)}>
        <MenuItem value="">{t('open.new')}</MenuItem>
        {part.candidates.map(({ id, label }) => (
          <MenuItem key={id} value={id}>{t(taken.has(id) && id !== chosen ? 'open.sameTaken' : 'open.same', { name: label })}</MenuItem>
        ))}
      </TextField>
    </Box>
  )
}
