import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ClipboardCheck } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Decision } from '../../../shared/domain/decision.ts'
import { defaultHeader } from '../../../shared/domain/project.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useApi } from '../api.tsx'
import { useImport } from '../imports/useImport.tsx'
import { type Command, useCommands } from '../shell/commands.tsx'
import { stagePath } from '../shell/stages.ts'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { filterRegister, noFilter } from './register-table.ts'
import { RegisterGrid } from './RegisterGrid.tsx'
import { RegisterToolbar } from './RegisterToolbar.tsx'
import { Revisions } from './Revisions.tsx'
import { ThreatDrawer } from './ThreatDrawer.tsx'
import { useExport } from './useExport.tsx'

const tabs = ['threats', 'revisions'] as const
type RegisterTab = (typeof tabs)[number]

/** The register: one grid of all threats, decisions beside it, and its frozen revisions. */
export function RegisterStage({ project }: { project: string }) {
  const { t } = useTranslation(['register', 'common'])
  const api = useApi()
  const { fail } = useToasts()
  const { chooseFiles } = useImport()
  const register = useQuery({ queryKey: ['register', project], queryFn: () => api.register.rows({ project }) })
  const header = useQuery({ queryKey: ['header', project], queryFn: () => api.project.header({ project }) }).data ?? defaultHeader
  const exporting = useExport()
  const [tab, setTab] = useState<RegisterTab>('threats')
  const [filter, setFilter] = useState(noFilter)
  const [grouped, setGrouped] = useState(true)
  const [current, setCurrent] = useState<string | null>(null)
  const [order, setOrder] = useState<readonly string[]>([])
  const searchField = useRef<HTMLInputElement>(null)
  const rows = useMemo(() => register.data ?? [], [register.data])
  const shown = useMemo(() => filterRegister(rows, filter), [rows, filter])
  const open = rows.find((row) => row.threat.id === current)
  const decide = useMutation({
    mutationFn: (input: { threats: string[]; decision: Decision | null }) => api.threat.decide({ project, ...input }),
    onError: fail,
  })
  function step(by: number) {
    const at = current === null ? -1 : order.indexOf(current)
    const next = order[Math.min(Math.max(at + by, 0), order.length - 1)]
    if (next !== undefined) setCurrent(next)
  }
  const onGrid = tab === 'threats'
  const commands: Command[] = [
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], disabled: !onGrid, run: () => step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], disabled: !onGrid, run: () => step(-1) },
    { id: 'close', label: t('closeDetail'), keys: ['escape'], disabled: current === null, whileTyping: true, run: () => setCurrent(null) },
    { id: 'search', label: t('search'), keys: ['/'], disabled: !onGrid, run: () => searchField.current?.focus() },
    { id: 'group', label: t('groupBy'), keys: ['g'], disabled: !onGrid, run: () => setGrouped((before) => !before) },
    ...tabs.map((name, index) => ({ id: `tab-${name}`, label: t(`tab.${name}`), keys: [`${index + 1}`], run: () => setTab(name) })),
  ]
  useCommands(commands)
  if (register.isLoadingError) return <LoadFailure error={register.error} onRetry={() => void register.refetch()} />
  if (!register.isSuccess) return null
  if (rows.length === 0) {
    const actions = (
      <>
        <Button variant="contained" component={Link} href={stagePath(project, 'threats')}>
          {t('toTriage')}
        </Button>
        <Button variant="outlined" onClick={() => chooseFiles(project)}>
          {t('common:import.action')}
        </Button>
        <ExportMenu hasThreats={false} onExport={(format) => exporting.run(project, { format, revision: null, cut: 'nothing' })} />
      </>
    )
    return (
      <>
        <EmptyState icon={<ClipboardCheck size={26} />} title={t('emptyTitle')} text={t('emptyText')} actions={actions} />
        {exporting.dialog}
      </>
    )
  }
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto auto minmax(0, 1fr)' }}>
      <Tabs value={tab} onChange={(_, value: RegisterTab) => setTab(value)} sx={{ px: 4, bgcolor: 'background.paper', borderBottom: '1px solid', borderColor: 'divider' }}>
        {tabs.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} />
        ))}
      </Tabs>
      {tab === 'threats' ? (
        <>
          <RegisterToolbar
            rows={rows}
            filter={filter}
            grouped={grouped}
            markerName={header.markerName}
            treatmentLine={header.treatmentLine}
            searchField={searchField}
            onFilter={setFilter}
            onGrouped={setGrouped}
            onExport={(format) => exporting.run(project, { format, revision: null, cut: 'nothing' })}
          />
          <Box sx={{ display: 'flex', minHeight: 0 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              {shown.length === 0 ? (
                <Box sx={{ p: 8, color: 'text.secondary' }}>{t('noMatch')}</Box>
              ) : (
                <RegisterGrid rows={shown} grouped={grouped} narrow={open !== undefined} current={current} markerName={header.markerName} onOpen={setCurrent} onOrder={setOrder} />
              )}
            </Box>
            {open ? <ThreatDrawer row={open} header={header} onDecide={(decision) => decide.mutate({ threats: [open.threat.id], decision })} onClose={() => setCurrent(null)} /> : null}
          </Box>
        </>
      ) : (
        <Box sx={{ gridRow: '2 / 4', minHeight: 0 }}>
          <Revisions project={project} rows={rows} />
        </Box>
      )}
      {exporting.dialog}
    </Box>
  )
}
