import InputBase from '@mui/material/InputBase'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A name, typed where it stands; `height` in pixels. Enter or leaving takes it, Escape gives null. */
export function NameField({ initial, height, onName }: { initial: string; height: number; onName: (label: string | null) => void }) {
  const { t } = useTranslation('model')
  const [typed, setTyped] = useState(initial)
  const done = useRef(false)
  function finish(label: string | null) {
    if (done.current) return
    done.current = true
    onName(label)
  }
  return (
    <InputBase
      autoFocus
      fullWidth
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === 'Enter' ? typed : null)
      }}
      inputProps={{ 'aria-label': t('name.rename'), maxLength: 500 }}
      sx={{ fontSize: 13, height, px: 1, border: '1px solid', borderColor: 'primary.main', borderRadius: '4px' }}
    />
  )
}
