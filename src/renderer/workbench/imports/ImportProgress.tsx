import { useTranslation } from 'react-i18next'
import { JobDialog } from '../shell/JobDialog.tsx'

const stages = ['read', 'recognise', 'save'] as const

export function ImportProgress({ name, job, onCancel }: { name: string; job: string; onCancel: () => void }) {
  const { t } = useTranslation()
  const stageText = (stage: string | null) => t(`import.stage.${stages.find((known) => known === stage) ?? 'waiting'}`)
  return <JobDialog title={t('import.working', { name })} job={job} stageText={stageText} onCancel={onCancel} />
}
