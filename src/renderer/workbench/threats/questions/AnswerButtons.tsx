import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { Key } from '../../../ui/Key.tsx'
import type { FactDefinition } from '../../model/vocabulary.ts'
import { answerText } from '../../phrases.ts'
import { keyOfAnswer } from './question-rows.ts'

interface AnswerButtonsProps {
  answers: readonly string[]
  definition: FactDefinition | undefined
  passed: boolean
  disabled?: boolean
  onAnswer: (answer: string) => void
  onPass: () => void
}

/** One button an answer, each with its key. */
export function AnswerButtons({ answers, definition, passed, disabled = false, onAnswer, onPass }: AnswerButtonsProps) {
  const { t } = useTranslation('questions')
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      {answers.map((answer) => {
        const key = keyOfAnswer(answers, answer)
        return (
          <Button key={answer} variant="outlined" size="large" disabled={disabled} onClick={() => onAnswer(answer)} sx={{ gap: 2, minWidth: 96 }}>
            {answerText(definition, answer)}
            {key === null ? null : <Key>{key.toUpperCase()}</Key>}
          </Button>
        )
      })}
      <Button color="inherit" size="large" disabled={disabled} onClick={onPass} sx={{ gap: 2 }}>
        {t(passed ? 'passBack' : 'pass')}
        <Key>?</Key>
      </Button>
    </Box>
  )
}
