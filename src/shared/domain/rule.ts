import { z } from 'zod'
import { DreadValues } from './dread.ts'
import { Finding } from './finding.ts'
import { Id, Instant } from './id.ts'
import { Stride } from './stride.ts'

/** Id of a pack or a rule. */
export const RuleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)

/** Where a pack comes from: with the program, or from the user's own folder. */
export const packOrigins = ['shipped', 'own'] as const
export const PackOrigin = z.enum(packOrigins)

/** A pack as it is listed. */
export const PackInfo = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  origin: PackOrigin,
  /** Name of its file. */
  file: z.string(),
  rules: z.number().int(),
})
export type PackInfo = z.infer<typeof PackInfo>

/** What is wrong with a pack's file, and where (1-based). The pack is left out of the analysis; the others run. */
export const PackProblem = z.object({ file: z.string(), line: z.number().int(), column: z.number().int(), text: z.string() })
export type PackProblem = z.infer<typeof PackProblem>

/** A rule as it is listed and searched. */
export const RuleInfo = z.object({
  id: z.string(),
  pack: z.string(),
  /** With `{element}` and the like, where words of the model go. */
  title: z.string(),
  stride: z.array(Stride).min(1),
  on: z.enum(['element', 'flow']),
  tags: z.array(z.string()),
  /** Technologies that its structure names. */
  technologies: z.array(z.string()),
})
export type RuleInfo = z.infer<typeof RuleInfo>

export const RuleLibrary = z.object({
  packs: z.array(PackInfo),
  rules: z.array(RuleInfo),
  problems: z.array(PackProblem),
  /** The folder of the user's own packs. */
  folder: z.string(),
})
export type RuleLibrary = z.infer<typeof RuleLibrary>

/** A condition as a page says it. */
export type RuleCondition =
  | { op: 'all' | 'any'; of: RuleCondition[] }
  | { op: 'not' | 'source' | 'target' | 'every_incoming' | 'every_outgoing' | 'crosses' | 'inside' | 'reaches' | 'reached_from'; of: RuleCondition }
  | { op: 'incoming' | 'outgoing'; least: number; of: RuleCondition }
  | { op: 'fact'; fact: string; values: string[] }
  | { op: 'technology'; ids: string[] }
  | { op: 'kind'; kinds: string[] }

export const RuleCondition: z.ZodType<RuleCondition> = z.lazy(() =>
  z.union([
    z.object({ op: z.enum(['all', 'any']), of: z.array(RuleCondition) }),
    z.object({ op: z.enum(['not', 'source', 'target', 'every_incoming', 'every_outgoing', 'crosses', 'inside', 'reaches', 'reached_from']), of: RuleCondition }),
    z.object({ op: z.enum(['incoming', 'outgoing']), least: z.number().int(), of: RuleCondition }),
    z.object({ op: z.literal('fact'), fact: z.string(), values: z.array(z.string()) }),
    z.object({ op: z.literal('technology'), ids: z.array(z.string()) }),
    z.object({ op: z.literal('kind'), kinds: z.array(z.string()) }),
  ]),
)

/** Steps up or down of the five values, -9 to 9. */
const DreadSteps = z.object({ damage: z.number(), reproducibility: z.number(), exploitability: z.number(), affectedUsers: z.number(), discoverability: z.number() })

/** Everything a rule says of itself. */
export const RuleDetail = RuleInfo.extend({
  why: z.string(),
  where: RuleCondition,
  when: RuleCondition,
  /** `title` is empty where the catalogue has none. */
  references: z.array(z.object({ id: z.string(), title: z.string() })),
  mitigations: z.array(z.string()),
  dread: DreadValues,
  /** What raises it: `text` says it where it is a modifier that all rules share. */
  raise: z.array(z.object({ text: z.string(), when: RuleCondition, by: DreadSteps })),
  example: z.string(),
  notWhen: z.string(),
})
export type RuleDetail = z.infer<typeof RuleDetail>

/** A rule that is silent about one element or flow of a project, which is one of its subjects. */
export const Suppression = z.object({ rule: z.string(), on: Id, reason: z.string(), at: Instant })
export type Suppression = z.infer<typeof Suppression>

/** What a project says about packs and rules. One that is not named is on. */
export const RuleSettings = z.object({
  packs: z.record(z.string(), z.boolean()),
  rules: z.record(z.string(), z.boolean()),
  suppressed: z.array(Suppression),
})
export type RuleSettings = z.infer<typeof RuleSettings>

export const noRuleSettings: RuleSettings = { packs: {}, rules: {}, suppressed: [] }

/** Whether a rule of a pack runs in a project at all. */
export function isRuleOn(settings: Pick<RuleSettings, 'packs' | 'rules'>, pack: string, rule: string): boolean {
  return settings.packs[pack] !== false && settings.rules[rule] !== false
}

/** What a draft of a pack would change on one model; nothing is changed by asking. */
export const RulePreview = z.object({
  problems: z.array(PackProblem),
  /** Null where the text is no pack. */
  pack: PackInfo.omit({ origin: true }).nullable(),
  counts: z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int(), same: z.number().int() }),
  /** At most 200: added, changed, removed, then those that stay. */
  findings: z.array(z.object({ change: z.enum(['added', 'changed', 'removed', 'same']), finding: Finding })),
})
export type RulePreview = z.infer<typeof RulePreview>
export type PreviewChange = RulePreview['findings'][number]['change']
