import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OutcomeChange, QuestionOutcomes } from '../../../../shared/domain/outcome.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { findingPath } from '../../model/findings/finding-url.ts'
import type { FactDefinition } from '../../model/vocabulary.ts'
import { answerText } from '../../phrases.ts'

const kinds = ['confirmed', 'cleared', 'open'] as const
const icons: Record<OutcomeChange['becomes'], ReactNode> = { confirmed: <CircleAlert size={15} />, cleared: <CircleCheck size={15} />, open: <CircleHelp size={15} /> }
const colours: Record<OutcomeChange['becomes'], string> = { confirmed: 'error.main', cleared: 'success.main', open: 'text.secondary' }
/** More than these are only counted. */
const mostShown = 12

interface OutcomeColumnsProps {
  project: string
  outcomes: QuestionOutcomes | null
  answers: readonly string[]
  definition: FactDefinition | undefined
}

/** What each answer would confirm and clear, side by side. */
export function OutcomeColumns({ project, outcomes, answers, definition }: OutcomeColumnsProps) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(270px, 1fr))', gap: 3 }}>
      {answers.map((answer) => (
        <OfAnswer key={answer} project={project} answer={answer} title={answerText(definition, answer)} changes={outcomes?.answers.find((one) => one.answer === answer)?.changes ?? null} />
      ))}
    </Box>
  )
}

function OfAnswer({ project, answer, title, changes }: { project: string; answer: string; title: string; changes: readonly OutcomeChange[] | null }) {
  const { t } = useTranslation('questions')
  return (
    <Box component="section" aria-label={t('ifAnswer', { answer: title })} data-outcome={answer} sx={{ p: 4, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Typography variant="h3" component="h3" sx={{ mb: 2 }}>{t('ifAnswer', { answer: title })}</Typography>
      {changes === null ? (
        <>
          <Skeleton />
          <Skeleton width="70%" />
        </>
      ) : changes.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('noChange')}</Typography>
      ) : (
        kinds.map((kind) => <OfKind key={kind} project={project} kind={kind} changes={changes.filter(({ becomes }) => becomes === kind)} />)
      )}
    </Box>
  )
}

function OfKind({ project, kind, changes }: { project: string; kind: OutcomeChange['becomes']; changes: readonly OutcomeChange[] }) {
  const { t } = useTranslation(['questions', 'common'])
  if (changes.length === 0) return null
  return (
    <Box data-becomes={kind} sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: colours[kind], fontWeight: 650, fontSize: 13 }}>
        {icons[kind]}
        {t(`becomes.${kind}`, { count: changes.length })}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {changes.slice(0, mostShown).map(({ finding, as, title, stride, direct }) => (
          <Box key={finding ?? as ?? title} component="li" sx={{ display: 'flex', gap: 2, py: 1, alignItems: 'flex-start' }}>
            {stride.slice(0, 1).map((category) => (
              <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
            ))}
            <Typography variant="body2" sx={{ minWidth: 0 }}>
              {finding === null ? title : <Box component={Link} href={findingPath(project, finding)} sx={{ color: 'inherit', textDecorationColor: 'transparent', '&:hover': { textDecorationColor: 'currentColor' } }}>{title}</Box>}
              {direct ? null : <Box component="span" sx={{ color: 'text.secondary' }}> · {t('follows')}</Box>}
            </Typography>
          </Box>
        ))}
      </Box>
      {changes.length > mostShown ? <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('more', { count: changes.length - mostShown })}</Typography> : null}
    </Box>
  )
}
