import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PictureTheme, pictureThemes } from '../../../shared/domain/seat-diagram.ts'
import type { LegendWords } from '../../../shared/picture/legend.ts'
import { useApi } from '../api.tsx'
import { usePalette } from '../model/usePalette.ts'
import { saveFile } from '../save-file.ts'
import { useToasts } from '../shell/Toasts.tsx'

const formats = ['svg', 'png'] as const

/** Saves the open diagram as a picture: the same one as on the command line. */
export function PictureDialog({ project, diagram, onClose }: { project: string; diagram: string; onClose: () => void }) {
  const { t } = useTranslation(['blueprints', 'common', 'model', 'register'])
  const api = useApi()
  const { fail } = useToasts()
  const [format, setFormat] = useState<(typeof formats)[number]>('png')
  const [theme, setTheme] = useState<PictureTheme>(usePalette().night ? 'dark' : 'light')
  const [legend, setLegend] = useState(true)
  const words: LegendWords = {
    process: t('model:kind.process'),
    'data-store': t('model:kind.data-store'),
    'external-entity': t('model:kind.external-entity'),
    boundary: t('model:kind.boundary'),
    flow: t('picture.flow'),
    outOfScope: t('picture.outOfScope'),
    bands: { Critical: 'Critical', High: 'High', Medium: 'Medium', Low: 'Low' },
  }
  const save = useMutation({
    mutationFn: () => api.register.export({ project, format, revision: null, cut: 'nothing', job: crypto.randomUUID(), picture: { diagram, theme, legend: legend ? words : null } }),
    onSuccess: ({ name, mime, bytes }) => {
      saveFile({ name, mime, bytes })
      onClose()
    },
    onError: fail,
  })
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <DialogTitle>{t('picture.title')}</DialogTitle>
        <DialogContent>
          <TextField select autoFocus fullWidth margin="dense" label={t('picture.format')} value={format} onChange={(event) => setFormat(formats.find((known) => known === event.target.value) ?? 'png')}>
            {formats.map((one) => (
              <MenuItem key={one} value={one}>
                {t(`picture.formats.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField select fullWidth margin="dense" label={t('picture.theme')} value={theme} onChange={(event) => setTheme(PictureTheme.parse(event.target.value))}>
            {pictureThemes.map((one) => (
              <MenuItem key={one} value={one}>
                {t(`picture.themes.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <FormControlLabel control={<Checkbox checked={legend} onChange={(event) => setLegend(event.target.checked)} />} label={t('picture.legend')} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" disabled={save.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
