import type { Analysis, Finding } from '../../../shared/domain/finding.ts'
import type { ImportReport } from '../../../shared/domain/import.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { RuleBook } from '../packs/book.ts'

/** What a file holds beside its model. */
export interface OtherCounts {
  threats: number
  mitigations: number
  assets: number
}

/**
 * What `analyze --format json` prints. Evidence and the `on` of unknowns and questions are keys,
 * `affected` are labels.
 */
export function analysisReport(model: Model, analysis: Analysis, report: ImportReport, book: RuleBook, others: OtherCounts = { threats: 0, mitigations: 0, assets: 0 }) {
  const parts = partWords(model)
  return {
    rules: { packs: book.packs.map(({ id, version }) => `${id}@${version}`), count: analysis.rules.count },
    model: { ...analysis.counts, ...others },
    import: report,
    threats: analysis.findings.map((finding) => reportedThreat(finding, parts)),
    questions: analysis.questions.map(({ fact, on, text, settles }) => ({ fact, on: parts.key(on), text, settles })),
  }
}

/** What reports call the parts of a model, by id. */
export interface PartWords {
  key: (id: string) => string
  /** The key where a part has no label. */
  label: (id: string) => string
}

export function partWords(model: Model): PartWords {
  const objects = new Map([...model.elements, ...model.flows, ...model.boundaries].map((object) => [object.id, object]))
  const key = (id: string): string => objects.get(id)?.key ?? id
  return { key, label: (id) => objects.get(id)?.label || key(id) }
}

/** A finding as every engine's report prints it. */
export function reportedThreat(finding: Finding, { key, label }: PartWords) {
  return {
    id: finding.id,
    rule: finding.rule,
    title: finding.title,
    stride: finding.stride,
    why: finding.why,
    affected: finding.affected.map(label),
    evidence: finding.evidence.map(key),
    references: finding.references,
    mitigations: finding.mitigations,
    severity: finding.severity,
    score: finding.score,
    dread: finding.suggested,
    status: finding.status,
    unknowns: finding.unknowns.map(({ on, fact }) => ({ fact, on: key(on) })),
  }
}
