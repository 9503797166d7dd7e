import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { Crosshair } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/domain/finding.ts'
import { answerText, questionText } from '../../phrases.ts'
import { useListKeys } from '../useListKeys.ts'
import type { FactDefinition } from '../vocabulary.ts'

const step = 60
const keyAnswers: Record<string, string> = { y: 'yes', n: 'no' }

interface QuestionListProps {
  questions: readonly Question[]
  definitions: readonly FactDefinition[]
  /** What people call a part. */
  labelOf: (id: string) => string
  onAnswer: (question: Question, value: string) => void
  onShow: (question: Question) => void
}

/** The open questions, those that settle most first; answered by y and n, passed over by `?`. */
export function QuestionList({ questions, definitions, labelOf, onAnswer, onShow }: QuestionListProps) {
  const { t } = useTranslation(['model', 'common'])
  const { list, onKeyDown } = useListKeys()
  const [limit, setLimit] = useState(step)
  const words = useMemo(() => new Map(definitions.map((definition) => [definition.name, definition])), [definitions])
  if (questions.length === 0) return <Typography sx={{ color: 'text.secondary', px: 4, py: 3 }}>{t('question.none')}</Typography>

  function goOn(from: HTMLElement, left: number) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(from)
    // The answered one goes from the list, so the next one comes to its place; one that is passed over stays.
    const next = rows[at + 1] ?? rows[at - 1]
    if (next && left !== 0) next.focus()
  }
  function onRowKey(event: KeyboardEvent<HTMLElement>, question: Question) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const answer = keyAnswers[event.key.toLowerCase()]
    if (answer !== undefined && question.answers.includes(answer)) {
      event.preventDefault()
      goOn(event.currentTarget, 1)
      onAnswer(question, answer)
    } else if (event.key === '?') {
      event.preventDefault()
      goOn(event.currentTarget, 1)
    } else if (event.key === 'Enter' && event.target === event.currentTarget) {
      event.preventDefault()
      onShow(question)
    }
  }
  return (
    <>
      <Typography variant="caption" sx={{ display: 'block', px: 4, pt: 2, color: 'text.secondary' }}>
        {t('question.help')}
      </Typography>
      <Box component="ul" ref={list} onKeyDown={onKeyDown} aria-label={t('question.title')} sx={{ listStyle: 'none', m: 0, p: 2 }}>
        {questions.slice(0, limit).map((question) => (
          <Box
            key={`${question.on}/${question.fact}`}
            component="li"
            data-row
            tabIndex={0}
            onKeyDown={(event) => onRowKey(event, question)}
            sx={{ p: 2, borderRadius: '8px', '&:hover, &:focus-within': { bgcolor: 'action.hover' }, '&:focus-visible': { outlineOffset: -2 } }}
          >
            <Typography variant="body2" sx={{ fontWeight: 550 }}>
              {questionText(words.get(question.fact), labelOf(question.on))}
            </Typography>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 1, flexWrap: 'wrap' }}>
              {question.answers.map((answer) => (
                <Button key={answer} size="small" variant="outlined" tabIndex={-1} onClick={() => onAnswer(question, answer)} sx={{ minHeight: 26, py: 0, px: 2.5, minWidth: 0, fontSize: 12.5 }}>
                  {answerText(words.get(question.fact), answer)}
                </Button>
              ))}
              <Typography variant="caption" sx={{ flex: 1, color: 'text.secondary', pl: 1 }}>
                {t('question.settles', { count: question.settles })}
              </Typography>
              <Tooltip title={t('question.show')}>
                <IconButton size="small" tabIndex={-1} aria-label={t('question.show')} onClick={() => onShow(question)}>
                  <Crosshair size={15} />
                </IconButton>
              </Tooltip>
            </Box>
          </Box>
        ))}
      </Box>
      {questions.length > limit ? (
        <Button sx={{ mx: 4, mb: 3 }} onClick={() => setLimit(limit + step)}>
          {t('finding.more', { count: Math.min(step, questions.length - limit) })}
        </Button>
      ) : null}
    </>
  )
}
