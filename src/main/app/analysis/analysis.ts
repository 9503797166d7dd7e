import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import { allStates } from '../../../shared/domain/analysed.ts'
import { changedAnalysis, joinedPieces, noAnalysis, type AnalysisPiece } from '../../../shared/domain/analysis-change.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Asset } from '../../../shared/domain/project.ts'
import type { RuleSettings } from '../../../shared/domain/rule.ts'
import { gonePhrases } from '../../../shared/domain/threat.ts'
import { outOfScope, type OutOfScope } from '../../../shared/domain/scope.ts'
import type { TmtPart } from '../../../shared/domain/tmt.ts'
import { type FindingSnapshot, listTriaged } from '../../store/findings.ts'
import { modelRevision, readModel } from '../../store/models.ts'
import { hasProject, readHeader } from '../../store/projects.ts'
import { readRuleSettings } from '../../store/rule-settings.ts'
import { setGone } from '../../store/threats.ts'
import { choiceOf } from '../../stride/packs/rule-choice.ts'
import { createAnalysedStates } from './analysed-states.ts'
import type { AppContext } from '../context.ts'
import { JobTooLong } from '../jobs.ts'
import type { RulePacks } from '../rules/rule-packs.ts'
import { cancelled } from '../problems.ts'
import type { SlowTemplates } from './slow-templates.ts'
import { needProject } from '../step.ts'
import { withTemplate } from './template-findings.ts'
import { standingTriage, toldOf } from '../threats/triage-states.ts'

/** Analyses that are kept; each belongs to one revision of one project's model. */
const kept = 8
/** Where nobody is waiting for it, an analysis runs after this many milliseconds without an edit: it must not get between two of them. */
const settleMs = 400
/** With own packs, an analysis that takes longer than this is done again without them: they must not keep a project from its own. The same goes for a template. */
const ownPacksLimitMs = 20_000

/** An analysis by the name that the worker knows it by. */
interface Stamped {
  stamp: string
  analysis: Analysis
}

export interface Analyses {
  /** The analysis of the model as it is now, from the cache where the model has not changed since. */
  of: (project: Id) => Promise<Analysis>
  /** The analysis of another model by the project's rules and its template, such as an earlier state of its own. `drawn`: what its file says of its drawing, if it is another one. */
  ofModel: (project: Id, model: Model, drawn?: TmtPart[] | null) => Promise<Analysis>
  close: () => void
}

/** Analyses in the worker, once a revision of a model and a version of the rules, and again by itself after every change. */
export function createAnalyses(context: AppContext, packs: RulePacks, slowTemplates: SlowTemplates, limitMs: number = ownPacksLimitMs): Analyses {
  const cache = new Map<Id, { revision: number; own: string; stamped: Promise<Stamped>; whole: Promise<Analysis> }>()
  const timers = new Map<Id, NodeJS.Timeout>()
  const stop = new AbortController()

  function of(project: Id): Promise<Analysis> {
    // The settings of rules count as changes of the model.
    const revision = modelRevision(context.db, project)
    const own = packs.version()
    const known = cache.get(project)
    if (known?.revision === revision && known.own === own) return known.whole
    const stamped = follows(project, known?.stamped, own)
    const whole = stamped.then(async ({ analysis }) => {
      // A template's findings are worked out anew each time, and are no part of what the worker knows this analysis by.
      const done = await withTemplate(context, project, analysis, null, slowTemplates, limitMs)
      if (context.db.open && modelRevision(context.db, project) === revision) markGone(context, project, done, isIncomplete())
      return done
    })
    cache.delete(project)
    cache.set(project, { revision, own, stamped, whole })
    whole.catch(() => {
      if (cache.get(project)?.stamped === stamped) cache.delete(project)
    })
    for (const oldest of cache.keys()) {
      if (cache.size <= kept) break
      cache.delete(oldest)
    }
    return whole
  }

  /** Whether rules are left out for now, because they took too long. */
  function isIncomplete(): boolean {
    return packs.leftOut() || slowTemplates.any()
  }

  /** The analysis after `before`: the worker sends what changed since, or all of it where it does not know that one any more. */
  async function follows(project: Id, before: Promise<Stamped> | undefined, own: string): Promise<Stamped> {
    const last = await before?.catch(() => undefined)
    if (!context.db.open) throw cancelled()
    const choice = choiceOf(readRuleSettings(context.db, project))
    const since = last?.stamp ?? null
    const work = async (packsVersion: string, limit?: number): Promise<Stamped> => {
      const pieces: AnalysisPiece[] = []
      const { stamp, upon, outline, added } = await context.jobs.run('analyze-project', { project, own: packsVersion, choice, since }, { limitMs: limit, onPiece: (piece) => pieces.push(piece) })
      const base = last !== undefined && upon === last.stamp ? last.analysis : noAnalysis
      return { stamp, analysis: changedAnalysis(base, { outline, added: joinedPieces([...pieces, added]) }) }
    }
    return withoutSlowPacks(own, work)
  }

  async function run(model: Model, assets: readonly Asset[], settings: RuleSettings, own: string): Promise<Analysis> {
    const choice = choiceOf(settings)
    return withoutSlowPacks(own, (packsVersion, limit) => context.jobs.run('analyze', { model, assets, own: packsVersion, choice }, { limitMs: limit }))
  }

  /** Where own packs take too long, `work` is done again without them. */
  async function withoutSlowPacks<Result>(own: string, work: (own: string, limitMs?: number) => Promise<Result>): Promise<Result> {
    try {
      return await work(own, own === '' ? undefined : limitMs)
    } catch (error) {
      if (!(error instanceof JobTooLong)) throw error
      context.log(`own rule packs are left out: ${error.message}`)
      packs.leaveOut(own)
      return work('')
    }
  }

  async function refresh(project: Id): Promise<void> {
    timers.delete(project)
    if (stop.signal.aborted || !hasProject(context.db, project)) return
    const revision = modelRevision(context.db, project)
    const analysis = await of(project)
    // The triage may have changed where the model did not.
    if (context.db.open && modelRevision(context.db, project) === revision) markGone(context, project, analysis, isIncomplete())
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
    ofModel: async (project, model, drawn = null) => {
      const analysis = await run(model, readHeader(context.db, project).assets, readRuleSettings(context.db, project), packs.version())
      return withTemplate(context, project, analysis, { model, drawn }, slowTemplates, limitMs)
    },
    close: () => {
      stop.abort()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/**
 * Marks threats none of whose findings fires any more with the fact that changed, and takes the mark from those that fire again.
 * Where the analysis is incomplete, nothing is said of threats from packs that it did not run: they may fire still.
 */
function markGone(context: AppContext, project: Id, analysis: Analysis, incomplete: boolean): void {
  const triaged = listTriaged(context.db, project)
  // Where a finding goes on under another id, its threat is not gone.
  const firing = new Set([...standingTriage(triaged, analysis.findings).values()].map(({ row }) => row.finding))
  // Read where something is gone, which is seldom: of a large model, reading takes a while.
  let now: { labels: Record<Id, string>; scope: ReadonlyMap<Id, OutOfScope>; settings: RuleSettings } | undefined
  const reasonOf = (snapshot: FindingSnapshot) => {
    if (now === undefined) {
      const model = readModel(context.db, project)
      now = { labels: labelsOf(model), scope: outOfScope(model), settings: readRuleSettings(context.db, project) }
    }
    return goneReason(snapshot, now, analysis)
  }
  const ran = new Set(analysis.rules.packs)
  const off = incomplete ? readRuleSettings(context.db, project).packs : {}
  const leftOut = (pack: string) => incomplete && !ran.has(pack) && off[pack] !== false
  const threats = new Map<Id, string | null>()
  for (const { finding, threat, snapshot } of triaged) {
    if (threat === null || threats.get(threat) === null) continue
    if (leftOut(snapshot.finding.pack)) continue
    threats.set(threat, firing.has(finding) ? null : (threats.get(threat) ?? reasonOf(snapshot)))
  }
  const changed = context.db.transaction(() => [...threats].filter(([threat, gone]) => setGone(context.db, threat, gone)).length)()
  if (changed > 0) context.changes.publish({ project, topics: ['threats', 'register'] })
}

/** What changed since the finding was triaged: a part that is no longer there, what somebody said of its rule, else a fact with another value. */
function goneReason({ finding, labels }: FindingSnapshot, now: { labels: Record<Id, string>; scope: ReadonlyMap<Id, OutOfScope>; settings: RuleSettings }, analysis: Analysis): string {
  const { settings, scope } = now
  const label = (id: Id) => now.labels[id] ?? labels[id] ?? id
  const missing = finding.evidence.find((id) => now.labels[id] === undefined)
  if (missing !== undefined) return gonePhrases.say('part-missing', { part: label(missing) })
  const out = (finding.subjects ?? finding.evidence).map((id) => scope.get(id))
  if (out[0] !== undefined && out.every((mark) => mark !== undefined)) return gonePhrases.say('out-of-scope', { part: label(out[0].by), reason: out[0].reason || '-' })
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
  const known = createAnalysedStates()
  async function now(project: Id) {
    needProject(context, project)
    const analysis = await analyses.of(project)
    if (!context.db.open) throw cancelled()
    return known.state(project, analysis, toldOf(listTriaged(context.db, project), analysis.findings))
  }
  return {
    get: os.get.handler(async ({ input }) => {
      const { analysis, told } = await now(input.project)
      return { analysis, states: allStates(told, analysis.findings) }
    }),
    since: os.since.handler(async function* ({ input }) {
      yield* known.news(input.project, input.stamp, await now(input.project))
    }),
    counts: os.counts.handler(async ({ input }) => {
      const { analysis, told } = await now(input.project)
      return { questions: analysis.questions.length, new: allStates(told, analysis.findings).filter(({ state }) => state === 'new').length }
    }),
  }
}
