import type { Analysis, Finding } from '../../shared/domain/finding.ts'
import type { Id } from '../../shared/domain/id.ts'
import { tmtPack } from '../../shared/domain/tmt.ts'
import { readModel } from '../store/models.ts'
import { readRuleSettings } from '../store/rule-settings.ts'
import { readTemplate } from '../store/templates.ts'
import type { AppContext } from './context.ts'

/** The analysis with what the project's template finds, in one order; as it is where there is no template, or it is switched off. */
export async function withTemplate(context: AppContext, project: Id, analysis: Analysis): Promise<Analysis> {
  // Nothing to add where the application was closed meanwhile.
  if (!context.db.open) return analysis
  const settings = readRuleSettings(context.db, project)
  const kept = settings.packs[tmtPack] === false ? null : readTemplate(context.db, project)
  if (!kept?.drawing.template) return analysis
  const { findings, rules } = await context.jobs.run('tmt', { model: readModel(context.db, project), drawing: kept.drawing })
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
