import MuiBox from '@mui/material/Box'
import { type PointerEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Box, Flow, Model } from '../../../../shared/domain/model.ts'
import { type Draft, newPartAt } from '../entry/drafts.ts'
import type { Graph } from './graph.ts'
import { type Part, partName } from '../parts.ts'
import type { EditModel } from '../useModelEdit.ts'
import { boxesOf } from '../useModelActions.ts'

interface Point {
  x: number
  y: number
}

/** Milliseconds after its last move that the view stands still. */
const stillMs = 120

interface HandlesProps {
  graph: Graph
  model: Model
  parts: ReadonlyMap<string, Part>
  chosen: string | null
  edit: EditModel
  onConnect: (from: string | null) => void
  onDraft: (draft: Draft) => void
}

const corners = ['nw', 'ne', 'sw', 'se'] as const
type Corner = (typeof corners)[number]

/** A drag that is under way, in diagram pixels. */
type Drag = { type: 'resize'; id: string; corner: Corner; box: Box } | { type: 'bend'; flow: Flow; bends: Point[]; index: number }

/** Smallest part that can be drawn, in diagram pixels. */
const smallest = { box: 40, line: 6 }
/** Below this zoom handles would cover what they belong to. */
const handleZoom = 0.35

/** What the pointer takes hold of at a part: its sides to connect it, its corners to resize it, a flow's points to bend it. */
export function Handles({ graph, model, parts, chosen, edit, onConnect, onDraft }: HandlesProps) {
  const { t } = useTranslation('model')
  const [, setFrame] = useState(0)
  const [hovered, setHovered] = useState<string | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [moving, setMoving] = useState(false)
  useEffect(() => {
    const { cy } = graph
    const again = () => setFrame((frame) => frame + 1)
    let still: ReturnType<typeof setTimeout> | undefined
    // While the view moves there is nothing to take hold of, and placing handles would cost every frame more than the diagram.
    const onView = () => {
      setMoving(true)
      clearTimeout(still)
      still = setTimeout(() => setMoving(false), stillMs)
    }
    const over = (event: { target: { id: () => string } }) => setHovered(String(event.target.id()))
    const gone = () => setHovered(null)
    cy.on('viewport', onView)
    cy.on('resize', again)
    cy.on('drag free', 'node', again)
    cy.on('mouseover', 'node', over)
    cy.on('grab', 'node', gone)
    return () => {
      clearTimeout(still)
      if (cy.destroyed()) return
      cy.off('viewport', onView)
      cy.off('resize', again)
      cy.off('drag free', 'node', again)
      cy.off('mouseover', 'node', over)
      cy.off('grab', 'node', gone)
    }
  }, [graph])
  const toDiagram = ({ x, y }: Point): Point => ({ x: (x - graph.cy.pan().x) / graph.cy.zoom(), y: (y - graph.cy.pan().y) / graph.cy.zoom() })
  const within = (event: PointerEvent<HTMLElement>): Point => {
    const layer = event.currentTarget.closest('[data-handles]')?.getBoundingClientRect()
    return { x: event.clientX - (layer?.left ?? 0), y: event.clientY - (layer?.top ?? 0) }
  }
  if ((moving && drag === null) || graph.cy.zoom() < handleZoom) return null
  const found = chosen === null ? undefined : parts.get(chosen)
  const note = model.notes?.find(({ id }) => id === chosen)
  const start = hovered !== null && parts.get(hovered)?.type === 'element' ? hovered : found?.type === 'element' ? found.part.id : null

  function endConnect(event: PointerEvent<HTMLElement>, from: string): void {
    const at = toDiagram(within(event))
    const target = elementAt(model, graph, at)
    // A click on the handle goes on with the next click.
    if (target === from) return
    onConnect(null)
    if (target !== null) return onDraft({ type: 'flow', source: from, target, first: [] })
    const part = newPartAt(model, boxesOf(model, graph), at)
    if (part.type === 'part') onDraft({ ...part, from })
  }
  function onDrag(event: PointerEvent<HTMLElement>): void {
    if (!drag) return
    const at = toDiagram(within(event))
    if (drag.type === 'bend') {
      setDrag({ ...drag, bends: drag.bends.with(drag.index, at) })
      return
    }
    const least = found?.type === 'boundary' && found.part.kind === 'line' ? smallest.line : smallest.box
    setDrag({ ...drag, box: resized(drag.box, drag.corner, at, least) })
  }
  function endDrag(): void {
    if (drag?.type === 'resize') edit(t('edit.resize', { label: note ? t('note.name') : partName(drag.id, parts, t) }), [{ type: 'place', places: [{ id: drag.id, box: drag.box }] }])
    if (drag?.type === 'bend') setBends(drag.flow, drag.bends)
    setDrag(null)
  }
  function setBends(flow: Flow, bends: Point[]): void {
    edit(t('edit.bend', { label: partName(flow.id, parts, t) }), [{ type: 'update-flow', id: flow.id, set: { bends: bends.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) } }])
  }
  const take = (event: PointerEvent<HTMLElement>, begin: Drag): void => {
    event.preventDefault()
    event.stopPropagation()
    // By the layer: the handle itself may go while it is pulled.
    event.currentTarget.closest('[data-handles]')?.setPointerCapture(event.pointerId)
    setDrag(begin)
  }

  const sized = note?.id ?? (found && found.type !== 'flow' ? found.part.id : null)
  const box = drag?.type === 'resize' ? drag.box : sized === null ? null : graph.boxOf(sized)
  const flow = found?.type === 'flow' ? found.part : null
  return (
    <MuiBox data-handles aria-hidden onPointerMove={drag ? onDrag : undefined} onPointerUp={drag ? endDrag : undefined} onLostPointerCapture={() => setDrag(null)} sx={{ position: 'absolute', inset: 0, zIndex: 2, pointerEvents: 'none', overflow: 'hidden' }}>
      {start !== null && !drag ? sidesOf(graph, start).map((at, index) => (
        <MuiBox
          key={index}
          data-connect={start}
          onPointerDown={(event) => {
            event.preventDefault()
            event.stopPropagation()
            event.currentTarget.setPointerCapture(event.pointerId)
            onConnect(start)
          }}
          onPointerUp={(event) => endConnect(event, start)}
          sx={{ ...handle, left: at.x, top: at.y, width: 13, height: 13, borderRadius: '50%', bgcolor: 'primary.main', cursor: 'crosshair', opacity: 0.9, transition: 'none', '&:hover': { width: 18, height: 18 } }}
        />
      )) : null}
      {drag?.type === 'resize' && box ? <MuiBox sx={{ position: 'absolute', ...screenRect(graph, box), border: '1.5px dashed', borderColor: 'primary.main', borderRadius: '6px' }} /> : null}
      {sized !== null && box ? corners.map((corner) => {
        const at = graph.toScreen(cornerOf(box, corner))
        return <MuiBox key={corner} data-resize={corner} onPointerDown={(event) => take(event, { type: 'resize', id: sized, corner, box })} sx={{ ...handle, left: at.x, top: at.y, width: 11, height: 11, borderRadius: '2px', bgcolor: 'background.paper', border: '1.5px solid', borderColor: 'primary.main', cursor: corner === 'nw' || corner === 'se' ? 'nwse-resize' : 'nesw-resize' }} />
      }) : null}
      {flow ? <BendHandles graph={graph} flow={flow} drag={drag?.type === 'bend' ? drag : null} onTake={(event, bends, index) => take(event, { type: 'bend', flow, bends, index })} onRemove={(index) => setBends(flow, (flow.bends ?? []).toSpliced(index, 1))} /> : null}
    </MuiBox>
  )
}

interface BendHandlesProps {
  graph: Graph
  flow: Flow
  drag: Extract<Drag, { type: 'bend' }> | null
  onTake: (event: PointerEvent<HTMLElement>, bends: Point[], index: number) => void
  onRemove: (index: number) => void
}

/** A point for every bend, and one between each two where a new one can be pulled out. A double click takes a bend away. */
function BendHandles({ graph, flow, drag, onTake, onRemove }: BendHandlesProps) {
  const route = graph.routeOf(flow.id)
  const [first, last] = [route?.points[0], route?.points.at(-1)]
  if (!route || !first || !last) return null
  const bends = drag?.bends ?? flow.bends ?? []
  const line = [first, ...bends, last]
  const between = bends.length === 0 ? [route.middle] : line.slice(1).map((point, index) => ({ x: (point.x + (line[index]?.x ?? point.x)) / 2, y: (point.y + (line[index]?.y ?? point.y)) / 2 }))
  return (
    <>
      {drag ? (
        <svg width="100%" height="100%" style={{ position: 'absolute', inset: 0 }}>
          <MuiBox component="polyline" points={line.map((point) => graph.toScreen(point)).map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')} sx={{ fill: 'none', stroke: 'primary.main', color: 'primary.main', strokeWidth: 2, strokeDasharray: '5 4' }} style={{ stroke: 'currentColor' }} />
        </svg>
      ) : null}
      {bends.map((point, index) => {
        const at = graph.toScreen(point)
        return <MuiBox key={`bend-${String(index)}`} data-bend={index} onPointerDown={(event) => onTake(event, [...bends], index)} onDoubleClick={() => onRemove(index)} sx={{ ...handle, left: at.x, top: at.y, width: 12, height: 12, borderRadius: '50%', bgcolor: 'primary.main', border: '2px solid', borderColor: 'background.paper', cursor: 'move' }} />
      })}
      {drag ? null : between.map((point, index) => {
        const at = graph.toScreen(point)
        return <MuiBox key={`between-${String(index)}`} data-new-bend={index} onPointerDown={(event) => onTake(event, bends.toSpliced(index, 0, point), index)} sx={{ ...handle, left: at.x, top: at.y, width: 11, height: 11, borderRadius: '50%', bgcolor: 'background.paper', border: '1.5px solid', borderColor: 'primary.main', cursor: 'move' }} />
      })}
    </>
  )
}

const handle = { position: 'absolute', transform: 'translate(-50%, -50%)', pointerEvents: 'auto', touchAction: 'none' } as const

function screenRect(graph: Graph, box: Box): { left: number; top: number; width: number; height: number } {
  const at = graph.toScreen(box)
  return { left: at.x, top: at.y, width: box.width * graph.cy.zoom(), height: box.height * graph.cy.zoom() }
}

function cornerOf({ x, y, width, height }: Box, corner: Corner): Point {
  return { x: corner.endsWith('w') ? x : x + width, y: corner.startsWith('n') ? y : y + height }
}

/** The box with one corner elsewhere; the opposite one stays. */
function resized(box: Box, corner: Corner, at: Point, least: number): Box {
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  const x = corner.endsWith('w') ? Math.min(at.x, right - least) : box.x
  const y = corner.startsWith('n') ? Math.min(at.y, bottom - least) : box.y
  const width = corner.endsWith('w') ? right - x : Math.max(least, at.x - x)
  const height = corner.startsWith('n') ? bottom - y : Math.max(least, at.y - y)
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

/** Points on the screen in the middle of each side of an element, a little outside. */
function sidesOf(graph: Graph, id: string): Point[] {
  const at = graph.screenBox(id)
  if (!at) return []
  const [w, h] = [at.width / 2 + 9, at.height / 2 + 9]
  return [{ x: at.x + w, y: at.y }, { x: at.x - w, y: at.y }, { x: at.x, y: at.y + h }, { x: at.x, y: at.y - h }]
}

/** The smallest element around a point. */
function elementAt(model: Model, graph: Graph, at: Point): string | null {
  let best: { id: string; size: number } | null = null
  // The handles stand a little outside.
  const reach = 14
  for (const { id } of model.elements) {
    const box = graph.boxOf(id)
    if (!box || at.x < box.x - reach || at.y < box.y - reach || at.x > box.x + box.width + reach || at.y > box.y + box.height + reach) continue
    const size = box.width * box.height
    if (!best || size < best.size) best = { id, size }
  }
  return best?.id ?? null
}
