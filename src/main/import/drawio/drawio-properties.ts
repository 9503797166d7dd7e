import { carriedPart, type CarriedPart } from '../../../shared/domain/carried.ts'
import { drawioFact, drawioOwn } from '../../../shared/domain/drawio-words.ts'
import { originPhrases, type Facts } from '../../../shared/domain/fact.ts'
import { readKeptNotes, writeKeptNotes } from '../../../shared/domain/kept-notes.ts'

/** What the data of a shape ("Edit Data" in draw.io) says of it. */
export interface DrawioProperties {
  /** What our writer put there; null for a shape that it did not write. */
  carried: CarriedPart | null
  facts: Facts
  /** Undefined where nothing says it. */
  technology: string | null | undefined
  notes: string
}

export const noProperties: DrawioProperties = { carried: null, facts: {}, technology: undefined, notes: '' }

/** Attributes of the shape's `object` that are the drawing's own. */
const drawn = new Set(['label', 'id', 'placeholders'])

/** Facts, technology and notes of a shape. Data that nothing else reads is kept in the notes, by its name. */
export function drawioProperties(attributes: ReadonlyMap<string, string>): DrawioProperties {
  const text = attributes.get(drawioOwn.carried)
  const carried = text === undefined ? null : carriedOf(text)
  const others: Record<string, unknown> = {}
  const facts: Facts = {}
  for (const [name, value] of attributes) {
    if (drawn.has(name) || name === '__proto__') continue
    const fact = carried ? drawioFact.nameOf(name) : null
    if (fact !== null && value !== '' && value.length <= 60) {
      const known = carried?.facts?.[fact]
      facts[fact] = known?.value === value ? known : { value, origin: { by: 'import', detail: originPhrases.say('property', { text: `${fact}: ${value}` }) } }
    } else if (!carried || !ours.has(name)) others[name.slice(0, 200)] = value.slice(0, 4000)
  }
  for (const [name, fact] of Object.entries(carried?.facts ?? {})) if (!drawioFact.fits(name)) facts[name] = fact
  const own = carried ? (carried.notes ?? attributes.get(drawioOwn.notes) ?? '').slice(0, 20_000) : ''
  return { carried, facts: sorted(facts), technology: carried ? technologyOf(attributes.get(drawioOwn.technology), carried) : undefined, notes: withProperties(own, others) }
}

const ours: ReadonlySet<string> = new Set(Object.values(drawioOwn))

function carriedOf(text: string): CarriedPart {
  try {
    return carriedPart(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Another name than ours was written in draw.io: it is a hint as any stencil is. */
function technologyOf(said: string | undefined, { technology }: CarriedPart): string | null {
  if (said === undefined || said.trim() === '') return null
  return said === technology ? technology : `shape:${said.trim()}`.slice(0, 80)
}

function withProperties(notes: string, others: Record<string, unknown>): string {
  if (Object.keys(others).length === 0) return notes
  const kept = readKeptNotes(notes)
  return writeKeptNotes({ ...kept, properties: { ...kept.properties, ...others } })
}

/** By name, so that the same facts are written in the same order, whichever way they came. */
function sorted(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
