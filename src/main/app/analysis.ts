import { implement } from '@orpc/server'
import { type FindingState, workbenchContract } from '../../shared/contract/workbench.ts'
import type { Analysis } from '../../shared/domain/finding.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { RuleSettings } from '../../shared/domain/rule.ts'
import { gonePhrases } from '../../shared/domain/threat.ts'
import { type FindingSnapshot, listTriaged } from '../store/findings.ts'
import { modelRevision, readModel } from '../store/models.ts'
import { hasProject } from '../store/projects.ts'
import { readRuleSettings } from '../store/rule-settings.ts'
import { setGone } from '../store/threats.ts'
import { choiceOf } from '../stride/rule-choice.ts'
import type { AppContext } from './context.ts'
import { JobTooLong } from './jobs.ts'
import type { RulePacks } from './rule-packs.ts'
import { needProject } from './step.ts'

/** Analyses that are kept; each belongs to one revision of one project's model. */
const kept = 8
/** Where nobody is waiting for it, an analysis runs after this many milliseconds without an edit: it must not get between two of them. */
const settleMs = 400
/** With own packs, an analysis that takes longer than this is done again without them: they must not keep a project from its own. */
const ownPacksLimitMs = 20_000

export interface Analyses {
  /** The analysis of the model as it is now, from the cache where the model has not changed since. */
  of: (project: Id) => Promise<Analysis>
  close: () => void
}

/** Analyses in the worker, once a revision of a model and a version of the rules, and again by itself after every change. */
export function createAnalyses(context: AppContext, packs: RulePacks, limitMs: number = ownPacksLimitMs): Analyses {
  const cache = new Map<Id, { revision: number; own: string; analysis: Promise<Analysis> }>()
  const timers = new Map<Id, NodeJS.Timeout>()
  const stop = new AbortController()

  function of(project: Id): Promise<Analysis> {
    // The settings of rules count as changes of the model.
    const revision = modelRevision(context.db, project)
    const own = packs.version()
    const known = cache.get(project)
    if (known?.revision === revision && known.own === own) return known.analysis
    const model = readModel(context.db, project)
    const settings = readRuleSettings(context.db, project)
    const analysis = run(model, settings, own).then((done) => {
      if (context.db.open && modelRevision(context.db, project) === revision) markGone(context, project, model, done, settings)
      return done
    })
    cache.delete(project)
    cache.set(project, { revision, own, analysis })
    analysis.catch(() => {
      if (cache.get(project)?.analysis === analysis) cache.delete(project)
    })
    for (const oldest of cache.keys()) {
      if (cache.size <= kept) break
      cache.delete(oldest)
    }
    return analysis
  }

  async function run(model: Model, settings: RuleSettings, own: string): Promise<Analysis> {
    const choice = choiceOf(settings)
    try {
      return await context.jobs.run('analyze', { model, own, choice }, { limitMs: own === '' ? undefined : limitMs })
    } catch (error) {
      if (!(error instanceof JobTooLong)) throw error
      context.log(`own rule packs are left out: ${error.message}`)
      packs.leaveOut(own)
      return context.jobs.run('analyze', { model, own: '', choice })
    }
  }

  async function refresh(project: Id): Promise<void> {
    timers.delete(project)
    if (stop.signal.aborted || !hasProject(context.db, project)) return
    const revision = modelRevision(context.db, project)
    const analysis = await of(project)
    // The triage may have changed where the model did not.
    if (context.db.open && modelRevision(context.db, project) === revision) markGone(context, project, readModel(context.db, project), analysis, readRuleSettings(context.db, project))
  }

  async function follow(): Promise<void> {
    for await (const change of context.changes.subscribe(stop.signal)) {
      const { project, topics } = change
      if (project === null || !topics.includes('analysis')) continue
      clearTimeout(timers.get(project))
      const later = () => void refresh(project).catch((error: unknown) => (stop.signal.aborted ? undefined : context.log(`analysis: ${String(error)}`)))
      timers.set(project, setTimeout(later, settleMs).unref())
    }
  }
  follow().catch(() => undefined)

  return {
    of,
    close: () => {
      stop.abort()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/** Marks threats none of whose findings fires any more with the fact that changed, and takes the mark from those that fire again. */
function markGone(context: AppContext, project: Id, model: Model, analysis: Analysis, settings: RuleSettings): void {
  const firing = new Set(analysis.findings.map((finding) => finding.id))
  const threats = new Map<Id, string | null>()
  for (const { finding, threat, snapshot } of listTriaged(context.db, project)) {
    if (threat === null || threats.get(threat) === null) continue
    threats.set(threat, firing.has(finding) ? null : (threats.get(threat) ?? goneReason(snapshot, model, analysis, settings)))
  }
  const changed = context.db.transaction(() => [...threats].filter(([threat, gone]) => setGone(context.db, threat, gone)).length)()
  if (changed > 0) context.changes.publish({ project, topics: ['threats', 'register'] })
}

/** What changed since the finding was triaged: a part that is no longer there, what somebody said of its rule, else a fact with another value. */
function goneReason({ finding, labels }: FindingSnapshot, model: Model, analysis: Analysis, settings: RuleSettings): string {
  const now = labelsOf(model)
  const label = (id: Id) => now[id] ?? labels[id] ?? id
  const missing = finding.evidence.find((id) => now[id] === undefined)
  if (missing !== undefined) return gonePhrases.say('part-missing', { part: label(missing) })
  const { pack, rule } = finding
  if (settings.packs[pack] === false) return gonePhrases.say('pack-off', { pack })
  if (settings.rules[rule] === false) return gonePhrases.say('rule-off', { rule })
  const silent = settings.suppressed.find((one) => one.rule === rule && (finding.subjects ?? finding.evidence).includes(one.on))
  if (silent) return gonePhrases.say('suppressed', { rule, part: label(silent.on), reason: silent.reason })
  if (!analysis.rules.packs.includes(pack)) return gonePhrases.say('pack-missing', { pack })
  for (const { on, fact, value } of finding.facts) {
    const current = analysis.facts[on]?.[fact]?.value ?? 'unknown'
    if (current !== (value?.value ?? 'unknown')) return gonePhrases.say('fact-changed', { fact, part: label(on), value: current })
  }
  return gonePhrases.say('rule-changed')
}

/** What people call the parts of a model, by id. A flow without a label is called by its ends. */
export function labelsOf(model: Model): Record<Id, string> {
  const labels: Record<Id, string> = {}
  for (const part of [...model.elements, ...model.boundaries]) labels[part.id] = part.label || part.key
  for (const flow of model.flows) {
    const end = (id: Id | null) => (id === null ? '' : (labels[id] ?? ''))
    labels[flow.id] = `${end(flow.source)} -> ${end(flow.target)}`
  }
  return labels
}

export function analysisHandlers(context: AppContext, analyses: Analyses) {
  const os = implement(workbenchContract).analysis
  return {
    get: os.get.handler(async ({ input }) => {
      needProject(context, input.project)
      const analysis = await analyses.of(input.project)
      return { analysis, states: statesOf(context, input.project, analysis) }
    }),
  }
}

/** Triaged findings, whether they fire or not, and then the new ones. */
function statesOf(context: AppContext, project: Id, analysis: Analysis): FindingState[] {
  const states = new Map<Id, FindingState>()
  for (const { finding, state, reason, threat } of listTriaged(context.db, project)) states.set(finding, { finding, state, reason, threat })
  for (const { id } of analysis.findings) if (!states.has(id)) states.set(id, { finding: id, state: 'new', reason: '', threat: null })
  return [...states.values()]
}
