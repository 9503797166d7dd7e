import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { RotateCcw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact, Facts } from '../../../shared/domain/fact.ts'
import { answerText } from '../phrases.ts'
import { originText } from './origin.ts'
import type { PartKind } from './parts.ts'
import { standingFact } from './standing-fact.ts'
import type { FactDefinition } from './useVocabulary.ts'

interface FactPanelProps {
  kind: PartKind
  /** The part's own facts, which are ahead of the analysis. */
  own: Facts
  /** As the analysis resolved them; empty until there is one. */
  resolved: Facts
  definitions: readonly FactDefinition[]
  /** The one that somebody came for: it is scrolled to, and has the focus. */
  wanted: string | null
  /** A value of null takes the user's answer back. */
  onAnswer: (definition: FactDefinition, value: string | null) => void
}

/** The facts of one part by group, each with its value, where that comes from, and a way to say otherwise. */
export function FactPanel({ kind, own, resolved, definitions, wanted, onAnswer }: FactPanelProps) {
  const fitting = definitions.filter((definition) => definition.on.some((on) => on === kind))
  const list = useRef<HTMLDivElement>(null)
  const known = fitting.some(({ name }) => name === wanted)
  useEffect(() => {
    if (wanted === null || !known) return
    const row = [...(list.current?.querySelectorAll<HTMLElement>('[data-fact]') ?? [])].find(({ dataset }) => dataset['fact'] === wanted)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('button, [role=combobox]')?.focus({ preventScroll: true })
  }, [wanted, known])
  const groups = [...new Set(fitting.map((definition) => definition.group))]
  return (
    <Box ref={list} sx={{ display: 'grid', gap: 4 }}>
      {groups.map((group) => (
        <Box key={group} component="section" aria-label={group}>
          <Typography variant="subtitle2" component="h4" sx={{ color: 'text.secondary', mb: 1.5 }}>
            {group}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
            {fitting
              .filter((definition) => definition.group === group)
              .map((definition) => (
                <FactRow key={definition.name} definition={definition} fact={standingFact(definition.name, own, resolved)} onAnswer={(value) => onAnswer(definition, value)} />
              ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function FactRow({ definition, fact, onAnswer }: { definition: FactDefinition; fact: Fact | null; onAnswer: (value: string | null) => void }) {
  const { t } = useTranslation(['model', 'common'])
  const value = fact?.value ?? 'unknown'
  const mine = fact?.origin.by === 'user'
  const known = value !== 'unknown'
  const yesNo = definition.answers.every((answer) => answer === 'yes' || answer === 'no')
  return (
    <Box component="li" data-fact={definition.name}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography variant="body2" sx={{ flex: 1, fontWeight: known ? 600 : 450, color: known ? 'text.primary' : 'text.secondary', lineHeight: 1.3 }}>
          {definition.label}
        </Typography>
        {yesNo ? (
          <ToggleButtonGroup exclusive size="small" aria-label={definition.label} value={value} sx={{ flex: 'none' }}>
            {(['yes', 'no', 'unknown'] as const).map((answer) => (
              <ToggleButton key={answer} value={answer} aria-label={t(`common:${answer}`)} onClick={() => onAnswer(answer)} sx={{ px: 2.5, py: 0.5, minWidth: 34, fontSize: 12, '&.Mui-selected': answer === 'unknown' ? {} : chosenAnswer }}>
                {answer === 'unknown' ? '?' : t(`common:${answer}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ) : (
          <TextField select value={value} onChange={(event) => onAnswer(event.target.value)} slotProps={{ htmlInput: { 'aria-label': definition.label } }} sx={{ width: 140, '& .MuiSelect-select': { py: 1, fontSize: 13 } }}>
            {[...definition.answers, 'unknown'].map((answer) => (
              <MenuItem key={answer} value={answer}>
                {answerText(definition, answer)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 18 }}>
        <Typography variant="caption" sx={{ color: mine ? 'primary.main' : 'text.secondary', fontSize: 11.5 }}>
          {fact ? originText(fact) : t('fact.nothing')}
        </Typography>
        {mine ? (
          <Tooltip title={t('fact.takeBack', { fact: definition.label })}>
            <IconButton size="small" aria-label={t('fact.takeBack', { fact: definition.label })} onClick={() => onAnswer(null)} sx={{ p: 0.5 }}>
              <RotateCcw size={12} />
            </IconButton>
          </Tooltip>
        ) : null}
      </Box>
    </Box>
  )
}

const chosenAnswer = { bgcolor: 'primary.main', color: 'primary.contrastText', '&:hover': { bgcolor: 'primary.main' } }
