import { bandOf, defaultBandScheme, total, type BandScheme, type DreadValues } from '../../../shared/domain/dread.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Stride } from '../../../shared/domain/stride.ts'
import { fillNames, strideOfCategory, tmtPack, type TemplateProblem, type TmtDrawing, type TmtTemplate, type TmtThreatType } from '../../../shared/domain/tmt.ts'
import { findingId } from '../findings/identity.ts'
import { holds, parseFilter, type Filter } from './filter.ts'
import { interactionsOf, type FlowInteraction } from './interactions.ts'
import { typesOf, type Types } from './types.ts'

interface TemplateRule {
  type: TmtThreatType
  stride: Stride
  include: Filter
  exclude: Filter | null
  suggested: DreadValues
}

/** A template ready to run. */
export interface RunnableTemplate {
  template: TmtTemplate
  types: Types
  rules: TemplateRule[]
  problems: TemplateProblem[]
}

/** Reads the filters of a template. A threat type without an include filter is made by hand only, and is no rule. */
export function compileTmt(template: TmtTemplate): RunnableTemplate {
  const categories = new Map(template.categories.map(({ id, name }) => [id, name]))
  const rules: TemplateRule[] = []
  const problems: TemplateProblem[] = []
  for (const type of template.threatTypes) {
    if (type.include === '') continue
    const include = parseFilter(type.include)
    const exclude = type.exclude === '' ? { filter: null, problem: null } : parseFilter(type.exclude)
    if (include.problem) problems.push({ type: type.id, filter: 'include', ...include.problem })
    if (exclude.problem) problems.push({ type: type.id, filter: 'exclude', ...exclude.problem })
    if (include.problem || exclude.problem) continue
    const stride = strideOfCategory(categories.get(type.category) ?? type.category) ?? 'Tampering'
    rules.push({ type, stride, include: include.filter, exclude: exclude.filter, suggested: suggestedBy(type.priority || (template.priorities[0] ?? ''), template.priorities) })
  }
  return { template, types: typesOf(template), rules, problems }
}

/** Why a run was ended: its time was over, and this threat type had taken the most of it. */
export class TemplateTooSlow extends Error {
  override name = 'TemplateTooSlow'
  readonly type: string

  constructor(type: string, limitMs: number) {
    super(`a template took longer than ${String(limitMs)} ms, most of it for threat type ${type}`)
    this.type = type
  }
}

/** Flows between two looks at the clock. */
const clockEvery = 16

/**
 * The threats that a template makes of a model: each rule of each flow whose include filter holds and whose exclude filter does not.
 * Two-valued, so all are confirmed. By suggested total, highest first, then in the order of the flows, then of the template.
 * @throws TemplateTooSlow where it takes longer than `limitMs` by the clock `now`, in milliseconds.
 */
export function runTmt({ types, rules }: RunnableTemplate, model: Model, drawing: TmtDrawing | null, { scheme = defaultBandScheme, limitMs = Infinity, now = () => performance.now() }: { scheme?: BandScheme; limitMs?: number; now?: () => number } = {}): Finding[] {
  const end = now() + limitMs
  const interactions = interactionsOf(model, drawing, types)
  const ofFlow = interactions.map((): Finding[] => [])
  let slowest = { type: '', ms: 0 }
  // Rule by rule, so that the clock says which of them takes long.
  for (const rule of rules) {
    const begun = now()
    const lookAtClock = () => {
      const at = now()
      if (at - begun > slowest.ms) slowest = { type: rule.type.id, ms: at - begun }
      if (at > end) throw new TemplateTooSlow(slowest.type, limitMs)
    }
    interactions.forEach((interaction, flow) => {
      if (flow % clockEvery === clockEvery - 1) lookAtClock()
      if (holds(rule.include, interaction) && !(rule.exclude && holds(rule.exclude, interaction))) ofFlow[flow]?.push(findingOf(rule, interaction, scheme))
    })
    lookAtClock()
  }
  // A template that has an id twice makes one threat of a flow by it, the first.
  const first = new Map<string, Finding>()
  for (const finding of ofFlow.flat()) if (!first.has(finding.id)) first.set(finding.id, finding)
  return [...first.values()].sort((a, b) => b.score - a.score)
}

/** Whether a template may take more than a moment on a model: by the length of its filters, and by the lines that flows may cross. */
export function isLong({ threatTypes }: TmtTemplate, { flows, boundaries }: Model): boolean {
  const characters = threatTypes.reduce((sum, { include, exclude }) => sum + include.length + exclude.length, 0)
  const lines = boundaries.filter(({ kind }) => kind === 'line').length
  return characters * flows.length > 50_000_000 || lines * flows.length > 20_000
}

/** What people call a template. */
export function packOf({ name, id }: TmtTemplate): string {
  return name || id || 'tmt'
}

function findingOf({ type, stride, suggested }: TemplateRule, { flow, source, target }: FlowInteraction, scheme: BandScheme): Finding {
  const names = { source: source.label || source.key, target: target.label || target.key, flow: flow.label || flow.key }
  const affected = source.id === target.id ? [source.id] : [source.id, target.id]
  const evidence = [...affected, flow.id]
  return {
    id: findingId(type.id, evidence),
    rule: type.id,
    pack: tmtPack,
    title: (fillNames(type.title, names) || type.id).slice(0, 1000),
    why: fillNames(type.description, names).slice(0, 20_000),
    stride: [stride],
    affected,
    evidence,
    subjects: [flow.id],
    references: [],
    mitigations: type.mitigations,
    suggested,
    score: total(suggested),
    severity: bandOf(suggested, scheme),
    status: 'confirmed',
    unknowns: [],
    facts: [],
  }
}

/** The tool knows a priority and no DREAD: one figure for all five, the middle of the priority's band. */
function suggestedBy(priority: string, all: readonly string[]): DreadValues {
  const value = valueOf(priority, all)
  return { damage: value, reproducibility: value, exploitability: value, affectedUsers: value, discoverability: value }
}

function valueOf(priority: string, all: readonly string[]): number {
  const word = priority.toLowerCase()
  if (/critical|highest|very high|severe/.test(word)) return 9
  if (/high/.test(word)) return 6
  if (/medium|moderate|normal/.test(word)) return 4
  if (/low|minor|info/.test(word)) return 2
  // A template's own words: the first of its list is the gravest.
  const place = all.indexOf(priority)
  return place < 0 || all.length < 2 ? 4 : Math.round(6 - (4 * place) / (all.length - 1))
}
