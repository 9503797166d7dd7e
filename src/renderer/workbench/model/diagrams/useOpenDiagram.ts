import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Graph } from '../graph/graph.ts'
import { rememberedViews, rememberViews, type View } from './remembered-views.ts'

/** Milliseconds after its last move that a view is remembered. */
const stillMs = 300

export interface OpenDiagram {
  diagram: string | null
  /** Opens a diagram as it was left; `reveal` is a part of it that is brought into view. */
  open: (diagram: string, reveal?: string) => void
}

/**
 * The diagram that is open: the one that was asked for last, else where `linked` says, else the one that was open when the project was left.
 * Each diagram is seen as it was left, in this window or before a restart.
 */
export function useOpenDiagram(project: string, whole: Model, graph: Graph | null, linked: string | undefined): OpenDiagram {
  const [remembered] = useState(() => rememberedViews(project))
  const [wanted, setWanted] = useState<string | null>(null)
  const views = useRef<Record<string, View>>(remembered.views)
  const revealed = useRef<string | null>(null)
  const isThere = (id: string | null | undefined) => whole.diagrams.find((one) => one.id === id)?.id
  const diagram = isThere(wanted) ?? isThere(linked) ?? isThere(remembered.diagram) ?? whole.diagrams[0]?.id ?? null
  const open = useCallback((id: string, reveal?: string) => {
    revealed.current = reveal ?? null
    setWanted(id)
  }, [])

  const keep = useEffectEvent(() => {
    if (!graph || diagram === null || graph.cy.destroyed() || graph.cy.width() === 0) return
    const { x, y } = graph.centreOfView()
    const known = new Set(whole.diagrams.map(({ id }) => id))
    views.current = Object.fromEntries([...Object.entries(views.current).filter(([id]) => known.has(id)), [diagram, { x, y, zoom: graph.cy.zoom() }]])
    rememberViews(project, { diagram, views: views.current })
  })
  const look = useEffectEvent((on: Graph, id: string, first: boolean) => {
    const view = views.current[id]
    if (view && isSeen(on, view, whole, id)) show(on, view)
    // The graph fits what it shows first by itself.
    else if (!first) on.fit()
    if (revealed.current !== null) on.reveal(revealed.current)
    revealed.current = null
    keep()
  })
  const shownOn = useRef<Graph | null>(null)
  useEffect(() => {
    if (!graph || diagram === null) return
    look(graph, diagram, shownOn.current !== graph)
    shownOn.current = graph
    let still: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(still)
      still = setTimeout(keep, stillMs)
    }
    graph.cy.on('viewport', later)
    return () => {
      clearTimeout(still)
      if (!graph.cy.destroyed()) graph.cy.off('viewport', later)
    }
  }, [graph, diagram])
  return { diagram, open }
}

function show(graph: Graph, { x, y, zoom }: View): void {
  graph.cy.viewport({ zoom, pan: { x: graph.cy.width() / 2 - x * zoom, y: graph.cy.height() / 2 - y * zoom } })
}

/** Whether anything of a diagram is in a view: what was looked at may be gone or elsewhere by now. */
function isSeen(graph: Graph, view: View, whole: Model, diagram: string): boolean {
  const [width, height] = [graph.cy.width() / 2 / view.zoom, graph.cy.height() / 2 / view.zoom]
  return [...whole.elements, ...whole.boundaries].some((part) => {
    const box = part.diagram === diagram ? part.position : null
    return box !== null && box.x < view.x + width && box.x + box.width > view.x - width && box.y < view.y + height && box.y + box.height > view.y - height
  })
}
