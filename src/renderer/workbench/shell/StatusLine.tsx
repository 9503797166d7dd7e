import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import { Check, CloudOff, Keyboard, Loader, Redo2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { useConnection } from './connection.tsx'
import { historyLabel } from './history-label.ts'
import type { History } from './history.ts'

/** The slim line at the bottom: saved, undo, keys. */
export function StatusLine({ project, history, onKeys }: { project: string; history: History; onKeys: () => void }) {
  const { t } = useTranslation()
  const api = useApi()
  const saving = useIsMutating() > 0
  const connected = useConnection() === 'connected'
  const state = useQuery({ queryKey: ['history', project], queryFn: () => api.history.state({ project }) })
  return (
    <Box component="footer" sx={{ gridArea: 'status', display: 'flex', alignItems: 'center', gap: 4, px: 4, height: 28, fontSize: 12, color: 'text.secondary', borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: connected ? 'inherit' : 'error.main' }}>
        {connected ? saving ? <Loader size={13} /> : <Check size={13} /> : <CloudOff size={13} />}
        {connected ? (saving ? t('saving') : t('saved')) : t('reconnecting')}
      </Box>
      <LineButton icon={<Undo2 size={13} />} disabled={!state.data?.undo} onClick={history.undo} label={state.data?.undo ? t('undoOf', { label: historyLabel(state.data.undo, t) }) : t('undo')} />
      <LineButton icon={<Redo2 size={13} />} disabled={!state.data?.redo} onClick={history.redo} label={state.data?.redo ? t('redoOf', { label: historyLabel(state.data.redo, t) }) : t('redo')} />
      <Box sx={{ flex: 1 }} />
      <LineButton icon={<Keyboard size={13} />} disabled={false} onClick={onKeys} label={t('keys.show')} />
    </Box>
  )
}

function LineButton({ icon, label, disabled, onClick }: { icon: ReactNode; label: string; disabled: boolean; onClick: () => void }) {
  return (
    <ButtonBase disabled={disabled} onClick={onClick} sx={{ gap: 1.5, fontSize: 12, px: 1.5, height: 22, borderRadius: '5px', opacity: disabled ? 0.5 : 1, '&:hover': { color: 'text.primary' } }}>
      {icon}
      {label}
    </ButtonBase>
  )
}
