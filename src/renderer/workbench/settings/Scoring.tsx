import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BandScheme, defaultBandScheme, DiscoverabilityRule } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { isOrdered, schemeWithId } from '../../../shared/domain/scheme-change.ts'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { SavedDay } from './SavedDay.tsx'
import { SavedText } from './SavedText.tsx'
import { SchemePreview } from './SchemePreview.tsx'

const steps = [
  ['critical', 'Critical'],
  ['high', 'High'],
  ['medium', 'Medium'],
] as const

const numberIn = (text: string, least: number, most: number): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : null
}

/** Bands, Discoverability, treatment line, marker; and what they would make of the draft. */
export function Scoring({ project, header, onSet }: HeaderPart & { project: Id }) {
  const { t } = useTranslation(['settings', 'common'])
  const scheme = header.bandScheme
  const [draft, setDraft] = useState<Partial<Pick<BandScheme, 'critical' | 'high' | 'medium'>>>({})
  const [line, setLine] = useState<number | null | undefined>(undefined)
  const drafted = schemeWithId({ ...scheme, ...draft })
  const ordered = isOrdered(drafted)
  const setScheme = (part: Partial<BandScheme>) => onSet({ bandScheme: schemeWithId({ ...scheme, ...part }) })
  /** Bands out of order are not saved: they stay to be mended. */
  function setBand(part: typeof draft) {
    const next = { ...scheme, ...draft, ...part }
    if (!isOrdered(next)) return
    setDraft({})
    onSet({ bandScheme: schemeWithId(next) })
  }
  function setName(text: string) {
    const rest = BandScheme.omit({ name: true }).parse(scheme)
    const name = text.trim().slice(0, 60)
    onSet({ bandScheme: name === '' ? rest : { ...rest, name } })
  }
  return (
    <Card title={t('scoring')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <SavedText
          label={t('treatmentLine')}
          helperText={t('treatmentLineHelp')}
          saved={header.treatmentLine === null ? '' : `${header.treatmentLine}`}
          onDraft={(text) => setLine(numberIn(text, 4, 50))}
          onSave={(text) => {
            setLine(undefined)
            onSet({ treatmentLine: numberIn(text, 4, 50) })
          }}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <SavedDay label={t('reviewDate')} saved={header.reviewDate} onSave={(reviewDate) => onSet({ reviewDate })} />
        <SavedText label={t('criteriaText')} multiline saved={header.acceptanceCriteria} onSave={(acceptanceCriteria) => onSet({ acceptanceCriteria })} />
        <SavedText label={t('markerName')} helperText={t('markerNameHelp')} saved={header.markerName} onSave={(markerName) => onSet({ markerName: markerName.slice(0, 60) })} />
        <SavedText label={t('schemeName')} helperText={t('schemeNameHelp', { id: scheme.id })} saved={scheme.name ?? ''} onSave={setName} />
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
            <SavedText key={step} label={t(`common:band.${band}`)} saved={`${scheme[step]}`} error={!ordered} onDraft={(text) => setDraft({ ...draft, [step]: numberIn(text, 5, 50) ?? defaultBandScheme[step] })} onSave={(text) => setBand({ [step]: numberIn(text, 5, 50) ?? defaultBandScheme[step] })} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
          ))}
        </Box>
        <Typography variant="caption" component="p" role={ordered ? undefined : 'alert'} sx={{ color: ordered ? 'text.secondary' : 'error.main', mb: 3 }}>
          {t(ordered ? 'bandsHelp' : 'bandsOrder')}
        </Typography>
        {ordered ? <SchemePreview project={project} header={header} after={{ bandScheme: drafted, treatmentLine: line === undefined ? header.treatmentLine : line }} /> : null}
      </Box>
    </Card>
  )
}
