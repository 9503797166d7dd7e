import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { StickyNote, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Note } from '../../../shared/domain/model.ts'
import { CommitField } from './CommitField.tsx'
import type { EditModel } from './useModelEdit.ts'

/** A note's text at the side, for long ones. */
export function NotePanel({ note, edit, onClose, onDelete }: { note: Note; edit: EditModel; onClose: () => void; onDelete: () => void }) {
  const { t } = useTranslation('model')
  return (
    <Box sx={{ display: 'grid', gap: 4, p: 4 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary', mt: -1, mb: -1 }}>
        <StickyNote size={17} />
        <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
          {t('note.name')}
        </Typography>
        <Tooltip title={t('inspector.delete')}>
          <IconButton size="small" aria-label={t('inspector.delete')} onClick={onDelete}>
            <Trash2 size={16} />
          </IconButton>
        </Tooltip>
        <Tooltip title={t('inspector.close')}>
          <IconButton size="small" aria-label={t('inspector.close')} onClick={onClose}>
            <X size={16} />
          </IconButton>
        </Tooltip>
      </Box>
      <CommitField key={note.id} label={t('note.label')} value={note.text} onCommit={(text) => edit(t('edit.note'), [{ type: 'update-note', id: note.id, set: { text } }])} maxLength={5000} multiline required />
    </Box>
  )
}
