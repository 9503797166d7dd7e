import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Comparison } from '../../../shared/domain/comparison.ts'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { StrideBadge } from '../../ui/StrideBadge.tsx'
import { causeText, differenceTexts } from '../cause-text.ts'
import { useVocabulary } from '../model/useVocabulary.ts'
import { ChangeBadge, tint } from './Mark.tsx'

const markOf = { new: 'added', changed: 'changed', gone: 'removed' } as const

/** What the rules find on one side only, or otherwise, and what of the model makes the difference. */
export function FindingChanges({ findings }: { findings: NonNullable<Comparison['findings']> }) {
  const { t } = useTranslation('changes')
  const all = [...findings.new, ...findings.changed, ...findings.gone]
  if (all.length === 0) return null
  return (
    <Box component="section" aria-label={t('list.findings')}>
      <Typography variant="h2" sx={{ mb: 3 }}>
        {t('list.findings')}{' '}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500, fontSize: 14 }}>
          {t('findingCounts', { added: findings.new.length, changed: findings.changed.length, removed: findings.gone.length })}
        </Box>
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'divider', borderRadius: '10px', overflow: 'hidden', bgcolor: 'background.paper', '& > li + li': { borderTop: '1px solid', borderTopColor: 'divider' } }}>
        {all.map((change) => (
          <FindingLine key={`${change.state}/${change.id}`} change={change} />
        ))}
      </Box>
    </Box>
  )
}

function FindingLine({ change }: { change: FindingChange }) {
  const { t } = useTranslation(['changes', 'threats', 'common'])
  const { facts } = useVocabulary()
  const said = change.after ?? change.before
  const mark = markOf[change.state]
  return (
    <Box component="li" sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', px: 4, py: 2.5, ...tint(mark) }}>
      <ChangeBadge mark={mark} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography sx={{ fontWeight: 600, textDecoration: change.state === 'gone' ? 'line-through' : 'none' }}>{change.title}</Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {[...differenceTexts(change), ...change.because.map((cause) => causeText(cause, facts))].join(' · ')}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {t('evidence', { parts: change.evidence.join(', ') })}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        {change.stride.map((category) => (
          <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
        ))}
        {said ? <Box component="span" sx={{ fontSize: 12, color: 'text.secondary' }}>{t(`threats:status.${said.status}`)}</Box> : null}
        {said ? <SeverityChip band={said.severity} label={t(`common:band.${said.severity}`)} /> : null}
      </Box>
    </Box>
  )
}
