import { connectedFlows, type Box, type Model } from './model.ts'

/** Diagrams that came further apart than this would be read worse as a whole. */
const most = 1.6
/** Where labels wrap, and about what a letter of theirs and of a node's takes, in diagram pixels. */
const [wrapAt, letter, nodeLetter] = [100, 6.5, 7.6]

function longestWord(text: string): number {
  return Math.max(0, ...text.split(/\s+/).map((word) => word.length))
}

const centreOf = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })

/** How many times further apart the two ends must stand for the label to fit between them, beside or above each other. */
function wanted(from: { label: string; position: Box }, to: { label: string; position: Box }, label: string): number {
  const [a, b] = [centreOf(from.position), centreOf(to.position)]
  const width = Math.max(longestWord(label) * letter, Math.min(wrapAt, label.length * letter))
  const height = Math.ceil((label.length * letter) / wrapAt) * 15
  const half = (part: typeof from) => Math.max(part.position.width, longestWord(part.label) * nodeLetter + 40) / 2
  const beside = (half(from) + half(to) + width + 28) / Math.abs(a.x - b.x)
  const above = ((from.position.height + to.position.height) / 2 + height + 28) / Math.abs(a.y - b.y)
  return Math.min(beside, above)
}

/**
 * A model whose positions came from a file, drawn apart evenly where flow labels would not fit between its nodes; at most 1.6 times.
 * Nodes keep their size, boundaries grow with what they hold. The same file always comes out alike, so that an update of it fits.
 */
export function spread(model: Model): Model {
  const placed = new Map(model.elements.flatMap(({ id, label, position }) => (position ? [[id, { label, position }] as const] : [])))
  let factor = 1
  for (const { source, target, label } of connectedFlows(model)) {
    const [from, to] = [placed.get(source), placed.get(target)]
    if (label === '' || source === target || !from || !to) continue
    const apart = wanted(from, to, label)
    if (Number.isFinite(apart)) factor = Math.max(factor, apart)
  }
  if (factor < 1.05) return model
  const by = Math.min(factor, most)
  const moved = (box: Box): Box => {
    const { x, y } = centreOf(box)
    return { ...box, x: Math.round(x * by - box.width / 2), y: Math.round(y * by - box.height / 2) }
  }
  const grown = ({ x, y, width, height }: Box): Box => ({ x: Math.round(x * by), y: Math.round(y * by), width: Math.round(width * by), height: Math.round(height * by) })
  const parents = new Set(model.elements.map(({ parent }) => parent))
  return {
    ...model,
    elements: model.elements.map((part) => (part.position ? { ...part, position: (parents.has(part.id) ? grown : moved)(part.position) } : part)),
    boundaries: model.boundaries.map((part) => (part.position ? { ...part, position: grown(part.position) } : part)),
  }
}
