import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facts } from '../../../shared/domain/fact.ts'
import { answerText } from '../phrases.ts'
import { type CommonFact, commonFacts, commonTechnology, factEdits, searchedFacts, technologyEdits } from './bulk.ts'
import { FactAnswer, TakeBack } from './FactAnswer.tsx'
import type { Part } from './parts.ts'
import { ScopeReason } from './ScopeField.tsx'
import { scopeEdits } from './scope-edits.ts'
import { TechnologyField } from './TechnologyField.tsx'
import type { EditModel } from './useModelEdit.ts'
import type { FactDefinition, Technology } from './vocabulary.ts'

interface BulkPanelProps {
  some: readonly Part[]
  resolved: Readonly<Record<string, Facts>>
  definitions: readonly FactDefinition[]
  technologies: readonly Technology[]
  edit: EditModel
}

/** What several parts have in common, and a way to say it of all of them at once; each change is one step. */
export function BulkPanel({ some, resolved, definitions, technologies, edit }: BulkPanelProps) {
  const { t } = useTranslation(['part', 'model'])
  const [typed, setTyped] = useState('')
  const common = useMemo(() => commonFacts(some, definitions, resolved), [some, definitions, resolved])
  const wanted = new Set(searchedFacts(common.map(({ definition }) => definition), typed))
  const shown = common.filter(({ definition }) => wanted.has(definition))
  const groups = [...new Set(shown.map(({ definition }) => definition.group))]
  const label = t('model:selection.count', { count: some.length })
  const reasons = new Set(some.map(({ part }) => part.outOfScope ?? null))
  const [reason] = reasons
  const allOut = !reasons.has(null)
  const scope = (to: string | null) => edit(t(to === null ? 'scope.editIn' : 'scope.editOut', { label }), scopeEdits(to === '' ? some.filter(({ part }) => part.outOfScope === undefined) : some, to))
  if (some.length === 0) return null
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <FormControlLabel
          control={<Checkbox size="small" checked={allOut} indeterminate={!allOut && reasons.size > 1} onChange={() => scope(allOut ? null : '')} sx={{ p: 1 }} />}
          label={<Typography variant="body2">{t('scope.out')}</Typography>}
          sx={{ ml: -1, gap: 1 }}
        />
        {allOut ? <ScopeReason reason={reasons.size === 1 ? (reason ?? '') : ''} onReason={scope} /> : null}
      </Box>
      {some.every(({ type }) => type === 'element') ? <TechnologyField value={commonTechnology(some)} technologies={technologies} onChange={(chosen) => edit(t('model:edit.technology', { label }), technologyEdits(some, chosen))} /> : null}
      <Box component="section" aria-label={t('bulk.facts')} sx={{ display: 'grid', gap: 3 }}>
        <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary' }}>
          {t('bulk.facts')}
        </Typography>
        {common.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('bulk.none')}</Typography> : <TextField size="small" label={t('bulk.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        {common.length > 0 && shown.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('bulk.nothingFound')}</Typography> : null}
        {groups.map((group) => (
          <Box key={group} component="section" aria-label={group}>
            <Typography variant="subtitle2" component="h4" sx={{ color: 'text.secondary', mb: 1.5 }}>
              {group}
            </Typography>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
              {shown
                .filter(({ definition }) => definition.group === group)
                .map((fact) => (
                  <BulkRow key={fact.definition.name} fact={fact} onAnswer={(value) => edit(t('model:edit.fact', { fact: fact.definition.label, label }), factEdits(some, fact.definition.name, value))} />
                ))}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  )
}

function BulkRow({ fact: { definition, value, counts, answered }, onAnswer }: { fact: CommonFact; onAnswer: (value: string | null) => void }) {
  const { t } = useTranslation(['part', 'model', 'common'])
  const said = value === null ? `${t('bulk.mixed')}: ${[...counts].map(([one, count]) => `${answerText(definition, one)} ${String(count)}`).join(', ')}` : answerText(definition, value)
  return (
    <Box component="li" data-fact={definition.name} aria-label={`${definition.label}: ${said}`}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography variant="body2" sx={{ flex: 1, lineHeight: 1.3 }}>
          {definition.label}
        </Typography>
        <FactAnswer definition={definition} value={value} mixed={t('bulk.mixed')} onAnswer={onAnswer} />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 18 }}>
        <Typography variant="caption" sx={{ color: 'text.secondary', fontSize: 11.5 }}>
          {said}
        </Typography>
        {answered ? <TakeBack definition={definition} onTakeBack={() => onAnswer(null)} /> : null}
      </Box>
    </Box>
  )
}
