import type { EventObject } from 'cytoscape'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { Box, Model } from '../../../shared/domain/model.ts'
import type { Graph } from './graph/graph.ts'
import { inside } from './parts.ts'

/** Room at the top of a boundary where its name stands, in diagram pixels. */
const nameRoom = 36

interface GestureHandlers {
  /** A double click where nothing stands but boundaries. */
  onAdd: (at: { x: number; y: number }) => void
  onBox: (ids: string[]) => void
}

/**
 * What the pointer does on the diagram besides choosing and moving one part: a double click adds, Shift and a drag select by a box, and a
 * drag of one selected part moves all. Answers whether Shift, Ctrl or Cmd was held when the pointer went down last.
 */
export function useGestures(graph: Graph | null, place: RefObject<HTMLElement | null>, model: Model, selected: ReadonlySet<string>, handlers: GestureHandlers): RefObject<boolean> {
  const adding = useRef(false)
  const others = useRef<{ of: string; from: { x: number; y: number }; starts: Map<string, { x: number; y: number }> } | null>(null)

  const onDouble = useEffectEvent((on: Graph, event: EventObject) => {
    const at = event.position
    const boundary = event.target === on.cy ? null : model.boundaries.find(({ id }) => id === String(event.target.id()))
    if (event.target !== on.cy && !boundary) return
    const box: Box | null = boundary ? on.boxOf(boundary.id) : null
    if (box && (boundary?.kind === 'line' || at.y < box.y + nameRoom)) return
    handlers.onAdd({ x: at.x, y: at.y })
  })
  const onGrab = useEffectEvent((on: Graph, event: EventObject) => {
    const id = String(event.target.id())
    others.current = null
    if (!selected.has(id) || selected.size < 2) return
    const own = inside(model, id)
    const along = new Set([...selected].flatMap((part) => [part, ...inside(model, part)]).filter((part) => part !== id && !own.has(part)))
    const containers = new Set([...model.elements, ...model.boundaries].map(({ parent }) => parent))
    const starts = new Map<string, { x: number; y: number }>()
    for (const part of along) {
      const node = on.cy.getElementById(part)
      // What contains others stands where they stand.
      if (node.nonempty() && node.isNode() && !containers.has(part)) starts.set(part, { ...node.position() })
    }
    others.current = { of: id, from: { ...event.target.position() }, starts }
  })
  const onDrag = useEffectEvent((on: Graph, event: EventObject) => {
    const group = others.current
    if (group?.of !== String(event.target.id())) return
    const at = event.target.position()
    on.cy.batch(() => {
      for (const [id, start] of group.starts) on.cy.getElementById(id).position({ x: start.x + at.x - group.from.x, y: start.y + at.y - group.from.y })
    })
  })
  const onBox = useEffectEvent((ids: string[]) => handlers.onBox(ids))

  useEffect(() => {
    if (!graph) return
    const { cy } = graph
    let boxed: string[] = []
    const double = (event: EventObject) => onDouble(graph, event)
    const grab = (event: EventObject) => onGrab(graph, event)
    const drag = (event: EventObject) => onDrag(graph, event)
    const box = (event: EventObject) => {
      if (boxed.length === 0) queueMicrotask(() => {
        onBox(boxed)
        boxed = []
      })
      boxed.push(String(event.target.id()))
    }
    cy.boxSelectionEnabled(true)
    cy.on('dbltap', double)
    cy.on('grab', 'node', grab)
    cy.on('drag', 'node', drag)
    cy.on('box', box)
    return () => {
      if (cy.destroyed()) return
      cy.off('dbltap', double)
      cy.off('grab', 'node', grab)
      cy.off('drag', 'node', drag)
      cy.off('box', box)
    }
  }, [graph])
  useEffect(() => {
    const on = place.current
    if (!on) return
    const down = (event: PointerEvent) => {
      adding.current = event.shiftKey || event.ctrlKey || event.metaKey
    }
    on.addEventListener('pointerdown', down, { capture: true })
    return () => on.removeEventListener('pointerdown', down, { capture: true })
  })
  return adding
}
