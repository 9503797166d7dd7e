import type { Core } from 'cytoscape'

/**
 * Pans with the middle button, or with the space bar held: a diagram that boundaries fill has no empty place to drag it by.
 * Answers how to stop.
 */
export function panByHand(place: HTMLElement, cy: Core): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  let spaceHeld = false
  let last: { pointer: number; x: number; y: number } | null = null

  function onDown(event: PointerEvent): void {
    if (event.button !== 1 && !(event.button === 0 && spaceHeld)) return
    // Cancelled here, it never becomes a mouse event, so nothing is grabbed or chosen by it.
    event.preventDefault()
    event.stopPropagation()
    last = { pointer: event.pointerId, x: event.clientX, y: event.clientY }
    place.style.cursor = 'grabbing'
  }
  function onMove(event: PointerEvent): void {
    if (last?.pointer !== event.pointerId) return
    cy.panBy({ x: event.clientX - last.x, y: event.clientY - last.y })
    last = { pointer: event.pointerId, x: event.clientX, y: event.clientY }
  }
  function onUp(event: PointerEvent): void {
    if (last?.pointer !== event.pointerId) return
    last = null
    place.style.cursor = spaceHeld ? 'grab' : ''
  }
  function onKey(event: KeyboardEvent): void {
    if (event.code !== 'Space' || event.target !== document.body) return
    spaceHeld = event.type === 'keydown'
    place.style.cursor = spaceHeld ? 'grab' : ''
    event.preventDefault()
  }
  place.addEventListener('pointerdown', onDown, { capture: true, signal })
  // Browsers scroll by the middle button otherwise.
  place.addEventListener('mousedown', (event) => (event.button === 1 ? event.preventDefault() : undefined), { capture: true, signal })
  window.addEventListener('pointermove', onMove, { signal })
  window.addEventListener('pointerup', onUp, { signal })
  window.addEventListener('pointercancel', onUp, { signal })
  window.addEventListener('keydown', onKey, { signal })
  window.addEventListener('keyup', onKey, { signal })
  return () => stopping.abort()
}
