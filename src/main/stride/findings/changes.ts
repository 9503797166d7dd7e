import { diffParts, type PartDiff } from '../../../shared/domain/diff.ts'
import { diffFindings, lookOf, type FindingChange, type Look } from '../../../shared/domain/diff-findings.ts'
import { partsOfModel } from '../../../shared/domain/diff-parts.ts'
import { matchModels, underOldIds } from '../../../shared/domain/match-model.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { analyze, type AnalyzeOptions } from './analyze.ts'
import type { RuleBook } from '../packs/book.ts'

export interface ModelDiff {
  elements: PartDiff
  flows: PartDiff
  boundaries: PartDiff
  findings: FindingChange[]
}

/**
 * What differs between two models, and between what the rules of `book` find in them. Parts are the same by their ids where both
 * are states of one project (`sameIds`), by source id, and by key. Deterministic; comparing the other way round gives the mirror image.
 */
export function diffModels(before: Model, newer: Model, book: RuleBook, { sameIds = false, ...options }: AnalyzeOptions & { sameIds?: boolean } = {}): ModelDiff {
  const after = underOldIds(newer, matchModels(before, newer, { sameIds }), before)
  const [a, b] = [partsOfModel(before), partsOfModel(after)]
  return {
    elements: diffParts(a.elements, b.elements),
    flows: diffParts(a.flows, b.flows),
    boundaries: diffParts(a.boundaries, b.boundaries),
    findings: diffFindings(lookAt(before, book, options), lookAt(after, book, options)),
  }
}

/** A model as the rules see it. */
function lookAt(model: Model, book: RuleBook, options: AnalyzeOptions): Look {
  return lookOf(model, analyze(model, book, options))
}
