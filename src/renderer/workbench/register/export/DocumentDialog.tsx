import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { DocumentChoice, documentParts, documentPresets, PaperSize, presetOf, presetParts, wholeDocument, type DocumentPart } from '../../../../shared/domain/document.ts'
import { Language, languages } from '../../../../shared/domain/language.ts'
import { useLanguage } from '../../i18n.ts'

const storageKey = 'dreadnought.document'

/** What was chosen last; at first everything, in the page's language, on the paper that is usual there. */
function lastChoice(language: Language): DocumentChoice {
  const kept = DocumentChoice.safeParse(parsed(localStorage.getItem(storageKey)))
  if (kept.success) return kept.data
  return { ...wholeDocument, language, page: /-(?:US|CA|MX|PH|CL|CO|VE)$/.test(navigator.language) ? 'letter' : 'a4' }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

const reports = ['pdf', 'html', 'md'] as const
const Report = z.enum(reports)

/** The formats that are asked about before they are written: reports by their parts, tables whether they name people. */
export const AskedFormat = z.enum([...reports, 'xlsx', 'csv'])
export type AskedFormat = z.infer<typeof AskedFormat>

interface DocumentDialogProps {
  format: AskedFormat
  /** Whether names were left out already by what was clicked. */
  cut: boolean
  onExport: (choice: DocumentChoice, cut: boolean) => void
  onCancel: () => void
}

/** What goes into a report, for whom, in which language and on which paper; of a CSV file, whether it says how it is encoded. */
export function DocumentDialog({ format, cut, onExport, onCancel }: DocumentDialogProps) {
  const { t } = useTranslation(['document', 'register', 'common'])
  const [choice, setChoice] = useState(lastChoice(useLanguage()))
  const [named, setNamed] = useState(!cut)
  const bomHelp = useId()
  const report = Report.safeParse(format).data
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          localStorage.setItem(storageKey, JSON.stringify(choice))
          onExport(choice, !named)
        }}
      >
        <DialogTitle>{t(`register:exportFormat.${format}`)}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 5 }}>
          {report ? <PartsChoice format={report} choice={choice} onChange={setChoice} /> : null}
          <FormControlLabel control={<Checkbox size="small" checked={named} onChange={(_, checked) => setNamed(checked)} />} label={t('dialog.names')} />
          {format === 'csv' ? (
            <Box>
              <FormControlLabel control={<Checkbox size="small" checked={choice.bom} onChange={(_, bom) => setChoice({ ...choice, bom })} slotProps={{ input: { 'aria-describedby': bomHelp } }} />} label={t('dialog.bom')} />
              <FormHelperText id={bomHelp} sx={{ mx: 8 }}>
                {t('dialog.bomHelp')}
              </FormHelperText>
            </Box>
          ) : null}
          {report ? (
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
              <TextField select size="small" label={t('dialog.language')} value={choice.language} onChange={(event) => setChoice({ ...choice, language: Language.catch('en').parse(event.target.value) })}>
                {languages.map((one) => (
                  <MenuItem key={one} value={one}>
                    {t(`dialog.languages.${one}`)}
                  </MenuItem>
                ))}
              </TextField>
              {format === 'pdf' ? (
                <TextField select size="small" label={t('dialog.page')} value={choice.page} onChange={(event) => setChoice({ ...choice, page: PaperSize.catch('a4').parse(event.target.value) })}>
                  {PaperSize.options.map((one) => (
                    <MenuItem key={one} value={one}>
                      {t(`dialog.pages.${one}`)}
                    </MenuItem>
                  ))}
                </TextField>
              ) : null}
            </Box>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onCancel}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" autoFocus>
            {t('register:export')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface PartsChoiceProps {
  format: z.infer<typeof Report>
  choice: DocumentChoice
  onChange: (choice: DocumentChoice) => void
}

/** By reader, or part by part. A picture has no place in Markdown. */
function PartsChoice({ format, choice, onChange }: PartsChoiceProps) {
  const { t } = useTranslation('document')
  const preset = presetOf(choice.parts)
  const offered = documentParts.filter((part) => format !== 'md' || part !== 'pictures')
  function toggle(part: DocumentPart) {
    onChange({ ...choice, parts: documentParts.filter((one) => (one === part ? !choice.parts.includes(one) : choice.parts.includes(one))) })
  }
  return (
    <>
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        aria-label={t('dialog.reader')}
        value={preset}
        onChange={(_, value: unknown) => {
          const chosen = documentPresets.find((one) => one === value)
          if (chosen) onChange({ ...choice, parts: [...presetParts[chosen]] })
        }}
      >
        {documentPresets.map((one) => (
          <ToggleButton key={one} value={one}>
            {t(`preset.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
        <Typography component="legend" variant="subtitle2" sx={{ color: 'text.secondary', mb: 1 }}>
          {preset === null ? t('dialog.ownParts') : t('dialog.parts')}
        </Typography>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
          {offered.map((part) => (
            <FormControlLabel key={part} control={<Checkbox size="small" checked={choice.parts.includes(part)} onChange={() => toggle(part)} />} label={t(`part.${part}`)} />
          ))}
        </Box>
      </Box>
    </>
  )
}
