import type { Analysis, Finding } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { RuleSettings } from '../../../shared/domain/rule.ts'
import { tmtPack, type TmtPart } from '../../../shared/domain/tmt.ts'
import { readRuleSettings } from '../../store/rule-settings.ts'
import { templateHead } from '../../store/templates.ts'
import type { AppContext } from '../context.ts'
import { JobTooLong } from '../jobs.ts'
import type { SlowTemplates } from './slow-templates.ts'

/** A model, and what its own file says of its drawing; null where that is what the project keeps. */
export interface OtherModel {
  model: Model
  drawn: TmtPart[] | null
}

/**
 * The analysis with what the project's template finds, in one order; as it is where there is no template, it is switched off, or it takes
 * longer than `limitMs`: its filters may take hours on a model, and then it is left out as slow own packs are.
 * @param other another model than the project's own, where it is not null.
 */
export async function withTemplate(context: AppContext, project: Id, analysis: Analysis, other: OtherModel | null, slow: SlowTemplates, limitMs: number): Promise<Analysis> {
  // Nothing to add where the application was closed meanwhile.
  if (!context.db.open) return analysis
  const head = templateHead(context.db, project)
  if (head === null) return analysis
  const settings = readRuleSettings(context.db, project)
  if (settings.packs[tmtPack] === false) {
    slow.forget(project)
    return analysis
  }
  const off = switchedOff(settings)
  if (slow.of(project, head.id, off) !== null) return analysis
  // The half of the time that is the template's own says which rule takes it; beyond all of it the worker is ended.
  const found = await context.jobs.run('tmt', { project, model: other?.model ?? null, drawn: other?.drawn ?? null, off, limitMs: limitMs / 2 }, { limitMs }).catch((error: unknown) => {
    if (!(error instanceof JobTooLong)) throw error
    return { findings: [], rules: 0, slow: '' }
  })
  if (found.slow !== null) {
    const [ms, most] = found.slow === '' ? [limitMs, ''] : [limitMs / 2, `, most of it for threat type ${found.slow}`]
    slow.note(project, head.id, { type: found.slow, seconds: Math.ceil(ms / 1000) })
    context.log(`the template ${head.file} is left out: it took longer than ${String(ms)} ms${most}`)
    context.changes.publish({ project, topics: ['rules'] })
    return analysis
  }
  slow.forget(project)
  const { findings, rules } = found
  if (rules === 0) return analysis
  const silent = new Set(settings.suppressed.map(({ rule, on }) => `${rule} ${on}`))
  const heard = findings.filter(({ rule, evidence }) => !evidence.some((part) => silent.has(`${rule} ${part}`)))
  return {
    ...analysis,
    rules: { packs: [...analysis.rules.packs, tmtPack], count: analysis.rules.count + rules },
    findings: [...analysis.findings, ...heard].sort(byWeight),
  }
}

/** Rules that are switched off; a template's are among them by the ids of their threat types. */
export function switchedOff({ rules }: RuleSettings): string[] {
  return Object.entries(rules).flatMap(([rule, on]) => (on ? [] : [rule]))
}

/** As an analysis orders its own. */
function byWeight(a: Finding, b: Finding): number {
  return b.score - a.score || a.unknowns.length - b.unknowns.length || b.evidence.length - a.evidence.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
