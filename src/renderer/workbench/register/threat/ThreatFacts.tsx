import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Threat } from '../../../../shared/domain/threat.ts'
import { useAnalysisQuery } from '../../analysis-query.ts'
import { useVocabulary } from '../../model/useVocabulary.ts'
import { goneText } from '../../phrases.ts'
import { Section } from '../../Section.tsx'
import { FactsTable } from '../../threats/FactsTable.tsx'
import { usePartLabels } from '../../threats/parts.ts'

/** Why a rule says so, and what it read, as it is now; of a threat that no rule found, nothing. */
export function ThreatFacts({ project, threat }: { project: string; threat: Threat }) {
  const { t } = useTranslation(['decisions', 'threats'])
  const { facts: definitions } = useVocabulary()
  const labels = usePartLabels(project)
  const found = threat.source.kind === 'finding'
  const analysis = useAnalysisQuery(project, found).data
  const own = useMemo(() => {
    const { source } = threat
    if (!analysis || source.kind !== 'finding') return []
    const ids = new Set([source.finding, ...analysis.states.flatMap((state) => (state.threat === threat.id ? state.finding : []))])
    return analysis.analysis.findings.filter(({ id }) => ids.has(id))
  }, [analysis, threat])
  if (!found) return null
  const facts = [...new Map(own.flatMap((finding) => finding.facts).map((fact) => [`${fact.on}/${fact.fact}`, fact])).values()]
  return (
    <>
      {threat.gone === null ? null : (
        <Alert severity="warning" sx={{ mb: 5 }}>
          {t('threats:gone', { reason: goneText(threat.gone, definitions) })}
        </Alert>
      )}
      {own.length === 0 ? null : (
        <Section title={t('threats:why')}>
          {[...new Set(own.map(({ why }) => why))].map((why) => (
            <Typography key={why} sx={{ mb: 1 }}>
              {why}
            </Typography>
          ))}
        </Section>
      )}
      <Section title={t('threats:facts')}>{facts.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t(analysis ? 'noFacts' : 'factsLoading')}</Typography> : <FactsTable facts={facts} nameOf={(part) => labels.get(part) ?? part} />}</Section>
    </>
  )
}
