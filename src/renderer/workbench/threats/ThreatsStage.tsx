import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Check, Merge, Plus, X } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { defaultHeader } from '../../../shared/domain/project.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'
import { type Command, useCommands } from '../shell/commands.tsx'
import { LoadFailure } from '../shell/LoadFailure.tsx'
import { comparePath } from '../changes/compare-path.ts'
import { type CoverageCell, ofCell } from './coverage/cell.ts'
import { CellNote } from './coverage/CellNote.tsx'
import { ChangeNote } from './ChangeNote.tsx'
import { ChangeSummary } from './ChangeSummary.tsx'
import { DetailHead } from './DetailHead.tsx'
import { DismissDialog } from './DismissDialog.tsx'
import { FindingDetail } from './FindingDetail.tsx'
import { GroupAcceptDialog } from './GroupAcceptDialog.tsx'
import { GroupDetail } from './GroupDetail.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { usePartLabels } from './parts.ts'
import { ThreatDetail } from './ThreatDetail.tsx'
import { ThreatForm } from './ThreatForm.tsx'
import { changeFilters, rowOfGone, type TriageRow } from './triage-row.ts'
import { TriageEmpty } from './TriageEmpty.tsx'
import { tabs, type TriageTab } from './tabs.ts'
import { TriageFilters } from './TriageFilters.tsx'
import { TriageList } from './TriageList.tsx'
import { useChanges } from './useChanges.ts'
import { useTriage } from './useTriage.ts'
import { useTriageList } from './useTriageList.ts'

type OpenDialog = { kind: 'dismiss'; findings: string[]; reason: string } | { kind: 'accept-group'; findings: string[]; title: string } | { kind: 'merge'; threats: Threat[] } | { kind: 'form'; threat: Threat | null } | null

interface ThreatsStageProps {
  project: string
  /** Stands first in the bar. */
  lead: ReactNode
  /** Only what is in this cell of the coverage is listed. */
  cell: CoverageCell | null
  start: TriageTab
  /** Everything is wanted again. */
  onWhole: () => void
}

/** Triage: findings are accepted into the register or dismissed with a reason; threats are written, edited and merged. */
export function ThreatsStage({ project, lead, cell, start, onWhole }: ThreatsStageProps) {
  const { t } = useTranslation(['threats', 'common'])
  const api = useApi()
  const triage = useTriage(project)
  const labels = usePartLabels(project)
  const header = useQuery({ queryKey: ['header', project], queryFn: () => api.project.header({ project }) }).data ?? defaultHeader
  const [tab, setTab] = useState<TriageTab>(start)
  const [, navigate] = useLocation()
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const searchField = useRef<HTMLInputElement>(null)

  const findings = useMemo(() => triage.analysis.data?.analysis.findings ?? [], [triage.analysis.data])
  const states = useMemo(() => new Map(triage.analysis.data?.states.map((state) => [state.finding, state])), [triage.analysis.data])
  const threats = useMemo(() => triage.threats.data ?? [], [triage.threats.data])
  const changes = useChanges(project, states)
  const here = useMemo(() => ofCell(cell, findings, threats, states), [cell, findings, threats, states])
  const list = useTriageList({ tab, ...here, states, changes, scheme: header.bandScheme })
  const { selection, group } = list
  const finding = findings.find((candidate) => candidate.id === selection.current)
  const threat = tab === 'threats' ? threats.find((candidate) => candidate.id === selection.current) : undefined

  const gone = tab === 'findings' && !finding ? changes.changes.find((change) => change.id === selection.current) : undefined

  const isOpen = (row: TriageRow) => !row.gone && row.decided !== 'accepted'
  const acceptNow = (ids: string[], as: 'each' | 'one', title?: string) => triage.accept.mutate({ findings: ids, as, title }, { onSuccess: selection.clear })
  const accept = (each = false) => {
    const { ids, group: shared } = list.targets(isOpen)
    if (tab !== 'findings' || ids.length === 0) return
    if (shared && ids.length > 1 && !each) setDialog({ kind: 'accept-group', findings: ids, title: shared.title })
    else acceptNow(ids, 'each')
  }
  const dismissal = (ids: string[]): OpenDialog => ({ kind: 'dismiss', findings: ids, reason: ids.length === 1 ? (states.get(ids[0] ?? '')?.reason ?? '') : '' })
  const askDismiss = () => {
    const { ids } = list.targets(isOpen)
    if (tab === 'findings' && ids.length > 0) setDialog(dismissal(ids))
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
    { id: 'select', label: t('select'), keys: ['space'], run: list.toggleCurrent },
    { id: 'select-all', label: t('selectAll'), keys: ['mod+a'], run: selection.selectAll },
    { id: 'clear', label: t('clearSelection'), keys: ['escape'], run: selection.clear },
    { id: 'accept', label: t('accept'), keys: ['a'], disabled: tab !== 'findings', run: () => accept() },
    { id: 'accept-each', label: t('group.acceptEach'), keys: ['i'], disabled: tab !== 'findings', run: () => accept(true) },
    { id: 'dismiss', label: t('dismiss'), keys: ['x'], disabled: tab !== 'findings', run: askDismiss },
    { id: 'reconsider', label: t('reconsider'), keys: ['r'], disabled: tab !== 'dismissed', run: () => triage.reconsider.mutate(list.targets(() => true).ids) },
    { id: 'new', label: t('new'), keys: ['n'], run: () => setDialog({ kind: 'form', threat: null }) },
    { id: 'edit', label: t('edit'), keys: ['e', 'enter'], disabled: !threat, run: () => threat && setDialog({ kind: 'form', threat }) },
    { id: 'merge', label: t('merge', { count: selection.selected.size }), keys: ['m'], disabled: tab !== 'threats' || selection.selected.size < 2, run: askMerge },
    { id: 'remove', label: t('remove'), keys: ['delete'], disabled: tab !== 'threats', run: remove },
    { id: 'search', label: t('search'), keys: ['/'], run: () => searchField.current?.focus() },
    { id: 'group', label: t('group.by'), keys: ['g'], disabled: tab === 'threats', run: () => list.setGrouped((before) => !before) },
    { id: 'unfold', label: t('group.open'), keys: ['arrowright'], disabled: !group, run: list.unfold },
    { id: 'fold', label: t('group.close'), keys: ['arrowleft'], disabled: !list.grouped, run: list.fold },
    { id: 'show-changes', label: t('change.next'), keys: ['c'], disabled: !changes.seen, run: () => list.setFilter((before) => ({ ...before, change: changeFilters[(changeFilters.indexOf(before.change) + 1) % changeFilters.length] ?? 'all' })) },
    { id: 'mark-seen', label: t('change.markSeen'), keys: ['s'], run: changes.markSeen },
    { id: 'compare', label: t('change.compare'), keys: ['d'], run: () => navigate(comparePath(project, changes.seen ? 'seen' : 'now', 'now')) },
    ...tabs.map((name, index) => ({ id: `tab-${name}`, label: t(`tab.${name}`), keys: [`${index + 1}`], run: () => setTab(name) })),
  ]
  useCommands(commands)

  const unreadable = triage.analysis.isLoadingError ? triage.analysis : triage.threats.isLoadingError ? triage.threats : null
  if (unreadable) return <LoadFailure error={unreadable.error} onRetry={() => void unreadable.refetch()} />
  if (!triage.analysis.isSuccess || !triage.threats.isSuccess) return null

  const counts: Record<TriageTab, number> = {
    findings: findings.filter((candidate) => (states.get(candidate.id)?.state ?? 'new') === 'new').length,
    threats: threats.length,
    dismissed: findings.filter((candidate) => states.get(candidate.id)?.state === 'dismissed').length,
  }
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(340px, 460px) minmax(0, 1fr)', gridTemplateRows: 'auto auto minmax(0, 1fr)' }}>
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 2, px: 4, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        {lead}
        <Tabs value={tab} onChange={(_, value: TriageTab) => setTab(value)}>
          {tabs.map((name) => (
            <Tab key={name} value={name} label={`${t(`tab.${name}`)} ${counts[name]}`} />
          ))}
        </Tabs>
        <Box sx={{ flex: 1 }} />
        {selection.selected.size > 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('selected', { count: selection.selected.size })}</Typography> : null}
        {tab === 'findings' && selection.selected.size > 0 ? (
          <>
            <Button variant="contained" startIcon={<Check size={15} />} onClick={() => accept()}>
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
      <Box sx={{ gridColumn: '1 / -1', bgcolor: 'background.paper' }}>
        {cell ? <CellNote cell={cell} labels={labels} onClear={onWhole} /> : null}
        <ChangeSummary
          project={project}
          changes={changes}
          filter={list.filter.change}
          onFilter={(change) => {
            setTab('findings')
            list.setFilter((before) => ({ ...before, change }))
          }}
        />
      </Box>
      {list.all.length === 0 ? (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <TriageEmpty tab={tab} project={project} anyFindings={findings.length > 0} onNew={() => setDialog({ kind: 'form', threat: null })} />
        </Box>
      ) : (
        <>
          <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', minHeight: 0 }}>
            <TriageFilters filter={list.filter} onFilter={list.setFilter} searchField={searchField} changes={changes.seen !== null} grouped={tab === 'threats' ? null : list.grouped} onGrouped={list.setGrouped} />
            <TriageList items={list.items} current={selection.current} selected={selection.selected} onCurrent={selection.go} onSelect={selection.toggle} onOpenGroup={list.openGroup} />
          </Box>
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            {group ? (
              <GroupDetail
                group={group}
                chosen={list.chosenOf(group)}
                dismissed={tab === 'dismissed'}
                onAccept={() => accept()}
                onDismiss={askDismiss}
                onReconsider={() => triage.reconsider.mutate([...list.chosenOf(group)])}
                onToggle={(id) => list.toggleMember(group, id)}
                onOpen={(id) => {
                  list.openGroup(group.id, true)
                  selection.go(id)
                }}
              />
            ) : gone ? (
              <Box sx={{ p: 8, maxWidth: 860 }}>
                <DetailHead row={rowOfGone(gone, states.get(gone.id))} actions={null} />
                <ChangeNote change={gone} />
              </Box>
            ) : threat ? (
              <ThreatDetail
                threat={threat}
                change={changes.byThreat.get(threat.id)}
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
                change={changes.byFinding.get(finding.id)}
                state={states.get(finding.id)}
                questions={triage.analysis.data?.analysis.questions ?? []}
                labels={labels}
                onAccept={() => acceptNow([finding.id], 'each')}
                onDismiss={() => setDialog(dismissal([finding.id]))}
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
          reason={dialog.reason}
          onClose={() => setDialog(null)}
          onDismiss={(reason) => {
            setDialog(null)
            triage.dismiss.mutate({ findings: dialog.findings, reason }, { onSuccess: selection.clear })
          }}
        />
      ) : null}
      {dialog?.kind === 'accept-group' ? (
        <GroupAcceptDialog
          count={dialog.findings.length}
          title={dialog.title}
          onClose={() => setDialog(null)}
          onAccept={(as, title) => {
            setDialog(null)
            acceptNow(dialog.findings, as, as === 'one' ? title : undefined)
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
