import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { useApi } from '../api.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { completed, type Draft } from './entry/drafts.ts'
import { drawEntry } from './entry/draw-entry.ts'
import type { FlowEnd } from './entry/FlowPrompt.tsx'
import type { Moved } from './graph/GraphView.tsx'
import { onDiagram } from './parts.ts'
import { boxesOf, withContents } from './useModelActions.ts'
import { afterGlideMs, type Workbench } from './useWorkbench.ts'

/** What is typed and dragged on the canvas, as edits of the model. */
export function useDrawing(workbench: Workbench) {
  const { project, whole, model, parts, diagram, graph, canvas, selected, selection, edit, draft, setDraft, setFlowFrom } = workbench
  const { t } = useTranslation(['model', 'common'])
  const api = useApi()
  const queries = useQueryClient()
  const { fail } = useToasts()

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
  const addLines = (lines: Parameters<typeof drawEntry.lines>[1]) => {
    if (diagram === null) return
    const latest = () => onDiagram(queries.getQueryData<Model>(['model', project]) ?? whole, diagram)
    void drawEntry.lines(api, lines, { latest, diagram, boxes: (now) => boxesOf(now, graph) }).then((edits) => {
      if (edits.length === 0) return
      edit(t('edit.quick', { count: edits.length }), edits)
      setTimeout(() => showAll(edits.flatMap((one) => (one.type === 'add-element' ? [one.id] : []))), afterGlideMs)
    }, fail)
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
  return { finishDraft, endFlow, addLines, move }
}
