import InputBase from '@mui/material/InputBase'
import { useEffect, useRef, useState } from 'react'

interface LabelEditorProps {
  /** Where its middle stands on the screen. */
  at: () => { x: number; y: number } | null
  /** Calls back whenever the place may have changed; answers how to stop. */
  follow: (moved: () => void) => () => void
  label: string
  initial: string
  round: boolean
  onName: (name: string) => void
  onCancel: () => void
}

/** A name typed where the part stands. Enter or leaving it takes the name, Escape does not. */
export function LabelEditor({ at, follow, label, initial, round, onName, onCancel }: LabelEditorProps) {
  const [place, setPlace] = useState(at)
  const [typed, setTyped] = useState(initial)
  const done = useRef(false)
  useEffect(() => follow(() => setPlace(at())), [follow, at])
  if (!place) return null
  function finish(how: () => void) {
    if (done.current) return
    done.current = true
    how()
  }
  return (
    <InputBase
      autoFocus
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(() => onName(typed.trim()))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(() => onName(typed.trim()))
        if (event.key === 'Escape') {
          event.preventDefault()
          finish(onCancel)
        }
      }}
      placeholder={label}
      inputProps={{ 'aria-label': label, maxLength: 500, style: { textAlign: 'center' } }}
      sx={{
        position: 'absolute',
        left: place.x,
        top: place.y,
        transform: 'translate(-50%, -50%)',
        zIndex: 3,
        width: 220,
        height: 44,
        px: 3,
        fontSize: 14,
        fontWeight: 550,
        bgcolor: 'background.paper',
        border: '2px solid',
        borderColor: 'primary.main',
        borderRadius: round ? '22px' : '6px',
        boxShadow: '0 6px 24px rgb(0 0 0 / 0.16)',
      }}
    />
  )
}
