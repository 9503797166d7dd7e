import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Stride, strideCategories } from '../../../shared/domain/stride.ts'
import type { Threat, ThreatDraft } from '../../../shared/domain/threat.ts'

interface ThreatFormProps {
  /** The threat to edit, or null to write a new one. */
  threat: Threat | null
  labels: ReadonlyMap<string, string>
  onSave: (draft: ThreatDraft) => void
  onClose: () => void
}

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

export function ThreatForm({ threat, labels, onSave, onClose }: ThreatFormProps) {
  const { t } = useTranslation(['threats', 'common'])
  const [title, setTitle] = useState(threat?.title ?? '')
  const [description, setDescription] = useState(threat?.description ?? '')
  const [stride, setStride] = useState<readonly Stride[]>(threat?.stride ?? [])
  const [affected, setAffected] = useState<readonly string[]>(threat?.affected ?? [])
  const [mitigations, setMitigations] = useState(threat?.mitigations.join('\n') ?? '')
  const [references, setReferences] = useState(threat?.references.map((reference) => reference.text).join('\n') ?? '')
  const complete = title.trim() !== '' && stride.length > 0
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!complete) return
          onSave({ title: title.trim(), description, stride: [...stride], affected: [...affected], mitigations: lines(mitigations), references: lines(references), marker: threat?.marker ?? 'none' })
        }}
      >
        <DialogTitle>{threat ? t('edit') : t('new')}</DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
            <TextField autoFocus label={t('title')} value={title} onChange={(event) => setTitle(event.target.value)} />
            <Autocomplete
              multiple
              options={strideCategories}
              value={[...stride]}
              onChange={(_, value) => setStride(value)}
              getOptionLabel={(category) => t(`common:stride.${category}`)}
              renderInput={(props) => <TextField {...props} label={t('categories')} helperText={t('categoriesHelp')} />}
            />
            <TextField label={t('description')} value={description} onChange={(event) => setDescription(event.target.value)} multiline minRows={3} />
            <Autocomplete multiple options={[...labels.keys()]} value={[...affected]} onChange={(_, value) => setAffected(value)} getOptionLabel={(id) => labels.get(id) ?? id} renderInput={(props) => <TextField {...props} label={t('affected')} />} />
            <TextField label={t('mitigations')} helperText={t('mitigationsHelp')} value={mitigations} onChange={(event) => setMitigations(event.target.value)} multiline minRows={2} />
            <TextField label={t('references')} helperText={t('referencesHelp')} value={references} onChange={(event) => setReferences(event.target.value)} multiline minRows={2} />
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!complete} title={complete ? '' : t('needTitle')}>
            {t('common:save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
