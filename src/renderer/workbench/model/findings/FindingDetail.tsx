import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { RuleLine } from '../../rules/RuleLine.tsx'
import { stagePath } from '../../shell/stages.ts'
import { answerText } from '../../phrases.ts'
import { originText } from '../origin.ts'
import { type Part, partName } from '../parts.ts'
import type { FactDefinition } from '../vocabulary.ts'

interface FindingDetailProps {
  project: string
  finding: Finding
  parts: ReadonlyMap<string, Part>
  definitions: readonly FactDefinition[]
  onChoose: (id: string) => void
}

/** A finding explains itself: why, what it rests on with origins, what is not known, what helps. */
export function FindingDetail({ project, finding, parts, definitions, onChoose }: FindingDetailProps) {
  const { t } = useTranslation(['model', 'common'])
  const [, navigate] = useLocation()
  const nameOf = (id: string) => partName(id, parts, t)
  const definitionOf = (name: string) => definitions.find((definition) => definition.name === name)
  const factLabel = (name: string) => definitionOf(name)?.label ?? name
  const known = finding.facts.filter((fact) => fact.value !== null && fact.value.value !== 'unknown')
  return (
    <Box sx={{ px: 2, pb: 3, display: 'grid', gap: 3 }}>
      <Section title={t('finding.why')}>
        <Typography variant="body2">{finding.why}</Typography>
      </Section>
      <Section title={t('finding.affected')}>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {[...new Set([...finding.affected, ...finding.evidence])].map((id) => (
            <Chip key={id} size="small" variant="outlined" label={nameOf(id)} onClick={() => onChoose(id)} sx={{ maxWidth: 280 }} />
          ))}
        </Box>
      </Section>
      {known.length > 0 ? (
        <Section title={t('finding.facts')}>
          <Lines>
            {known.map((fact) => (
              <li key={`${fact.on}/${fact.fact}`}>
                <strong>{factLabel(fact.fact)}</strong>: {fact.value ? answerText(definitionOf(fact.fact), fact.value.value) : ''} · {nameOf(fact.on)}
                <Typography component="span" variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
                  {fact.value ? originText(fact.value) : ''}
                </Typography>
              </li>
            ))}
          </Lines>
        </Section>
      ) : null}
      {finding.unknowns.length > 0 ? (
        <Section title={t('finding.unknowns')}>
          <Lines>
            {finding.unknowns.map((unknown) => (
              <li key={`${unknown.on}/${unknown.fact}`}>
                <strong>{factLabel(unknown.fact)}</strong> · {nameOf(unknown.on)}
              </li>
            ))}
          </Lines>
        </Section>
      ) : null}
      {finding.mitigations.length > 0 ? (
        <Section title={t('finding.mitigations')}>
          <Lines>
            {finding.mitigations.map((mitigation) => (
              <li key={mitigation}>{mitigation}</li>
            ))}
          </Lines>
        </Section>
      ) : null}
      {finding.references.length > 0 ? (
        <Section title={t('finding.references')}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {finding.references.join(' · ')}
          </Typography>
        </Section>
      ) : null}
      <Section title={t('finding.rule')}>
        <RuleLine project={project} finding={finding} nameOf={nameOf} />
      </Section>
      <Button variant="outlined" endIcon={<ArrowRight size={14} />} sx={{ justifySelf: 'start' }} onClick={() => navigate(stagePath(project, 'threats'))}>
        {t('finding.triage')}
      </Button>
    </Box>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="caption" component="h5" sx={{ m: 0, mb: 0.5, fontWeight: 650, color: 'text.secondary' }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}

function Lines({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 4, fontSize: 13, display: 'grid', gap: 1 }}>
      {children}
    </Box>
  )
}
