import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Model } from '../../shared/domain/model.ts'
import { modelRevision, modelRows } from './models.ts'
import { statement } from './statements.ts'

/** Reads one project's model again and again. What did not change in the library since is the same object as before. */
export type ModelReader = () => { revision: number; model: Model }

const Row = z.looseObject({ id: z.string() })
type Row = z.infer<typeof Row>

export function createModelReader(db: Database, project: string): ModelReader {
  const diagrams = createListReader(db, 'diagrams', project, (row) => modelRows.diagrams.parse(row))
  const elements = createListReader(db, 'elements', project, (row) => modelRows.elements.parse(row))
  const flows = createListReader(db, 'flows', project, (row) => modelRows.flows.parse(row))
  const boundaries = createListReader(db, 'boundaries', project, (row) => modelRows.boundaries.parse(row))
  return db.transaction(() => ({
    revision: modelRevision(db, project),
    model: { diagrams: diagrams(), elements: elements(), flows: flows(), boundaries: boundaries() },
  }))
}

function createListReader<Item>(db: Database, table: keyof typeof modelRows, project: string, parse: (row: Row) => Item): () => Item[] {
  let known = new Map<string, { row: Row; item: Item }>()
  const rows = statement(db, `SELECT * FROM ${table} WHERE project = ? ORDER BY place, id`)
  return () => {
    const now: typeof known = new Map()
    for (const given of rows.iterate(project)) {
      const row = isRow(given) ? given : Row.parse(given)
      const before = known.get(row.id)
      now.set(row.id, before && sameRow(before.row, row) ? before : { row, item: parse(row) })
    }
    known = now
    return [...now.values()].map(({ item }) => item)
  }
}

function isRow(given: unknown): given is Row {
  return typeof given === 'object' && given !== null && 'id' in given && typeof given.id === 'string'
}

/** Of one table: the columns are the same. */
function sameRow(a: Row, b: Row): boolean {
  for (const column in a) if (a[column] !== b[column]) return false
  return true
}
