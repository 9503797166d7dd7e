import { connectedFlows, type Boundary, type ConnectedFlow, type Element, type Flow, type Model } from '../../../shared/domain/model.ts'
import { sameProperties, type TmtDrawing, type TmtPart } from '../../../shared/domain/tmt.ts'
import { boxCrosses, linesCross } from './crossing.ts'
import type { Interaction, Subject } from './filter.ts'
import type { Types } from './types.ts'

/** A flow of the model with its ends, as filters ask of it. */
export interface FlowInteraction extends Interaction {
  flow: ConnectedFlow
  source: Element
  target: Element
}

const genericOf = { process: 'GE.P', 'data-store': 'GE.DS', 'external-entity': 'GE.EI', flow: 'GE.DF', box: 'GE.TB.B', line: 'GE.TB.L' } as const

/**
 * The interactions of a model: its connected flows that are in scope, in the model's order. What the file says of types and
 * properties comes from `drawing`; a part that is not in it, such as one that was drawn here, has its kind's generic type.
 */
export function interactionsOf(model: Model, drawing: TmtDrawing | null, types: Types): FlowInteraction[] {
  const parts = new Map(drawing?.parts.map((part) => [part.id, part]))
  const partOf = ({ sourceId }: { sourceId: string | null }): TmtPart | undefined => (sourceId === null ? undefined : parts.get(sourceId))
  const elements = new Map(model.elements.map((element) => [element.id, element]))
  const crossed = crossingsOf(model, partOf)
  const side = (object: Element | Flow, kind: Element['kind'] | 'flow') => sideOf(object, kind, partOf(object), types)
  const sides = new Map(model.elements.map((element) => [element.id, side(element, element.kind)]))
  const lineOfBoundary = new Map(model.boundaries.map((boundary) => [boundary.id, lineOf(partOf(boundary), genericOf[boundary.kind], types)]))

  return connectedFlows(model).flatMap((flow) => {
    const [source, target] = [elements.get(flow.source), elements.get(flow.target)]
    const [from, to] = [sides.get(flow.source), sides.get(flow.target)]
    if (!source || !target || !from || !to || flow.outOfScope !== undefined) return []
    const own = side(flow, 'flow')
    const asked = (subject: Subject) => (subject === 'flow' ? own : subject === 'source' ? from : to)
    let crosses: Set<string> | null = null
    return [{
      flow,
      source,
      target,
      is: (subject: Subject, type: string) => asked(subject).line.has(type),
      property: (subject: Subject, name: string) => asked(subject).property(name),
      crosses: (type: string) => {
        crosses ??= new Set(crossed(flow).flatMap(({ id }) => [...(lineOfBoundary.get(id) ?? [])]))
        return crosses.has(type)
      },
    }]
  })
}

function lineOf(part: TmtPart | undefined, generic: string, types: Types): ReadonlySet<string> {
  return types.lineOf(part?.type || generic, part?.generic || generic)
}

interface Side {
  line: ReadonlySet<string>
  property: (name: string) => string | undefined
}

/** What somebody answered here goes before what the file says, and that before the type's first value. */
function sideOf(object: Element | Flow, kind: Element['kind'] | 'flow', part: TmtPart | undefined, types: Types): Side {
  const line = lineOf(part, genericOf[kind], types)
  const answers = new Map<string, string>()
  for (const { names, on, fact } of sameProperties) {
    const known = on === kind ? object.facts[fact] : undefined
    if (!known || (known.value !== 'yes' && known.value !== 'no') || (part && known.origin.by !== 'user')) continue
    const value = known.value === 'yes' ? 'Yes' : 'No'
    for (const { name, label, values } of types.attributes(line)) {
      if (!answers.has(name) && values.includes(value) && (names.includes(name.toLowerCase()) || names.includes(label.toLowerCase()))) answers.set(name, value)
    }
  }
  return {
    line,
    property: (name) => answers.get(name) ?? (part && Object.hasOwn(part.properties, name) ? part.properties[name] : types.attribute(line, name)?.values[0]),
  }
}

/**
 * The boundaries that a flow crosses. As the file draws it, while the flow has the ends that it had there, and its ends are in the
 * boundaries that they were in; else those around exactly one end, and no lines, for nobody drew where it runs.
 */
function crossingsOf(model: Model, partOf: (object: { sourceId: string | null }) => TmtPart | undefined): (flow: ConnectedFlow) => Boundary[] {
  const objects = new Map<string, Element | Boundary>([...model.elements, ...model.boundaries].map((object) => [object.id, object]))
  const around = (id: string): Set<string> => {
    const chain = new Set<string>()
    for (let at = objects.get(id)?.parent ?? null; at !== null && !chain.has(at); at = objects.get(at)?.parent ?? null) chain.add(at)
    return chain
  }
  const asDrawn = (id: string): boolean => {
    const seen = new Set<string>()
    for (let object = objects.get(id); object !== undefined && !seen.has(object.id); object = object.parent === null ? undefined : objects.get(object.parent)) {
      seen.add(object.id)
      const part = partOf(object)
      const parent = object.parent === null ? null : (objects.get(object.parent)?.sourceId ?? null)
      if (!part || part.parent !== parent) return false
    }
    return true
  }
  return (flow) => {
    const drawn = partOf(flow)
    const ends = [flow.source, flow.target].map((id) => objects.get(id)?.sourceId ?? null)
    const line = drawn?.line && drawn.source === ends[0] && drawn.target === ends[1] ? drawn.line : null
    const boxesAsDrawn = line !== null && asDrawn(flow.source) && asDrawn(flow.target)
    const [from, to] = [around(flow.source), around(flow.target)]
    return model.boundaries.filter((boundary) => {
      const part = partOf(boundary)
      if (boundary.kind === 'line') return line !== null && part?.line ? boundary.diagram === flow.diagram && linesCross(line, part.line) : false
      if (boxesAsDrawn && part?.box) return boundary.diagram === flow.diagram && boxCrosses(part.box, line)
      return from.has(boundary.id) !== to.has(boundary.id)
    })
  }
}
