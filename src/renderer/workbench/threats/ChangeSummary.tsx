import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { CheckCheck, GitCompareArrows } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link as RouteLink } from 'wouter'
import { comparePath } from '../changes/compare-path.ts'
import type { Changes } from './useChanges.ts'
import type { ChangeFilter } from './triage-row.ts'

const states = ['new', 'changed', 'gone'] as const

/** One line: since when, and how many findings are new, changed and gone. Each number shows only those. */
export function ChangeSummary({ project, changes, filter, onFilter }: { project: string; changes: Changes; filter: ChangeFilter; onFilter: (filter: ChangeFilter) => void }) {
  const { t, i18n } = useTranslation('threats')
  if (!changes.seen) return null
  const when = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'long' }).format(new Date(changes.seen.at))
  const counted = states.map((state) => ({ state, count: changes.changes.filter((change) => change.state === state).length })).filter(({ count }) => count > 0)
  return (
    <Box aria-label={t('change.title')} role="group" sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 1, px: 3, py: 2, borderBottom: '1px solid', borderColor: 'divider', fontSize: 13 }}>
      <span>{counted.length === 0 ? t('change.nothing', { when, why: t(`change.cause.${changes.seen.cause}`) }) : t('change.since', { when })}</span>
      {counted.map(({ state, count }) => (
        <Link key={state} component="button" aria-pressed={filter === state} onClick={() => onFilter(filter === state ? 'all' : state)} sx={{ fontSize: 13, fontWeight: 650, textDecoration: filter === state ? 'none' : 'underline' }}>
          {t(`change.count.${state}`, { count })}
        </Link>
      ))}
      <Box sx={{ flex: 1 }} />
      {counted.length > 0 ? (
        <>
          <Button component={RouteLink} href={comparePath(project, 'seen', 'now')} color="inherit" startIcon={<GitCompareArrows size={15} />}>
            {t('change.compare')}
          </Button>
          <Button color="inherit" startIcon={<CheckCheck size={15} />} onClick={changes.markSeen}>
            {t('change.markSeen')}
          </Button>
        </>
      ) : null}
    </Box>
  )
}
