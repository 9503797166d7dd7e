import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { type BandScheme, defaultBandScheme, DiscoverabilityRule } from '../../../shared/domain/dread.ts'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { SavedText } from './SavedText.tsx'

const steps = [
  ['critical', 'Critical'],
  ['high', 'High'],
  ['medium', 'Medium'],
] as const

/** The scheme's id says what it does, so that two registers with the same id mean the same bands. */
function withId(scheme: BandScheme): BandScheme {
  const { critical, high, medium, discoverability } = scheme
  const suffix = discoverability === 'counted' ? '' : `-discoverability-${discoverability}`
  return { ...scheme, id: `total-${critical}-${high}-${medium}${suffix}` }
}

const numberIn = (text: string, least: number, most: number): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : null
}

/** Bands, Discoverability, treatment line, marker. */
export function Scoring({ header, onSet }: HeaderPart) {
  const { t } = useTranslation(['settings', 'common'])
  const scheme = header.bandScheme
  const setScheme = (part: Partial<BandScheme>) => onSet({ bandScheme: withId({ ...scheme, ...part }) })
  return (
    <Card title={t('scoring')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <SavedText
          label={t('treatmentLine')}
          helperText={t('treatmentLineHelp')}
          saved={header.treatmentLine === null ? '' : `${header.treatmentLine}`}
          onSave={(text) => onSet({ treatmentLine: numberIn(text, 4, 50) })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <TextField
          label={t('reviewDate')}
          type="date"
          value={header.reviewDate ?? ''}
          onChange={(event) => onSet({ reviewDate: event.target.value === '' ? null : event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <SavedText label={t('criteriaText')} multiline saved={header.acceptanceCriteria} onSave={(acceptanceCriteria) => onSet({ acceptanceCriteria })} />
        <SavedText label={t('markerName')} helperText={t('markerNameHelp')} saved={header.markerName} onSave={(markerName) => onSet({ markerName: markerName.slice(0, 60) })} />
        <TextField select label={t('discoverability')} value={scheme.discoverability} onChange={(event) => setScheme({ discoverability: DiscoverabilityRule.parse(event.target.value) })}>
          {DiscoverabilityRule.options.map((rule) => (
            <MenuItem key={rule} value={rule}>
              {t(`discoverabilityRule.${rule}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Box>
        <Typography sx={{ mb: 2 }}>{t('bands')}</Typography>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 140px)', gap: 2 }}>
          {steps.map(([step, band]) => (
            <SavedText key={step} label={t(`common:band.${band}`)} saved={`${scheme[step]}`} onSave={(text) => setScheme({ [step]: numberIn(text, 5, 50) ?? defaultBandScheme[step] })} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
          ))}
        </Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('bandsHelp')}
        </Typography>
      </Box>
    </Card>
  )
}
