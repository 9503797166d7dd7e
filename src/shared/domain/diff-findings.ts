import { z } from 'zod'
import { continuations } from './continuation.ts'
import { Facts } from './fact.ts'
import { Finding, type Analysis } from './finding.ts'
import { Id } from './id.ts'
import type { Model } from './model.ts'
import { outOfScope } from './scope.ts'
import { phrasebook } from './phrasebook.ts'

/** What of a part findings may hang on. Places and notes are not in it: nothing hangs on them. */
const SeenPart = z.object({
  key: z.string(),
  label: z.string(),
  properties: z.object({ kind: z.string(), technology: z.string(), parent: z.string(), source: z.string(), target: z.string(), bidirectional: z.string(), outOfScope: z.string() }).partial(),
})
const SeenFinding = Finding.pick({ id: true, rule: true, pack: true, title: true, stride: true, affected: true, evidence: true, subjects: true, suggested: true, score: true, severity: true, status: true, facts: true })
type SeenFinding = z.infer<typeof SeenFinding>

/** An analysis as somebody saw it, with as much of the model and the rules as says why another one differs. */
export const Look = z.object({
  parts: z.record(Id, SeenPart),
  /** The resolved facts of each part: own, technology's and inferred. */
  facts: z.record(Id, Facts),
  findings: z.array(SeenFinding),
  /** Ids of the packs that were asked. */
  packs: z.array(z.string()),
  /** Rules that were switched off, as a whole or for one part. */
  off: z.array(z.string()),
  suppressed: z.array(z.object({ rule: z.string(), on: Id })),
})
export type Look = z.infer<typeof Look>

/** What made a finding come, change or go. Parts and values of properties are in people's words, facts and their values in the vocabulary's. */
export const Cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), part: z.string(), fact: z.string(), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('property'), part: z.string(), property: z.string(), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('part-added'), part: z.string() }),
  z.object({ kind: z.literal('part-removed'), part: z.string() }),
  z.object({ kind: z.literal('rule-on'), part: z.string() }),
  z.object({ kind: z.literal('rule-off'), part: z.string() }),
  /** Nothing of its evidence changed: its rule, or something further away that the rule reads. */
  z.object({ kind: z.literal('elsewhere') }),
])
export type Cause = z.infer<typeof Cause>

/** Causes in English, for the command line and files. `rule-on` and `rule-off` without a part are about the whole model. */
export const causePhrases = phrasebook([
  ['fact', '{fact} of "{part}": {before} -> {after}'],
  ['property', '{property} of "{part}": {before} -> {after}'],
  ['part-added', '"{part}" is new'],
  ['part-removed', '"{part}" is no longer there'],
  ['rule-on-part', 'its rule is switched on for "{part}"'],
  ['rule-off-part', 'its rule is switched off for "{part}"'],
  ['rule-on', 'its rule is new or switched on'],
  ['rule-off', 'its rule is gone or switched off'],
  ['elsewhere', 'its rule, or something further away that it reads, changed'],
])

export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'rule-on':
    case 'rule-off':
      return cause.part === '' ? causePhrases.say(cause.kind) : causePhrases.say(`${cause.kind}-part`, cause)
    case 'property':
    case 'fact': {
      const { before, after } = cause
      return causePhrases.say(cause.kind, { ...cause, before: before === '' ? 'none' : before, after: after === '' ? 'none' : after })
    }
    default:
      return causePhrases.say(cause.kind, cause)
  }
}

const Judgement = Finding.pick({ status: true, score: true, severity: true, suggested: true })

/** A finding that is new, says something else, or is gone. */
export const FindingChange = z.object({
  state: z.enum(['new', 'changed', 'gone']),
  /** Of the later finding; of the earlier one where it is gone. */
  id: Id,
  /** The earlier finding's id where it differs: a part of its evidence came or went. */
  was: Id.nullable(),
  rule: z.string(),
  title: z.string(),
  stride: Finding.shape.stride,
  /** Names of what it is about. */
  affected: z.array(z.string()),
  /** Keys of its evidence. */
  evidence: z.array(z.string()),
  before: Judgement.nullable(),
  after: Judgement.nullable(),
  because: z.array(Cause),
})
export type FindingChange = z.infer<typeof FindingChange>

/** What a project says about rules, as far as it silences them: {@link RuleSettings}. */
interface Silenced {
  rules: Readonly<Record<string, boolean>>
  suppressed: readonly { rule: string; on: Id }[]
}

/** What is remembered of an analysis. */
export function lookOf(model: Model, analysis: Pick<Analysis, 'findings' | 'facts' | 'rules'>, { rules, suppressed }: Silenced = { rules: {}, suppressed: [] }): Look {
  const parts: Look['parts'] = Object.create(null)
  const names = new Map([...model.elements, ...model.boundaries].map(({ id, label, key }) => [id, label || key]))
  const name = (id: Id | null) => (id === null ? '' : (names.get(id) ?? ''))
  const out = outOfScope(model)
  const scopeOf = (id: Id) => (out.has(id) ? { outOfScope: 'yes' } : {})
  for (const { id, key, kind, technology, parent } of model.elements) parts[id] = { key, label: name(id), properties: { kind, technology: technology ?? '', parent: parent ?? '', ...scopeOf(id) } }
  for (const { id, key, kind, parent } of model.boundaries) parts[id] = { key, label: name(id), properties: { kind, parent: parent ?? '', ...scopeOf(id) } }
  for (const { id, key, label, source, target, bidirectional } of model.flows) {
    const ends = `${name(source)} -> ${name(target)}`
    parts[id] = { key, label: label === '' ? ends : `${ends}: ${label}`, properties: { source: source ?? '', target: target ?? '', bidirectional: bidirectional ? 'yes' : 'no', ...scopeOf(id) } }
  }
  return {
    parts,
    facts: analysis.facts,
    findings: analysis.findings.map(seen),
    packs: analysis.rules.packs,
    off: Object.keys(rules).filter((rule) => rules[rule] === false),
    suppressed: suppressed.map(({ rule, on }) => ({ rule, on })),
  }
}

function seen({ id, rule, pack, title, stride, affected, evidence, subjects, suggested, score, severity, status, facts }: Finding): SeenFinding {
  return { id, rule, pack, title, stride, affected, evidence, subjects, suggested, score, severity, status, facts }
}

/**
 * What became of the findings of `before`: new ones and changed ones in the order of `after`, then gone ones in that of `before`.
 * A finding is changed where its status or its suggested values are others, or where its evidence is; a new name of a part changes nothing.
 */
export function diffFindings(before: Look, after: Look): FindingChange[] {
  const earlier = new Map(before.findings.map((finding) => [finding.id, finding]))
  const later = new Set(after.findings.map((finding) => finding.id))
  const gone = before.findings.filter((finding) => !later.has(finding.id))
  const fresh = after.findings.filter((finding) => !earlier.has(finding.id))
  const goesOn = continuations(gone, fresh)
  const goneOn = new Set(goesOn.values())
  const sides = { before, after, touching: touching(before, after) }
  const changes = after.findings.flatMap((finding): FindingChange[] => {
    const old = earlier.get(goesOn.get(finding.id) ?? finding.id)
    if (!old) return [{ ...said('new', finding, after), was: null, before: null, after: judged(finding), because: causes(null, finding, sides) }]
    if (old.id === finding.id && sameJudgement(old, finding)) return []
    return [{ ...said('changed', finding, after), was: old.id === finding.id ? null : old.id, before: judged(old), after: judged(finding), because: causes(old, finding, sides) }]
  })
  return [
    ...changes.filter(({ state }) => state === 'new'),
    ...changes.filter(({ state }) => state === 'changed'),
    ...gone
      .filter((finding) => !goneOn.has(finding.id))
      .map((finding): FindingChange => ({ ...said('gone', finding, before), was: null, before: judged(finding), after: null, because: causes(finding, null, sides) })),
  ]
}

function said(state: FindingChange['state'], { id, rule, title, stride, affected, evidence }: SeenFinding, { parts }: Look) {
  return { state, id, rule, title, stride, affected: affected.map((part) => parts[part]?.label ?? part), evidence: evidence.map((part) => parts[part]?.key ?? part) }
}

function judged({ status, score, severity, suggested }: SeenFinding) {
  return { status, score, severity, suggested }
}

function sameJudgement(a: SeenFinding, b: SeenFinding): boolean {
  return a.status === b.status && JSON.stringify(Object.values(a.suggested)) === JSON.stringify(Object.values(b.suggested))
}

interface Sides {
  before: Look
  after: Look
  /** Flows and inner parts that only one side has, by each part they touch. */
  touching: ReadonlyMap<Id, Id[]>
}

function touching(before: Look, after: Look): Map<Id, Id[]> {
  const found = new Map<Id, Id[]>()
  for (const [one, other] of [[before, after], [after, before]] as const) {
    for (const [id, { properties }] of Object.entries(one.parts)) {
      if (other.parts[id]) continue
      for (const end of [properties.source, properties.target]) {
        if (end === undefined || end === '') continue
        const list = found.get(end)
        if (list) list.push(id)
        else found.set(end, [id])
      }
    }
  }
  return found
}

function causes(old: SeenFinding | null, now: SeenFinding | null, sides: Sides): Cause[] {
  const { before, after } = sides
  const { rule = '', pack = '' } = now ?? old ?? {}
  const isAsked = (look: Look) => look.packs.includes(pack) && !look.off.includes(rule)
  const [was, is] = [isAsked(before), isAsked(after)]
  if (was !== is) return [{ kind: is ? 'rule-on' : 'rule-off', part: '' }]
  const evidence = [...new Set([...(old?.evidence ?? []), ...(now?.evidence ?? [])])]
  const found = [...switched(rule, evidence, sides), ...partsThatCameOrWent(evidence, sides), ...changedFacts(old, now, sides), ...changedProperties(evidence, sides)]
  if (found.length > 0) return found
  const near = [...new Set(evidence.flatMap((id) => sides.touching.get(id) ?? []))]
  const nearby = partsThatCameOrWent(near, sides)
  return nearby.length > 0 ? nearby : [{ kind: 'elsewhere' }]
}

function nameIn({ before, after }: Sides, id: Id): string {
  return after.parts[id]?.label ?? before.parts[id]?.label ?? id
}

function switched(rule: string, evidence: readonly Id[], sides: Sides): Cause[] {
  const isOff = (look: Look, on: Id) => look.suppressed.some((one) => one.rule === rule && one.on === on)
  return evidence.flatMap((id): Cause[] => {
    const [was, is] = [isOff(sides.before, id), isOff(sides.after, id)]
    return was === is ? [] : [{ kind: is ? 'rule-off' : 'rule-on', part: nameIn(sides, id) }]
  })
}

function partsThatCameOrWent(ids: readonly Id[], sides: Sides): Cause[] {
  return ids.flatMap((id): Cause[] => {
    const [was, is] = [sides.before.parts[id], sides.after.parts[id]]
    if (was && !is) return [{ kind: 'part-removed', part: was.label }]
    return is && !was ? [{ kind: 'part-added', part: is.label }] : []
  })
}

/** The facts that the finding rests on, before or after, where both sides have the part and the fact has another value. */
function changedFacts(old: SeenFinding | null, now: SeenFinding | null, sides: Sides): Cause[] {
  const { before, after } = sides
  const seen = new Set<string>()
  return [...(now?.facts ?? []), ...(old?.facts ?? [])].flatMap(({ on, fact }): Cause[] => {
    const key = `${fact} ${on}`
    if (seen.has(key) || !before.parts[on] || !after.parts[on]) return []
    seen.add(key)
    const [was, is] = [before, after].map((look) => look.facts[on]?.[fact]?.value ?? 'unknown')
    return was === is ? [] : [{ kind: 'fact', part: nameIn(sides, on), fact, before: was ?? 'unknown', after: is ?? 'unknown' }]
  })
}

const properties = ['kind', 'technology', 'parent', 'source', 'target', 'bidirectional', 'outOfScope'] as const

function changedProperties(evidence: readonly Id[], sides: Sides): Cause[] {
  const { before, after } = sides
  return evidence.flatMap((id) => {
    const [was, is] = [before.parts[id], after.parts[id]]
    if (!was || !is) return []
    return properties.flatMap((property): Cause[] => {
      const [a, b] = [was.properties[property] ?? '', is.properties[property] ?? '']
      if (a === b) return []
      return [{ kind: 'property', part: nameIn(sides, id), property, before: before.parts[a]?.label ?? a, after: after.parts[b]?.label ?? b }]
    })
  })
}
