import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelEdit } from '../../../../shared/contract/workbench.ts'
import { type DiagramBranch, diagramsAbove, diagramTree } from '../../../../shared/domain/diagram-tree.ts'
import type { Box, Diagram, Model } from '../../../../shared/domain/model.ts'
import { useHistory } from '../../shell/history.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import type { Part } from '../parts.ts'
import { withContents } from '../useModelActions.ts'
import type { EditModel } from '../useModelEdit.ts'
import type { OpenDiagram } from './useOpenDiagram.ts'

/** Room between what stands on a diagram and what is moved there, in diagram pixels. */
const room = 96

export interface Diagrams {
  all: readonly Diagram[]
  tree: readonly DiagramBranch[]
  open: string | null
  /** From the top down to the open one. */
  way: readonly Diagram[]
  /** The open one and those beside it. */
  level: readonly Diagram[]
  /** The diagram that an element opens, by element. */
  childOf: ReadonlyMap<string, Diagram>
  nameOf: (diagram: Diagram) => string
  show: (diagram: string) => void
  add: (name: string) => void
  rename: (diagram: string, name: string) => void
  remove: (diagram: string) => void
  /** One place to the front or to the back among those beside it; null where it is the first or last. */
  shift: (diagram: string, by: 1 | -1) => (() => void) | null
  /** Takes the open diagram away from the element that opens it. */
  toTop: (diagram: string) => void
  /** Opens the diagram of an element, which gets one where it has none. */
  enter: (element: string) => void
  /** To the element that opens this diagram. */
  up: () => void
  /** The next or previous diagram, in the order of the tree. */
  step: (by: 1 | -1) => void
  /** Moves parts, with all that is inside of them. */
  moveTo: (diagram: string, ids: ReadonlySet<string>) => void
}

interface DiagramsState {
  project: string
  whole: Model
  parts: ReadonlyMap<string, Part>
  opened: OpenDiagram
  edit: EditModel
  choose: (id: string | null) => void
}

function flat(branches: readonly DiagramBranch[]): Diagram[] {
  return branches.flatMap(({ diagram, children }) => [diagram, ...flat(children)])
}

function beside(branches: readonly DiagramBranch[], id: string | null): DiagramBranch[] | null {
  if (branches.some(({ diagram }) => diagram.id === id)) return [...branches]
  for (const { children } of branches) {
    const found = beside(children, id)
    if (found) return found
  }
  return null
}

/** The diagrams of a project, and everything one can do with them. Every edit is one step. */
export function useDiagrams({ project, whole, parts, opened, edit, choose }: DiagramsState): Diagrams {
  const { t } = useTranslation(['diagrams', 'common'])
  const { say } = useToasts()
  const history = useHistory(project)
  const { diagram: open, open: show } = opened
  return useMemo<Diagrams>(() => {
    const all = whole.diagrams
    const tree = diagramTree(whole)
    const nameOf = (diagram: Diagram) => diagram.name || t('unnamed', { number: all.indexOf(diagram) + 1 })
    const known = new Map(all.map((diagram) => [diagram.id, diagram]))
    const named = (id: string) => {
      const diagram = known.get(id)
      return diagram ? nameOf(diagram) : ''
    }
    const childOf = new Map(all.flatMap((diagram) => (diagram.opener === undefined ? [] : [[diagram.opener, diagram] as const])))
    const way = open === null ? [] : diagramsAbove(all, (element) => parts.get(element)?.part.diagram, open)
    const level = (beside(tree, open) ?? []).map(({ diagram }) => diagram)
    const undo = { label: t('common:undo'), run: history.undo }
    return {
      ...{ all, tree, open, way, level, childOf, nameOf },
      show: (id) => {
        choose(null)
        show(id)
      },
      add: (name) => {
        const id = crypto.randomUUID()
        edit(t('edit.add', { name }), [{ type: 'add-diagram', id, name, opener: null }])
        choose(null)
        show(id)
      },
      rename: (id, name) => edit(t('edit.rename', { name }), [{ type: 'update-diagram', id, set: { name } }]),
      remove: (id) => {
        const beforeIt = level.findIndex((diagram) => diagram.id === id)
        const next = way.at(-2) ?? level[beforeIt - 1] ?? level[beforeIt + 1]
        const name = named(id)
        edit(t('edit.remove', { name }), [{ type: 'remove', ids: [id] }])
        if (id === open && next) show(next.id)
        const inside = whole.elements.filter((element) => element.diagram === id)
        const left = inside.filter((element) => childOf.has(element.id)).length
        say([t('removed', { name, count: inside.length }), ...(left > 0 ? [t('childrenLeft', { count: left })] : [])].join(' '), undo)
      },
      shift: (id, by) => {
        const at = level.findIndex((diagram) => diagram.id === id)
        const other = level[at + by]
        if (at < 0 || !other) return null
        return () => {
          const ids = all.map((diagram) => (diagram.id === id ? other.id : diagram.id === other.id ? id : diagram.id))
          edit(t('edit.order', { name: named(id) }), [{ type: 'order-diagrams', ids }])
        }
      },
      toTop: (id) => edit(t('edit.toTop', { name: named(id) }), [{ type: 'update-diagram', id, set: { opener: null } }]),
      enter: (element) => {
        const found = parts.get(element)
        if (found?.type !== 'element') return
        const child = childOf.get(element)
        choose(null)
        if (child) return show(child.id)
        const id = crypto.randomUUID()
        const name = found.part.label
        edit(t('edit.open', { name }), [{ type: 'add-diagram', id, name, opener: element }])
        show(id)
        say(t('opened', { name }), undo)
      },
      up: () => {
        const [above, here] = [way.at(-2), way.at(-1)]
        if (!above || here?.opener === undefined) return
        choose(here.opener)
        show(above.id, here.opener)
      },
      step: (by) => {
        const list = flat(tree)
        const next = list[(list.findIndex(({ id }) => id === open) + by + list.length) % list.length]
        if (!next) return
        choose(null)
        show(next.id)
      },
      moveTo: (id, ids) => {
        edit(t('edit.moveTo', { name: named(id) }), movedTo(whole, id, ids))
        show(id)
        say(t('moved', { name: named(id) }), undo)
      },
    }
  }, [whole, parts, open, show, edit, choose, say, history, t])
}

/** What is moved stands beside what is there already. */
function movedTo(whole: Model, diagram: string, ids: ReadonlySet<string>): ModelEdit[] {
  const along = withContents(whole, ids)
  const placed = [...whole.elements, ...whole.boundaries, ...(whole.notes ?? [])].flatMap((part): { id: string; diagram: string; box: Box }[] => (part.position ? [{ id: part.id, diagram: part.diagram, box: part.position }] : []))
  const moving = placed.filter((part) => along.has(part.id))
  const there = placed.filter((part) => part.diagram === diagram && !along.has(part.id))
  const move: ModelEdit = { type: 'move-to-diagram', ids: [...ids], diagram }
  if (moving.length === 0 || there.length === 0) return [move]
  const dx = Math.max(...there.map(({ box }) => box.x + box.width)) + room - Math.min(...moving.map(({ box }) => box.x))
  const dy = Math.min(...there.map(({ box }) => box.y)) - Math.min(...moving.map(({ box }) => box.y))
  return [move, { type: 'place', places: moving.map(({ id, box }) => ({ id, box: { ...box, x: box.x + dx, y: box.y + dy } })) }]
}
