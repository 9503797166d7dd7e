import { jsonText } from '../json-text.ts'
import { z } from 'zod'
import { carriedName, type CarriedPart } from '../../../shared/domain/carried.ts'
import { impact, likelihood } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import { readKeptNotes } from '../../../shared/domain/kept-notes.ts'
import { byThreat, type Mitigation as Thing, withoutThreats } from '../../../shared/domain/mitigation.ts'
import type { Boundary, Box, Element, Flow, Model } from '../../../shared/domain/model.ts'
import { type LinkedMitigations, linkedText, stateOfStatus } from '../../../shared/domain/otm-states.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import { otmKind, otmZone, outsideZone } from '../../../shared/domain/otm-words.ts'
import { unnamedSystem, type Asset } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { responseOfStatus, statusOfResponse } from '../../../shared/domain/threat-dragon-words.ts'
import { openSuggestions } from '../../../shared/list/suggestions.ts'
import { carriedOf, evidenceOf, fileIds } from './carried-threat.ts'
import type { ExportInput } from '../input.ts'
import { freeMitigations } from './list-losses.ts'
import { registerLosses } from './register-losses.ts'

type Fields = Record<string, unknown>

/** The project as an Open Threat Model 0.2. What that has no place for travels in `attributes`, and is read from there again. */
export function writeOtm(input: ExportInput): string {
  const { model, header } = input
  const layout = layoutOf(input)
  const ids = fileIds(model)
  const writing: Writing = { model, ids, diagrams: new Map(model.diagrams.map(({ id }, index) => [id, `diagram-${String(index + 1)}`])), kept: new Set(layout.representations.map((one) => String(one['id']))) }
  const threats = threatsOf(input, ids, layout.mitigations)
  const components = model.elements.map((part) => withThreats(componentOf(part, writing), threats.instances.get(part.id)))
  const dataflows = flowsOf(model).map((flow) => withThreats(dataflowOf(flow, writing), threats.instances.get(flow.id)))
  const needsOutside = model.elements.some(({ parent }) => parent === null || !ids.has(parent))
  const file = {
    otmVersion: '0.2.0',
    project: { name: header.system || unnamedSystem, id: keyOf(header.system) || 'threat-model', ...(header.purpose === '' ? {} : { description: header.purpose }), ...layout.project },
    representations: [...model.diagrams.map((diagram) => ({ name: diagram.name, id: writing.diagrams.get(diagram.id) ?? diagram.id, type: 'diagram', size: sizeOf(model, diagram.id) })), ...layout.representations],
    assets: assetsOf(header.assets, layout.assets),
    trustZones: [...model.boundaries.map((part) => zoneOf(part, writing)), ...(needsOutside ? [outside] : [])],
    components,
    dataflows,
    threats: threats.list,
    mitigations: threats.mitigations,
  }
  return jsonText(file)
}

/** The format wants every component in a zone; our reader leaves this one out again. */
const outside = { id: outsideZone, name: 'Outside of all zones', risk: { trustRating: 0 }, attributes: { [carriedName]: { outside: true } satisfies CarriedPart } }

const Mitigation = z.object({ id: z.string(), text: z.string(), name: z.string(), description: z.string(), riskReduction: z.number(), attributes: z.record(z.string(), z.unknown()) })
const Records = z.array(z.record(z.string(), z.unknown())).catch([])
const Layout = {
  project: z.object({ id: z.string().optional().catch(undefined), owner: z.string().optional().catch(undefined), ownerContact: z.string().optional().catch(undefined), tags: z.array(z.string()).optional().catch(undefined), attributes: z.record(z.string(), z.unknown()).optional().catch(undefined) }).catch({}),
  representation: z.object({ id: z.string(), name: z.string(), type: z.string() }).loose(),
  asset: z.object({ id: z.string(), name: z.string(), risk: z.object({ confidentiality: z.number(), integrity: z.number(), availability: z.number() }).loose() }).loose(),
  mitigations: z.array(Mitigation).catch([]),
}

/** What an Open Threat Model said around its parts when it was imported. Whatever would not be valid in a file is left out. */
function layoutOf({ layouts }: ExportInput) {
  const said = layouts.otm ?? {}
  const json = (name: string): unknown => {
    try {
      return JSON.parse(said[name] ?? 'null')
    } catch {
      return null
    }
  }
  const project = Layout.project.parse(json('project'))
  return {
    project: Object.fromEntries(Object.entries(project).filter(([, value]) => value !== undefined)),
    representations: Records.parse(json('representations')).flatMap((one) => Layout.representation.safeParse(one).data ?? []),
    assets: Records.parse(json('assets')).flatMap((one) => Layout.asset.safeParse(one).data ?? []),
    mitigations: Layout.mitigations.parse(json('mitigations')),
  }
}

interface Writing {
  model: Model
  ids: Map<Id, string>
  /** Ids of the diagrams' representations. */
  diagrams: Map<Id, string>
  /** Ids of the other representations that the file still has. */
  kept: ReadonlySet<string>
}

function sizeOf({ elements, boundaries }: Model, diagram: Id): { width: number; height: number } {
  const boxes = [...elements, ...boundaries].flatMap((part) => (part.diagram === diagram && part.position ? [part.position] : []))
  return { width: Math.max(1000, ...boxes.map((box) => box.x + box.width)), height: Math.max(1000, ...boxes.map((box) => box.y + box.height)) }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Places are told from the corner of the nearest thing around that has one. */
function representationOf(part: Element | Boundary, { model, diagrams, ids }: Writing): Fields {
  const nodes = new Map([...model.elements, ...model.boundaries].map((node) => [node.id, node]))
  let around: Box | null = null
  const seen = new Set<Id>()
  for (let at = part.parent; at !== null && !around && !seen.has(at); at = nodes.get(at)?.parent ?? null) {
    seen.add(at)
    around = nodes.get(at)?.position ?? null
  }
  const { position } = part
  const place = position && { position: { x: rounded(position.x - (around?.x ?? 0)), y: rounded(position.y - (around?.y ?? 0)) }, size: { width: position.width, height: position.height } }
  return { representation: diagrams.get(part.diagram) ?? '', id: `${ids.get(part.id) ?? part.id}-representation`, ...place }
}

/** Names that the notes have for what is not an attribute. */
const ownNames = new Set(['type', 'tags', 'assets', 'trustRating', 'representations'])

function noteFields({ notes, outOfScope }: Pick<Element, 'notes' | 'outOfScope'>, carried: CarriedPart, kept: ReadonlySet<string>): { description: Fields; properties: Fields; representations: Fields[]; attributes: Fields } {
  const { description, properties } = readKeptNotes(notes)
  const attributes: Fields = {}
  for (const [name, value] of Object.entries(properties)) if (!ownNames.has(name)) attributes[name.startsWith('attributes.') ? name.slice(11) : name] = value
  if (outOfScope !== undefined) {
    attributes['Out Of Scope'] = 'true'
    attributes['Reason For Out Of Scope'] = outOfScope
  }
  if (Object.keys(carried).length > 0) attributes[carriedName] = carried
  return {
    description: description === '' ? {} : { description },
    properties,
    representations: Records.parse(properties['representations']).filter((one) => kept.has(String(one['representation'])) && typeof one['id'] === 'string'),
    attributes: Object.keys(attributes).length > 0 ? { attributes } : {},
  }
}

function parentOf({ parent }: Element | Boundary, { ids, model }: Writing): Fields | null {
  const id = parent === null ? undefined : ids.get(parent)
  if (id === undefined) return null
  return model.boundaries.some((one) => one.id === parent) ? { trustZone: id } : { component: id }
}

function zoneOf(part: Boundary, writing: Writing): Fields {
  const said = readKeptNotes(part.notes).properties
  const rating = typeof said['trustRating'] === 'number' ? said['trustRating'] : null
  const type = typeof said['type'] === 'string' ? said['type'] : ''
  const zone = part.facts['zone']?.value
  const wroteType = type === '' && zone !== undefined && otmZone(zone) !== null ? zone : ''
  const guess = zone === 'internet' ? 10 : zone === 'public' ? 25 : zone === 'restricted' ? 90 : 50
  const wrote = { ...(rating === null ? { trustRating: String(guess) } : {}), ...(wroteType === '' ? {} : { type: wroteType }) }
  const carried: CarriedPart = { ...(Object.keys(part.facts).length > 0 ? { facts: part.facts } : {}), ...(part.kind === 'line' ? { line: true } : {}), ...(Object.keys(wrote).length > 0 ? { wrote } : {}) }
  const { description, representations, attributes } = noteFields(part, carried, writing.kept)
  const parent = parentOf(part, writing)
  return {
    id: writing.ids.get(part.id) ?? part.id,
    name: part.label,
    ...(type || wroteType ? { type: type || wroteType } : {}),
    ...description,
    risk: { trustRating: rating ?? guess },
    ...(parent ? { parent } : {}),
    representations: [representationOf(part, writing), ...representations],
    ...attributes,
  }
}

function tagsOf(value: unknown): Fields {
  const tags = z.array(z.string().nullable()).safeParse(value).data
  return tags ? { tags } : {}
}

function componentOf(part: Element, writing: Writing): Fields {
  const said = readKeptNotes(part.notes).properties
  const own = typeof said['type'] === 'string' ? said['type'] : ''
  const hint = part.technology?.startsWith('shape:') ? part.technology.slice(6) : part.technology
  const type = own || hint || part.kind
  const read = own === '' ? null : `shape:${own}`.slice(0, 80)
  const carried: CarriedPart = {
    ...(part.kind === otmKind(type) ? {} : { kind: part.kind }),
    ...(part.technology === read ? {} : { technology: part.technology }),
    ...(Object.keys(part.facts).length > 0 ? { facts: part.facts } : {}),
    ...(own === '' ? { wrote: { type } } : {}),
  }
  const { description, representations, attributes } = noteFields(part, carried, writing.kept)
  const assets = z.object({ processed: z.array(z.string().nullable()).nullable().optional(), stored: z.array(z.string().nullable()).nullable().optional() }).safeParse(said['assets']).data
  return {
    id: writing.ids.get(part.id) ?? part.id,
    name: part.label,
    type,
    ...description,
    parent: parentOf(part, writing) ?? { trustZone: outsideZone },
    representations: [representationOf(part, writing), ...representations],
    ...(assets ? { assets } : {}),
    ...tagsOf(said['tags']),
    ...attributes,
  }
}

/** A dataflow has two ends that are in the file. */
function flowsOf({ flows, elements, boundaries }: Model): (Flow & { source: Id; target: Id })[] {
  const nodes = new Set([...elements, ...boundaries].map(({ id }) => id))
  return flows.flatMap((flow) => (flow.source !== null && flow.target !== null && nodes.has(flow.source) && nodes.has(flow.target) ? [{ ...flow, source: flow.source, target: flow.target }] : []))
}

function dataflowOf(flow: Flow & { source: Id; target: Id }, { ids, kept }: Writing): Fields {
  const { id, label, source, target, bidirectional, facts } = flow
  const said = readKeptNotes(flow.notes).properties
  const { description, attributes } = noteFields(flow, Object.keys(facts).length > 0 ? { facts } : {}, kept)
  const assets = z.array(z.string().nullable()).safeParse(said['assets']).data
  const type = typeof said['type'] === 'string' ? { type: said['type'] } : {}
  return { id: ids.get(id) ?? id, name: label, ...type, ...description, bidirectional, source: ids.get(source) ?? source, destination: ids.get(target) ?? target, ...(assets ? { assets } : {}), ...tagsOf(said['tags']), ...attributes }
}

const need = { low: 10, medium: 50, high: 90 } as const

/** Assets as the file had them, as long as they are still in the project; others with their needs in thirds. */
function assetsOf(assets: readonly Asset[], known: readonly (Fields & { id: string; name: string })[]): Fields[] {
  const ids = new Set(known.map(({ id }) => id))
  return assets.map(({ id, name, confidentiality, integrity, availability }) => {
    const own = known.find((one) => one.name.replace(/\s+/g, ' ').trim().slice(0, 200) === name)
    if (own) return own
    return { name, id: ids.has(id) ? `asset-${id}` : id, risk: { confidentiality: need[confidentiality], integrity: need[integrity], availability: need[availability] } }
  })
}

interface Threats {
  list: Fields[]
  mitigations: Fields[]
  instances: Map<Id, Fields[]>
}

const States = z.array(z.object({ on: z.string(), state: z.string(), mitigations: z.array(z.object({ id: z.string(), state: z.string() })) })).catch([])
const Risk = z.object({ likelihood: z.number().nullable().optional(), likelihoodComment: z.string().nullable().optional(), impact: z.number(), impactComment: z.string().optional() })
const Texts = z.array(z.string()).catch([])

function threatsOf({ rows, model, mitigations: things = [] }: ExportInput, ids: ReadonlyMap<Id, string>, known: z.infer<typeof Mitigation>[]): Threats {
  const threats: Threats = { list: [], mitigations: [], instances: new Map() }
  const mitigationIds = new Map([...known].reverse().map(({ text, id }) => [text, id]))
  threats.mitigations.push(...known.map(({ id, name, description, riskReduction, attributes }) => ({ name, id, ...(description === '' ? {} : { description }), riskReduction, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) })))
  const taken = new Set(known.map(({ id }) => id))
  const covering = byThreat(things)
  const mitigationId = (text: string, about: Fields = {}): string => {
    const found = mitigationIds.get(text)
    if (found !== undefined) return found
    let number = mitigationIds.size + 1
    while (taken.has(`mitigation-${String(number)}`)) number += 1
    const id = `mitigation-${String(number)}`
    taken.add(id)
    mitigationIds.set(text, id)
    const [name = '', ...more] = text.split('\n')
    threats.mitigations.push({ name, id, ...(more.length > 0 ? { description: more.join('\n') } : {}), riskReduction: 0, ...(Object.keys(about).length > 0 ? { attributes: about } : {}) })
    return id
  }
  const homes = new Map([...model.elements, ...flowsOf(model)].map(({ id }) => [ids.get(id) ?? id, id]))
  const order = new Map([...homes.keys()].map((id, index) => [id, index]))
  const threatIds = new Set<string>()
  for (const row of rows) {
    const { layout } = row.threat
    const said = layout['otm-id'] || row.threat.id
    const id = threatIds.has(said) ? row.threat.id : said
    threatIds.add(id)
    const states = new Map(States.parse(jsonOf(layout['otm-states'])).map((one) => [one.on, one]))
    const on = evidenceOf(row.threat, ids).filter((one) => homes.has(one)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const made = covering.get(row.threat.id) ?? []
    const linked = [...made.map((one) => ({ id: mitigationId(thingText(one), thingAttributes(one)), made: one })), ...openSuggestions(row.threat, made).map((text) => ({ id: mitigationId(text), made: null }))]
    const state = stateOf(row, [...states.values()].map((one) => one.state))
    const instances: LinkedMitigations[] = []
    for (const one of on) {
      const home = homes.get(one) ?? ''
      const known = states.get(one)
      const instance = { threat: id, state: state.own ? (known?.state ?? state.text) : state.text, mitigations: linked.map((its) => ({ mitigation: its.id, state: linkState(its.made, known?.mitigations.find((one) => one.id === its.id)?.state) })) }
      instances.push(instance)
      const list = threats.instances.get(home)
      if (list) list.push(instance)
      else threats.instances.set(home, [instance])
    }
    threats.list.push(threatFields(row, { id, on, ids, state: on.length === 0 ? '' : state.text, covering: made, linked: linkedText(instances) }))
  }
  return threats
}

/** A mitigation of ours as the file's own: its name, and what has to hold as its description. */
function thingText({ title, requirement }: Thing): string {
  return requirement === '' ? title : `${title}\n${requirement}`
}

/** What else is said of it, to be read by people and other tools. */
function thingAttributes({ status, owner, due, ticket, test, result, verifiedOn }: Thing): Fields {
  const said = { status, owner, due, ticket, test, result, verifiedOn }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== ''))
}

function linkState(made: Thing | null, said: string | undefined): string {
  return made === null ? said || 'recommended' : stateOfStatus(made.status, said)
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

/** The state that the file had, as long as nothing else was decided since. */
function stateOf({ threat }: RegisterRow, said: readonly string[]): { text: string; own: boolean } {
  const joined = [...new Set(said.filter((one) => one !== ''))].join(', ').slice(0, 60)
  const response = threat.decision?.response ?? null
  if (joined !== '' && responseOfStatus(joined) === response) return { text: joined, own: true }
  return { text: response === null ? joined || 'exposed' : response === 'mitigate' ? 'exposed' : statusOfResponse[response].toLowerCase(), own: response === null }
}

interface Written {
  id: string
  on: readonly string[]
  ids: ReadonlyMap<Id, string>
  state: string
  covering: readonly Thing[]
  /** What its parts say of mitigations, as the reader sums it up. */
  linked: string
}

function threatFields(row: RegisterRow, { id, on, ids, state, covering, linked }: Written): Fields {
  const { threat } = row
  const { layout, imported, decision } = threat
  const values = standingScore(threat)?.values
  const said = Risk.safeParse(jsonOf(layout['otm-risk'])).data
  const risk = threat.settled || !said ? { likelihood: values ? Math.round(likelihood(values) * 10) : null, impact: values ? Math.round(impact(values) * 10) : 0 } : said
  const score = scoreText(risk.likelihood ?? null, risk.impact)
  const own = carriedOf(row, ids, { evidence: on, affected: [], displayId: id.length <= 20 ? id : '', as: { state, score, ...(covering.length > 0 ? { mitigations: linked } : {}) } })
  const cwes = threat.references.map(({ text }) => text).filter((text) => /^CWE-\d+$/i.test(text))
  const carried = {
    ...own,
    ...(imported && imported.score === score && imported.severity === null && !own.dread && imported.total === null ? { as: { state, ...(covering.length > 0 ? { mitigations: linked } : {}) } } : { severity: imported?.severity ?? row.band, score: imported?.score ?? null }),
    ...(covering.length > 0 ? { mitigations: threat.mitigations.slice(0, 1000), covering: covering.map(withoutThreats) } : {}),
    ...(decision ? { decision } : {}),
  }
  if (cwes.length === threat.references.length) delete carried.references
  const attributes = z.record(z.string(), z.unknown()).safeParse(jsonOf(layout['otm-attributes'])).data ?? {}
  const categories = Texts.parse(jsonOf(layout['otm-categories']))
  const tags = Texts.parse(jsonOf(layout['otm-tags']))
  return {
    name: threat.title,
    id,
    ...(threat.description === '' ? {} : { description: threat.description }),
    categories: categories.length > 0 ? categories : threat.stride,
    ...(cwes.length > 0 ? { cwes } : {}),
    risk,
    ...(tags.length > 0 ? { tags } : {}),
    attributes: { ...attributes, [carriedName]: carried },
  }
}

function scoreText(likely: number | null, impacting: number): string {
  return `${likely === null ? '' : `likelihood ${String(likely)}, `}impact ${String(impacting)}`.slice(0, 60)
}

function withThreats(part: Fields, threats: readonly Fields[] | undefined): Fields {
  return threats ? { ...part, threats } : part
}

/** What an Open Threat Model has no place for. */
export function notInOtm(input: ExportInput): NotCarried[] {
  const { model, rows, mitigations } = input
  const ids = fileIds(model)
  const homes = new Set([...model.elements, ...flowsOf(model)].map(({ id }) => ids.get(id) ?? id))
  const covered = byThreat(mitigations ?? [])
  const lost: NotCarried[] = [
    { what: 'flows with a free end', count: model.flows.length - flowsOf(model).length },
    { what: 'which element opens a diagram', count: model.diagrams.filter(({ opener }) => opener !== undefined).length },
    { what: 'threats that stand on no component or flow (they are in the list of threats only)', count: rows.filter(({ threat }) => !evidenceOf(threat, ids).some((id) => homes.has(id))).length },
    { what: 'mitigations of threats that stand nowhere', count: rows.filter(({ threat }) => (threat.mitigations.length > 0 || covered.has(threat.id)) && !evidenceOf(threat, ids).some((id) => homes.has(id))).length },
    { what: 'texts on the diagram', count: model.notes?.length ?? 0 },
    { what: 'bends of flows', count: model.flows.filter(({ bends }) => bends !== undefined).length },
    { what: 'rounds of votes', count: rows.filter(({ threat }) => threat.settled !== null).length },
  ]
  return [...lost, ...registerLosses(input, ['assumptions', 'the release', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent", 'why a finding is gone']), ...freeMitigations(mitigations)].filter(({ count }) => count > 0)
}
