import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingState, ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import { emptyModel, type Model } from '../../../shared/domain/model.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { badgesOf } from './graph/badges.ts'
import { ChosenSpoken } from './ChosenSpoken.tsx'
import { DraftEditor } from './entry/DraftEditor.tsx'
import { completed, type Draft, newPartAt } from './entry/drafts.ts'
import { drawEntry } from './entry/draw-entry.ts'
import { EmptyModel } from './EmptyModel.tsx'
import { clearFindingOfUrl, findingOfUrl } from './findings/finding-url.ts'
import { clearPartOfUrl, partOfUrl } from './part-url.ts'
import { type FlowEnd, FlowPrompt } from './entry/FlowPrompt.tsx'
import type { Graph } from './graph/graph.ts'
import { GraphView, type Moved } from './graph/GraphView.tsx'
import { Handles } from './graph/Handles.tsx'
import { Inspector } from './Inspector.tsx'
import { LayoutNotice } from './layout/LayoutNotice.tsx'
import { Outline } from './Outline.tsx'
import { onDiagram, partsById } from './parts.ts'
import { PartSearch } from './PartSearch.tsx'
import { QuickEntry } from './entry/QuickEntry.tsx'
import { SelectionPanel } from './SelectionPanel.tsx'
import { Toolbar, ZoomButtons } from './Toolbar.tsx'
import { useAutomaticLayout } from './layout/useAutomaticLayout.ts'
import { useClipboard } from './useClipboard.ts'
import { useGestures } from './useGestures.ts'
import { type ActionState, boxesOf, draftOf, useModelActions, withContents } from './useModelActions.ts'
import { useModelCommands } from './useModelCommands.ts'
import { useModelEdit } from './useModelEdit.ts'
import { useSelection } from './useSelection.ts'
import { useVocabulary } from './useVocabulary.ts'

/** After a layout the parts glide for a moment; only then is there something to fit. */
const afterGlideMs = 180

interface ModelWorkbenchProps {
  project: string
  whole: Model
  analysis: Analysis | null
  analysisFailed: boolean
  states: ReadonlyMap<string, FindingState>
}

/** The canvas with its toolbar, outline and inspector, and everything one can do there. */
export function ModelWorkbench({ project, whole, analysis, analysisFailed, states }: ModelWorkbenchProps) {
  const { t } = useTranslation(['model', 'common'])
  const api = useApi()
  const queries = useQueryClient()
  const { fail } = useToasts()
  const edit = useModelEdit(project)
  const { facts, technologies } = useVocabulary()
  const [finding, setFinding] = useState(findingOfUrl)
  const [linked] = useState(partOfUrl)
  const [connecting, setConnecting] = useState<string | null>(null)
  const [flowFrom, setFlowFrom] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [quick, setQuick] = useState(false)
  const [outline, setOutline] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const [wantedDiagram, setDiagram] = useState<string | null>(null)
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
  const diagram = whole.diagrams.find(({ id }) => id === wantedDiagram)?.id ?? parts.get(linked.part ?? '')?.part.diagram ?? parts.get(shownFinding?.evidence[0] ?? '')?.part.diagram ?? whole.diagrams[0]?.id ?? null
  const model = useMemo(() => onDiagram(whole, diagram), [whole, diagram])
  const badges = useMemo(() => (analysis ? badgesOf(analysis, [...states.values()]) : new Map()), [analysis, states])
  const evidence = useMemo(() => (shownFinding ? new Set([...shownFinding.evidence, ...shownFinding.affected]) : null), [shownFinding])
  const fitSoon = useCallback(() => setTimeout(() => graph?.fit(), afterGlideMs), [graph])
  const { layout, placed, ready, arrange } = useAutomaticLayout(model, edit, fitSoon)
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
      const found = id === null ? undefined : parts.get(id)
      if (!found || id === null) return
      setDiagram(found.part.diagram)
      graph?.reveal(id)
    },
    [graph, parts, selection],
  )
  const openFinding = useCallback(
    (id: string | null) => {
      setFinding(id)
      const evidenceOf = analysis?.findings.find((candidate) => candidate.id === id)?.evidence[0]
      const on = evidenceOf === undefined ? undefined : parts.get(evidenceOf)?.part.diagram
      if (on !== undefined) setDiagram(on)
    },
    [analysis, parts],
  )

  const state = useMemo<ActionState>(
    () => ({ project, model, parts, diagram, graph, selection, connecting, finding, layout, inspector, searchField, edit, arrange, goTo, choose, setDraft, setConnecting, setFlowFrom, setFinding, setQuick, setOutline, setDrawing }),
    [project, model, parts, diagram, graph, selection, connecting, finding, layout, edit, arrange, goTo, choose],
  )
  const actions = useModelActions(state)
  useModelCommands(actions, { chosen: chosen !== null, several: selected.size > 1, connecting: connecting !== null, canGoBack: chosen !== null || finding !== null || connecting !== null || outline || layout.since !== null })
  useClipboard(actions)
  const adding = useGestures(graph, canvas, model, selected, {
    onAdd: (at) => setDraft(newPartAt(model, boxesOf(model, graph), at)),
    onBox: (ids) => selection.chooseAll([...new Set([...(adding.current ? [] : selected), ...ids])].filter((id) => !id.startsWith('free-end:'))),
  })

  /** Fits the diagram where one of `ids` stands outside of what is seen. */
  const showAll = (ids: readonly string[]) => {
    const place = canvas.current
    const hidden = ids.some((id) => {
      const at = graph?.screenBox(id)
      return at && place && (at.x - at.width / 2 < 0 || at.y - at.height / 2 < 0 || at.x + at.width / 2 > place.clientWidth || at.y + at.height / 2 > place.clientHeight)
    })
    if (hidden) graph?.fit()
  }
  const finishDraft = (name: string) => {
    if (!draft || diagram === null) return
    const id = crypto.randomUUID()
    const edits = completed(draft, name, diagram, draft.type === 'rename' ? parts.get(draft.id) : undefined, id)
    setDraft(null)
    if (!edits) return
    edit(draftLabel(draft, name), edits)
    if (draft.type !== 'rename' && !(draft.type === 'note' && draft.id !== null)) selection.choose(id)
  }
  function draftLabel(given: Draft, name: string): string {
    if (given.type === 'note') return t(given.id === null ? 'edit.addNote' : 'edit.note')
    if (given.type !== 'flow') return t(given.type === 'rename' ? 'edit.rename' : 'edit.add', { label: name })
    const target = given.first.find((one) => one.type === 'add-element')?.label ?? parts.get(given.target)?.part.label ?? ''
    return t('edit.connect', { from: parts.get(given.source)?.part.label ?? '', to: target })
  }
  const endFlow = (source: string, end: FlowEnd) => {
    setFlowFrom(null)
    if (diagram === null) return
    const connect = (target: string, first: ModelEdit[], toLabel: string) => {
      if (end.label === null) return setDraft({ type: 'flow', source, target, first })
      const id = crypto.randomUUID()
      edit(t('edit.connect', { from: parts.get(source)?.part.label ?? '', to: toLabel }), [...first, { type: 'add-flow', id, diagram, label: end.label, source, target, bidirectional: false }])
      return selection.choose(id)
    }
    if ('to' in end) connect(end.to, [], parts.get(end.to)?.part.label ?? '')
    else void drawEntry.element(api, end.name, end.kind, { model, diagram, boxes: boxesOf(model, graph), source }).then(({ id, edits }) => connect(id, edits, end.name), fail)
  }
  const move = (moved: Moved) => {
    const found = parts.get(moved.id)
    const several = selected.has(moved.id) && selected.size > 1
    const places = new Map(moved.places.map(({ id, box }) => [id, box]))
    if (several) {
      const boxes = boxesOf(model, graph)
      for (const id of withContents(model, selected)) places.set(id, boxes.get(id) ?? places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 })
      for (const id of places.keys()) if (parts.get(id)?.type === 'flow') places.delete(id)
    }
    const place: ModelEdit = { type: 'place', places: [...places].map(([id, box]) => ({ id, box })) }
    if (!found || several) {
      edit(t('edit.move', { label: several ? t('selection.count', { count: selected.size }) : t('note.name') }), [place])
      return
    }
    const { label } = found.part
    const set = { parent: moved.parent?.to ?? null }
    const into = moved.parent?.to ? (parts.get(moved.parent.to)?.part.label ?? '') : ''
    const edits: ModelEdit[] = moved.parent ? [place, found.type === 'element' ? { type: 'update-element', id: moved.id, set } : { type: 'update-boundary', id: moved.id, set }] : [place]
    edit(!moved.parent ? t('edit.move', { label }) : into ? t('edit.moveInto', { label, into }) : t('edit.moveOut', { label }), edits)
  }

  const isEmpty = whole.elements.length + whole.boundaries.length + whole.flows.length + (whole.notes?.length ?? 0) === 0
  if (isEmpty && !drawing) return <EmptyModel onImport={actions.importFile} onDraw={() => actions.add('process')} onQuick={actions.quick} />
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <Toolbar
        outlineOpen={outline}
        connecting={connecting !== null}
        canConnect={chosen !== null && parts.has(chosen) && parts.get(chosen)?.type !== 'flow'}
        diagrams={whole.diagrams}
        diagram={diagram}
        quickOpen={quick}
        search={<PartSearch model={whole} parts={parts} field={searchField} onFound={goTo} />}
        onOutline={actions.outline}
        onAdd={actions.add}
        onNote={actions.addNote}
        onQuick={actions.quick}
        onConnect={connecting === null ? actions.connect : () => setConnecting(null)}
        onArrange={arrange}
        onImport={actions.importFile}
        onDiagram={(id) => {
          setDiagram(id)
          fitSoon()
        }}
      />
      <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
        {outline ? <Outline model={model} parts={parts} badges={badges} chosen={chosen} onChoose={goTo} onClose={() => setOutline(false)} /> : null}
        <Box ref={canvas} aria-busy={!ready} sx={{ position: 'relative', flex: 1, minWidth: 0, overflow: 'hidden' }}>
          <GraphView model={ready ? model : emptyModel} placed={placed} badges={badges} chosen={chosen} evidence={evidence} connectingFrom={connecting} onChoose={(id) => choose(id, adding.current)} onOpen={(id) => setDraft(draftOf(id, model, parts))} onMoved={move} onGraph={setGraph} />
          {graph && !draft && !flowFrom ? <Handles graph={graph} model={model} parts={parts} chosen={selected.size === 1 ? chosen : null} edit={edit} onConnect={setConnecting} onDraft={setDraft} /> : null}
          {layout.since === null ? null : <LayoutNotice since={layout.since} count={model.elements.length + model.boundaries.length} onCancel={layout.cancel} />}
          {connecting === null ? null : (
            <Paper role="status" variant="outlined" sx={{ position: 'absolute', top: 12, left: '50%', transform: 'translateX(-50%)', zIndex: 3, display: 'flex', alignItems: 'center', gap: 3, pl: 4, pr: 2, py: 1.5, maxWidth: '90%' }}>
              <Typography variant="body2">{t('connecting', { from: parts.get(connecting)?.part.label || t('unnamed') })}</Typography>
              <Button onClick={() => setConnecting(null)} aria-label={t('stopConnecting')}>
                {t('common:cancel')}
              </Button>
            </Paper>
          )}
          {draft && graph ? <DraftEditor key={draft.type === 'part' ? 'part' : JSON.stringify(draft)} draft={draft} graph={graph} onName={finishDraft} onDraft={setDraft} onCancel={() => setDraft(null)} /> : null}
          {flowFrom !== null && graph ? <FlowPrompt key={flowFrom} from={flowFrom} graph={graph} model={model} parts={parts} onEnd={(end) => endFlow(flowFrom, end)} onCancel={() => setFlowFrom(null)} /> : null}
          {quick && diagram !== null ? (
            <QuickEntry
              model={model}
              diagram={diagram}
              onClose={() => setQuick(false)}
              onAdd={(lines) => void drawEntry.lines(api, lines, { latest: () => onDiagram(queries.getQueryData<Model>(['model', project]) ?? whole, diagram), diagram, boxes: (now) => boxesOf(now, graph) }).then((edits) => {
                if (edits.length === 0) return
                edit(t('edit.quick', { count: edits.length }), edits)
                setTimeout(() => showAll(edits.flatMap((one) => (one.type === 'add-element' ? [one.id] : []))), afterGlideMs)
              }, fail)}
            />
          ) : null}
          <ZoomButtons onZoom={actions.zoom} onFit={actions.fit} />
          <ChosenSpoken chosen={chosen} several={selected.size} model={model} parts={parts} />
        </Box>
        {selected.size > 1 ? (
          <SelectionPanel selected={selected} parts={parts} onChoose={goTo} onAlign={actions.align} onDistribute={actions.distribute} onDuplicate={actions.duplicate} onDelete={actions.remove} />
        ) : (
          <Inspector
            place={inspector}
            project={project}
            model={whole}
            parts={parts}
            analysis={analysis}
            analysisFailed={analysisFailed}
            states={states}
            facts={facts}
            technologies={technologies}
            chosen={chosen}
            linkedFact={chosen === linked.part ? linked.fact : null}
            finding={finding}
            edit={edit}
            onChoose={goTo}
            onFinding={openFinding}
            onDelete={actions.remove}
          />
        )}
      </Box>
    </Box>
  )
}
