import { z } from 'zod'
import type { Id } from './id.ts'
import type { ModelCounts } from './model.ts'

/** A value of the database; bytes in base64. */
export const RowCell = z.union([z.string(), z.number(), z.null(), z.object({ base64: z.base64() })])
export type RowCell = z.infer<typeof RowCell>

/** Everything that the library holds of one project, in the tables of one schema. */
export const ProjectRows = z.object({
  schema: z.number().int().min(1),
  tables: z.record(z.string().max(60), z.object({ columns: z.array(z.string().max(60)), rows: z.array(z.array(RowCell)) })),
})
export type ProjectRows = z.infer<typeof ProjectRows>

/** A project of a file, fit for the library. */
export interface WholeProject {
  project: { id: Id; name: string }
  counts: ModelCounts
  threats: number
  /** In the newest schema. */
  rows: ProjectRows
}
