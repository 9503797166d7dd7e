import InputBase from '@mui/material/InputBase'
import Box from '@mui/material/Box'
import { type ReactNode, useEffect, useRef, useState } from 'react'

interface LabelEditorProps {
  /** Where its middle stands on the screen. */
  at: () => { x: number; y: number } | null
  /** Calls back whenever the place may have changed; answers how to stop. */
  follow: (moved: () => void) => () => void
  label: string
  initial: string
  round: boolean
  /** Shift and Enter begin a new line. */
  multiline?: boolean
  onName: (name: string) => void
  onCancel: () => void
  /** What stands below the field. */
  children?: ReactNode
}

/** A name typed where the part stands. Enter or leaving it takes the name, Escape does not. */
export function LabelEditor({ at, follow, label, initial, round, multiline = false, onName, onCancel, children }: LabelEditorProps) {
  const [place, setPlace] = useState(at)
  const [typed, setTyped] = useState(initial)
  const done = useRef(false)
  // Whoever typed in a list goes on there.
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => (before instanceof HTMLElement && before !== document.body && before.isConnected ? before.focus({ preventScroll: true }) : undefined), [before])
  useEffect(() => follow(() => setPlace(at())), [follow, at])
  if (!place) return null
  function finish(how: () => void) {
    if (done.current) return
    done.current = true
    how()
  }
  return (
    <Box sx={{ position: 'absolute', left: place.x, top: place.y, transform: 'translate(-50%, -50%)', zIndex: 3 }}>
      <InputBase
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => finish(() => onName(typed.trim()))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !(multiline && event.shiftKey)) finish(() => onName(typed.trim()))
          if (event.key === 'Escape') {
            event.preventDefault()
            finish(onCancel)
          }
        }}
        placeholder={label}
        multiline={multiline}
        inputProps={{ 'aria-label': label, maxLength: multiline ? 5000 : 500, style: { textAlign: multiline ? 'left' : 'center' } }}
        sx={{
          width: 220,
          minHeight: multiline ? 84 : 44,
          px: 3,
          alignItems: multiline ? 'flex-start' : 'center',
          py: multiline ? 2 : 0,
          fontSize: 14,
          fontWeight: 550,
          bgcolor: 'background.paper',
          border: '2px solid',
          borderColor: 'primary.main',
          borderRadius: round ? '22px' : '6px',
          boxShadow: '0 6px 24px rgb(0 0 0 / 0.16)',
        }}
      />
      {children}
    </Box>
  )
}
