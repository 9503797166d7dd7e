import type { Analysis, Finding } from '../../shared/domain/finding.ts'
import type { Id } from '../../shared/domain/id.ts'
import { tmtPack } from '../../shared/domain/tmt.ts'
import { readModel } from '../store/models.ts'
import { readRuleSettings } from '../store/rule-settings.ts'
import { readTemplate } from '../store/templates.ts'
import type { AppContext } from './context.ts'
import { JobTooLong } from './jobs.ts'

/** Templates that took too long, by their ids, until another one takes their place. */
export type SlowTemplates = Set<Id>

/**
 * The analysis with what the project's template finds, in one order; as it is where there is no template, it is switched off, or it takes
 * longer than `limitMs`: its filters may take hours on a model, and then it is left out as slow own packs are.
 */
export async function withTemplate(context: AppContext, project: Id, analysis: Analysis, slow: SlowTemplates, limitMs: number): Promise<Analysis> {
  // Nothing to add where the application was closed meanwhile.
  if (!context.db.open) return analysis
  const settings = readRuleSettings(context.db, project)
  const kept = settings.packs[tmtPack] === false ? null : readTemplate(context.db, project)
  if (!kept?.drawing.template || slow.has(kept.id)) return analysis
  const found = await context.jobs.run('tmt', { model: readModel(context.db, project), drawing: kept.drawing }, { limitMs }).catch((error: unknown) => {
    if (!(error instanceof JobTooLong)) throw error
    slow.add(kept.id)
    context.log(`the template ${kept.file} is left out: ${error.message}`)
    return null
  })
  if (found === null) return analysis
  const { findings, rules } = found
  const silent = new Set(settings.suppressed.map(({ rule, on }) => `${rule} ${on}`))
  const heard = findings.filter(({ rule, evidence }) => settings.rules[rule] !== false && !evidence.some((part) => silent.has(`${rule} ${part}`)))
  return {
    ...analysis,
    rules: { packs: [...analysis.rules.packs, tmtPack], count: analysis.rules.count + rules },
    findings: [...analysis.findings, ...heard].sort(byWeight),
  }
}

/** As an analysis orders its own. */
function byWeight(a: Finding, b: Finding): number {
  return b.score - a.score || a.unknowns.length - b.unknowns.length || b.evidence.length - a.evidence.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
