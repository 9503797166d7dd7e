import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { createAnalyzer, type AnalyzeOptions } from './analyzer.ts'
import type { RuleBook } from '../packs/book.ts'

export type { AnalyzeOptions }

/**
 * Findings, questions and resolved facts of `model`. Pure: the same model and book give the same bytes.
 * Findings come by suggested score, highest first, then fewest unknowns, then most evidence, then id.
 */
export function analyze(model: Model, book: RuleBook, options: AnalyzeOptions = {}): Analysis {
  return createAnalyzer().analyze(model, book, options)
}
