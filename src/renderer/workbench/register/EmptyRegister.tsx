import Button from '@mui/material/Button'
import { ClipboardCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ExportFormat } from '../../../shared/domain/register.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useImport } from '../imports/useImport.tsx'
import { stagePath } from '../shell/stages.ts'
import { ExportMenu } from './export/ExportMenu.tsx'

/** A register without a threat: where threats come from. */
export function EmptyRegister({ project, onExport }: { project: string; onExport: (format: ExportFormat) => void }) {
  const { t } = useTranslation(['register', 'common'])
  const { chooseFiles } = useImport()
  const actions = (
    <>
      <Button variant="contained" component={Link} href={stagePath(project, 'threats')}>
        {t('toTriage')}
      </Button>
      <Button variant="outlined" onClick={() => chooseFiles(project)}>
        {t('common:import.action')}
      </Button>
      <ExportMenu hasThreats={false} onExport={onExport} />
    </>
  )
  return <EmptyState icon={<ClipboardCheck size={26} />} title={t('emptyTitle')} text={t('emptyText')} actions={actions} />
}
