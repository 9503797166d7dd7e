import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/domain/finding.ts'
import { answerText, questionText } from '../../phrases.ts'
import { AnswerButtons } from './AnswerButtons.tsx'
import { questionKey, type QuestionRow } from './question-rows.ts'
import type { Questions } from './useQuestions.ts'
import { WhoKnows } from './WhoKnows.tsx'

interface FactGroupDetailProps {
  row: QuestionRow
  data: Questions
  /** Those that an answer leaves out. */
  exceptions: ReadonlySet<string>
  onExcept: (key: string) => void
  onAnswer: (questions: readonly Question[], answer: string) => void
  /** A key pressed on a box to tick: a field keeps the view's keys from itself, and here one goes on answering. */
  onKey: (key: string) => void
  onPass: () => void
}

/** The same question about several parts: answered for all of them but the exceptions, or for one. */
export function FactGroupDetail({ row, data, exceptions, onExcept, onAnswer, onKey, onPass }: FactGroupDetailProps) {
  const { t } = useTranslation('questions')
  const [first] = row.questions
  const definition = data.definitionOf(row.fact)
  const meant = row.questions.filter((question) => !exceptions.has(questionKey(question)))
  return (
    <Box sx={{ p: 8, maxWidth: 960, display: 'grid', gap: 5 }} data-current={row.id}>
      <Box>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{definition?.group}</Typography>
        <Typography variant="h1" component="h2" sx={{ fontSize: 24, mb: 1, textWrap: 'balance' }}>{questionText(definition, '…')}</Typography>
        <Typography sx={{ color: 'text.secondary', mb: 4 }}>{t('forParts', { count: meant.length, all: row.questions.length })}</Typography>
        <AnswerButtons answers={first.answers} definition={definition} passed={row.passed} disabled={meant.length === 0} onAnswer={(answer) => onAnswer(meant, answer)} onPass={onPass} />
        <Box sx={{ mt: 3 }}><WhoKnows definition={definition} /></Box>
      </Box>
      <Box component="section" aria-label={t('partsOf')}>
        <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 1 }}>{t('partsHelp')}</Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {row.questions.map((question) => {
            const key = questionKey(question)
            const label = data.labels.get(question.on) ?? ''
            return (
              <Box key={key} component="li" sx={{ display: 'flex', alignItems: 'center', gap: 2, borderBottom: '1px solid', borderColor: 'divider', py: 0.5 }}>
                <Checkbox size="small" checked={!exceptions.has(key)} onChange={() => onExcept(key)} slotProps={{ input: { 'aria-label': label, onKeyDown: (event) => { if (!event.ctrlKey && !event.metaKey && !event.altKey) onKey(event.key.toLowerCase()) } } }} />
                <Typography sx={{ flex: 1, minWidth: 0, color: exceptions.has(key) ? 'text.secondary' : 'text.primary' }}>{label}</Typography>
                {question.answers.length > 4 ? null : question.answers.map((answer) => (
                  <Button key={answer} size="small" color="inherit" onClick={() => onAnswer([question], answer)} aria-label={`${label}: ${answerText(definition, answer)}`}>
                    {answerText(definition, answer)}
                  </Button>
                ))}
              </Box>
            )
          })}
        </Box>
      </Box>
    </Box>
  )
}
