import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BandScheme } from '../../../shared/domain/dread.ts'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useVocabulary } from '../model/useVocabulary.ts'
import { flagText, goneText } from '../phrases.ts'
import { ChangeNote } from './ChangeNote.tsx'
import { DetailHead } from './DetailHead.tsx'
import { BulletList, Section } from '../Section.tsx'
import { rowOfThreat } from './triage-row.ts'
import { useThreatSource } from './useThreatSource.ts'

const markers = ['plus', 'minus', 'none'] as const

interface ThreatDetailProps {
  threat: Threat
  /** What became of its finding since the team last looked. */
  change: FindingChange | undefined
  scheme: BandScheme
  markerName: string
  labels: ReadonlyMap<string, string>
  onEdit: () => void
  onRemove: () => void
  onMarker: (marker: Threat['marker']) => void
}

/** A threat of the register as triage shows it: no scores. */
export function ThreatDetail({ threat, change, scheme, markerName, labels, onEdit, onRemove, onMarker }: ThreatDetailProps) {
  const { t } = useTranslation(['threats', 'common'])
  const source = useThreatSource(threat)
  const { facts: definitions } = useVocabulary()
  const parts = [...threat.affected.map((id) => labels.get(id) ?? id), ...(threat.affected.length === 0 ? threat.affectedLabels : [])]
  return (
    <Box sx={{ p: 8, maxWidth: 860 }}>
      <DetailHead
        row={rowOfThreat(threat, scheme)}
        actions={
          <>
            <Button variant="contained" startIcon={<Pencil size={15} />} onClick={onEdit}>
              {t('common:edit')}
              <KeyHint>E</KeyHint>
            </Button>
            <Button color="inherit" startIcon={<Trash2 size={15} />} onClick={onRemove}>
              {t('remove')}
            </Button>
          </>
        }
      />
      <ChangeNote change={change} />
      {threat.gone ? (
        <Alert severity="warning" sx={{ mb: 5 }}>
          {t('gone', { reason: goneText(threat.gone, definitions) })}
        </Alert>
      ) : null}
      <Section title={t('description')}>
        <Typography sx={{ fontSize: 15, whiteSpace: 'pre-wrap' }}>{threat.description}</Typography>
      </Section>
      {parts.length > 0 ? (
        <Section title={t('affected')}>
          <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
            {parts.map((part) => (
              <Chip key={part} size="small" variant="outlined" label={part} />
            ))}
          </Box>
        </Section>
      ) : null}
      <Section title={markerName === '' ? t('marker') : markerName}>
        <ToggleButtonGroup exclusive size="small" value={threat.marker} aria-label={markerName === '' ? t('marker') : markerName}>
          {markers.map((marker) => (
            <ToggleButton key={marker} value={marker} onClick={() => onMarker(marker)}>
              {t(`markerValue.${marker}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Section>
      {threat.mitigations.length > 0 ? (
        <Section title={t('mitigations')}>
          <BulletList items={threat.mitigations} />
        </Section>
      ) : null}
      {threat.references.length > 0 ? (
        <Section title={t('references')}>
          <Box sx={{ display: 'grid', gap: 1 }}>
            {threat.references.map((reference) => (
              <Typography key={reference.text}>
                {reference.text}
                <Box component="span" sx={{ color: 'text.secondary', ml: 2 }}>
                  {reference.readAs ? t('readAs', { id: reference.readAs }) : ''}
                </Box>
                {reference.flag ? <Chip size="small" color="warning" variant="outlined" label={t(`referenceFlag.${reference.flag}`)} sx={{ ml: 2 }} /> : null}
              </Typography>
            ))}
          </Box>
        </Section>
      ) : null}
      {threat.flags.length > 0 ? (
        <Section title={t('flags')}>
          <BulletList items={threat.flags.map(flagText)} />
        </Section>
      ) : null}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {source}
      </Typography>
    </Box>
  )
}
