import type { Dropped } from '../../../shared/domain/import.ts'
import type { Box } from '../../../shared/domain/model.ts'
import { holds, isBox, isDashed, isText, saysContainer } from './drawio-boxes.ts'
import type { Cell } from './drawio-cells.ts'
import { isArrowShape, isGroupFrame, isNote, isStepMark } from './drawio-marks.ts'

/** What is drawn on a page, before it is known what of it are things. */
export interface Drawn {
  things: Cell[]
  boxes: ReadonlyMap<string, Box>
  /** Ids that a flow starts or ends at. */
  ends: ReadonlySet<string>
  /** The thing that the file puts a cell into. */
  above: (cell: Cell) => string | null
  /** The stencil that a cell is drawn with. */
  hintOf: (cell: Cell) => string | null
}

/** What is no thing, and what it says of the things. */
export interface Decorations {
  taken: Set<string>
  /** What a part of a thing belongs to. */
  owner: Map<string, string>
  labels: Map<string, string>
  icons: Map<string, string>
}

/**
 * Finds what is drawn but is no thing: texts and notes that no flow ends at, loose arrows, and pictures without label and flows that
 * lie on a thing. A text on or under an unlabelled thing is its label; a picture's shape tells the technology of what it lies on.
 */
export function decorationsOf(drawn: Drawn, dropped: Dropped[]): Decorations {
  const { things, boxes, ends, above, hintOf } = drawn
  const byId = new Map(things.map((cell) => [cell.id, cell]))
  const found: Decorations = { taken: new Set(), owner: new Map(), labels: new Map(), icons: new Map() }
  const beside = labelsBeside(drawn, byId)
  const named = new Set(beside.values())
  for (const cell of things) {
    if (ends.has(cell.id) || cell.properties.carried) continue
    const label = cell.label
    const parent = above(cell)
    const onto = parent === null ? undefined : byId.get(parent)
    if (isText(cell.style) || isNote(cell) || isStepMark(cell)) {
      found.taken.add(cell.id)
      if (onto) found.owner.set(cell.id, onto.id)
      const under = beside.get(cell.id)
      if (onto && onto.label === '' && !found.labels.has(onto.id) && isText(cell.style)) found.labels.set(onto.id, label)
      else if (under !== undefined && !found.labels.has(under)) found.labels.set(under, label)
      else if (label !== '') dropped.push({ line: cell.line, what: `text "${label.slice(0, 60)}"`, why: 'a note on the diagram, not an element' })
    } else if (isArrowShape(cell)) {
      found.taken.add(cell.id)
      dropped.push({ line: cell.line, what: `picture ${cell.id.slice(0, 60)}`, why: 'no place for it here' })
    } else if (label === '' && !named.has(cell.id) && (hintOf(cell) !== null || cell.style.has('image'))) {
      const host = onto ?? smallestAround(cell, things, boxes)
      if (!host || isDashed(host.style) || isGroupFrame(host)) continue
      found.taken.add(cell.id)
      found.owner.set(cell.id, host.id)
      const hint = hintOf(cell)
      if (hint !== null && !found.icons.has(host.id)) found.icons.set(host.id, hint)
      dropped.push({ line: cell.line, what: `picture ${cell.id.slice(0, 60)}`, why: `without label and flows: read as the icon of "${host.label.slice(0, 60)}"` })
    }
  }
  return found
}

/** Beyond so many comparisons of places, as no drawing that people made asks for, texts stay notes. */
const maxPairs = 4_000_000
/** How far under a picture its label may begin, in pixels. */
const labelGap = 25
/** How far from the top of a box that holds things its name may begin, in pixels. */
const topBand = 40

/** Texts that are the label of an unlabelled thing by their place, each with the thing: the topmost one on a box, the nearest one under a picture. */
function labelsBeside({ things, boxes, ends, above, hintOf }: Drawn, byId: ReadonlyMap<string, Cell>): Map<string, string> {
  const texts = things.filter((cell) => isText(cell.style) && !ends.has(cell.id) && cell.label !== '' && above(cell) === null)
  const bare = things.filter((cell) => cell.label === '' && !isText(cell.style) && !cell.properties.carried)
  const found = new Map<string, string>()
  if (texts.length === 0 || (texts.length + bare.length) * things.length > maxPairs) return found
  const best = new Map<string, { text: string; rank: number }>()
  const offer = (thing: string, text: string, rank: number): void => {
    const now = best.get(thing)
    if (now === undefined || rank < now.rank) best.set(thing, { text, rank })
  }
  const isPicture = (cell: Cell): boolean => !isBox(cell) && (hintOf(cell) !== null || cell.style.has('image') || cell.style.get('shape') !== undefined)
  const pictures = bare.filter((cell) => isPicture(cell) && standsAlone(cell, { things, boxes, ends }, byId, above))
  const bareFrames = new Set(bare.filter(isBox).map(({ id }) => id))
  const holding = new Map<string, boolean>()
  const holdsThings = (id: string, frame: Box): boolean => {
    const known = holding.get(id) ?? things.some((cell) => !isText(cell.style) && cell.id !== id && holdsCell(frame, boxes.get(cell.id)))
    holding.set(id, known)
    return known
  }
  for (const text of texts) {
    const box = boxes.get(text.id)
    if (!box) continue
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    for (const picture of pictures) {
      const over = boxes.get(picture.id)
      if (!over || Math.abs(over.x + over.width / 2 - middle.x) > Math.max(over.width, box.width) / 2) continue
      const gap = box.y - (over.y + over.height)
      if (gap >= -over.height / 3 && gap <= labelGap && over.width <= 200) offer(picture.id, text.id, Math.abs(gap))
    }
    const around = smallestAround(text, things, boxes)
    const frame = around && bareFrames.has(around.id) ? boxes.get(around.id) : undefined
    // Where a box holds other things, a text is its name only at its top.
    if (around && frame && (box.y - frame.y <= topBand || !holdsThings(around.id, frame))) offer(around.id, text.id, middle.y)
  }
  for (const [thing, { text }] of [...best].sort(([, a], [, b]) => a.rank - b.rank)) if (!found.has(text)) found.set(text, thing)
  return found
}

function holdsCell(frame: Box, box: Box | undefined): boolean {
  return box !== undefined && holds(frame, box)
}

/** Whether a picture is a thing of its own: a flow ends at it, or it lies on nothing but a frame. */
function standsAlone(cell: Cell, { things, boxes, ends }: Pick<Drawn, 'things' | 'boxes' | 'ends'>, byId: ReadonlyMap<string, Cell>, above: (cell: Cell) => string | null): boolean {
  if (ends.has(cell.id)) return true
  const parent = above(cell)
  const host = (parent === null ? undefined : byId.get(parent)) ?? smallestAround(cell, things, boxes)
  return !host || saysContainer(host)
}

/** The smallest box around a cell. */
function smallestAround(cell: Cell, things: Cell[], boxes: ReadonlyMap<string, Box>): Cell | undefined {
  const box = boxes.get(cell.id)
  let best: Cell | undefined
  let area = Infinity
  if (!box) return undefined
  for (const other of things) {
    const outer = boxes.get(other.id)
    if (other.id === cell.id || !outer || !isBox(other) || !holds(outer, box)) continue
    if (outer.width * outer.height >= area) continue
    area = outer.width * outer.height
    best = other
  }
  return best
}
