import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { useState } from 'react'

type SavedTextProps = Omit<TextFieldProps, 'value' | 'onChange' | 'onBlur'> & { saved: string; onSave: (text: string) => void; onDraft?: (text: string) => void }

/** A text field that saves when it is left; `onDraft` hears what is being typed. */
export function SavedText({ saved, onSave, onDraft, ...props }: SavedTextProps) {
  const [text, setText] = useState(saved)
  const [base, setBase] = useState(saved)
  // What came in from elsewhere (undo, another window) replaces what nobody is typing over.
  if (base !== saved) {
    setBase(saved)
    setText(saved)
  }
  return <TextField {...props} value={text} onChange={(event) => { setText(event.target.value); onDraft?.(event.target.value) }} onBlur={() => text !== saved && onSave(text)} />
}
