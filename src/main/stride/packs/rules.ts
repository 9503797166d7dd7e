import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DreadValue, type DreadValues } from '../../../shared/domain/dread.ts'
import { Stride } from '../../../shared/domain/stride.ts'
import { isStructural, parseCondition, type Condition, type Scope, type Words } from './condition.ts'
import { modifiersFor, Steps, stepsOf, type Modifier, type Raise } from './scoring.ts'
import { compileTemplate, type Template } from './template.ts'
import { checkYaml, maxYamlBytes, ResourceError, type Path, type YamlFile } from '../vocabulary/yaml-file.ts'

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
const Raw = z.record(z.string(), z.unknown())
/** Half a surrogate pair has no canonical form: a threat that held one could not be signed. */
const Text = (most: number) => z.string().min(1).max(most).regex(/^\P{Surrogate}*$/u, 'half a character')
/** By the letters of the word: Damage, Reproducibility, Exploitability, Affected users, Discoverability. */
const Dread = z.strictObject({ D: DreadValue, R: DreadValue, E: DreadValue, A: DreadValue, Di: DreadValue })
const OwnRaise = z.strictObject({ when: Raw, by: Steps })

const RuleEntry = z.strictObject({
  id: Slug,
  title: Text(200),
  why: Text(1000),
  stride: z.array(Stride).min(1).max(6),
  on: z.enum(['element', 'flow']),
  /** Structure only: technology, kind, neighbours, boundaries. Decides what the rule is asked of at all. */
  where: Raw,
  /** May read facts. Left out, the structure alone makes the finding. */
  when: Raw.default({}),
  /** Which subjects share one finding. Default: parallel flows between the same two for flows, none for elements. */
  group: z.enum(['none', 'pair', 'source', 'target', 'boundary', 'technology', 'model']).optional(),
  /** Flows of a subject element that belong to the evidence, with their other ends. Structure only. */
  evidence: z.strictObject({ incoming: Raw.optional(), outgoing: Raw.optional() }).default({}),
  references: z.array(Text(200)).min(1).max(30),
  mitigations: z.array(Text(500)).min(2).max(30),
  /** A case from practice, in a sentence or two. */
  example: z.string().max(600).default(''),
  /** When it is silent, and why that is right. */
  not_when: z.string().max(600).default(''),
  /** The bare case: nothing known of exposure, data and reach. */
  dread: Dread,
  /** What raises this rule beyond the modifiers that all rules share. */
  raise: z.array(OwnRaise).max(20).default([]),
  tags: z.array(Slug).max(30).default([]),
})

const Pack = z.strictObject({ pack: Slug, title: Text(100), version: Text(20), rules: z.array(RuleEntry).max(500) })

export type GroupBy = 'none' | 'pair' | 'source' | 'target' | 'boundary' | 'technology' | 'model'

/** A rule ready to run. */
export interface Rule {
  id: string
  pack: string
  title: Template
  why: Template
  stride: Stride[]
  on: 'element' | 'flow'
  where: Condition
  when: Condition
  group: GroupBy
  evidence: { incoming: Condition | null; outgoing: Condition | null }
  references: string[]
  mitigations: string[]
  example: string
  notWhen: string
  dread: DreadValues
  /** Its own first, then the shared modifiers that apply to it. */
  raise: Raise[]
  tags: string[]
  /** Every condition of the rule, for checks over packs. */
  conditions: Condition[]
}

export interface RulePack {
  id: string
  title: string
  version: string
  rules: Rule[]
  /** Name of its file, where it has one. */
  file?: string
}

/** Ids of packs and rules that are taken, with the file that has them. */
export interface Taken {
  packs: Map<string, string>
  rules: Map<string, string>
}

export function nothingTaken(): Taken {
  return { packs: new Map(), rules: new Map() }
}

/** One pack, ready to run, and its ids noted as taken; or everything that is wrong with it, one problem a rule. */
export function checkPack(file: string, text: string, words: Words, modifiers: readonly Modifier[], taken: Taken): { pack: RulePack | null; problems: ResourceError[] } {
  const { yaml, problems } = checkYaml(file, text, Pack)
  if (yaml === null) return { pack: null, problems }
  const { pack, title, version, rules } = yaml.content
  const wrong: ResourceError[] = []
  const other = taken.packs.get(pack)
  if (other !== undefined) wrong.push(yaml.problem(['pack'], `pack ${pack} is already in ${other}`))
  const built: Rule[] = []
  const own = new Map<string, string>()
  for (const [index, entry] of rules.entries()) {
    const before = taken.rules.get(entry.id) ?? own.get(entry.id)
    if (before !== undefined) wrong.push(yaml.problem(['rules', index, 'id'], `rule ${entry.id} is already in ${before}`))
    own.set(entry.id, path.basename(file))
    try {
      built.push(buildRule(yaml, entry, pack, index, words, modifiers))
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error
      wrong.push(error)
    }
  }
  if (wrong.length > 0) return { pack: null, problems: wrong }
  taken.packs.set(pack, path.basename(file))
  for (const [id, name] of own) taken.rules.set(id, name)
  return { pack: { id: pack, title, version, rules: built, file: path.basename(file) }, problems: [] }
}

/** Names of the packs in a folder, in their order. */
export function packFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.')).sort()
}

/**
 * Reads every `*.yaml` of the folders, in the order of the folders and of the file names; `modifiers` apply to them all.
 * @throws ResourceError with line and column.
 */
export function loadRules(folders: readonly string[], words: Words, modifiers: readonly Modifier[], taken: Taken = nothingTaken()): RulePack[] {
  const packs: RulePack[] = []
  for (const folder of folders) {
    for (const name of packFiles(folder)) {
      const file = path.join(folder, name)
      const { pack, problems } = checkPack(file, readPack(file), words, modifiers, taken)
      if (pack === null) throw problems[0] ?? new ResourceError(file, 1, 1, 'not valid')
      packs.push(pack)
    }
  }
  return packs
}

/** A device or a pipe would be read for ever, and so would a link to one: only files, and none that are larger than a pack may be. */
function readPack(file: string): string {
  try {
    const stat = statSync(file)
    if (!stat.isFile()) throw new ResourceError(file, 1, 1, 'not a file')
    if (stat.size > maxYamlBytes) throw new ResourceError(file, 1, 1, `larger than ${maxYamlBytes} bytes`)
    return packText(file, readFileSync(file))
  } catch (error) {
    if (error instanceof ResourceError) throw error
    throw new ResourceError(file, 1, 1, 'can not be read')
  }
}

/** The text of a pack's bytes. @throws ResourceError where they are not UTF-8. */
export function packText(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ResourceError(file, 1, 1, 'not a text in UTF-8')
  }
}

/** Labels that a title may name: a threat's title takes no more. */
const maxInTitle = 3

/** Conditions, and steps from part to part, that one rule may hold: each step goes over all flows of a part. */
const maxConditions = 300
const maxDepth = 40
const maxSteps = 3

/** Where a raw condition is too large or too deep. An alias may make it endless, so it is looked at before it is read. */
function tooLarge(raw: unknown): { path: Path; text: string } | null {
  const open: { value: unknown; path: Path; steps: number }[] = [{ value: raw, path: [], steps: 0 }]
  for (let seen = 0; ; seen++) {
    const at = open.pop()
    if (at === undefined) return null
    if (seen > maxConditions) return { path: [], text: `more than ${maxConditions} parts in one condition` }
    if (at.path.length > maxDepth) return { path: at.path.slice(0, 2), text: `nested deeper than ${maxDepth} levels` }
    if (at.steps > maxSteps) return { path: at.path, text: `more than ${maxSteps} steps from flow to flow` }
    if (typeof at.value !== 'object' || at.value === null) continue
    const entries = Array.isArray(at.value) ? [...at.value.entries()] : Object.entries(at.value)
    for (const [key, value] of entries.reverse()) open.push({ value, path: [...at.path, key], steps: at.steps + (/incoming|outgoing/.test(String(key)) ? 1 : 0) })
  }
}

function buildRule(source: YamlFile<unknown>, entry: z.infer<typeof RuleEntry>, pack: string, index: number, words: Words, modifiers: readonly Modifier[]): Rule {
  const conditions: Condition[] = []
  const read = (raw: unknown, scope: Scope, at: Path, structural: boolean): Condition => {
    const place = ['rules', index, ...at]
    const large = tooLarge(raw)
    if (large) throw source.problem([...place, ...large.path], `rule ${entry.id}: ${large.text}`)
    const { condition, problem } = parseCondition(raw, scope, words)
    if (problem) throw source.problem([...place, ...problem.path], `rule ${entry.id}: ${problem.text}`)
    if (structural && !isStructural(condition)) throw source.problem(place, `rule ${entry.id}: ${at.join('.')} may not read facts`)
    conditions.push(condition)
    return condition
  }
  const template = (text: string, field: string, most?: number): Template => {
    const { parts, problem } = compileTemplate(text, entry.on, most)
    if (problem !== null) throw source.problem(['rules', index, field], `rule ${entry.id}: ${problem}`)
    return parts
  }
  const group = entry.group ?? (entry.on === 'flow' ? 'pair' : 'none')
  if (entry.on === 'element' && ['pair', 'source', 'target'].includes(group)) {
    throw source.problem(['rules', index, 'group'], `rule ${entry.id}: elements cannot be grouped by ${group}`)
  }
  const where = read(entry.where, entry.on, ['where'], true)
  const when = read(entry.when, entry.on, ['when'], false)
  const { incoming, outgoing } = entry.evidence
  const raises = entry.raise.map(({ when: raw, by }, step): Raise => ({ when: read(raw, entry.on, ['raise', step, 'when'], false), by: stepsOf(by) }))
  return {
    id: entry.id,
    pack,
    title: template(entry.title, 'title', maxInTitle),
    why: template(entry.why, 'why'),
    stride: entry.stride,
    on: entry.on,
    where,
    when,
    group,
    evidence: {
      incoming: incoming ? read(incoming, 'flow', ['evidence', 'incoming'], true) : null,
      outgoing: outgoing ? read(outgoing, 'flow', ['evidence', 'outgoing'], true) : null,
    },
    references: entry.references,
    mitigations: entry.mitigations,
    example: entry.example,
    notWhen: entry.not_when,
    dread: { damage: entry.dread.D, reproducibility: entry.dread.R, exploitability: entry.dread.E, affectedUsers: entry.dread.A, discoverability: entry.dread.Di },
    raise: [...raises, ...modifiersFor(modifiers, entry.on, entry.stride[0])],
    tags: entry.tags,
    conditions,
  }
}
