import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { completeness, type Gap } from '../../../shared/domain/completeness.ts'
import { defaultHeader } from '../../../shared/domain/project.ts'
import type { ExportFormat } from '../../../shared/domain/register.ts'
import { useApi } from '../api.tsx'
import { useCommands } from '../shell/commands.tsx'
import { stagePath } from '../shell/stages.ts'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { Dashboard } from './dashboard/Dashboard.tsx'
import { EmptyRegister } from './EmptyRegister.tsx'
import { gridRows, todayHere } from './grid/grid-row.ts'
import { ReadyBar } from './ReadyBar.tsx'
import { RegisterMitigations } from './mitigations/RegisterMitigations.tsx'
import { RegisterThreats } from './grid/RegisterThreats.tsx'
import { Revisions } from './revisions/Revisions.tsx'
import { useMitigations } from './useDecisions.ts'
import { useExport } from './export/useExport.tsx'

const tabs = ['threats', 'mitigations', 'dashboard', 'revisions'] as const
type RegisterTab = (typeof tabs)[number]

/** The register: one grid of all threats, decisions beside it, its figures, and its frozen revisions. */
export function RegisterStage({ project }: { project: string }) {
  const { t } = useTranslation(['register', 'common', 'decisions', 'mitigations'])
  const api = useApi()
  const [, go] = useLocation()
  const register = useQuery({ queryKey: ['register', project], queryFn: () => api.register.rows({ project }) })
  const header = useQuery({ queryKey: ['header', project], queryFn: () => api.project.header({ project }) }).data ?? defaultHeader
  const mitigations = useMitigations(project)
  const exporting = useExport()
  const [tab, setTab] = useState<RegisterTab>('threats')
  const [gap, setGap] = useState<Gap | null>(null)
  const data = register.data
  const today = todayHere()
  const rows = useMemo(() => gridRows(data ?? [], header, mitigations, today), [data, header, mitigations, today])
  const state = useMemo(() => completeness(rows, header, mitigations, today), [rows, header, mitigations, today])
  const tabName = (name: RegisterTab): string => (name === 'dashboard' ? t('decisions:tab.dashboard') : name === 'mitigations' ? t('mitigations:title') : t(`tab.${name}`))
  useCommands(tabs.map((name, index) => ({ id: `tab-${name}`, label: tabName(name), keys: [`${index + 1}`], run: () => setTab(name) })))
  /** What is left is mended where it stands: at its threats, at its mitigations, or in the settings. */
  function mend(wanted: Gap) {
    if (wanted.rule === 'no-threats') go(stagePath(project, 'threats'))
    else if (wanted.threats.length + wanted.mitigations.length === 0) go(stagePath(project, 'settings'))
    else {
      setTab(wanted.threats.length === 0 ? 'mitigations' : 'threats')
      setGap(wanted)
    }
  }
  if (register.isLoadingError) return <LoadFailure error={register.error} onRetry={() => void register.refetch()} />
  if (!register.isSuccess) return null
  const isEmpty = rows.length === 0
  const exportNow = (format: ExportFormat) => exporting.run(project, { format, revision: null, cut: 'nothing' })
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', pr: 4, bgcolor: 'background.paper', borderBottom: '1px solid', borderColor: 'divider' }}>
        <Tabs value={tab} onChange={(_, value: RegisterTab) => setTab(value)} sx={{ px: 4, flex: 1 }}>
          {tabs.map((name) => (
            <Tab key={name} value={name} label={tabName(name)} />
          ))}
        </Tabs>
        <ReadyBar state={state} onGap={mend} />
      </Box>
      <Box sx={{ minHeight: 0, height: '100%' }}>
        {isEmpty && (tab === 'threats' || tab === 'dashboard') ? <EmptyRegister project={project} onExport={exportNow} /> : null}
        {tab === 'threats' && !isEmpty ? <RegisterThreats project={project} rows={rows} header={header} gap={gap && gap.threats.length > 0 ? gap : null} onGap={setGap} onExport={exportNow} /> : null}
        {tab === 'mitigations' ? <RegisterMitigations project={project} mitigations={mitigations} gap={gap && gap.mitigations.length > 0 ? gap : null} onGap={setGap} /> : null}
        {tab === 'dashboard' && !isEmpty ? <Dashboard rows={rows} header={header} /> : null}
        {tab === 'revisions' ? <Revisions project={project} rows={rows} gaps={state.gaps} onGap={mend} onReopen={() => setTab('threats')} /> : null}
      </Box>
      {exporting.dialog}
    </Box>
  )
}
