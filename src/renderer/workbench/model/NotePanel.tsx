import Box from '@mui/material/Box'
import { StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Note } from '../../../shared/domain/model.ts'
import { CommitField } from './CommitField.tsx'
import { PanelHead } from './PanelHead.tsx'
import type { EditModel } from './useModelEdit.ts'

/** A note's text at the side, for long ones. */
export function NotePanel({ note, edit, onClose, onDelete }: { note: Note; edit: EditModel; onClose: () => void; onDelete: () => void }) {
  const { t } = useTranslation('model')
  return (
    <Box sx={{ display: 'grid', gap: 4, p: 4 }}>
      <PanelHead icon={<StickyNote size={17} />} name={t('note.name')} onDelete={onDelete} onClose={onClose} />
      <CommitField key={note.id} label={t('note.label')} value={note.text} onCommit={(text) => edit(t('edit.note'), [{ type: 'update-note', id: note.id, set: { text } }])} maxLength={5000} multiline required />
    </Box>
  )
}
