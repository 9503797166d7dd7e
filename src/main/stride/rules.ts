import { readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DreadValue, type DreadValues } from '../../shared/domain/dread.ts'
import { Stride } from '../../shared/domain/stride.ts'
import { compile, type Test } from './compile.ts'
import { isStructural, parseCondition, type Condition, type Scope, type Words } from './condition.ts'
import { modifiersFor, Steps, stepsOf, type Modifier, type Raise } from './scoring.ts'
import { compileTemplate, type Template } from './template.ts'
import { readYaml, type Path, type YamlFile } from './yaml-file.ts'

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
const Raw = z.record(z.string(), z.unknown())
/** By the letters of the word: Damage, Reproducibility, Exploitability, Affected users, Discoverability. */
const Dread = z.strictObject({ D: DreadValue, R: DreadValue, E: DreadValue, A: DreadValue, Di: DreadValue })
const OwnRaise = z.strictObject({ when: Raw, by: Steps })

const RuleEntry = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(200),
  why: z.string().min(1).max(1000),
  stride: z.array(Stride).min(1),
  on: z.enum(['element', 'flow']),
  /** Structure only: technology, kind, neighbours, boundaries. Decides what the rule is asked of at all. */
  where: Raw,
  /** May read facts. Left out, the structure alone makes the finding. */
  when: Raw.default({}),
  /** Which subjects share one finding. Default: parallel flows between the same two for flows, none for elements. */
  group: z.enum(['none', 'pair', 'source', 'target', 'boundary', 'technology', 'model']).optional(),
  /** Flows of a subject element that belong to the evidence, with their other ends. Structure only. */
  evidence: z.strictObject({ incoming: Raw.optional(), outgoing: Raw.optional() }).default({}),
  references: z.array(z.string().min(1).max(200)).min(1),
  mitigations: z.array(z.string().min(1).max(500)).min(2),
  /** A case from practice, in a sentence or two. */
  example: z.string().max(600).default(''),
  /** When it is silent, and why that is right. */
  not_when: z.string().max(600).default(''),
  /** The bare case: nothing known of exposure, data and reach. */
  dread: Dread,
  /** What raises this rule beyond the modifiers that all rules share. */
  raise: z.array(OwnRaise).default([]),
  tags: z.array(Slug).default([]),
})

const Pack = z.strictObject({ pack: Slug, title: z.string().min(1).max(100), version: z.string().min(1).max(20), rules: z.array(RuleEntry) })

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
  whereTest: Test
  when: Condition
  whenTest: Test
  group: GroupBy
  evidence: { incoming: Test | null; outgoing: Test | null }
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
}

/**
 * Reads every `*.yaml` of the folders, in the order of the folders and of the file names; `modifiers` apply to them all.
 * @throws ResourceError with line and column.
 */
export function loadRules(folders: readonly string[], words: Words, modifiers: readonly Modifier[]): RulePack[] {
  const packs: RulePack[] = []
  const seen = new Map<string, string>()
  for (const folder of folders) {
    const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort()
    for (const name of names) {
      const source = readYaml(path.join(folder, name), Pack)
      const { pack, title, version, rules } = source.content
      const built = rules.map((entry, index) => {
        const before = seen.get(entry.id)
        if (before !== undefined) throw source.problem(['rules', index, 'id'], `rule ${entry.id} is already in ${before}`)
        seen.set(entry.id, name)
        return buildRule(source, entry, pack, index, words, modifiers)
      })
      packs.push({ id: pack, title, version, rules: built })
    }
  }
  return packs
}

function buildRule(source: YamlFile<unknown>, entry: z.infer<typeof RuleEntry>, pack: string, index: number, words: Words, modifiers: readonly Modifier[]): Rule {
  const conditions: Condition[] = []
  const read = (raw: unknown, scope: Scope, at: Path, structural: boolean): Condition => {
    const place = ['rules', index, ...at]
    const { condition, problem } = parseCondition(raw, scope, words)
    if (problem) throw source.problem([...place, ...problem.path], `rule ${entry.id}: ${problem.text}`)
    if (structural && !isStructural(condition)) throw source.problem(place, `rule ${entry.id}: ${at.join('.')} may not read facts`)
    conditions.push(condition)
    return condition
  }
  const template = (text: string, field: string): Template => {
    const { parts, problem } = compileTemplate(text, entry.on)
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
  const raises = entry.raise.map(({ when: raw, by }, step) => {
    const condition = read(raw, entry.on, ['raise', step, 'when'], false)
    return { when: condition, test: compile(condition), by: stepsOf(by) }
  })
  return {
    id: entry.id,
    pack,
    title: template(entry.title, 'title'),
    why: template(entry.why, 'why'),
    stride: entry.stride,
    on: entry.on,
    where,
    whereTest: compile(where),
    when,
    whenTest: compile(when),
    group,
    evidence: {
      incoming: incoming ? compile(read(incoming, 'flow', ['evidence', 'incoming'], true)) : null,
      outgoing: outgoing ? compile(read(outgoing, 'flow', ['evidence', 'outgoing'], true)) : null,
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
