import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PackProblem, PreviewChange, RulePreview } from '../../../shared/domain/rule.ts'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { packProblemText } from '../phrases.ts'
import { usePartLabels } from '../threats/parts.ts'

const signs: Record<PreviewChange, string> = { added: '+', changed: '~', removed: '−', same: '=' }
const changes = ['added', 'changed', 'removed', 'same'] as const

interface PreviewPaneProps {
  project: string
  preview: RulePreview | undefined
  /** Whether what is shown is of an older text. */
  stale: boolean
  onGo: (problem: PackProblem) => void
}

/** What is wrong with the text, or what it would change on the open model. */
export function PreviewPane({ project, preview, stale, onGo }: PreviewPaneProps) {
  const { t } = useTranslation(['rules', 'threats', 'common'])
  const labels = usePartLabels(project)
  if (!preview) return <Typography sx={{ p: 4, color: 'text.secondary' }}>{t('editor.checking')}</Typography>
  return (
    <Box sx={{ p: 4, display: 'grid', gap: 3, alignContent: 'start', opacity: stale ? 0.6 : 1 }} aria-busy={stale}>
      {preview.problems.length > 0 ? (
        <section aria-label={t('editor.problems')}>
          <Typography variant="h3" component="h2" sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'error.main', mb: 2 }}>
            <CircleAlert size={17} aria-hidden />
            {t('editor.problemCount', { count: preview.problems.length })}
          </Typography>
          {preview.problems.map((problem, index) => (
            <ButtonBase key={index} onClick={() => onGo(problem)} sx={{ display: 'block', width: '100%', textAlign: 'left', p: 2, borderRadius: '7px', '&:hover': { bgcolor: 'action.hover' } }}>
              <Typography variant="caption" component="p" sx={{ color: 'text.secondary', fontWeight: 600 }}>
                {t('editor.place', { line: problem.line, column: problem.column })}
              </Typography>
              <Typography variant="body2">{packProblemText(problem)}</Typography>
            </ButtonBase>
          ))}
        </section>
      ) : (
        <section aria-label={t('editor.preview')}>
          <Typography variant="h3" component="h2" sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1 }}>
            <Box component="span" sx={{ color: 'success.main', display: 'inline-flex' }}>
              <CircleCheck size={17} aria-hidden />
            </Box>
            {t('editor.sound', { rules: t('ruleCount', { count: preview.pack?.rules ?? 0 }) })}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>
            {t('editor.previewText')}
          </Typography>
          <Box role="status" sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', mb: 3 }}>
            {changes.map((change) => (
              <Chip key={change} data-change={change} size="small" variant={preview.counts[change] > 0 && change !== 'same' ? 'filled' : 'outlined'} label={`${signs[change]} ${t(`editor.${change}`, { count: preview.counts[change] })}`} />
            ))}
          </Box>
          {preview.findings.length === 0 ? <Alert severity="info" variant="outlined">{t('editor.nothing')}</Alert> : null}
          {preview.findings.map(({ change, finding }) => (
            <Box key={`${change} ${finding.id}`} data-preview={change} sx={{ display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', gap: 2, py: 2, borderBottom: '1px solid', borderColor: 'divider', color: change === 'same' ? 'text.secondary' : 'text.primary' }}>
              <Box component="span" title={t(`editor.${change}`, { count: 1 })} aria-label={t(`editor.${change}`, { count: 1 })} sx={{ fontWeight: 700, textAlign: 'center' }}>
                {signs[change]}
              </Box>
              <Box sx={{ minWidth: 0 }}>
                <Typography sx={{ fontWeight: 600, textDecoration: change === 'removed' ? 'line-through' : 'none' }}>{finding.title}</Typography>
                <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                  {t(`threats:status.${finding.status}`)} · {finding.evidence.map((id) => labels.get(id) ?? id).join(', ')}
                </Typography>
              </Box>
              <SeverityChip band={finding.severity} label={t(`common:band.${finding.severity}`)} />
            </Box>
          ))}
        </section>
      )}
    </Box>
  )
}
