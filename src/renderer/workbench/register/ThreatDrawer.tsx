import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../shared/domain/decision.ts'
import { dreadFactors, total } from '../../../shared/domain/dread.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { BulletList, Section } from '../Section.tsx'
import { flagText } from '../phrases.ts'
import { DecisionForm } from './DecisionForm.tsx'

interface ThreatDrawerProps {
  row: RegisterRow
  header: ProjectHeader
  onDecide: (decision: Decision | null) => void
  onClose: () => void
}

/** Everything known about one threat of the register, and its decision. */
export function ThreatDrawer({ row, header, onDecide, onClose }: ThreatDrawerProps) {
  const { t } = useTranslation(['register', 'common'])
  const { threat } = row
  return (
    <Box component="aside" aria-label={threat.displayId} sx={{ width: 440, flex: 'none', overflow: 'auto', borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', p: 5 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, mb: 4 }}>
        <Box sx={{ flex: 1 }}>
          <Typography sx={{ color: 'text.secondary', fontWeight: 600 }}>{threat.displayId}</Typography>
          <Typography variant="h2">{threat.title}</Typography>
        </Box>
        <IconButton aria-label={t('closeDetail')} onClick={onClose} size="small">
          <X size={18} />
        </IconButton>
      </Box>
      <Section title={t('score')}>
        <ScoreCard row={row} header={header} />
      </Section>
      <Section title={t('decision')}>
        {row.mustTreat ? (
          <Alert severity="warning" sx={{ mb: 3 }}>
            {t('mustTreat', { line: header.treatmentLine })}
          </Alert>
        ) : null}
        <DecisionForm key={threat.id} decision={threat.decision} onDecide={onDecide} />
      </Section>
      <Section title={t('description')}>
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>{threat.description}</Typography>
      </Section>
      {threat.mitigations.length > 0 ? (
        <Section title={t('mitigations')}>
          <BulletList items={threat.mitigations} />
        </Section>
      ) : null}
      {threat.references.length > 0 ? (
        <Section title={t('references')}>
          <Typography>{threat.references.map((reference) => reference.text).join(', ')}</Typography>
        </Section>
      ) : null}
      {threat.flags.length > 0 ? (
        <Section title={t('flags')}>
          <BulletList items={threat.flags.map(flagText)} />
        </Section>
      ) : null}
    </Box>
  )
}

function ScoreCard({ row, header }: { row: RegisterRow; header: ProjectHeader }) {
  const { t } = useTranslation(['register', 'common'])
  const { threat } = row
  const standing = standingScore(threat)
  const stated = threat.imported?.total ?? null
  const most = header.bandScheme.discoverability === 'dropped' ? 40 : 50
  if (!standing || row.total === null || row.mean === null) {
    const { score, severity } = threat.imported ?? {}
    return <Typography sx={{ color: 'text.secondary' }}>{score ? t('statedScore', { score, severity: severity ?? '' }) : t('noScore')}</Typography>
  }
  return (
    <Box sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px', p: 4 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 3 }}>
        {row.band ? <SeverityChip band={row.band} label={t(`common:band.${row.band}`)} /> : null}
        <Typography sx={{ fontWeight: 650 }}>{t('scoreOf', { total: row.total, most, mean: row.mean.toFixed(1) })}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', ml: 'auto' }}>
          {t(`origin.${standing.origin}`)}
        </Typography>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(5, 1fr)', gap: 2 }}>
        {dreadFactors.map((factor) => (
          <Box key={factor} title={t(`common:dread.${factor}`)} sx={{ textAlign: 'center', bgcolor: 'background.default', borderRadius: '8px', py: 2 }}>
            <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
              {t(`common:dreadShort.${factor}`)}
            </Typography>
            <Typography variant="h2" component="div">
              {standing.values[factor]}
            </Typography>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'grid', gap: 1, mt: 3, color: 'text.secondary', fontSize: 13 }}>
        {row.interval ? <span>{t('interval', row.interval)}</span> : null}
        {threat.settled?.method === 'override' ? <span>{t('overrideBecause', { reason: threat.settled.rationale })}</span> : null}
        {threat.settled?.dissent ? <span>{t('dissent', { text: threat.settled.dissent })}</span> : null}
        {standing.origin === 'imported' && stated !== null && stated !== total(standing.values) ? <span>{t('statedTotal', { stated, sum: total(standing.values) })}</span> : null}
      </Box>
    </Box>
  )
}
