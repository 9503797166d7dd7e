import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FindingState } from '../../../shared/domain/finding-state.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Diagram, Model } from '../../../shared/domain/model.ts'
import { outOfScope } from '../../../shared/domain/scope.ts'
import { clearPartOfUrl, partOfUrl } from './part-url.ts'
import { type Draft, newPartAt } from './entry/drafts.ts'
import { clearFindingOfUrl, findingOfUrl } from './findings/finding-url.ts'
import { useDiagramCommands } from './diagrams/useDiagramCommands.ts'
import { useDiagrams } from './diagrams/useDiagrams.ts'
import { useOpenDiagram } from './diagrams/useOpenDiagram.ts'
import { badgesOf } from './graph/badges.ts'
import type { Graph } from './graph/graph.ts'
import { useAutomaticLayout } from './layout/useAutomaticLayout.ts'
import { onDiagram, partsById } from './parts.ts'
import { useClipboard } from './useClipboard.ts'
import { useGestures } from './useGestures.ts'
import { type ActionState, boxesOf, useModelActions } from './useModelActions.ts'
import { useModelCommands } from './useModelCommands.ts'
import { useModelEdit } from './useModelEdit.ts'
import { useSelection } from './useSelection.ts'
import { useModelView } from './view/useModelView.ts'
import { useViewCommands } from './view/useViewCommands.ts'

/** After a layout the parts glide for a moment; only then is there something to fit. */
export const afterGlideMs = 180

export interface WorkbenchProps {
  project: string
  whole: Model
  analysis: Analysis | null
  analysisFailed: boolean
  states: ReadonlyMap<string, FindingState>
}

/** What is open, chosen and shown in the model stage, and what can be done there: what every piece of it works on. */
export type Workbench = ReturnType<typeof useWorkbench>

export function useWorkbench({ project, whole, analysis, analysisFailed, states }: WorkbenchProps) {
  const edit = useModelEdit(project)
  const [finding, setFinding] = useState(findingOfUrl)
  const [linked] = useState(partOfUrl)
  const [connecting, setConnecting] = useState<string | null>(null)
  const [flowFrom, setFlowFrom] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [quick, setQuick] = useState(false)
  const [outline, setOutline] = useState(false)
  const [asText, setAsText] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const [viewPanel, setViewPanel] = useState(false)
  const [naming, setNaming] = useState<Diagram | 'new' | null>(null)
  const [graph, setGraph] = useState<Graph | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const inspector = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLElement>(null)
  useEffect(clearFindingOfUrl, [])
  useEffect(clearPartOfUrl, [])

  const parts = useMemo(() => partsById(whole), [whole])
  const selection = useSelection(parts, whole.notes, linked.part)
  const { chosen, all: selected } = selection
  const shownFinding = useMemo(() => analysis?.findings.find((candidate) => candidate.id === finding) ?? null, [analysis, finding])
  const opened = useOpenDiagram(project, whole, graph, parts.get(linked.part ?? shownFinding?.evidence[0] ?? '')?.part.diagram)
  const { diagram, open: openDiagram } = opened
  const model = useMemo(() => onDiagram(whole, diagram), [whole, diagram])
  const badges = useMemo(() => (analysis ? badgesOf(analysis, [...states.values()], outOfScope(whole)) : new Map()), [analysis, states, whole])
  const evidence = useMemo(() => (shownFinding ? new Set([...shownFinding.evidence, ...shownFinding.affected]) : null), [shownFinding])
  const view = useModelView({ project, model, selected, analysis, states })
  const fitSoon = useCallback(() => setTimeout(() => graph?.fit(), afterGlideMs), [graph])
  const { layout, placed, ready, how, arrange } = useAutomaticLayout(model, edit, fitSoon)
  // After the graph has chosen the one part: its other selected ones too.
  useEffect(() => graph?.choose(selected), [graph, selected, model])

  const choose = useCallback(
    (id: string | null, more = false) => {
      if (connecting !== null) {
        const end = id === null ? undefined : parts.get(id)
        setConnecting(null)
        if (end && end.type !== 'flow' && end.part.id !== connecting) setDraft({ type: 'flow', source: connecting, target: end.part.id, first: [] })
        return
      }
      if (more && id !== null) selection.toggle(id)
      else if (!more) selection.choose(id)
    },
    [connecting, parts, selection],
  )
  /** Chooses from a list or by a key: the diagram follows. */
  const goTo = useCallback(
    (id: string | null, keep = false) => {
      selection.choose(id, keep)
      if (id === null) return
      const on = (parts.get(id)?.part ?? whole.notes?.find((note) => note.id === id))?.diagram
      if (on === diagram) graph?.reveal(id)
      else if (on !== undefined) openDiagram(on, id)
    },
    [graph, parts, whole.notes, selection, diagram, openDiagram],
  )
  const openFinding = useCallback(
    (id: string | null) => {
      setFinding(id)
      const evidenceOf = analysis?.findings.find((candidate) => candidate.id === id)?.evidence[0]
      const on = evidenceOf === undefined ? undefined : parts.get(evidenceOf)?.part.diagram
      if (on !== undefined) openDiagram(on)
    },
    [analysis, parts, openDiagram],
  )
  const nameNew = useCallback(() => setNaming('new'), [])
  const { choose: chooseOne } = selection
  const diagrams = useDiagrams({ project, whole, parts, opened, edit, choose: chooseOne })

  const state = useMemo<ActionState>(
    () => ({ project, model, parts, diagram, graph, selection, connecting, finding, layout, view, viewPanel, setViewPanel, inspector, searchField, edit, arrange, goTo, choose, setDraft, setConnecting, setFlowFrom, setFinding, setQuick, setOutline, setAsText, setDrawing }),
    [project, model, parts, diagram, graph, selection, connecting, finding, layout, view, viewPanel, edit, arrange, goTo, choose],
  )
  const actions = useModelActions(state)
  useModelCommands(actions, { chosen: chosen !== null, several: selected.size > 1, connecting: connecting !== null, canGoBack: chosen !== null || finding !== null || connecting !== null || outline || asText || viewPanel || view.narrowed || view.settings.list || layout.since !== null })
  const togglePanel = useCallback(() => setViewPanel((open) => !open), [])
  useViewCommands(view, togglePanel)
  useDiagramCommands(diagrams, { element: chosen !== null && parts.get(chosen)?.type === 'element' ? chosen : null, selected, onAdd: nameNew })
  useClipboard(actions)
  const adding = useGestures(graph, canvas, model, selected, {
    onAdd: (at) => setDraft(newPartAt(model, boxesOf(model, graph), at)),
    onBox: (ids) => selection.chooseAll([...new Set([...(adding.current ? [] : selected), ...ids])].filter((id) => !id.startsWith('free-end:'))),
  })

  return {
    ...{ project, whole, analysis, analysisFailed, states, edit, model, parts, badges, evidence, diagram, diagrams, naming, setNaming, nameNew, how, arrange, actions },
    ...{ selection, chosen, selected, choose, goTo, linked, finding, openFinding },
    ...{ connecting, setConnecting, flowFrom, setFlowFrom, draft, setDraft, quick, setQuick, outline, setOutline, asText, setAsText, drawing, view, viewPanel, setViewPanel },
    ...{ graph, setGraph, canvas, inspector, searchField, adding, layout, placed, ready },
  }
}
