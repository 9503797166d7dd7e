import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Check, Merge, Plus, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultHeader } from '../../../shared/domain/project.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { type Command, useCommands } from '../shell/commands.tsx'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { DismissDialog } from './DismissDialog.tsx'
import { FindingDetail } from './FindingDetail.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { usePartLabels } from './parts.ts'
import { ThreatDetail } from './ThreatDetail.tsx'
import { ThreatForm } from './ThreatForm.tsx'
import { filterRows, noFilter, rowOfFinding, rowOfThreat } from './triage-row.ts'
import { TriageEmpty } from './TriageEmpty.tsx'
import { tabs, type TriageTab } from './tabs.ts'
import { TriageFilters } from './TriageFilters.tsx'
import { TriageList } from './TriageList.tsx'
import { useRowSelection } from './useRowSelection.ts'
import { useTriage } from './useTriage.ts'

type OpenDialog = { kind: 'dismiss'; findings: string[] } | { kind: 'merge'; threats: Threat[] } | { kind: 'form'; threat: Threat | null } | null

/** Triage: findings are accepted into the register or dismissed with a reason; threats are written, edited and merged. */
export function ThreatsStage({ project }: { project: string }) {
  const { t } = useTranslation(['threats', 'common'])
  const api = useApi()
  const triage = useTriage(project)
  const labels = usePartLabels(project)
  const header = useQuery({ queryKey: ['header', project], queryFn: () => api.project.header({ project }) }).data ?? defaultHeader
  const [tab, setTab] = useState<TriageTab>('findings')
  const [filter, setFilter] = useState(noFilter)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const searchField = useRef<HTMLInputElement>(null)

  const findings = useMemo(() => triage.analysis.data?.analysis.findings ?? [], [triage.analysis.data])
  const states = useMemo(() => new Map(triage.analysis.data?.states.map((state) => [state.finding, state])), [triage.analysis.data])
  const threats = useMemo(() => triage.threats.data ?? [], [triage.threats.data])
  const all = useMemo(() => {
    if (tab === 'threats') return threats.map((threat) => rowOfThreat(threat, header.bandScheme))
    const wanted = tab === 'findings' ? 'new' : 'dismissed'
    return findings.filter((finding) => (states.get(finding.id)?.state ?? 'new') === wanted).map(rowOfFinding)
  }, [tab, threats, findings, states, header.bandScheme])
  const rows = useMemo(() => filterRows(all, filter), [all, filter])
  const ids = useMemo(() => rows.map((row) => row.id), [rows])
  const selection = useRowSelection(ids)
  const finding = findings.find((candidate) => candidate.id === selection.current)
  const threat = tab === 'threats' ? threats.find((candidate) => candidate.id === selection.current) : undefined

  const accept = () => {
    if (tab === 'findings' && selection.targets.length > 0) triage.accept.mutate(selection.targets, { onSuccess: selection.clear })
  }
  const askDismiss = () => {
    if (tab === 'findings' && selection.targets.length > 0) setDialog({ kind: 'dismiss', findings: selection.targets })
  }
  const askMerge = () => {
    const chosen = threats.filter((candidate) => selection.selected.has(candidate.id))
    if (tab === 'threats' && chosen.length > 1) setDialog({ kind: 'merge', threats: chosen })
  }
  const remove = () => {
    if (tab === 'threats' && selection.targets.length > 0) triage.remove.mutate(selection.targets, { onSuccess: selection.clear })
  }
  const commands: Command[] = [
    { id: 'next', label: t('next'), keys: ['j', 'arrowdown'], run: () => selection.step(1) },
    { id: 'previous', label: t('previous'), keys: ['k', 'arrowup'], run: () => selection.step(-1) },
    { id: 'select', label: t('select'), keys: ['space'], run: () => selection.current && selection.toggle(selection.current) },
    { id: 'select-all', label: t('selectAll'), keys: ['mod+a'], run: selection.selectAll },
    { id: 'clear', label: t('clearSelection'), keys: ['escape'], run: selection.clear },
    { id: 'accept', label: t('accept'), keys: ['a'], disabled: tab !== 'findings', run: accept },
    { id: 'dismiss', label: t('dismiss'), keys: ['x'], disabled: tab !== 'findings', run: askDismiss },
    { id: 'reconsider', label: t('reconsider'), keys: ['r'], disabled: tab !== 'dismissed', run: () => triage.reconsider.mutate(selection.targets) },
    { id: 'new', label: t('new'), keys: ['n'], run: () => setDialog({ kind: 'form', threat: null }) },
    { id: 'edit', label: t('edit'), keys: ['e', 'enter'], disabled: !threat, run: () => threat && setDialog({ kind: 'form', threat }) },
    { id: 'merge', label: t('merge', { count: selection.selected.size }), keys: ['m'], disabled: tab !== 'threats' || selection.selected.size < 2, run: askMerge },
    { id: 'remove', label: t('remove'), keys: ['delete'], disabled: tab !== 'threats', run: remove },
    { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
    ...tabs.map((name, index) => ({ id: `tab-${name}`, label: t(`tab.${name}`), keys: [`${index + 1}`], run: () => setTab(name) })),
  ]
  useCommands(commands)

  const unreadable = triage.analysis.isError ? triage.analysis : triage.threats.isError ? triage.threats : null
  if (unreadable) return <LoadFailure error={unreadable.error} onRetry={() => void unreadable.refetch()} />
  if (!triage.analysis.isSuccess || !triage.threats.isSuccess) return null

  const counts: Record<TriageTab, number> = {
    findings: findings.filter((candidate) => (states.get(candidate.id)?.state ?? 'new') === 'new').length,
    threats: threats.length,
    dismissed: findings.filter((candidate) => states.get(candidate.id)?.state === 'dismissed').length,
  }
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(340px, 460px) minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 2, px: 4, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Tabs value={tab} onChange={(_, value: TriageTab) => setTab(value)}>
          {tabs.map((name) => (
            <Tab key={name} value={name} label={`${t(`tab.${name}`)} ${counts[name]}`} />
          ))}
        </Tabs>
        <Box sx={{ flex: 1 }} />
        {selection.selected.size > 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('selected', { count: selection.selected.size })}</Typography> : null}
        {tab === 'findings' && selection.selected.size > 0 ? (
          <>
            <Button variant="contained" startIcon={<Check size={15} />} onClick={accept}>
              {t('acceptShort')}
            </Button>
            <Button variant="outlined" startIcon={<X size={15} />} onClick={askDismiss}>
              {t('dismiss')}
            </Button>
          </>
        ) : null}
        {tab === 'threats' && selection.selected.size > 1 ? (
          <Button variant="outlined" startIcon={<Merge size={15} />} onClick={askMerge}>
            {t('merge', { count: selection.selected.size })}
          </Button>
        ) : null}
        <Button variant="outlined" startIcon={<Plus size={15} />} onClick={() => setDialog({ kind: 'form', threat: null })}>
          {t('new')}
        </Button>
      </Box>
      {all.length === 0 ? (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <TriageEmpty tab={tab} project={project} anyFindings={findings.length > 0} onNew={() => setDialog({ kind: 'form', threat: null })} />
        </Box>
      ) : (
        <>
          <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', minHeight: 0 }}>
            <TriageFilters filter={filter} onFilter={setFilter} searchField={searchField} />
            <TriageList rows={rows} current={selection.current} selected={selection.selected} onCurrent={selection.go} onSelect={selection.toggle} />
          </Box>
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            {threat ? (
              <ThreatDetail
                threat={threat}
                scheme={header.bandScheme}
                markerName={header.markerName}
                labels={labels}
                onEdit={() => setDialog({ kind: 'form', threat })}
                onRemove={() => triage.remove.mutate([threat.id])}
                onMarker={(marker) => triage.update.mutate({ threat: threat.id, set: { marker } })}
              />
            ) : finding && tab !== 'threats' ? (
              <FindingDetail
                project={project}
                finding={finding}
                state={states.get(finding.id)}
                questions={triage.analysis.data?.analysis.questions ?? []}
                labels={labels}
                onAccept={() => triage.accept.mutate([finding.id])}
                onDismiss={() => setDialog({ kind: 'dismiss', findings: [finding.id] })}
                onReconsider={() => triage.reconsider.mutate([finding.id])}
                onAnswer={(question, value) => triage.answer.mutate({ on: question.on, fact: question.fact, value })}
              />
            ) : (
              <TriageEmpty tab="none" project={project} anyFindings onNew={() => undefined} />
            )}
          </Box>
        </>
      )}
      {dialog?.kind === 'dismiss' ? (
        <DismissDialog
          count={dialog.findings.length}
          onClose={() => setDialog(null)}
          onDismiss={(reason) => {
            setDialog(null)
            triage.dismiss.mutate({ findings: dialog.findings, reason }, { onSuccess: selection.clear })
          }}
        />
      ) : null}
      {dialog?.kind === 'merge' ? (
        <MergeDialog
          threats={dialog.threats}
          onClose={() => setDialog(null)}
          onMerge={(into, from) => {
            setDialog(null)
            triage.merge.mutate({ into, from }, { onSuccess: selection.clear })
          }}
        />
      ) : null}
      {dialog?.kind === 'form' ? (
        <ThreatForm
          threat={dialog.threat}
          labels={labels}
          onClose={() => setDialog(null)}
          onSave={(draft) => {
            setDialog(null)
            if (dialog.threat) triage.update.mutate({ threat: dialog.threat.id, set: draft })
            else triage.create.mutate(draft, { onSuccess: () => setTab('threats') })
          }}
        />
      ) : null}
    </Box>
  )
}
