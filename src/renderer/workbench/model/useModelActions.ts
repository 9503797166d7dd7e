import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelEdit } from '../../../shared/contract/workbench.ts'
import type { Box, Model } from '../../../shared/domain/model.ts'
import { useImport } from '../imports/useImport.tsx'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { aligned, distributed } from './align.ts'
import { copiesOf, readParts, writeParts } from './clipboard.ts'
import { type Draft, newNoteSize, newPart } from './entry/drafts.ts'
import { freeSpot } from './graph/drop-target.ts'
import type { Graph } from './graph/graph.ts'
import { flowsAround, neighbourTowards, type Way } from './neighbours.ts'
import { type OutlineRow, outlineRows } from './outline/outline-rows.ts'
import { inside, type Part, partName } from './parts.ts'
import { scopeEdits } from './scope-edits.ts'
import type { ModelActions } from './useModelCommands.ts'
import type { EditModel } from './useModelEdit.ts'
import type { Selection } from './useSelection.ts'
import type { ModelView } from './view/useModelView.ts'

/** How far an arrow key moves a part, in diagram pixels. */
const nudgeStep = 12
const steps: Record<Way, { x: number; y: number }> = { left: { x: -nudgeStep, y: 0 }, right: { x: nudgeStep, y: 0 }, up: { x: 0, y: -nudgeStep }, down: { x: 0, y: nudgeStep } }

export interface ActionState {
  project: string
  model: Model
  parts: ReadonlyMap<string, Part>
  diagram: string | null
  graph: Graph | null
  selection: Selection
  connecting: string | null
  finding: string | null
  layout: { since: number | null; cancel: () => void }
  viewPanel: boolean
  setViewPanel: (open: boolean) => void
  view: Pick<ModelView, 'narrowed' | 'showAll' | 'settings' | 'set'>
  inspector: RefObject<HTMLElement | null>
  searchField: RefObject<HTMLInputElement | null>
  edit: EditModel
  arrange: () => void
  goTo: (id: string | null, keep?: boolean) => void
  choose: (id: string | null) => void
  setDraft: (draft: Draft | null) => void
  setConnecting: (id: string | null) => void
  setFlowFrom: (id: string | null) => void
  setFinding: (id: string | null) => void
  setQuick: (change: (open: boolean) => boolean) => void
  setOutline: (change: (open: boolean) => boolean) => void
  setAsText: (change: (open: boolean) => boolean) => void
  setDrawing: (drawing: boolean) => void
}

export interface PartActions extends ModelActions {
  /** What the clipboard gets; null where nothing is selected. */
  copied: () => string | null
  /** Adds what was copied here or in another project; false for any other text. */
  paste: (text: string) => boolean
}

/** Where everything on the diagram stands. */
export function boxesOf(model: Model, graph: Graph | null): Map<string, Box> {
  return new Map([...model.boundaries, ...model.elements, ...(model.notes ?? [])].flatMap((part) => {
    const box = graph?.boxOf(part.id) ?? part.position
    return box ? [[part.id, box] as const] : []
  }))
}

/** The editor that opens on a part or note. */
export function draftOf(id: string, model: Model, parts: ReadonlyMap<string, Part>): Draft {
  const note = model.notes?.find((candidate) => candidate.id === id)
  return note ? { type: 'note', id, text: note.text, box: note.position } : { type: 'rename', id, label: parts.get(id)?.part.label ?? '' }
}

/** Elements in the order of the outline. */
function elementRows(model: Model): OutlineRow[] {
  return outlineRows(model).filter(({ kind }) => kind !== 'flow' && kind !== 'boundary' && kind !== 'diagram')
}

/** What moves with the given parts: all that is inside of them. */
export function withContents(model: Model, ids: Iterable<string>): Set<string> {
  const all = new Set<string>()
  for (const id of ids) {
    all.add(id)
    for (const child of inside(model, id)) all.add(child)
  }
  return all
}

/** Places of `ids` and their contents, moved by what `shiftOf` says of each of `ids`. */
function moved(model: Model, boxes: ReadonlyMap<string, Box>, shifts: ReadonlyMap<string, { x: number; y: number }>): ModelEdit {
  const places = new Map<string, Box>()
  for (const [id, shift] of shifts) {
    for (const part of withContents(model, [id])) {
      const box = boxes.get(part)
      if (box) places.set(part, { ...box, x: box.x + shift.x, y: box.y + shift.y })
    }
  }
  return { type: 'place', places: [...places].map(([id, box]) => ({ id, box })) }
}

/** Everything one can do with the parts of a model. */
export function useModelActions(state: ActionState): PartActions {
  const { t } = useTranslation(['model', 'common', 'diagrams', 'part'])
  const history = useHistory(state.project)
  const { say } = useToasts()
  const { chooseFiles } = useImport()
  return useMemo<PartActions>(() => {
    const { project, model, parts, diagram, graph, selection, connecting, finding, layout, edit, goTo } = state
    const { chosen, all } = selection
    const boxes = () => boxesOf(model, graph)
    /** The selected parts that have a place, without those that move along with another one. */
    const movable = () => {
      const nested = new Set([...all].flatMap((id) => [...inside(model, id)]))
      const found = boxes()
      return [...all].flatMap((id) => {
        const box = nested.has(id) ? undefined : found.get(id)
        return box ? [{ id, box }] : []
      })
    }
    function rearrange(label: string, how: (placed: { id: string; box: Box }[]) => { id: string; box: Box }[]): void {
      const before = movable()
      if (before.length < 2) return
      const was = new Map(before.map(({ id, box }) => [id, box]))
      const shifts = new Map(how(before).map(({ id, box }) => [id, { x: box.x - (was.get(id)?.x ?? box.x), y: box.y - (was.get(id)?.y ?? box.y) }]))
      edit(label, [moved(model, boxes(), shifts)])
    }
    function addCopies(given: NonNullable<ReturnType<typeof readParts>>, label: string): void {
      if (diagram === null) return
      const copies = copiesOf(given, model, diagram, () => crypto.randomUUID())
      edit(label, [copies])
      selection.chooseAll([...copies.boundaries, ...copies.elements, ...copies.notes].map(({ id }) => id))
      state.setDrawing(true)
    }
    const nameOf = (id: string) => (parts.has(id) ? partName(id, parts, t) : t('note.name'))
    const countOf = (ids: ReadonlySet<string>) => t('selection.count', { count: ids.size })
    return {
      add: (kind) => {
        state.setDrawing(true)
        state.setDraft(newPart(kind, model, boxes(), graph?.centreOfView() ?? { x: 0, y: 0 }, chosen === null ? undefined : parts.get(chosen)))
      },
      addNote: () => {
        state.setDrawing(true)
        const taken = [...boxes().values(), ...(model.notes ?? []).map(({ position }) => position)]
        state.setDraft({ type: 'note', id: null, text: '', box: freeSpot(taken, graph?.centreOfView() ?? { x: 0, y: 0 }, newNoteSize) })
      },
      flow: () => {
        const from = chosen === null ? undefined : parts.get(chosen)
        if (from?.type === 'element') state.setFlowFrom(from.part.id)
        else if (from?.type === 'flow' && from.part.target !== null) state.setFlowFrom(from.part.target)
      },
      connect: () => {
        const from = chosen === null ? undefined : parts.get(chosen)
        if (from && from.type !== 'flow') state.setConnecting(from.part.id)
      },
      confirmConnect: () => {
        if (connecting !== null && chosen !== null && chosen !== connecting) state.choose(chosen)
      },
      quick: () => {
        state.setDrawing(true)
        state.setQuick((open) => !open)
      },
      rename: () => {
        if (chosen !== null) state.setDraft(draftOf(chosen, model, parts))
      },
      remove: () => {
        if (all.size === 0) return
        const [only] = all
        const label = all.size === 1 && only !== undefined ? nameOf(only) : countOf(all)
        edit(all.size === 1 ? t('edit.delete', { label }) : t('edit.deleteSeveral', { parts: label }), [{ type: 'remove', ids: [...all] }])
        selection.choose(null)
        const left = model.diagrams.filter(({ opener }) => opener !== undefined && all.has(opener)).length
        say([all.size === 1 ? t('deleted', { label }) : t('deletedSeveral', { parts: label }), ...(left > 0 ? [t('diagrams:childrenLeft', { count: left })] : [])].join(' '), { label: t('common:undo'), run: history.undo })
      },
      walk: (step) => {
        const rows = elementRows(model)
        const at = rows.findIndex((row) => row.id === chosen)
        const next = at < 0 ? (step === 1 ? rows[0] : rows.at(-1)) : rows[(at + step + rows.length) % rows.length]
        if (next) goTo(next.id, true)
      },
      towards: (way) => {
        const next = chosen === null ? (elementRows(model)[0]?.id ?? null) : neighbourTowards(model, boxes(), chosen, way)
        if (next !== null) goTo(next, true)
      },
      nudge: (way) => {
        const shifts = new Map(movable().map(({ id }) => [id, steps[way]]))
        if (shifts.size > 0) edit(t('edit.move', { label: all.size === 1 && chosen !== null ? nameOf(chosen) : countOf(all) }), [moved(model, boxes(), shifts)])
      },
      flowAround: (step) => {
        if (chosen === null) return
        const flows = flowsAround(model, chosen)
        const at = flows.indexOf(chosen)
        const next = at < 0 ? (step === 1 ? flows[0] : flows.at(-1)) : flows[(at + step + flows.length) % flows.length]
        if (next !== undefined) goTo(next, true)
      },
      mark: selection.mark,
      selectAll: () => selection.chooseAll([...model.boundaries, ...model.elements, ...(model.notes ?? [])].map(({ id }) => id)),
      duplicate: () => {
        const given = readParts(writeParts(model, all) ?? '')
        if (given) addCopies(given, t('edit.duplicate', { parts: all.size === 1 && chosen !== null ? `“${nameOf(chosen)}”` : countOf(all) }))
      },
      scope: () => {
        const some = [...all].flatMap((id) => parts.get(id) ?? [])
        const out = some.every(({ part }) => part.outOfScope !== undefined)
        const label = some.length === 1 && chosen !== null ? nameOf(chosen) : countOf(all)
        const edits = scopeEdits(out ? some : some.filter(({ part }) => part.outOfScope === undefined), out ? null : '')
        if (edits.length > 0) edit(t(out ? 'part:scope.editIn' : 'part:scope.editOut', { label }), edits)
      },
      copied: () => writeParts(model, all),
      paste: (text) => {
        const given = readParts(text)
        if (given) addCopies(given, t('edit.paste'))
        return given !== null
      },
      align: (how) => rearrange(t('edit.align'), (placed) => aligned(placed, how)),
      distribute: (direction) => rearrange(t('edit.distribute'), (placed) => distributed(placed, direction)),
      inspect: (what) => {
        const fields = state.inspector.current?.querySelectorAll<HTMLElement>(what === 'facts' ? '[data-fact]' : 'input, textarea')
        fields?.[0]?.focus()
      },
      stepBack: () => {
        if (layout.since !== null) layout.cancel()
        else if (connecting !== null) state.setConnecting(null)
        else if (state.viewPanel) state.setViewPanel(false)
        else if (chosen !== null) selection.choose(null)
        else if (finding !== null) state.setFinding(null)
        else if (state.view.narrowed) state.view.showAll()
        else if (state.view.settings.list) state.view.set({ list: false })
        else {
          state.setOutline(() => false)
          state.setAsText(() => false)
        }
      },
      arrange: () => state.arrange(),
      fit: () => graph?.fit(),
      zoom: (factor) => graph?.zoomBy(factor),
      search: () => state.searchField.current?.focus(),
      outline: () => state.setOutline((open) => !open),
      asText: () => state.setAsText((open) => !open),
      importFile: () => chooseFiles(project),
    }
  }, [state, chooseFiles, history, say, t])
}
