import type { ElementKind } from '../../../shared/domain/model.ts'
import { isBox, isDashed } from './drawio-boxes.ts'
import type { Cell, Page } from './drawio-cells.ts'

/** What a shape of draw.io stands for beside boxes and icons: notes, loose arrows, boundaries drawn as lines or frames, and data-flow notation. */

function shapeOf({ style }: Cell): string {
  return (style.get('shape') ?? '').toLowerCase()
}

/** A sticky note, a callout or an annotation. */
export function isNote(cell: Cell): boolean {
  return /^note2?$|^callout$|callout\d?$|annotation/.test(shapeOf(cell))
}

/** The number of a step beside what it is about: a small round or square mark with a figure in it, or its empty copy in a legend. */
export function isStepMark(cell: Cell): boolean {
  const { width = 0, height = 0 } = cell.geometry ?? {}
  const small = width > 0 && height > 0 && width <= 40 && height <= 40
  const plain = cell.style.get('shape') === undefined && !cell.style.has('image')
  return small && plain && (/^\d{1,3}[a-z]?[.)]?$/i.test(cell.label) || (cell.label === '' && cell.style.has('ellipse')))
}

/** An arrow that is a shape of its own, attached to nothing. */
export function isArrowShape(cell: Cell): boolean {
  return /^(?:single|double|flex)arrow$|^mxgraph\.arrows2?\./.test(shapeOf(cell))
}

/** A shape that flows cross: a dashed arc or a dashed line, as the threat-modelling library has them. */
export function isBoundaryMark(cell: Cell): boolean {
  return isDashed(cell.style) && (cell.style.has('line') || /^(?:requiredinterface|line|curlybracket|mxgraph\.basic\.arc)$/.test(shapeOf(cell)))
}

/** A frame of a cloud's shape library: a group by its very shape, whatever stands in it. */
export function isGroupFrame(cell: Cell): boolean {
  return /\.group(?:center|2)?$/.test(shapeOf(cell)) || cell.style.get('ir.type') === 'TRUSTZONE' || cell.c4.endsWith('ScopeBoundary')
}

/** Whether it is a boundary even where nothing stands in it: a frame, or a dashed box without filling. */
export function isEmptyFrame(cell: Cell): boolean {
  return isGroupFrame(cell) || (isBox(cell) && isDashed(cell.style) && cell.style.get('fillColor') === 'none' && cell.label !== '')
}

/** Heads that show where data goes. A dot, a cross or a foot of an entity diagram does not. */
export function isArrowHead(name: string): boolean {
  return !/^(?:none|oval|diamond|diamondThin|circle|circlePlus|dash|cross|box|halfCircle|baseDash|ER\w*)$/i.test(name)
}

/** Whether a page is drawn in data-flow notation, where a plain rectangle is an external entity: it has ellipses and open data stores. */
export function isDataFlowNotation({ cells }: Page): boolean {
  const ends = new Set(cells.flatMap((cell) => (cell.edge ? [cell.source, cell.target] : [])))
  const drawn = cells.filter((cell) => cell.vertex && ends.has(cell.id))
  return drawn.some(isStore) && drawn.some(({ style }) => style.has('ellipse') || style.get('shape') === 'ellipse')
}

function isStore(cell: Cell): boolean {
  const { style } = cell
  return shapeOf(cell) === 'mxgraph.dfd.datastoreid' || (shapeOf(cell) === 'partialrectangle' && style.get('right') === '0')
}

/** What a shape means in data-flow notation; null where the notation leaves it open. */
export function notationKind(cell: Cell): ElementKind | null {
  const { style } = cell
  if (isStore(cell)) return 'data-store'
  const plain = style.get('shape') === undefined || shapeOf(cell) === 'mxgraph.dfd.externalentity' || shapeOf(cell) === 'ext'
  return plain && !style.has('ellipse') && !style.has('rhombus') && style.get('rounded') !== '1' ? 'external-entity' : null
}
