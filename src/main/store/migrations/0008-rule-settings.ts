import type { Migration } from '../migrate.ts'

/** What a project says about rule packs and rules, and where it wants one to be silent. */
export const ruleSettings: Migration = {
  id: 8,
  name: 'rule-settings',
  up(db) {
    db.exec(`
      -- A pack or rule without a row is on.
      CREATE TABLE rule_switches (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('pack', 'rule')),
        name TEXT NOT NULL,
        is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        PRIMARY KEY (project, kind, name)
      ) STRICT, WITHOUT ROWID;

      -- The part is an element or a flow. It may be gone from the model: undo, or a newer file, can bring it back.
      CREATE TABLE rule_suppressions (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        rule TEXT NOT NULL,
        part TEXT NOT NULL,
        reason TEXT NOT NULL,
        suppressed_at TEXT NOT NULL,
        PRIMARY KEY (project, rule, part)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
