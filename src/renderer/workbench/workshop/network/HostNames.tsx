import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isHostName, type RoomNetwork, type RoomNetworkSettings } from '../../../../shared/domain/room.ts'

const mostNames = 10

/** Names the room answers to besides its own addresses. */
export function HostNames({ network, onChoose }: { network: RoomNetwork; onChoose: (settings: RoomNetworkSettings) => void }) {
  const { t } = useTranslation(['network', 'common'])
  const { settings, suggestedName } = network
  const [text, setText] = useState('')
  const name = text.trim().toLowerCase()
  const wrong = name !== '' && !isHostName(name)
  const full = settings.names.length >= mostNames
  const add = (added: string) => onChoose({ ...settings, names: [...new Set([...settings.names, added])] })
  // By a press as well: the cross alone can not be reached by keyboard.
  const remove = (removed: string) => onChoose({ ...settings, names: settings.names.filter((other) => other !== removed) })
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box>
        <Typography variant="h3" sx={{ mb: 1 }}>{t('names.title')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('names.text')}</Typography>
      </Box>
      {settings.names.length > 0 ? (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          {settings.names.map((one) => (
            <Chip key={one} label={one} onClick={() => remove(one)} onDelete={() => remove(one)} slotProps={{ root: { 'aria-label': t('names.remove', { name: one }) } }} />
          ))}
        </Box>
      ) : null}
      <Box
        component="form"
        sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (name === '' || wrong) return
          add(name)
          setText('')
        }}
      >
        <TextField fullWidth label={t('names.label')} value={text} disabled={full} error={wrong} helperText={wrong ? t('names.wrong', { example: suggestedName ?? 'laptop.local' }) : ' '} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 253, autoCapitalize: 'off', spellCheck: false } }} />
        <Button type="submit" variant="outlined" disabled={name === '' || wrong || full} sx={{ flex: 'none', mt: 0.5 }}>{t('common:add')}</Button>
      </Box>
      {suggestedName !== null && !settings.names.includes(suggestedName) && !full ? (
        <Button color="inherit" size="small" startIcon={<Plus size={14} />} sx={{ justifySelf: 'start', mt: -3, color: 'text.secondary' }} onClick={() => add(suggestedName)}>{t('names.suggested', { name: suggestedName })}</Button>
      ) : null}
    </Box>
  )
}
