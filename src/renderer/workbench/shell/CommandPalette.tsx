import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import InputBase from '@mui/material/InputBase'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Key } from '../../ui/Key.tsx'
import { type Command, useAllCommands } from './commands.tsx'
import { showKey } from './key-name.ts'

function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/)
  return commands.filter((command) => !command.disabled && words.every((word) => command.label.toLowerCase().includes(word)))
}

/** Ctrl/Cmd+K: reaches everything by typing. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} fullWidth maxWidth="sm" slotProps={{ paper: { 'aria-label': t('palette.title'), sx: { alignSelf: 'flex-start', mt: 20 } } }}>
      {open ? <PaletteBody onClose={onClose} /> : null}
    </Dialog>
  )
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const commands = useAllCommands()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(commands, typed)
  const listId = useId()
  const optionId = (index: number) => `${listId}-${index}`
  const chosen = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [at, typed])
  function run(command: Command | undefined) {
    if (!command) return
    onClose()
    command.run()
  }
  return (
    <Box
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault()
          const step = event.key === 'ArrowDown' ? 1 : -1
          setAt((now) => (found.length === 0 ? 0 : (now + step + found.length) % found.length))
        }
        if (event.key === 'Enter') run(found[at])
      }}
    >
      <InputBase
        autoFocus
        fullWidth
        placeholder={t('palette.placeholder')}
        inputProps={{ 'aria-label': t('palette.title'), role: 'combobox', 'aria-expanded': true, 'aria-controls': listId, 'aria-activedescendant': found.length > 0 ? optionId(at) : undefined, 'aria-autocomplete': 'list' }}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        sx={{ px: 5, py: 3, fontSize: 16, borderBottom: '1px solid', borderColor: 'divider' }}
      />
      {found.length === 0 ? <Box role="status" sx={{ p: 6, pb: 4, color: 'text.secondary' }}>{t('palette.none')}</Box> : null}
      <Box id={listId} role="listbox" aria-label={t('palette.title')} sx={{ maxHeight: 360, overflow: 'auto', p: 2 }}>
                {found.map((command, index) => (
          <Box
            key={command.id}
            ref={index === at ? chosen : null}
            id={optionId(index)}
            role="option"
            aria-selected={index === at}
            onClick={() => run(command)}
            onMouseMove={() => index !== at && setAt(index)}
            sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', px: 3, py: 2, borderRadius: '7px', cursor: 'pointer', bgcolor: index === at ? 'action.selected' : 'transparent' }}
          >
            <span>{command.label}</span>
            {command.keys?.[0] ? <Key>{showKey(command.keys[0])}</Key> : null}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
