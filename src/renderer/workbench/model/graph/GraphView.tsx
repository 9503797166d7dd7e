import MuiBox from '@mui/material/Box'
import type { EventObject } from 'cytoscape'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Box, Model } from '../../../../shared/domain/model.ts'
import { setPictureSeen } from '../../first-picture.ts'
import type { Badge } from './badges.ts'
import { boundaryAt } from './drop-target.ts'
import { createGraph, type Graph } from './graph.ts'
import { createOverlay, type Overlay } from './overlay.ts'
import type { HeatLook } from './paint-look.ts'
import { panByHand } from './pan-by-hand.ts'
import { isAtMark } from './opens-mark.ts'
import { inside } from '../parts.ts'
import { usePalette, useReducedMotion } from '../usePalette.ts'

/** What one drag changed: places of all that moved, and the new parent where it was dropped into or out of a boundary. */
export interface Moved {
  id: string
  places: { id: string; box: Box }[]
  parent: { to: string | null } | null
}

interface GraphViewProps {
  model: Model
  placed: ReadonlyMap<string, Box>
  badges: ReadonlyMap<string, Badge>
  chosen: string | null
  evidence: ReadonlySet<string> | null
  /** What is asked for; the rest is dim. */
  shown: ReadonlySet<string> | null
  heat: ReadonlyMap<string, HeatLook> | null
  connectingFrom: string | null
  onChoose: (id: string | null) => void
  onOpen: (id: string) => void
  /** The mark of an element that opens a diagram was pressed twice. */
  onEnter: (id: string) => void
  onMoved: (moved: Moved) => void
  /** The graph while it is there. */
  onGraph: (graph: Graph | null) => void
}

/** Where every node stands, by id. */
function allBoxes(graph: Graph, model: Model): Map<string, Box> {
  const boxes = new Map<string, Box>()
  for (const part of [...model.boundaries, ...model.elements]) {
    const box = graph.boxOf(part.id)
    if (box) boxes.set(part.id, box)
  }
  return boxes
}

function boundariesAbove(model: Model, id: string): string[] {
  const parents = new Map([...model.elements, ...model.boundaries].map((part) => [part.id, part.parent]))
  const above: string[] = []
  for (let next = parents.get(id) ?? null; next !== null && !above.includes(next); next = parents.get(next) ?? null) above.push(next)
  return above
}

/** The canvas: the graph of one diagram, with badges above it. */
export function GraphView(props: GraphViewProps) {
  const { model, placed, badges, chosen, evidence, shown, heat, connectingFrom } = props
  const { t } = useTranslation('model')
  const { palette, severity } = usePalette()
  const reducedMotion = useReducedMotion()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [parts, setParts] = useState<{ graph: Graph; overlay: Overlay } | null>(null)
  const before = useRef<{ boxes: Map<string, Box>; at: { x: number; y: number } } | null>(null)

  const onTap = useEffectEvent((event: EventObject) => {
    const id = event.target === event.cy ? null : String(event.target.id())
    props.onChoose(id?.startsWith('free-end:') ? (id.split(':')[2] ?? null) : id)
  })
  const onDoubleTap = useEffectEvent((event: EventObject) => {
    if (event.target === event.cy) return
    const id = String(event.target.id())
    const box = parts?.graph.boxOf(id)
    if (box && model.diagrams.some(({ opener }) => opener === id) && isAtMark(box, event.position)) props.onEnter(id)
    else props.onOpen(id)
  })
  const onGrab = useEffectEvent((graph: Graph, event: EventObject) => {
    before.current = { boxes: allBoxes(graph, model), at: { ...event.target.position() } }
  })
  const onDrag = useEffectEvent((graph: Graph, event: EventObject) => {
    if (before.current) graph.mark('drop', boundaryAt(model, before.current.boxes, event.target.position(), String(event.target.id())))
  })
  const onDrop = useEffectEvent((graph: Graph, event: EventObject) => {
    const id = String(event.target.id())
    const was = before.current
    before.current = null
    graph.mark('drop', null)
    const at = event.target.position()
    if (!was || (Math.abs(at.x - was.at.x) < 1 && Math.abs(at.y - was.at.y) < 1)) return
    const to = boundaryAt(model, was.boxes, at, id)
    const from = [...model.elements, ...model.boundaries].find((part) => part.id === id)
    const stays = !from || to === from.parent || model.elements.some((element) => element.id === from.parent)
    const moved = new Set([id, ...inside(model, id), ...boundariesAbove(model, id)])
    const places = [...moved].flatMap((part) => {
      const box = graph.boxOf(part)
      return box ? [{ id: part, box }] : []
    })
    props.onMoved({ id, places, parent: stays ? null : { to } })
  })
  const onGraph = useEffectEvent((graph: Graph | null) => props.onGraph(graph))
  const firstLook = useEffectEvent(() => ({ palette, severity, badges, lit: evidence, shown, heat }))

  useEffect(() => {
    if (!place.current || !canvas.current) return
    const first = firstLook()
    const graph = createGraph(place.current, { look: first, reducedMotion, onPainted: () => setPictureSeen(true) })
    const overlay = createOverlay(graph, canvas.current, { accent: first.palette.accent })
    graph.cy.on('tap', onTap)
    graph.cy.on('dbltap', onDoubleTap)
    graph.cy.on('grab', 'node', (event) => onGrab(graph, event))
    graph.cy.on('drag', 'node', (event) => onDrag(graph, event))
    graph.cy.on('dragfree', 'node', (event) => onDrop(graph, event))
    const resized = new ResizeObserver(() => graph.resize())
    resized.observe(place.current)
    const stopPanning = panByHand(place.current, graph.cy)
    setParts({ graph, overlay })
    onGraph(graph)
    return () => {
      resized.disconnect()
      stopPanning()
      onGraph(null)
      graph.destroy()
      setParts(null)
    }
  }, [reducedMotion])

  const fitted = useRef<Graph | null>(null)
  useEffect(() => {
    if (!parts) return
    parts.graph.show(model, placed, fitted.current === parts.graph)
    if (fitted.current !== parts.graph && model.elements.length > 0) {
      parts.graph.fit()
      fitted.current = parts.graph
    }
  }, [parts, model, placed])
  // After `show`, so that parts which were just added get their classes too.
  useEffect(() => parts?.graph.choose(chosen), [parts, chosen, model])
  useEffect(() => parts?.graph.mark('source-end', connectingFrom), [parts, connectingFrom, model])
  useEffect(() => {
    parts?.graph.setLook({ palette, severity, badges, lit: evidence, shown, heat })
    parts?.overlay.setLook({ accent: palette.accent })
  }, [parts, palette, severity, badges, evidence, shown, heat])
  useEffect(() => {
    if (!parts || connectingFrom === null) return
    const follow = (event: EventObject) => parts.overlay.setLine({ from: connectingFrom, ...event.renderedPosition })
    parts.graph.cy.on('mousemove', follow)
    return () => {
      parts.graph.cy.off('mousemove', follow)
      parts.overlay.setLine(null)
    }
  }, [parts, connectingFrom])

  return (
    <MuiBox
      role="group"
      aria-label={t('canvas')}
      aria-description={t('canvasHelp')}
      data-testid="graph"
      sx={{ position: 'absolute', inset: 0, cursor: connectingFrom === null ? 'default' : 'crosshair', bgcolor: 'background.default' }}
    >
      <MuiBox ref={place} aria-hidden sx={{ position: 'absolute', inset: 0 }} />
      <MuiBox component="canvas" ref={canvas} aria-hidden sx={{ position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' }} />
    </MuiBox>
  )
}
