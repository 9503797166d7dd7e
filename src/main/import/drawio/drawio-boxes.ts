import type { Box } from '../../../shared/domain/model.ts'
import type { Cell, Page } from './drawio-cells.ts'

/** Where each vertex of a page stands, in absolute coordinates. A loop of parents ends where it began. */
export function absoluteBoxes(page: Page): Map<string, Box> {
  const cells = new Map(page.cells.map((cell) => [cell.id, cell]))
  const boxes = new Map<string, Box>()
  const place = (start: Cell): void => {
    // Parents first, without recursion: files may nest thousands deep.
    const chain: Cell[] = []
    const seen = new Set<string>()
    for (let cell: Cell | undefined = start; cell !== undefined && cell.vertex && !boxes.has(cell.id) && !seen.has(cell.id); ) {
      chain.push(cell)
      seen.add(cell.id)
      cell = cell.parent === null ? undefined : cells.get(cell.parent)
    }
    for (const cell of chain.reverse()) boxes.set(cell.id, boxWithin(cell, cell.parent === null ? undefined : boxes.get(cell.parent)))
  }
  for (const cell of page.cells) if (cell.vertex) place(cell)
  return boxes
}

function boxWithin(cell: Cell, parent: Box | undefined): Box {
  const geometry = cell.geometry ?? { x: 0, y: 0, width: 0, height: 0, relative: false }
  const origin = parent ?? { x: 0, y: 0, width: 0, height: 0 }
  const offset = cell.offset ?? { x: 0, y: 0 }
  const x = geometry.relative ? origin.x + geometry.x * origin.width + offset.x : origin.x + geometry.x
  const y = geometry.relative ? origin.y + geometry.y * origin.height + offset.y : origin.y + geometry.y
  return { x, y, width: geometry.width, height: geometry.height }
}

/** Whether the cell is drawn as a box that may hold others: no icon, no cylinder, no bare text. */
export function isBox({ style }: Cell): boolean {
  if (isText(style) || style.has('image') || style.has('ellipse') || style.has('rhombus') || style.has('triangle')) return isDashed(style) && style.has('ellipse')
  const shape = style.get('shape')
  if (shape === undefined || style.has('swimlane') || style.get('container') === '1') return true
  return /group|^(?:table|tablerow|ext|rect|rectangle|mxgraph\.basic\.rect|umlFrame|folder|module|note|mxgraph\.bpmn\.swimlane)/i.test(shape)
}

export function isText(style: Map<string, string>): boolean {
  return style.has('text') || style.get('shape') === 'text'
}

export function isDashed(style: Map<string, string>): boolean {
  return style.get('dashed') === '1'
}

/** A box that says of itself that it holds others, even where flows end at it. */
export function saysContainer({ style }: Cell): boolean {
  return style.has('swimlane') || style.get('shape') === 'swimlane' || style.get('container') === '1' || isDashed(style) || /group/i.test(style.get('shape') ?? '')
}

/** An invisible grouping of cells, which has no meaning of its own. */
export function isGrouping(cell: Cell): boolean {
  return cell.label === '' && (cell.style.has('group') || cell.inRow)
}

/** A list or table: its rows are parts of it, not things. */
export function isList({ style, lanes }: Cell): boolean {
  if (lanes) return false
  return style.get('childLayout') === 'stackLayout' || style.get('childLayout') === 'tableLayout' || style.get('shape') === 'table'
}

/** Whether `outer` holds `inner` whole, with a pixel of tolerance, and is larger. */
export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x - 1 <= inner.x &&
    outer.y - 1 <= inner.y &&
    outer.x + outer.width + 1 >= inner.x + inner.width &&
    outer.y + outer.height + 1 >= inner.y + inner.height &&
    outer.width * outer.height > inner.width * inner.height
  )
}
