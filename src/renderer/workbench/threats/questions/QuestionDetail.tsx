import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { MapPin, MonitorUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Question } from '../../../../shared/domain/finding.ts'
import { Key } from '../../../ui/Key.tsx'
import { partPath } from '../../model/part-url.ts'
import { questionText } from '../../phrases.ts'
import { EvidencePicture } from '../../model/findings/EvidencePicture.tsx'
import { AnswerButtons } from './AnswerButtons.tsx'
import { litBy } from './lit.ts'
import { OutcomeColumns } from './OutcomeColumns.tsx'
import { questionKey, type QuestionRow } from './question-rows.ts'
import { type Questions, useOutcomes } from './useQuestions.ts'
import { WhoKnows } from './WhoKnows.tsx'

interface QuestionDetailProps {
  project: string
  row: QuestionRow
  next: Question | null
  data: Questions
  onAnswer: (answer: string) => void
  onPass: () => void
  onAsk: () => void
}

/** One question: what each answer would do, where the part stands, who may know. */
export function QuestionDetail({ project, row, next, data, onAnswer, onPass, onAsk }: QuestionDetailProps) {
  const { t } = useTranslation('questions')
  const [question] = row.questions
  const definition = data.definitionOf(question.fact)
  const outcomes = useOutcomes(project, question, next)
  const label = data.labels.get(question.on) ?? ''
  const asked = data.asked !== null && questionKey(data.asked) === questionKey(question)
  return (
    <Box sx={{ p: 8, maxWidth: 960, display: 'grid', gap: 5 }} data-current={questionKey(question)}>
      <Box>
        <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap', mb: 2, color: 'text.secondary', fontSize: 14 }}>
          <span>{definition?.group}</span>
          <span>{label}</span>
        </Box>
        <Typography variant="h1" component="h2" sx={{ fontSize: 24, mb: 4, textWrap: 'balance' }}>{questionText(definition, label)}</Typography>
        <AnswerButtons answers={question.answers} definition={definition} passed={row.passed} onAnswer={onAnswer} onPass={onPass} />
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', mt: 3 }}>
          <WhoKnows definition={definition} />
          <Box sx={{ flex: 1 }} />
          <Button startIcon={<MapPin size={15} />} component={Link} href={partPath(project, question.on, question.fact)}>{t('show')}</Button>
          <Button startIcon={<MonitorUp size={15} />} variant={asked ? 'contained' : 'outlined'} aria-pressed={asked} onClick={onAsk}>
            <Box component="span" sx={{ mr: 2 }}>{t(asked ? 'asking' : 'ask')}</Box>
            <Key>R</Key>
          </Button>
        </Box>
      </Box>
      <OutcomeColumns project={project} outcomes={outcomes} answers={question.answers} definition={definition} />
      <EvidencePicture project={project} lit={litBy(data.model, question.on)} sx={{ height: 300, borderRadius: '12px', border: '1px solid', borderColor: 'divider' }} />
    </Box>
  )
}
