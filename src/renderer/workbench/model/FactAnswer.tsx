import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Tooltip from '@mui/material/Tooltip'
import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { answerText } from '../phrases.ts'
import type { FactDefinition } from './vocabulary.ts'

const known = { bgcolor: 'primary.main', color: 'primary.contrastText', '&:hover': { bgcolor: 'primary.main' } }

/** Whether a fact's answers are yes and no, so that keys answer it. */
export function isYesNo(definition: FactDefinition): boolean {
  return definition.answers.every((answer) => answer === 'yes' || answer === 'no')
}

interface FactAnswerProps {
  definition: FactDefinition
  /** Null where several parts say different things, which `mixed` calls. */
  value: string | null
  mixed?: string
  onAnswer: (value: string) => void
}

/** A fact's answers to choose from: buttons for yes and no, else a list. */
export function FactAnswer({ definition, value, mixed = '', onAnswer }: FactAnswerProps) {
  const { t } = useTranslation('common')
  if (isYesNo(definition)) {
    return (
      <ToggleButtonGroup exclusive size="small" aria-label={definition.label} value={value} sx={{ flex: 'none' }}>
        {(['yes', 'no', 'unknown'] as const).map((answer) => (
          <ToggleButton key={answer} value={answer} aria-label={t(answer)} onClick={() => onAnswer(answer)} sx={{ px: 2.5, py: 0.5, minWidth: 34, fontSize: 12, '&.Mui-selected': answer === 'unknown' ? {} : known }}>
            {answer === 'unknown' ? '?' : t(answer)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    )
  }
  return (
    <TextField select value={value ?? ''} onChange={(event) => onAnswer(event.target.value)} slotProps={{ htmlInput: { 'aria-label': definition.label } }} sx={{ width: 140, '& .MuiSelect-select': { py: 1, fontSize: 13 } }}>
      {value === null ? (
        <MenuItem value="" disabled>
          {mixed}
        </MenuItem>
      ) : null}
      {[...definition.answers, 'unknown'].map((answer) => (
        <MenuItem key={answer} value={answer}>
          {answerText(definition, answer)}
        </MenuItem>
      ))}
    </TextField>
  )
}

/** Takes somebody's answer back; the fact then comes from elsewhere again. */
export function TakeBack({ definition, onTakeBack }: { definition: FactDefinition; onTakeBack: () => void }) {
  const { t } = useTranslation('model')
  const title = t('fact.takeBack', { fact: definition.label })
  return (
    <Tooltip title={title}>
      <IconButton size="small" aria-label={title} onClick={onTakeBack} sx={{ p: 0.5 }}>
        <RotateCcw size={12} />
      </IconButton>
    </Tooltip>
  )
}
