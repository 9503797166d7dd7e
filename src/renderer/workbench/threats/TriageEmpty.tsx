import Button from '@mui/material/Button'
import { CircleCheckBig, ListChecks, MousePointer2, SearchX, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { stagePath } from '../shell/stages.ts'
import type { TriageTab } from './tabs.ts'

interface TriageEmptyProps {
  /** Which list is empty; `none` where rows exist but the filter or selection shows none. */
  tab: TriageTab | 'none'
  project: string
  anyFindings: boolean
  onNew: () => void
}

export function TriageEmpty({ tab, project, anyFindings, onNew }: TriageEmptyProps) {
  const { t } = useTranslation('threats')
  if (tab === 'none') return <EmptyState icon={<SearchX size={26} />} title={t('noMatch.title')} text={t('noMatch.text')} />
  if (tab === 'dismissed') return <EmptyState icon={<MousePointer2 size={26} />} title={t('emptyDismissed.title')} text={t('emptyDismissed.text')} />
  if (tab === 'threats') {
    const action = (
      <Button variant="contained" onClick={onNew}>
        {t('emptyRegister.action')}
      </Button>
    )
    return <EmptyState icon={<ListChecks size={26} />} title={t('emptyRegister.title')} text={t('emptyRegister.text')} actions={action} />
  }
  const which = anyFindings ? 'emptyNew' : 'emptyModel'
  const link = (
    <Button variant="contained" component={Link} href={stagePath(project, anyFindings ? 'workshop' : 'model')}>
      {t(`${which}.action`)}
    </Button>
  )
  return <EmptyState icon={anyFindings ? <CircleCheckBig size={26} /> : <Workflow size={26} />} title={t(`${which}.title`)} text={t(`${which}.text`)} actions={link} />
}
