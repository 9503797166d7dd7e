import { z } from 'zod'
import type { Migration } from '../migrate.ts'

const Rows = z.array(z.object({ id: z.string(), notes: z.string() }))

/** What is out of scope has a place of its own; before, the first line of a part's notes said so. */
export const scope: Migration = {
  id: 13,
  name: 'scope',
  up(db) {
    for (const table of ['elements', 'flows', 'boundaries']) {
      // Why the part is out of scope, perhaps empty; null where it is in scope.
      db.exec(`ALTER TABLE ${table} ADD COLUMN out_of_scope TEXT`)
      const move = db.prepare(`UPDATE ${table} SET out_of_scope = ?, notes = ? WHERE id = ?`)
      for (const { id, notes } of Rows.parse(db.prepare(`SELECT id, notes FROM ${table} WHERE notes GLOB 'Out Of Scope*'`).all())) {
        const line = /^Out Of Scope(?:: ([^\n]*))?(?:\n|$)/.exec(notes)
        if (line) move.run((line[1] ?? '').slice(0, 2000), notes.slice(line[0].length), id)
      }
    }
  },
}
