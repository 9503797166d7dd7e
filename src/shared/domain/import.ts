import { z } from 'zod'
import { ImportedThreat } from './threat-list.ts'
import { Model } from './model.ts'
import { TmtDrawing } from './tmt.ts'

/** Parsed of candidates, where a candidate is something the source contains, counted independently of the parser's success. */
export const Share = z.object({ parsed: z.number().int(), candidates: z.number().int() })
export type Share = z.infer<typeof Share>

/** Something the source contains that was dropped or guessed, with its place and the reason. */
export const Dropped = z.object({ line: z.number().int().optional(), what: z.string(), why: z.string() })
export type Dropped = z.infer<typeof Dropped>

/** The honest report of one import. Never more parsed than candidates. */
export const ImportReport = z.object({
  elements: Share,
  edges: Share,
  labels: Share,
  flowLabels: Share,
  dropped: z.array(Dropped),
})
export type ImportReport = z.infer<typeof ImportReport>

export const importFormats = ['mermaid', 'drawio', 'tm7', 'stride-list', 'threat-thinker-report', 'dread'] as const
export const ImportFormat = z.enum(importFormats)
export type ImportFormat = z.infer<typeof ImportFormat>

/** What reading one file gives: a model (empty for a threat list), a threat list (null for a diagram), and the report. */
export const ImportedFile = z.object({
  format: ImportFormat,
  model: Model,
  threats: z.array(ImportedThreat),
  /** The parts of a threat list that are not rows (preamble, headings, stamps), by names the format chooses, so that it exports as it came. */
  listLayout: z.record(z.string(), z.string()).nullable(),
  report: ImportReport,
  /** Of a .tm7: its template, and what that asks of the drawing. */
  tmt: TmtDrawing.optional(),
})
export type ImportedFile = z.infer<typeof ImportedFile>
