import { carriedName, carriedPart, type CarriedPart } from '../../shared/domain/carried.ts'
import type { Dropped } from '../../shared/domain/import.ts'
import { writeKeptNotes } from '../../shared/domain/kept-notes.ts'
import type { Box } from '../../shared/domain/model.ts'
import { badNesting } from '../../shared/domain/nesting.ts'
import { outsideZone } from '../../shared/domain/otm-words.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { coordinate, field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { numbered } from './numbered.ts'

const maxThings = 20_000
const maxDepth = 100

/** A trust zone, component or dataflow as the file has it, before anything is made of it. */
export interface OtmPart {
  raw: Fields
  /** As the file has it: what others name it by. */
  fileId: string
  /** Unique in the file. */
  id: string
  ref: string
  name: string
  description: string
  type: string
  attributes: Fields
  carried: CarriedPart
  /** Its places, by the representation that shows it. */
  places: Map<string, Box | null>
}

export interface OtmNode extends OtmPart {
  parent: string | null
}

export interface OtmFile {
  root: Fields
  project: Fields
  zones: OtmNode[]
  components: OtmNode[]
  dataflows: OtmPart[]
  /** Representations of the kind that is drawn, in the file's order. */
  drawings: { id: string; name: string }[]
}

/** The parts of an Open Threat Model. Refuses a document that is none, and parents that go in a circle. */
export function otmFile(value: unknown, file: string, dropped: Dropped[]): OtmFile {
  const root = fieldsOf(value)
  const refuse = (place: string, expected: string): FileProblem => new FileProblem({ file, place, expected })
  if (textOf(field(root, 'otmVersion'), 60) === '') throw refuse('the whole file', 'an Open Threat Model with an "otmVersion"')
  if (!isFields(field(root, 'project'))) throw refuse('the whole file', 'an Open Threat Model with a "project"')
  const records = (name: string): Fields[] => {
    const list = field(root, name) ?? []
    if (!Array.isArray(list)) throw refuse(name, 'a list')
    if (list.length > maxThings) throw refuse(name, `at most ${String(maxThings)} entries, found ${String(list.length)}`)
    return list.flatMap((one: unknown, index) => {
      if (isFields(one)) return [one]
      dropped.push({ what: `${name}[${String(index)}]`, why: 'it is not written as a record' })
      return []
    })
  }
  const unique = numbered('part')
  const parts = (name: string, letter: string): OtmPart[] => {
    const own = new Set<string>()
    return records(name).map((raw) => {
      const fileId = textOf(field(raw, 'id'), 400)
      const id = unique(fileId)
      const part = partOf(raw, { fileId, id, ref: `${letter}/${id}` })
      if (fileId === '') dropped.push({ what: `${name} ${quote(part.name)}`, why: 'it has no id: one was made for it' })
      else if (own.has(fileId)) dropped.push({ what: `${name} ${quote(fileId)} ${quote(part.name)}`, why: 'its id stands twice in the file: it is another one here' })
      own.add(fileId)
      return part
    })
  }
  const zoneParts = parts('trustZones', 'z').filter(({ carried }) => !carried.outside)
  const componentParts = parts('components', 'c')
  const drawings = records('representations').filter((one) => textOf(field(one, 'type'), 60).toLowerCase() === 'diagram').map((one) => ({ id: textOf(field(one, 'id'), 400), name: oneLine(textOf(field(one, 'name'), 500)) }))
  const { zones, components } = nested(zoneParts, componentParts, dropped, file)
  return { root, project: fieldsOf(field(root, 'project')), zones, components, dataflows: parts('dataflows', 'f'), drawings }
}

function partOf(raw: Fields, names: { fileId: string; id: string; ref: string }): OtmPart {
  const attributes = fieldsOf(field(raw, 'attributes'))
  return {
    ...names,
    raw,
    name: oneLine(textOf(field(raw, 'name'), 5_000_000)),
    description: textOf(field(raw, 'description')),
    type: oneLine(textOf(field(raw, 'type'), 500)),
    attributes: { ...fieldsOf(field(raw, 'properties')), ...attributes },
    carried: carriedPart(field(attributes, carriedName)),
    places: placesOf(raw),
  }
}

function placesOf(raw: Fields): Map<string, Box | null> {
  const places = new Map<string, Box | null>()
  for (const one of listOf(field(raw, 'representations'))) {
    const record = fieldsOf(one)
    const id = textOf(field(record, 'representation'), 400)
    const position = fieldsOf(field(record, 'position'))
    const size = fieldsOf(field(record, 'size'))
    const [x, y] = [coordinate(field(position, 'x')), coordinate(field(position, 'y'))]
    const [width, height] = [coordinate(field(size, 'width')), coordinate(field(size, 'height'))]
    if (id !== '' && !places.has(id)) places.set(id, x === null || y === null ? null : { x, y, width: Math.max(0, width ?? 0), height: Math.max(0, height ?? 0) })
  }
  return places
}

function nested(zoneParts: OtmPart[], componentParts: OtmPart[], dropped: Dropped[], file: string): { zones: OtmNode[]; components: OtmNode[] } {
  const first = (parts: OtmPart[]): Map<string, OtmPart> => new Map([...parts].reverse().map((part) => [part.fileId, part]))
  const [zones, components] = [first(zoneParts), first(componentParts)]
  const parentOf = (part: OtmPart, what: string): string | null => {
    const parent = fieldsOf(field(part.raw, 'parent'))
    const [zone, component] = [textOf(field(parent, 'trustZone'), 400) || textOf(field(parent, 'trustZoneId'), 400), textOf(field(parent, 'component'), 400) || textOf(field(parent, 'componentId'), 400)]
    if (zone === '' && component === '') return null
    const found = zone !== '' ? zones.get(zone) : components.get(component)
    if (!found && zone !== outsideZone) dropped.push({ what: `${what} ${quote(part.id)} ${quote(part.name)}`, why: `its parent ${quote(zone || component)} is not in the file: it stands outside` })
    return found?.ref ?? null
  }
  const withParents = (parts: OtmPart[], what: string): OtmNode[] => parts.map((part) => ({ ...part, parent: parentOf(part, what) }))
  const nodes = { zones: withParents(zoneParts, 'trust zone'), components: withParents(componentParts, 'component') }
  const bad = badNesting(new Map([...nodes.zones, ...nodes.components].map(({ ref, parent }) => [ref, parent])), maxDepth)
  if (bad) throw new FileProblem({ file, place: `part ${quote(bad.ref.slice(2))}`, expected: bad.circle ? 'parents that do not go in a circle' : `at most ${String(maxDepth)} parts inside each other` })
  return nodes
}

/** What is read by name, or only says how something is drawn. */
const readByName = new Set(['id', 'name', 'description', 'parent', 'source', 'destination', 'bidirectional', 'threats', 'attributes', 'properties', 'representations', 'risk', carriedName])
const scope = new Set(['Out Of Scope', 'Reason For Out Of Scope'])
/** Names that the notes have for what stands outside `attributes`; an attribute of such a name says that it is one. */
const ownNames = new Set(['type', 'tags', 'assets', 'trustRating', 'representations'])

/** Why the part is out of scope; null where nothing says that it is. */
export function otmScope({ attributes }: OtmPart): string | null {
  return textOf(attributes['Out Of Scope'], 20).toLowerCase() === 'true' ? textOf(attributes['Reason For Out Of Scope'], 2000) : null
}

/** The notes of a part: description, and every property that nothing else was made of. */
export function otmNotes(part: OtmPart, drawings: ReadonlySet<string>): string {
  const { raw, attributes, carried, description } = part
  const properties: Fields = {}
  const add = (name: string, value: unknown): void => {
    const empty = value === null || value === undefined || value === '' || value === 'Select' || (isFields(value) && Object.keys(value).length === 0) || (Array.isArray(value) && value.length === 0)
    if (!empty && carried.wrote?.[name] !== textOf(value)) properties[name] = value
  }
  for (const [name, value] of Object.entries(raw)) if (!readByName.has(name)) add(name, value)
  const rating = field(fieldsOf(field(raw, 'risk')), 'trustRating')
  add('trustRating', rating)
  const written = listOf(field(raw, 'representations')).filter((one) => !drawings.has(textOf(field(fieldsOf(one), 'representation'), 400)))
  add('representations', written)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === carriedName || scope.has(name) || (name === 'Name' && value === raw['name'])) continue
    add(ownNames.has(name) ? `attributes.${name}` : name, value)
  }
  return writeKeptNotes({ description, properties })
}
