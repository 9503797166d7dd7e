import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { MonitorUp } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/domain/finding.ts'
import { Key } from '../../../ui/Key.tsx'
import { useVocabulary } from '../../model/useVocabulary.ts'
import type { FactDefinition } from '../../model/vocabulary.ts'
import { answerText, questionText } from '../../phrases.ts'
import { usePartLabels } from '../../threats/parts.ts'
import type { Desk } from './useDesk.ts'
import { questionKey } from './walk-questions.ts'

/** The key that gives this answer to the marked question. */
function keyOf(question: Question, answer: string): string {
  if (answer === 'yes') return 'Y'
  if (answer === 'no') return 'N'
  return String(question.answers.filter((value) => value !== 'yes' && value !== 'no').indexOf(answer) + 1)
}

function Line({ desk, question, definition, label }: { desk: Desk; question: Question; definition: FactDefinition | undefined; label: string }) {
  const { t } = useTranslation(['desk', 'common'])
  const line = useRef<HTMLLIElement>(null)
  const { walk } = desk
  const marked = walk.marked === question
  const passed = walk.passed(question)
  const text = questionText(definition, label)
  useEffect(() => {
    if (marked) line.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <Box component="li" ref={line} data-question={question.fact} aria-current={marked ? 'true' : undefined} sx={{ px: 3, py: 2, borderRadius: '10px', border: '1px solid', borderColor: marked ? 'primary.main' : 'divider', bgcolor: 'background.paper', boxShadow: marked ? '0 0 0 1px var(--mui-palette-primary-main)' : 'none' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Typography sx={{ flex: 1, fontWeight: marked ? 600 : 500, color: passed ? 'text.secondary' : 'text.primary' }}>{text}</Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>{passed ? t('walk.nobodyKnows') : t('walk.settles', { count: question.settles })}</Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, mt: 1.5, flexWrap: 'wrap' }}>
        {question.answers.map((answer) => (
          <Button key={answer} variant="outlined" onClick={() => walk.answer(question, answer)} sx={{ gap: 1.5 }}>
            {answerText(definition, answer)}
            {marked ? <Key>{keyOf(question, answer)}</Key> : null}
          </Button>
        ))}
        <Button color="inherit" aria-pressed={walk.isAsked(question)} startIcon={<MonitorUp size={15} />} onClick={() => walk.ask(question)} sx={{ gap: 0.5, ...(walk.isAsked(question) ? { color: 'primary.main' } : {}) }}>
          {t(walk.isAsked(question) ? 'walk.asking' : 'walk.ask')}
          {marked ? <Box component="span" sx={{ ml: 1 }}><Key>R</Key></Box> : null}
        </Button>
        {passed ? (
          <Button color="inherit" onClick={() => desk.actions.askAction(text)}>{t('walk.makeAction')}</Button>
        ) : (
          <Button color="inherit" onClick={() => walk.pass(question)} sx={{ gap: 1.5 }}>
            {t('walk.dontKnow')}
            {marked ? <Key>?</Key> : null}
          </Button>
        )}
      </Box>
    </Box>
  )
}

/** What the analysis does not know about the element; an answer changes the model, and can be undone. */
export function WalkQuestions({ desk }: { desk: Desk }) {
  const { t } = useTranslation('desk')
  const { facts } = useVocabulary()
  const labels = usePartLabels(desk.project)
  const words = useMemo(() => new Map(facts.map((fact) => [fact.name, fact])), [facts])
  const { questions } = desk.walk
  return (
    <Box component="section" aria-label={t('walk.questions')}>
      <Typography variant="h3" component="h2" sx={{ mb: 1.5 }}>{t('walk.questions')} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }}>{questions.length > 0 ? questions.length : ''}</Box></Typography>
      {questions.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(desk.walk.top ? 'walk.noQuestions' : 'walk.noneAtAll')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {questions.map((question) => (
          <Line key={questionKey(question)} desk={desk} question={question} definition={words.get(question.fact)} label={labels.get(question.on) ?? ''} />
        ))}
      </Box>
    </Box>
  )
}
