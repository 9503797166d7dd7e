import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputBase from '@mui/material/InputBase'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleHelp, X } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { newLabels, type PlannedPart, planEntry } from '../../../../shared/domain/entry-plan.ts'
import type { ElementKind, Model } from '../../../../shared/domain/model.ts'
import { type EntryLine, type EntryProblem, fragmentAt, parseEntry, sameName } from '../../../../shared/domain/quick-entry.ts'
import { Key } from '../../../ui/Key.tsx'
import { useApi } from '../../api.tsx'
import { KindIcon } from '../KindIcon.tsx'
import { completionsFor } from './completions.ts'

interface QuickEntryProps {
  model: Model
  diagram: string
  onAdd: (lines: readonly EntryLine[]) => void
  onClose: () => void
}

/** What somebody says, typed as a line: shown for what it will draw, and drawn with Enter. */
export function QuickEntry({ model, diagram, onAdd, onClose }: QuickEntryProps) {
  const { t } = useTranslation('model')
  const api = useApi()
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [picked, setPicked] = useState(0)
  const [help, setHelp] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const names = useMemo(() => new Set([...model.elements, ...model.boundaries].map(({ label }) => sameName(label))), [model])
  const { lines, problems } = useMemo(() => parseEntry(text, (label) => names.has(sameName(label))), [text, names])
  const labels = useMemo(() => newLabels(lines, model).slice(0, 2000), [lines, model])
  const read = useQuery({
    queryKey: ['vocabulary', 'labels', labels],
    queryFn: async () => {
      const { elements } = await api.model.readLabels({ elements: labels, flows: [] })
      return new Map(labels.flatMap((label, index): [string, ElementKind | null][] => [[sameName(label), elements[index]?.kind ?? null]]))
    },
    enabled: labels.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
  const plan = useMemo(() => planEntry(lines, { model, diagram, newId: () => crypto.randomUUID(), kindOf: (label) => read.data?.get(sameName(label)) ?? null }), [lines, model, diagram, read.data])
  // The line that is being typed is not finished, and nobody needs to hear it.
  const typing = text.slice(0, caret).split(/\r\n|\r|\n/).length
  const said = problems.filter(({ line, what }) => what !== 'no-name' || line !== typing)
  const fragment = fragmentAt(text, caret)
  const completions = useMemo(() => completionsFor(fragment.wants, fragment.fragment, model), [fragment.wants, fragment.fragment, model])
  const choice = completions[Math.min(picked, completions.length - 1)]

  function complete(with_: string): void {
    const next = text.slice(0, fragment.start) + with_ + text.slice(caret)
    const at = fragment.start + with_.length
    // At once: the next key may be down already.
    flushSync(() => {
      setText(next)
      setPicked(0)
      setCaret(at)
    })
    field.current?.setSelectionRange(at, at)
  }
  function add(): void {
    if (lines.length === 0 || problems.length > 0) return
    onAdd(lines)
    setText('')
    setCaret(0)
    setPicked(0)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Tab' && !event.shiftKey && choice !== undefined) {
      event.preventDefault()
      complete(choice)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && completions.length > 0 && !text.includes('\n')) {
      event.preventDefault()
      setPicked((at) => (at + (event.key === 'ArrowDown' ? 1 : completions.length - 1)) % completions.length)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      add()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
  }
  return (
    <Paper component="section" aria-label={t('quick.title')} variant="outlined" sx={{ position: 'absolute', left: 12, right: 124, bottom: 12, zIndex: 4, maxWidth: 860, boxShadow: '0 8px 32px rgb(0 0 0 / 0.18)', overflow: 'hidden' }}>
      {help ? <Help /> : null}
      {plan.parts.length > 0 || said.length > 0 ? <Preview parts={plan.parts} problems={said} /> : null}
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, px: 3, py: 2 }}>
        <InputBase
          autoFocus
          multiline
          maxRows={8}
          inputRef={field}
          value={text}
          placeholder={t('quick.placeholder')}
          onChange={(event) => {
            setText(event.target.value)
            setCaret(event.target.selectionStart ?? event.target.value.length)
            setPicked(0)
          }}
          onSelect={() => setCaret(field.current?.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          inputProps={{ 'aria-label': t('quick.title'), 'aria-controls': listId, maxLength: 100_000, spellCheck: false }}
          sx={{ flex: 1, fontSize: 15, py: 1, lineHeight: 1.5 }}
        />
        <IconButton size="small" aria-label={t('quick.help')} aria-pressed={help} onClick={() => setHelp(!help)}>
          <CircleHelp size={17} />
        </IconButton>
        <Button size="small" variant="contained" disabled={lines.length === 0 || problems.length > 0} onClick={add}>
          {t('quick.add')}
        </Button>
        <IconButton size="small" aria-label={t('quick.close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Box>
      <Box id={listId} role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 3, pb: 2, minHeight: 30, flexWrap: 'wrap', color: 'text.secondary', fontSize: 12 }}>
        {completions.length === 0 ? (
          t('quick.hint')
        ) : (
          <>
            <Key>Tab</Key>
            {completions.map((option) => (
              <Button key={option} size="small" color="inherit" tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => complete(option)} sx={{ minWidth: 0, minHeight: 24, px: 2, py: 0, fontSize: 12.5, fontWeight: option === choice ? 650 : 450, color: option === choice ? 'primary.main' : 'text.secondary', bgcolor: option === choice ? 'action.selected' : 'transparent' }}>
                {option}
              </Button>
            ))}
          </>
        )}
      </Box>
    </Paper>
  )
}

function Help() {
  const { t } = useTranslation('model')
  return (
    <Box component="dl" sx={{ m: 0, px: 3, py: 3, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 4, rowGap: 1, fontSize: 12.5, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.default' }}>
      {(['flow', 'both', 'kinds', 'letters', 'within', 'boundary', 'quotes', 'many'] as const).map((rule) => (
        <Box key={rule} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ fontFamily: 'monospace', whiteSpace: 'nowrap' }}>
            {t(`quick.grammar.${rule}.example`)}
          </Box>
          <Box component="dd" sx={{ m: 0, color: 'text.secondary' }}>
            {t(`quick.grammar.${rule}.meaning`)}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

const shownParts = 40

function Preview({ parts, problems }: { parts: readonly PlannedPart[]; problems: readonly EntryProblem[] }) {
  const { t } = useTranslation('model')
  return (
    <Box component="ul" aria-label={t('quick.preview')} sx={{ listStyle: 'none', m: 0, px: 3, py: 2, display: 'grid', gap: 1, maxHeight: 240, overflow: 'auto', fontSize: 13, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.default' }}>
      {problems.map(({ line, what }) => (
        <Box component="li" key={`${String(line)} ${what}`} sx={{ color: 'error.main' }}>
          {t(`quick.problem.${what}`, { line })}
        </Box>
      ))}
      {parts.slice(0, shownParts).map((part, index) => (
        <PreviewRow key={index} part={part} />
      ))}
      {parts.length > shownParts ? <Typography component="li" variant="caption">{t('quick.more', { count: parts.length - shownParts })}</Typography> : null}
    </Box>
  )
}

function PreviewRow({ part }: { part: PlannedPart }) {
  const { t } = useTranslation('model')
  const old = part.type === 'flow' && part.known
  const detail =
    part.type === 'element'
      ? `${t(`kind.${part.kind}`)}${part.guessed ? ` (${t('quick.guessed')})` : ''}${part.within ? ` · ${t('quick.within', { label: part.within })}` : ''}`
      : part.type === 'boundary'
        ? `${t('kind.boundary')}${part.within ? ` · ${t('quick.within', { label: part.within })}` : ''}`
        : part.type === 'moved'
          ? t('quick.moved', { label: part.within })
          : part.known
            ? t('quick.known')
            : ''
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 2, opacity: old ? 0.75 : 1 }}>
      <KindIcon kind={part.type === 'element' ? part.kind : part.type === 'moved' ? 'process' : part.type} size={15} />
      <Box component="span" sx={{ fontWeight: 550 }}>
        {part.type === 'flow' ? `${part.from} ${part.bidirectional ? '↔' : '→'} ${part.to}` : part.label}
      </Box>
      {part.type === 'flow' && part.label !== '' ? <span>{part.label}</span> : null}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {detail}
      </Box>
    </Box>
  )
}
