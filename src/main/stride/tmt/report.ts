import type { Finding } from '../../../shared/domain/finding.ts'
import type { ImportReport } from '../../../shared/domain/import.ts'
import { countModel, type Model } from '../../../shared/domain/model.ts'
import type { OtherCounts } from '../report.ts'
import { packOf, type RunnableTemplate } from './run.ts'

/** What `analyze --engine tmt --format json` prints: as the native engine's, and of each threat the id that its flow has in the file. */
export function tmtReport(model: Model, findings: readonly Finding[], report: ImportReport, { template, rules, problems }: RunnableTemplate, others: OtherCounts) {
  const objects = new Map([...model.elements, ...model.flows, ...model.boundaries].map((object) => [object.id, object]))
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]))
  const key = (id: string): string => objects.get(id)?.key ?? id
  return {
    rules: { packs: [`${packOf(template)}@${template.version}`], count: rules.length, ...(problems.length > 0 ? { problems } : {}) },
    model: { ...countModel(model), ...others },
    import: report,
    threats: findings.map((finding) => {
      const flow = finding.evidence.map((id) => flows.get(id)).find((one) => one !== undefined)
      return {
        id: finding.id,
        rule: finding.rule,
        title: finding.title,
        stride: finding.stride,
        why: finding.why,
        affected: finding.affected.map((id) => objects.get(id)?.label || key(id)),
        evidence: finding.evidence.map(key),
        references: finding.references,
        mitigations: finding.mitigations,
        severity: finding.severity,
        score: finding.score,
        dread: finding.suggested,
        status: finding.status,
        unknowns: finding.unknowns,
        source: { flow: flow?.sourceId ?? flow?.key ?? '' },
      }
    }),
    questions: [],
  }
}
