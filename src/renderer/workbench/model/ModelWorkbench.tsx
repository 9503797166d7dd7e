import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingState, ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import { emptyModel, type Model } from '../../../shared/domain/model.ts'
import { useImport } from '../imports/useImport.tsx'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { badgesOf } from './badges.ts'
import { completed, type Draft, newPart } from './drafts.ts'
import { EmptyModel } from './EmptyModel.tsx'
import { clearFindingOfUrl, findingOfUrl } from './finding-url.ts'
import { clearPartOfUrl, partOfUrl } from './part-url.ts'
import type { Graph } from './graph.ts'
import { GraphView, type Moved } from './GraphView.tsx'
import { Inspector } from './Inspector.tsx'
import { LabelEditor } from './LabelEditor.tsx'
import { LayoutNotice } from './LayoutNotice.tsx'
import { Outline } from './Outline.tsx'
import { flowName, type NewKind, onDiagram, outlineRows, partsById } from './parts.ts'
import { PartSearch } from './PartSearch.tsx'
import { Toolbar, ZoomButtons } from './Toolbar.tsx'
import { useAutomaticLayout } from './useAutomaticLayout.ts'
import { type ModelActions, useModelCommands } from './useModelCommands.ts'
import { useModelEdit } from './useModelEdit.ts'
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
  const edit = useModelEdit(project)
  const history = useHistory(project)
  const { say } = useToasts()
  const { chooseFiles } = useImport()
  const { facts, technologies } = useVocabulary()
  const [finding, setFinding] = useState(findingOfUrl)
  const [linked] = useState(partOfUrl)
  const [chosen, setChosen] = useState<string | null>(linked.part)
  const [connecting, setConnecting] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [outline, setOutline] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const [wantedDiagram, setDiagram] = useState<string | null>(null)
  const [graph, setGraph] = useState<Graph | null>(null)
  const searchField = useRef<HTMLInputElement>(null)
  useEffect(clearFindingOfUrl, [])
  useEffect(clearPartOfUrl, [])

  const parts = useMemo(() => partsById(whole), [whole])
  const shownFinding = useMemo(() => analysis?.findings.find((candidate) => candidate.id === finding) ?? null, [analysis, finding])
  const diagram = whole.diagrams.find(({ id }) => id === wantedDiagram)?.id ?? parts.get(linked.part ?? '')?.part.diagram ?? parts.get(shownFinding?.evidence[0] ?? '')?.part.diagram ?? whole.diagrams[0]?.id ?? null
  const model = useMemo(() => onDiagram(whole, diagram), [whole, diagram])
  const badges = useMemo(() => (analysis ? badgesOf(analysis, [...states.values()]) : new Map()), [analysis, states])
  const evidence = useMemo(() => (shownFinding ? new Set([...shownFinding.evidence, ...shownFinding.affected]) : null), [shownFinding])
  const fitSoon = useCallback(() => setTimeout(() => graph?.fit(), afterGlideMs), [graph])
  const { layout, placed, ready, arrange } = useAutomaticLayout(model, edit, fitSoon)
  const present = chosen !== null && parts.has(chosen) ? chosen : null

  const choose = useCallback(
    (id: string | null) => {
      if (connecting !== null) {
        const end = id === null ? undefined : parts.get(id)
        setConnecting(null)
        if (end && end.type !== 'flow' && end.part.id !== connecting) setDraft({ type: 'flow', source: connecting, target: end.part.id })
        return
      }
      setChosen(id)
    },
    [connecting, parts],
  )
  /** Chooses from a list: the diagram follows. */
  const goTo = useCallback(
    (id: string | null) => {
      setChosen(id)
      const found = id === null ? undefined : parts.get(id)
      if (!found || id === null) return
      setDiagram(found.part.diagram)
      graph?.reveal(id)
    },
    [graph, parts],
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

  const actions = useMemo<ModelActions>(() => {
    const nameOf = (id: string) => {
      const found = parts.get(id)
      if (!found) return ''
      return found.type === 'flow' ? flowName(found.part, parts, t('freeEnd')).label : found.part.label || t('unnamed')
    }
    return {
      add: (kind: NewKind) => {
        setDrawing(true)
        const boxes = new Map([...model.boundaries, ...model.elements].flatMap((part) => {
          const box = graph?.boxOf(part.id)
          return box ? [[part.id, box] as const] : []
        }))
        setDraft(newPart(kind, model, boxes, graph?.centreOfView() ?? { x: 0, y: 0 }, present === null ? undefined : parts.get(present)))
      },
      connect: () => {
        const from = present === null ? undefined : parts.get(present)
        if (from && from.type !== 'flow') setConnecting(from.part.id)
      },
      confirmConnect: () => {
        if (connecting !== null && present !== null && present !== connecting) choose(present)
      },
      rename: () => {
        if (present !== null) setDraft({ type: 'rename', id: present, label: parts.get(present)?.part.label ?? '' })
      },
      remove: () => {
        if (present === null) return
        const label = nameOf(present)
        edit(t('edit.delete', { label }), [{ type: 'remove', ids: [present] }])
        setChosen(null)
        say(t('deleted', { label }), { label: t('common:undo'), run: history.undo })
      },
      walk: (step) => {
        const rows = outlineRows(model).filter((row) => row.kind !== 'flow' && row.kind !== 'boundary')
        const at = rows.findIndex((row) => row.id === present)
        const next = at < 0 ? (step === 1 ? rows[0] : rows.at(-1)) : rows[(at + step + rows.length) % rows.length]
        if (next) goTo(next.id)
      },
      stepBack: () => {
        if (layout.since !== null) layout.cancel()
        else if (connecting !== null) setConnecting(null)
        else if (present !== null) setChosen(null)
        else if (finding !== null) setFinding(null)
        else setOutline(false)
      },
      arrange,
      fit: () => graph?.fit(),
      zoom: (factor) => graph?.zoomBy(factor),
      search: () => searchField.current?.focus(),
      outline: () => setOutline((open) => !open),
      importFile: () => chooseFiles(project),
    }
  }, [arrange, choose, chooseFiles, connecting, edit, finding, goTo, graph, history, layout, model, parts, present, project, say, t])
  useModelCommands(actions, { chosen: present !== null, connecting: connecting !== null, canGoBack: present !== null || finding !== null || connecting !== null || outline || layout.since !== null })

  const finishDraft = (name: string) => {
    if (!draft || diagram === null) return
    const id = crypto.randomUUID()
    const change = completed(draft, name, diagram, draft.type === 'rename' ? parts.get(draft.id) : undefined, id)
    setDraft(null)
    if (!change) return
    edit(draft.type === 'rename' ? t('edit.rename', { label: name }) : draft.type === 'part' ? t('edit.add', { label: name }) : t('edit.connect', { from: parts.get(draft.source)?.part.label ?? '', to: parts.get(draft.target)?.part.label ?? '' }), [change])
    if (draft.type !== 'rename') setChosen(id)
  }
  const move = (moved: Moved) => {
    const found = parts.get(moved.id)
    if (!found) return
    const { label } = found.part
    const edits: ModelEdit[] = [{ type: 'place', places: moved.places }]
    const set = { parent: moved.parent?.to ?? null }
    if (moved.parent) edits.push(found.type === 'element' ? { type: 'update-element', id: moved.id, set } : { type: 'update-boundary', id: moved.id, set })
    const into = moved.parent?.to ? (parts.get(moved.parent.to)?.part.label ?? '') : ''
    edit(!moved.parent ? t('edit.move', { label }) : into ? t('edit.moveInto', { label, into }) : t('edit.moveOut', { label }), edits)
  }

  const isEmpty = whole.elements.length + whole.boundaries.length + whole.flows.length === 0
  if (isEmpty && !drawing) return <EmptyModel onImport={actions.importFile} onDraw={() => actions.add('process')} />
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <Toolbar
        outlineOpen={outline}
        connecting={connecting !== null}
        canConnect={present !== null && parts.get(present)?.type !== 'flow'}
        diagrams={whole.diagrams}
        diagram={diagram}
        search={<PartSearch model={whole} parts={parts} field={searchField} onFound={goTo} />}
        onOutline={actions.outline}
        onAdd={actions.add}
        onConnect={connecting === null ? actions.connect : () => setConnecting(null)}
        onArrange={arrange}
        onImport={actions.importFile}
        onDiagram={(id) => {
          setDiagram(id)
          fitSoon()
        }}
      />
      <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
        {outline ? <Outline model={model} parts={parts} badges={badges} chosen={present} onChoose={goTo} onClose={() => setOutline(false)} /> : null}
        <Box aria-busy={!ready} sx={{ position: 'relative', flex: 1, minWidth: 0, overflow: 'hidden' }}>
          <GraphView model={ready ? model : emptyModel} placed={placed} badges={badges} chosen={present} evidence={evidence} connectingFrom={connecting} onChoose={choose} onOpen={(id) => setDraft({ type: 'rename', id, label: parts.get(id)?.part.label ?? '' })} onMoved={move} onGraph={setGraph} />
          {layout.since === null ? null : <LayoutNotice since={layout.since} count={model.elements.length + model.boundaries.length} onCancel={layout.cancel} />}
          {connecting === null ? null : (
            <Paper role="status" variant="outlined" sx={{ position: 'absolute', top: 12, left: '50%', transform: 'translateX(-50%)', zIndex: 3, display: 'flex', alignItems: 'center', gap: 3, pl: 4, pr: 2, py: 1.5, maxWidth: '90%' }}>
              <Typography variant="body2">{t('connecting', { from: parts.get(connecting)?.part.label || t('unnamed') })}</Typography>
              <Button onClick={() => setConnecting(null)} aria-label={t('stopConnecting')}>
                {t('common:cancel')}
              </Button>
            </Paper>
          )}
          {draft && graph ? <DraftEditor key={JSON.stringify(draft)} draft={draft} graph={graph} onName={finishDraft} onCancel={() => setDraft(null)} /> : null}
          <ZoomButtons onZoom={actions.zoom} onFit={actions.fit} />
        </Box>
        <Inspector
          project={project}
          model={whole}
          parts={parts}
          analysis={analysis}
          analysisFailed={analysisFailed}
          states={states}
          facts={facts}
          technologies={technologies}
          chosen={present}
          linkedFact={present === linked.part ? linked.fact : null}
          finding={finding}
          edit={edit}
          onChoose={goTo}
          onFinding={openFinding}
          onDelete={actions.remove}
        />
      </Box>
    </Box>
  )
}

function DraftEditor({ draft, graph, onName, onCancel }: { draft: Draft; graph: Graph; onName: (name: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('model')
  const at = useCallback(() => {
    if (draft.type === 'rename') return graph.screenBox(draft.id)
    if (draft.type === 'part') return graph.toScreen({ x: draft.box.x + draft.box.width / 2, y: draft.box.y + draft.box.height / 2 })
    const [from, to] = [graph.screenBox(draft.source), graph.screenBox(draft.target)]
    return from && to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : null
  }, [draft, graph])
  const follow = useCallback(
    (moved: () => void) => {
      graph.cy.on('viewport resize', moved)
      return () => {
        graph.cy.off('viewport resize', moved)
      }
    },
    [graph],
  )
  const label = draft.type === 'rename' ? t('name.rename') : draft.type === 'part' ? t('name.new') : t('name.flow')
  return <LabelEditor at={at} follow={follow} label={label} initial={draft.type === 'rename' ? draft.label : ''} round={draft.type === 'part' && draft.kind === 'process'} onName={onName} onCancel={onCancel} />
}
