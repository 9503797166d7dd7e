import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explain, wasCancelled } from '../explain.ts'

interface Toast {
  id: number
  text: string
  kind: 'info' | 'error'
  action: { label: string; run: () => void } | null
}

interface Toasts {
  /** Says something for a few seconds, with at most one action (such as undo). */
  say: (text: string, action?: { label: string; run: () => void }) => void
  /** Says what went wrong, where it has no better place; a cancelled call says nothing. */
  fail: (error: unknown) => void
}

const ToastContext = createContext<Toasts | null>(null)

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext)
  if (!toasts) throw new Error('useToasts outside of ToastProvider')
  return toasts
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [toast, setToast] = useState<Toast | null>(null)
  const hide = useCallback(() => setToast(null), [])
  const toasts = useMemo<Toasts>(
    () => ({
      say: (text, action) => setToast({ id: performance.now(), text, kind: 'info', action: action ?? null }),
      fail: (error) => {
        if (!wasCancelled(error)) setToast({ id: performance.now(), text: explain(error, t), kind: 'error', action: null })
      },
    }),
    [t],
  )
  return (
    <ToastContext value={toasts}>
      {children}
      <Snackbar
        key={toast?.id ?? 'none'}
        open={toast !== null}
        autoHideDuration={toast?.kind === 'error' ? 12_000 : 7_000}
        onClose={(_, reason) => reason !== 'clickaway' && hide()}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        sx={{ mb: 8 }}
      >
        <Alert
          severity={toast?.kind ?? 'info'}
          variant="filled"
          icon={false}
          onClose={hide}
          sx={toast?.kind === 'error' ? {} : { bgcolor: 'text.primary', color: 'background.paper' }}
          action={
            toast?.action ? (
              <Button
                color="inherit"
                sx={{ fontWeight: 700, textDecoration: 'underline' }}
                onClick={() => {
                  toast.action?.run()
                  hide()
                }}
              >
                {toast.action.label}
              </Button>
            ) : undefined
          }
        >
          {toast?.text}
        </Alert>
      </Snackbar>
    </ToastContext>
  )
}
