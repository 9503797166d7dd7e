import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { factField, type DiffField, type PartDiff, type PartName } from '../../../shared/domain/diff.ts'
import { useVocabulary } from '../model/useVocabulary.ts'
import { answerText } from '../phrases.ts'
import { ChangeBadge, type Mark, tint } from './Mark.tsx'

/** Parts of one kind that only one side has, or that say something else. */
export function PartChanges({ title, diff }: { title: string; diff: PartDiff }) {
  const { t } = useTranslation('changes')
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ mb: 3 }}>
        {title}{' '}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500, fontSize: 14 }}>
          {t('partCounts', { added: diff.added.length, removed: diff.removed.length, changed: diff.changed.length })}
        </Box>
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'divider', borderRadius: '10px', overflow: 'hidden', bgcolor: 'background.paper', '& > li + li': { borderTop: '1px solid', borderTopColor: 'divider' } }}>
        {diff.added.map((part) => (
          <PartLine key={`+${part.key}`} mark="added" name={part}>
            <Says says={part.says} />
          </PartLine>
        ))}
        {diff.removed.map((part) => (
          <PartLine key={`-${part.key}`} mark="removed" name={part}>
            <Says says={part.says} />
          </PartLine>
        ))}
        {diff.changed.map((part) => (
          <PartLine key={`~${part.key}`} mark="changed" name={part}>
            <Fields fields={part.fields} />
          </PartLine>
        ))}
      </Box>
    </Box>
  )
}

function PartLine({ mark, name, children }: { mark: Mark; name: PartName; children: ReactNode }) {
  const { t } = useTranslation('changes')
  // What is said of the whole threat model is the one part of the header without a label.
  const said = name.label || (name.key === 'header' ? t('about') : name.key)
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', px: 4, py: 2.5, ...tint(mark) }}>
      <ChangeBadge mark={mark} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography sx={{ fontWeight: 600, textDecoration: mark === 'removed' ? 'line-through' : 'none' }}>{said}</Typography>
        {children}
      </Box>
    </Box>
  )
}

const fields = [
  'label', 'kind', 'technology', 'parent', 'diagram', 'notes', 'source', 'target', 'bidirectional', 'outOfScope', 'title', 'description', 'stride', 'affected', 'evidence', 'references', 'mitigations', 'marker',
  'confidence', 'gone', 'score', 'scoreFrom', 'total', 'severity', 'mustTreat', 'suggested', 'imported', 'settledBy', 'settledRationale', 'dissent', 'settledAt', 'response', 'rationale', 'owner', 'due',
  'existingControls', 'statement', 'concerns', 'riskOwner', 'approver', 'decidedOn', 'conditions', 'expires', 'currentScore', 'targetScore', 'actions', 'status', 'requirement', 'ticket', 'test', 'result', 'verifiedOn', 'covers', 'system', 'release', 'purpose', 'environment', 'exclusions', 'treatmentLine', 'acceptanceCriteria', 'reviewDate',
  'bandScheme', 'requiredSigners', 'markerName', 'text', 'confirmed', 'name', 'confidentiality', 'integrity', 'availability',
] as const

/** Fields and values in people's words: facts have their labels and answers. */
function useWords() {
  const { t } = useTranslation('changes')
  const { facts } = useVocabulary()
  const definitionOf = (field: string) => (field.startsWith(factField) ? facts.find(({ name }) => name === field.slice(factField.length)) : undefined)
  return {
    field: (field: string): string => {
      if (field.startsWith(factField)) return definitionOf(field)?.label ?? field.slice(factField.length)
      const known = fields.find((name) => name === field)
      // Rounds of a vote are counted, and what another version wrote stands as it is.
      return known ? t(`field.${known}`) : field
    },
    value: (field: string, value: string): string => (field.startsWith(factField) ? answerText(definitionOf(field), value) : value || t('none')),
  }
}

function Says({ says }: { says: Readonly<Record<string, string>> }) {
  const words = useWords()
  const shown = Object.entries(says).filter(([field]) => field !== 'label' && field !== 'title')
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {shown.map(([field, value]) => `${words.field(field)}: ${words.value(field, value)}`).join(' · ')}
    </Typography>
  )
}

function Fields({ fields }: { fields: readonly DiffField[] }) {
  const words = useWords()
  return (
    <>
      {fields.map(({ field, before, after }) => (
        <Typography key={field} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {words.field(field)}:{' '}
          </Box>
          <Box component="del" sx={{ color: 'text.secondary' }}>
            {words.value(field, before)}
          </Box>{' '}
          →{' '}
          <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>
            {words.value(field, after)}
          </Box>
        </Typography>
      ))}
    </>
  )
}
