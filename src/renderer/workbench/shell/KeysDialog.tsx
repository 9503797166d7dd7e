import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { Key } from '../../ui/Key.tsx'
import { type Command, useAllCommands } from './commands.tsx'
import { showKey } from './key-name.ts'

/** `?`: the keys of the current view. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const withKeys = useAllCommands().filter((command) => command.keys && !command.disabled)
  return (
    <Dialog open={open} onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t('keys.title')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <KeyList title={t('keys.here')} commands={withKeys.filter((command) => !command.everywhere)} />
        <KeyList title={t('keys.everywhere')} commands={withKeys.filter((command) => command.everywhere)} />
      </DialogContent>
    </Dialog>
  )
}

function KeyList({ title, commands }: { title: string; commands: readonly Command[] }) {
  if (commands.length === 0) return null
  return (
    <Box sx={{ mb: 4 }}>
      <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 1 }}>
        {title}
      </Typography>
      {commands.map((command) => (
        <Box key={command.id} sx={{ display: 'flex', justifyContent: 'space-between', py: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}>
          <span>{command.label}</span>
          <Box sx={{ display: 'flex', gap: 1 }}>{command.keys?.map((key) => <Key key={key}>{showKey(key)}</Key>)}</Box>
        </Box>
      ))}
    </Box>
  )
}
