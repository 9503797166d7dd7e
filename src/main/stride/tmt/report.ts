import type { Finding } from '../../../shared/domain/finding.ts'
import type { ImportReport } from '../../../shared/domain/import.ts'
import { countModel, type Model } from '../../../shared/domain/model.ts'
import { type OtherCounts, partWords, reportedThreat } from '../findings/report.ts'
import { packOf, type RunnableTemplate } from './run.ts'

/** What `analyze --engine tmt --format json` prints: as the native engine's, and of each threat the id that its flow has in the file. */
export function tmtReport(model: Model, findings: readonly Finding[], report: ImportReport, { template, rules, problems }: RunnableTemplate, others: OtherCounts) {
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]))
  const parts = partWords(model)
  return {
    rules: { packs: [`${packOf(template)}@${template.version}`], count: rules.length, ...(problems.length > 0 ? { problems } : {}) },
    model: { ...countModel(model), ...others },
    import: report,
    threats: findings.map((finding) => {
      const flow = finding.evidence.map((id) => flows.get(id)).find((one) => one !== undefined)
      return { ...reportedThreat(finding, parts), source: { flow: flow?.sourceId ?? flow?.key ?? '' } }
    }),
    questions: [],
  }
}
