import { threadId } from 'node:worker_threads'
import { analysisChange, noAnalysis, type AnalysisChange } from '../../../shared/domain/analysis-change.ts'
import type { Analysis } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { createModelReader, type ModelReader } from '../../store/model-reader.ts'
import { openForReading } from '../../store/open-for-reading.ts'
import { readHeader } from '../../store/projects.ts'
import { createAnalyzer, type Analyzer, type AnalyzeOptions } from '../../stride/findings/analyzer.ts'
import { type AssetFacts, createAssetFacts } from '../../stride/vocabulary/asset-facts.ts'
import type { RuleBook } from '../../stride/packs/book.ts'

/** Analyses of the library's projects, in the worker: reading a large model would keep the event loop too long. */
export interface ProjectAnalyses {
  /**
   * Analyses the model as it is in the library now. Where `since` is the stamp of the analysis that was answered last for this project,
   * the answer is what changed since (`upon`), else all of it.
   */
  analyze: (project: Id, book: RuleBook, options: AnalyzeOptions, since: string | null) => AnalysisChange & { stamp: string; upon: string | null }
}

interface Kept {
  read: ModelReader
  fill: AssetFacts
  analyzer: Analyzer
  stamp: string
  analysis: Analysis
}

/** Projects of which the last analysis is kept; of a large one it takes some hundred megabytes. */
const most = 2

/** @param library the library's file, which is only read. */
export function projectAnalyses(library: string): ProjectAnalyses {
  const db = openForReading(library)
  const kept = new Map<Id, Kept>()
  let count = 0
  return {
    analyze: (project, book, options, since) => {
      if (db === null) throw new Error('the library has another schema than the worker knows')
      const { read, fill, analyzer, stamp: last, analysis: known } = kept.get(project) ?? { read: createModelReader(db, project), fill: createAssetFacts(), analyzer: createAnalyzer(), stamp: null, analysis: noAnalysis }
      // Where it throws half-way, the next one starts afresh.
      kept.delete(project)
      for (const oldest of kept.keys()) {
        if (kept.size < most) break
        kept.delete(oldest)
      }
      const analysis = analyzer.analyze(fill(read().model, readHeader(db, project).assets, book.recogniser), book, options)
      // No two workers have the same number, so no stamp is ever given twice.
      const stamp = `${String(threadId)}.${String(++count)}`
      const upon = since === last ? last : null
      kept.set(project, { read, fill, analyzer, stamp, analysis })
      return { ...analysisChange(upon === null ? noAnalysis : known, analysis), stamp, upon }
    },
  }
}
