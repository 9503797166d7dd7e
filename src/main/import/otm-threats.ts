import { carriedName, carriedThreat } from '../../shared/domain/carried.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import type { Dropped } from '../../shared/domain/import.ts'
import { PlainDate } from '../../shared/domain/id.ts'
import { type ImportedMitigation, withoutThreats } from '../../shared/domain/mitigation.ts'
import { linkedText, statusOfStates } from '../../shared/domain/otm-states.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { responseOfStatus } from '../../shared/domain/threat-dragon-words.ts'
import { FileProblem, quote } from './file-problem.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, isFields, listOf, textOf, type Fields } from './lenient.ts'
import { numbered } from './numbered.ts'
import type { OtmPart } from './otm-parts.ts'
import { strideOfName } from './stride-names.ts'

const maxThreats = 20_000
const fallback: Stride = 'Tampering'

/** A mitigation of the file's own list. */
export interface OtmMitigation {
  id: string
  /** As the register has it: the name, and the description where it says more. */
  text: string
  name: string
  description: string
  riskReduction: number
  attributes: Fields
}

export function otmMitigations(root: Fields): OtmMitigation[] {
  return listOf(field(root, 'mitigations')).filter(isFields).slice(0, maxThreats).map((raw) => {
    const [name, description] = [oneLine(textOf(field(raw, 'name'), 2000)), textOf(field(raw, 'description'), 15_000)]
    const reduction = field(raw, 'riskReduction')
    return { id: textOf(field(raw, 'id'), 400), text: description === '' || description === name ? name : `${name}\n${description}`, name, description, riskReduction: typeof reduction === 'number' && Number.isFinite(reduction) ? reduction : 0, attributes: fieldsOf(field(raw, 'attributes')) }
  })
}

/** A threat where it stands: on a component or dataflow, in a state, with mitigations in theirs. */
interface Instance {
  on: string
  state: string
  mitigations: { id: string; state: string }[]
}

/** The threats of the file's own list, each once, wherever it stands. `evidenceKeys` are ids in the source until the model has its keys. */
export function otmThreats(root: Fields, parts: readonly OtmPart[], mitigations: readonly OtmMitigation[], file: string, dropped: Dropped[]): ImportedThreat[] {
  const raws = listOf(field(root, 'threats')).filter(isFields)
  if (raws.length > maxThreats) throw new FileProblem({ file, place: 'threats', expected: `at most ${String(maxThreats)} threats, found ${String(raws.length)}` })
  const instances = instancesOf(parts)
  const known = new Set(raws.map((raw) => textOf(field(raw, 'id'), 400)))
  for (const [id, all] of instances) if (!known.has(id)) dropped.push({ what: `threat ${quote(id)} of ${String(all.length)} parts`, why: "it is not in the file's list of threats" })
  const project = textOf(field(fieldsOf(field(root, 'project')), 'id'), 200)
  const unique = numbered('threat')
  const defined = new Map([...mitigations].reverse().map((mitigation) => [mitigation.id, mitigation]))
  const seen = new Set<string>()
  return raws.map((raw) => {
    const id = textOf(field(raw, 'id'), 400)
    const own = seen.has(id) ? [] : (instances.get(id) ?? [])
    seen.add(id)
    return threatOf(raw, own, { known: defined, threatId: unique(`otm/${project}/${id}`) })
  })
}

function instancesOf(parts: readonly OtmPart[]): Map<string, Instance[]> {
  const instances = new Map<string, Instance[]>()
  for (const { raw, id } of parts) {
    for (const one of listOf(field(raw, 'threats')).filter(isFields)) {
      const threat = textOf(field(one, 'threat'), 400)
      const mitigations = listOf(field(one, 'mitigations')).filter(isFields).map((mitigation) => ({ id: textOf(field(mitigation, 'mitigation'), 400), state: oneLine(textOf(field(mitigation, 'state'), 60)) }))
      const instance = { on: id, state: oneLine(textOf(field(one, 'state'), 60)), mitigations }
      const list = instances.get(threat)
      if (list) list.push(instance)
      else instances.set(threat, [instance])
    }
  }
  return instances
}

function threatOf(raw: Fields, instances: readonly Instance[], { known, threatId }: { known: ReadonlyMap<string, OtmMitigation>; threatId: string }): ImportedThreat {
  const id = textOf(field(raw, 'id'), 400)
  const attributes = fieldsOf(field(raw, 'attributes'))
  const carried = carriedThreat(field(attributes, carriedName))
  const others = Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== carriedName))
  const categories = listOf(field(raw, 'categories')).slice(0, 50).map((one) => oneLine(textOf(one, 200))).filter((one) => one !== '')
  const named = [...new Set(categories.map(strideOfName).filter((category) => category !== null))]
  const odd = categories.filter((category) => strideOfName(category) === null)
  const stride = named.length > 0 ? named : (carried.stride ?? [fallback])
  const risk = fieldsOf(field(raw, 'risk'))
  const score = scoreOf(risk)
  const state = stateOf(instances.map((instance) => instance.state))
  const references = carried.references ?? listOf(field(raw, 'cwes')).map((cwe) => oneLine(textOf(cwe, 200))).filter((cwe) => cwe !== '')
  const flags = odd.map((category) => flagPhrases.say('category-unknown', { category, stride: stride[0] ?? fallback }))
  const decision = carried.as?.['state'] === state && carried.decision ? carried.decision : decisionOf(state)
  if (state !== '' && !decision) flags.push(flagPhrases.say('state-in-file', { state }))
  const says = linkedText(instances.map(({ mitigations }) => ({ mitigations: mitigations.map((one) => ({ mitigation: one.id, state: one.state })) })))
  const asWritten = carried.as?.['mitigations'] === says
  const covering = (asWritten ? carried.covering : undefined) ?? thingsOf(instances, known)
  const linked = [...new Set(instances.flatMap((instance) => instance.mitigations.map((one) => one.id)))]
  const tags = listOf(field(raw, 'tags')).map((tag) => textOf(tag, 200)).filter((tag) => tag !== '')
  return {
    displayId: carried.displayId ?? (id.length <= 20 ? id : ''),
    title: oneLine(textOf(field(raw, 'name'), 5000)).slice(0, 1000) || id.slice(0, 1000) || 'Threat',
    description: textOf(field(raw, 'description')),
    stride,
    marker: carried.marker ?? 'none',
    confidence: carried.confidence ?? 'confirmed',
    affectedLabels: carried.affected ?? [],
    evidenceKeys: carried.evidence ?? [...new Set(instances.map(({ on }) => on))],
    references: references.slice(0, 1000).map((text) => ({ text, flag: null, readAs: null })),
    mitigations: (asWritten ? carried.mitigations : undefined) ?? linked.map((one) => known.get(one)?.text ?? '').filter((text) => text !== ''),
    score: carried.as?.['score'] === (score ?? '') && carried.as['score'] !== undefined ? { dread: carried.dread ?? null, total: carried.total ?? null, severity: carried.severity ?? null, score: carried.score ?? null } : { dread: null, total: null, severity: null, score },
    ...(decision ? { decision } : {}),
    ...(carried.statement ? { statement: carried.statement } : {}),
    ...(carried.concerns ? { concerns: carried.concerns } : {}),
    ...(covering.length > 0 ? { covering } : {}),
    layout: {
      'threat-id': threatId,
      'otm-id': id,
      ...(categories.length > 0 ? { 'otm-categories': JSON.stringify(categories) } : {}),
      ...(Object.keys(risk).length > 0 ? { 'otm-risk': JSON.stringify(risk).slice(0, 20_000) } : {}),
      ...(tags.length > 0 ? { 'otm-tags': JSON.stringify(tags) } : {}),
      ...(instances.length > 0 ? { 'otm-states': JSON.stringify(instances).slice(0, 200_000) } : {}),
      ...(Object.keys(others).length > 0 ? { 'otm-attributes': JSON.stringify(others).slice(0, 20_000) } : {}),
    },
    flags,
  }
}

/** What is done or required about a threat, as things; what is only recommended is none. */
function thingsOf(instances: readonly Instance[], known: ReadonlyMap<string, OtmMitigation>): ImportedMitigation[] {
  const states = new Map<string, string[]>()
  for (const { mitigations } of instances) for (const { id, state } of mitigations) states.set(id, [...(states.get(id) ?? []), state])
  const things = [...states].flatMap(([id, said]): ImportedMitigation[] => {
    const status = statusOfStates(said)
    const defined = known.get(id)
    if (status === null || !defined || defined.name === '') return []
    const about = (name: string, limit = 20_000): string => textOf(field(defined.attributes, name), limit)
    const day = (name: string): string | null => PlainDate.safeParse(about(name)).data ?? null
    const verified = status === 'implemented' && about('status') === 'verified'
    const requirement = defined.description === defined.name ? '' : defined.description
    return [withoutThreats({ title: defined.name.slice(0, 1000), requirement, status: verified ? 'verified' : status, test: about('test'), result: about('result'), verifiedOn: day('verifiedOn'), owner: about('owner', 200), due: day('due'), ticket: about('ticket', 2000) })]
  })
  return things.filter(({ title }, index) => things.findIndex((one) => one.title === title) === index)
}

/** The risk in the file's own terms, 0 to 100 each; null where it states none. */
function scoreOf(risk: Fields): string | null {
  const [likelihood, impact] = [field(risk, 'likelihood'), field(risk, 'impact')]
  const parts = [typeof likelihood === 'number' ? `likelihood ${String(likelihood)}` : '', typeof impact === 'number' ? `impact ${String(impact)}` : ''].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ').slice(0, 60)
}

/** The one state that all have; several are told one after the other. */
function stateOf(states: readonly string[]): string {
  return [...new Set(states.filter((state) => state !== ''))].join(', ').slice(0, 60)
}

function decisionOf(state: string): Decision | null {
  const response = responseOfStatus(state)
  return response === null ? null : { response, rationale: response === 'mitigate' ? '' : flagPhrases.say('state-in-file', { state }), owner: '', due: null, existingControls: '' }
}
