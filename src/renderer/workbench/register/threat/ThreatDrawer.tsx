import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { dreadFactors, total } from '../../../../shared/domain/dread.ts'
import type { ProjectHeader } from '../../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../../shared/domain/register.ts'
import { concerns } from '../../../../shared/domain/statement.ts'
import { standingScore } from '../../../../shared/domain/threat.ts'
import { SeverityChip } from '../../../ui/SeverityChip.tsx'
import { BulletList, Section } from '../../Section.tsx'
import { flagText } from '../../phrases.ts'
import { EvidencePicture } from '../../model/findings/EvidencePicture.tsx'
import { useThreatSource } from '../../threats/useThreatSource.ts'
import { DecisionForm } from './DecisionForm.tsx'
import type { GridRow } from '../grid/grid-row.ts'
import { MitigationList } from '../mitigations/MitigationList.tsx'
import { StageScores } from './StageScores.tsx'
import { StatementForm } from './StatementForm.tsx'
import { ThreatFacts } from './ThreatFacts.tsx'
import { ThreatHistory } from './ThreatHistory.tsx'
import { ThreatRounds } from './ThreatRounds.tsx'
import { useDecisions } from '../useDecisions.ts'

interface ThreatDrawerProps {
  project: string
  row: GridRow
  header: ProjectHeader
  /** Takes the focus when the threat is opened by key. */
  place: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Everything known about one threat of the register, and its decision. */
export function ThreatDrawer({ project, row, header, place, onClose }: ThreatDrawerProps) {
  const { t } = useTranslation(['register', 'common', 'decisions'])
  const { decide, clear, edit } = useDecisions(project)
  const { threat } = row
  const source = useThreatSource(threat)
  const lit = threat.evidence.length > 0 ? threat.evidence : threat.affected
  return (
    <Box component="aside" ref={place} tabIndex={-1} aria-label={threat.displayId} sx={{ width: 440, flex: 'none', overflow: 'auto', borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', p: 5 }}>
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
      <ThreatRounds project={project} threat={threat.id} />
      <Section title={t('decision')}>
        {row.mustTreat ? (
          <Alert severity="warning" sx={{ mb: 3 }}>
            {t('mustTreat', { line: header.treatmentLine })}
          </Alert>
        ) : null}
        <DecisionForm key={threat.id} decision={threat.decision} mustTreat={row.mustTreat === true} onChange={(set) => decide([threat.id], set)} onClear={() => clear([threat.id])} />
      </Section>
      <Section title={t('decisions:mitigations')}>
        <MitigationList key={threat.id} project={project} row={row} />
      </Section>
      {threat.decision && standingScore(threat) ? (
        <Section title={t('decisions:scores')}>
          <StageScores row={row} scheme={header.bandScheme} onChange={(set) => decide([threat.id], set)} />
        </Section>
      ) : null}
      <Section title={t('description')}>
        <Typography sx={{ whiteSpace: 'pre-wrap', mb: 2 }}>{threat.description}</Typography>
        <StatementForm key={threat.id} threat={threat} onSave={(statement) => edit(threat.id, { statement })} />
      </Section>
      <Section title={t('decisions:concerns')}>
        <ToggleButtonGroup size="small" value={threat.concerns ?? []} aria-label={t('decisions:concerns')}>
          {concerns.map((name) => (
            <ToggleButton key={name} value={name} onClick={() => edit(threat.id, { concerns: concerns.filter((one) => (one === name) !== (threat.concerns?.includes(one) ?? false)) })}>
              {t(`decisions:concern.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Section>
      <ThreatFacts project={project} threat={threat} />
      {lit.length > 0 ? (
        <Section title={t('decisions:evidence')}>
          <EvidencePicture project={project} lit={lit} sx={{ height: 220, border: '1px solid', borderColor: 'divider', borderRadius: '10px' }} />
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
            {row.affected.join(', ')}
          </Typography>
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
      <Section title={t('decisions:source')}>
        <Typography>{source}</Typography>
      </Section>
      <Section title={t('decisions:history')}>
        <ThreatHistory project={project} threat={threat.id} />
      </Section>
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
