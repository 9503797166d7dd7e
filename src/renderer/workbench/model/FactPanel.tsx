import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact, Facts } from '../../../shared/domain/fact.ts'
import { answerText } from '../phrases.ts'
import { searchedFacts } from './bulk.ts'
import { FactAnswer, isYesNo, TakeBack } from './FactAnswer.tsx'
import { originText } from './origin.ts'
import type { PartKind } from './parts.ts'
import { standingFact } from './standing-fact.ts'
import type { FactDefinition } from './vocabulary.ts'

interface FactPanelProps {
  kind: PartKind
  /** The part's own facts, which are ahead of the analysis. */
  own: Facts
  /** As the analysis resolved them; empty until there is one. */
  resolved: Facts
  definitions: readonly FactDefinition[]
  /** Facts that findings hang on: these, and what is known, come before all others. */
  asked: ReadonlySet<string>
  /** Whether the others are shown as well. */
  more: boolean
  onMore: (more: boolean) => void
  /** The one that somebody came for: it is scrolled to, and has the focus. */
  wanted: string | null
  /** A value of null takes the user's answer back. */
  onAnswer: (definition: FactDefinition, value: string | null) => void
}

/** As many are seen at once; more are searched. */
const fewFacts = 6

/** The facts of one part, what counts first, each with its value, where that comes from, and a way to say otherwise. To be keyed by the part. */
export function FactPanel({ kind, own, resolved, definitions, asked, more, onMore, wanted, onAnswer }: FactPanelProps) {
  const { t } = useTranslation(['model', 'part'])
  const fitting = definitions.filter((definition) => definition.on.some((on) => on === kind))
  const list = useRef<HTMLDivElement>(null)
  const known = fitting.some(({ name }) => name === wanted)
  useEffect(() => {
    if (wanted === null || !known) return
    const row = [...(list.current?.querySelectorAll<HTMLElement>('[data-fact]') ?? [])].find(({ dataset }) => dataset['fact'] === wanted)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('button, [role=combobox]')?.focus({ preventScroll: true })
  }, [wanted, known])
  // What somebody answers stays where it is while they are here, whether it is known and asked for by then or not.
  const [answered, setAnswered] = useState<ReadonlyMap<string, boolean>>(new Map())
  const counts = (name: string) => answered.get(name) ?? (name === wanted || asked.has(name) || (standingFact(name, own, resolved)?.value ?? 'unknown') !== 'unknown')
  const [typed, setTyped] = useState('')
  const searching = typed.trim() !== ''
  const found = searchedFacts(fitting, typed)
  const first = found.filter(({ name }) => searching || counts(name))
  const others = found.filter(({ name }) => !searching && !counts(name))
  const rows = (some: readonly FactDefinition[]) => (
    <Groups
      definitions={some}
      factOf={(name) => standingFact(name, own, resolved)}
      onAnswer={(definition, value) => {
        setAnswered((before) => new Map(before).set(definition.name, some === first))
        onAnswer(definition, value)
      }}
    />
  )
  return (
    <Box ref={list} sx={{ display: 'grid', gap: 4 }}>
      {fitting.length > fewFacts ? <TextField size="small" label={t('part:bulk.search')} value={typed} onChange={(event) => setTyped(event.target.value)} /> : null}
      {searching && found.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('part:bulk.nothingFound')}</Typography> : null}
      {rows(first)}
      {others.length > 0 && first.length > 0 ? (
        <Button color="inherit" aria-expanded={more} onClick={() => onMore(!more)} endIcon={more ? <ChevronUp size={15} /> : <ChevronDown size={15} />} sx={{ justifySelf: 'start', color: 'text.secondary' }}>
          {t(more ? 'fact.fewer' : 'fact.more', { count: others.length })}
        </Button>
      ) : null}
      {more || first.length === 0 ? rows(others) : null}
    </Box>
  )
}

function Groups({ definitions, factOf, onAnswer }: { definitions: readonly FactDefinition[]; factOf: (name: string) => Fact | null; onAnswer: FactPanelProps['onAnswer'] }) {
  const groups = [...new Set(definitions.map((definition) => definition.group))]
  return groups.map((group) => (
    <Box key={group} component="section" aria-label={group}>
      <Typography variant="subtitle2" component="h4" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {group}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {definitions
          .filter((definition) => definition.group === group)
          .map((definition) => (
            <FactRow key={definition.name} definition={definition} fact={factOf(definition.name)} onAnswer={(value) => onAnswer(definition, value)} />
          ))}
      </Box>
    </Box>
  ))
}

function FactRow({ definition, fact, onAnswer }: { definition: FactDefinition; fact: Fact | null; onAnswer: (value: string | null) => void }) {
  const { t } = useTranslation(['model', 'common'])
  const value = fact?.value ?? 'unknown'
  const mine = fact?.origin.by === 'user'
  const known = value !== 'unknown'
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...(event.currentTarget.closest('aside')?.querySelectorAll<HTMLElement>('[data-fact]') ?? [])]
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    const said = { y: 'yes', n: 'no', '?': 'unknown' }[event.key.toLowerCase()]
    if (step !== undefined) rows[rows.indexOf(event.currentTarget) + step]?.focus()
    else if (event.key === 'Enter') event.currentTarget.querySelector<HTMLElement>('button, [role=combobox]')?.focus()
    else if (said !== undefined && isYesNo(definition)) onAnswer(said)
    else return
    event.preventDefault()
  }
  return (
    <Box component="li" data-fact={definition.name} data-row tabIndex={0} aria-label={`${definition.label}: ${answerText(definition, value)}`} onKeyDown={onKeyDown} sx={{ borderRadius: '6px', '&:focus-visible': { outlineOffset: 3 } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography variant="body2" sx={{ flex: 1, fontWeight: known ? 600 : 450, color: known ? 'text.primary' : 'text.secondary', lineHeight: 1.3 }}>
          {definition.label}
        </Typography>
        <FactAnswer definition={definition} value={value} onAnswer={onAnswer} />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 18 }}>
        <Typography variant="caption" sx={{ color: mine ? 'primary.main' : 'text.secondary', fontSize: 11.5 }}>
          {fact ? originText(fact) : t('fact.nothing')}
        </Typography>
        {mine ? <TakeBack definition={definition} onTakeBack={() => onAnswer(null)} /> : null}
      </Box>
    </Box>
  )
}
