import { FileProblem } from '../file-problem.ts'
import { child, textOf, type XmlNode } from './tm7-xml.ts'

const maxThings = 20_000
const maxSurfaces = 200
/** In all parts, each counted as often as it is drawn. */
const maxProperties = 1_000_000

/** A property as the tool shows it. `chosen` is false where it has the first value of its list, which may be nobody's choice. */
export interface DrawnProperty {
  name: string
  label: string
  value: string
  chosen: boolean
  /** Fixed by the type, as HTTPS is encrypted. */
  fixed: boolean
}

/** A part of a drawing surface as the file has it, before anything is made of it. */
export interface DrawnPart {
  guid: string
  shape: string
  type: string
  generic: string
  name: string
  /** What its type is called, as the file's own heading over its properties says. */
  typeName: string
  outOfScope: boolean
  outOfScopeReason: string
  properties: DrawnProperty[]
  source: string | null
  target: string | null
  numbers: Record<DrawnNumber, number | null>
  line: number
}

type DrawnNumber = 'Left' | 'Top' | 'Width' | 'Height' | 'SourceX' | 'SourceY' | 'HandleX' | 'HandleY' | 'TargetX' | 'TargetY'

export interface Surface {
  guid: string
  name: string
  parts: DrawnPart[]
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The drawing surfaces of a ThreatModel, in the file's order. */
export function surfacesOf(root: XmlNode, file: string): Surface[] {
  const list = child(root, 'DrawingSurfaceList')?.children ?? []
  if (list.length > maxSurfaces) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxSurfaces)} diagrams, found ${String(list.length)}` })
  const drawn = list.map((node) => ({ node, values: ['Borders', 'Lines'].flatMap((list) => (child(node, list)?.children ?? []).flatMap((pair) => child(pair, 'Value') ?? [])) }))
  // Counted before anything is made of them: what a reference names may be large, and is read for each.
  const things = drawn.reduce((sum, { values }) => sum + values.length, 0)
  if (things > maxThings) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxThings)} shapes, found ${String(things)}` })
  const byId = new Map<string, XmlNode>()
  const read = new Map<XmlNode, DrawnPart>()
  let properties = 0
  const partOf = (value: XmlNode): DrawnPart => {
    // The serialiser writes an object that occurs twice once, and refers to it from then on.
    const node = value.attributes['Ref'] === undefined ? value : (byId.get(value.attributes['Ref']) ?? value)
    const part = read.get(node) ?? drawnPart(node)
    read.set(node, part)
    properties += part.properties.length
    if (properties > maxProperties) throw new FileProblem({ file, place: `line ${String(value.line)}`, expected: `at most ${String(maxProperties)} properties in a drawing` })
    return part
  }
  return drawn.map(({ node, values }, index) => {
    for (const value of values) if (value.attributes['Id'] !== undefined) byId.set(value.attributes['Id'], value)
    const name = propertiesOf(node).find(({ label }) => label === 'Name')?.value || textOf(node, 'Header')
    return { guid: textOf(node, 'Guid').slice(0, 500), name: (name || `Diagram ${String(index + 1)}`).slice(0, 500), parts: values.map(partOf) }
  })
}

function drawnPart(node: XmlNode): DrawnPart {
  const properties = propertiesOf(node)
  const said = (label: string): string => (properties.find((property) => property.label === label) ?? properties.find((property) => property.label === '' && property.name === label))?.value ?? ''
  const end = (name: string): string | null => {
    const guid = textOf(node, name)
    return guid === '' || guid === nobody ? null : guid
  }
  return {
    guid: textOf(node, 'Guid'),
    shape: (node.attributes['type'] ?? '').split(':').at(-1) ?? '',
    type: textOf(node, 'TypeId').slice(0, 500),
    generic: textOf(node, 'GenericTypeId').slice(0, 500),
    name: said('Name'),
    typeName: child(child(node, 'Properties')?.children.find(isHeader), 'DisplayName')?.text.trim().slice(0, 500) ?? '',
    outOfScope: said('Out Of Scope').toLowerCase() === 'true',
    outOfScopeReason: said('Reason For Out Of Scope'),
    properties: properties.filter(({ label }) => !['Name', 'Out Of Scope', 'Reason For Out Of Scope'].includes(label)),
    source: end('SourceGuid'),
    target: end('TargetGuid'),
    numbers: {
      Left: numberOf(node, 'Left'), Top: numberOf(node, 'Top'), Width: numberOf(node, 'Width'), Height: numberOf(node, 'Height'),
      SourceX: numberOf(node, 'SourceX'), SourceY: numberOf(node, 'SourceY'), HandleX: numberOf(node, 'HandleX'), HandleY: numberOf(node, 'HandleY'),
      TargetX: numberOf(node, 'TargetX'), TargetY: numberOf(node, 'TargetY'),
    },
    line: node.line,
  }
}

function isHeader(node: XmlNode): boolean {
  return (node.attributes['type'] ?? '').endsWith('HeaderDisplayAttribute')
}

function propertiesOf(node: XmlNode): DrawnProperty[] {
  const properties: DrawnProperty[] = []
  for (const one of child(node, 'Properties')?.children ?? []) {
    const type = (one.attributes['type'] ?? '').split(':').at(-1) ?? ''
    if (type === 'HeaderDisplayAttribute') continue
    const value = child(one, 'Value')
    const label = textOf(one, 'DisplayName')
    const name = textOf(one, 'Name') || label
    if (name === '' || name === '__proto__') continue
    if (type.endsWith('ListDisplayAttribute')) {
      const index = Number(textOf(one, 'SelectedIndex') || '0')
      const chosen = Number.isInteger(index) ? value?.children[index]?.text.trim() : undefined
      const fixed = type === 'StaticListDisplayAttribute'
      if (chosen !== undefined) properties.push({ name, label, value: chosen, chosen: fixed || index > 0, fixed })
    } else {
      const text = value?.text.trim() ?? ''
      properties.push({ name, label, value: text, chosen: text !== '' && text !== '0' && text.toLowerCase() !== 'false', fixed: false })
    }
  }
  return properties
}

function numberOf(node: XmlNode, name: DrawnNumber): number | null {
  const text = textOf(node, name)
  const number = Number(text)
  return text !== '' && Number.isFinite(number) && Math.abs(number) < 1e7 ? number : null
}
