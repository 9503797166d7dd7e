import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { Check, MapPin, RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
import type { Finding, Question } from '../../../shared/domain/finding.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { findingPath } from '../model/findings/finding-url.ts'
import { useVocabulary } from '../model/useVocabulary.ts'
import { answerText, questionText } from '../phrases.ts'
import { ChangeNote } from './ChangeNote.tsx'
import { DetailHead } from './DetailHead.tsx'
import { FactsTable } from './FactsTable.tsx'
import { EvidencePicture } from '../model/findings/EvidencePicture.tsx'
import { RuleLine } from '../rules/RuleLine.tsx'
import { BulletList, Section } from '../Section.tsx'
import { rowOfFinding, type State } from './triage-row.ts'

interface FindingDetailProps {
  project: string
  finding: Finding
  /** What became of it since the team last looked. */
  change: FindingChange | undefined
  state: State | undefined
  questions: readonly Question[]
  labels: ReadonlyMap<string, string>
  onAccept: () => void
  onDismiss: () => void
  onReconsider: () => void
  onAnswer: (question: Question, value: string) => void
}

/** Why a finding is there: rule, evidence, the facts with values and origins, and what would settle it. */
export function FindingDetail({ project, finding, change, state, questions, labels, onAccept, onDismiss, onReconsider, onAnswer }: FindingDetailProps) {
  const { t } = useTranslation(['threats', 'common'])
  const { facts: definitions } = useVocabulary()
  const definitionOf = (name: string) => definitions.find((definition) => definition.name === name)
  const [, navigate] = useLocation()
  const label = (id: string) => labels.get(id) ?? id
  const open = questions.filter((question) => finding.unknowns.some((unknown) => unknown.on === question.on && unknown.fact === question.fact))
  return (
    <Box sx={{ p: 8, maxWidth: 860 }}>
      <DetailHead
        row={rowOfFinding(finding)}
        actions={
          <>
            {state?.state === 'dismissed' ? (
              <Button variant="outlined" startIcon={<RotateCcw size={15} />} onClick={onReconsider}>
                {t('reconsider')}
              </Button>
            ) : (
              <>
                <Button variant="contained" startIcon={<Check size={15} />} onClick={onAccept}>
                  {t('accept')}
                  <KeyHint>A</KeyHint>
                </Button>
                <Button variant="outlined" color="inherit" startIcon={<X size={15} />} onClick={onDismiss}>
                  {t('dismiss')}
                  <KeyHint>X</KeyHint>
                </Button>
              </>
            )}
            <Button onClick={() => navigate(findingPath(project, finding.id))} color="inherit" startIcon={<MapPin size={15} />}>
              {t('showOnModel')}
            </Button>
          </>
        }
      />
      {state?.state === 'dismissed' ? <Typography sx={{ mb: 5, color: 'text.secondary' }}>{t('dismissedBecause', { reason: state.reason })}</Typography> : null}
      {state?.state === 'new' && state.reason !== '' ? <Typography sx={{ mb: 5, color: 'text.secondary' }}>{t('change.dismissedBefore', { reason: state.reason })}</Typography> : null}
      {state?.state === 'accepted' ? <Typography sx={{ mb: 5, color: 'text.secondary' }}>{t('change.decided.accepted')}</Typography> : null}
      <ChangeNote change={change} />
      <Section title={t('why')}>
        <Typography sx={{ fontSize: 15 }}>{finding.why}</Typography>
      </Section>
      {open.length > 0 ? (
        <Section title={t('possibleWhy')}>
          {open.map((question) => (
            <Box key={`${question.on}/${question.fact}`} sx={{ display: 'flex', alignItems: 'center', gap: 2, py: 1.5 }}>
              <Typography sx={{ flex: 1 }}>{questionText(definitionOf(question.fact), label(question.on))}</Typography>
              {question.answers.map((answer) => (
                <Button key={answer} variant="outlined" onClick={() => onAnswer(question, answer)}>
                  {answerText(definitionOf(question.fact), answer)}
                </Button>
              ))}
            </Box>
          ))}
        </Section>
      ) : null}
      <Section title={t('evidence')}>
        <EvidencePicture project={project} lit={finding.evidence} sx={{ height: 300, mb: 3, border: '1px solid', borderColor: 'divider', borderRadius: '10px' }} />
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
          {finding.evidence.map((id) => (
            <Chip key={id} size="small" variant="outlined" label={label(id)} />
          ))}
        </Box>
      </Section>
      {finding.mitigations.length > 0 ? (
        <Section title={t('mitigations')}>
          <BulletList items={finding.mitigations} />
        </Section>
      ) : null}
      {finding.facts.length > 0 ? (
        <Section title={t('facts')}>
          <FactsTable facts={finding.facts} nameOf={label} />
        </Section>
      ) : null}
      {finding.references.length > 0 ? (
        <Section title={t('references')}>
          <Typography>{finding.references.join(', ')}</Typography>
        </Section>
      ) : null}
      <Section title={t('ruleOf')}>
        <RuleLine project={project} finding={finding} nameOf={label} />
      </Section>
    </Box>
  )
}
