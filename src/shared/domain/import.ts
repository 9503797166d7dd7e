import { z } from 'zod'
import { ImportedThreat } from './threat-list.ts'
import { columnFields } from '../list/register-columns.ts'
import { Model } from './model.ts'
import { Asset, Assumption, ProjectHeader } from './project.ts'
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

export const importFormats = ['mermaid', 'drawio', 'tm7', 'stride-list', 'threat-thinker-report', 'threat-dragon', 'otm', 'threagile', 'threat-composer', 'tm-bom', 'pytm', 'threat-thinker-ir', 'csv', 'xlsx', 'dread'] as const
export const ImportFormat = z.enum(importFormats)
export type ImportFormat = z.infer<typeof ImportFormat>

/** What a file says of the system beside its model and its threats. A project's header takes what it does not say itself. */
export const ImportedAbout = z.object({
  header: ProjectHeader.pick({ system: true, release: true, purpose: true, environment: true, exclusions: true }).partial(),
  assumptions: z.array(Assumption.omit({ id: true })),
  /** `sources`: the source ids of the flows that carry it and of the elements that hold or handle it. */
  assets: z.array(Asset.omit({ id: true }).extend({ sources: z.array(z.string()).optional() })),
  /** How many mitigations the file defines, each counted once whatever number of threats it is for. */
  mitigations: z.number().int(),
})
export type ImportedAbout = z.infer<typeof ImportedAbout>

/** The columns of a register in rows and columns, for a person to look at before it is imported. */
export const RegisterTable = z.object({
  columns: z.array(z.string()),
  /** What each column is read as. One that is not here is kept with its row. */
  mapping: z.record(z.string(), z.enum(columnFields)),
  /** The first rows, each with a cell for every column. */
  rows: z.array(z.array(z.string())),
  /** Rows in all. */
  count: z.number().int(),
})
export type RegisterTable = z.infer<typeof RegisterTable>

/** What reading one file gives: a model (empty for a threat list), a threat list (null for a diagram), and the report. */
export const ImportedFile = z.object({
  format: ImportFormat,
  model: Model,
  threats: z.array(ImportedThreat),
  /** The parts of a threat list that are not rows (preamble, headings, stamps), by names the format chooses, so that it exports as it came. */
  listLayout: z.record(z.string(), z.string()).nullable(),
  report: ImportReport,
  /** Absent where the format has no place for it. */
  about: ImportedAbout.optional(),
  /** Of a register in rows and columns. */
  table: RegisterTable.optional(),
  /** Of a .tm7: its template, and what that asks of the drawing. */
  tmt: TmtDrawing.optional(),
})
export type ImportedFile = z.infer<typeof ImportedFile>
