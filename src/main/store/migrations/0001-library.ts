import type { Migration } from '../migrate.ts'

/** Projects, their models, threats and triage, the undo stack, sessions, and the search index. */
export const library: Migration = {
  id: 1,
  name: 'library',
  up(db) {
    db.exec(`
      CREATE TABLE projects (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT,
        -- Goes up with every change of the model; what an analysis is cached by.
        model_revision INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE headers (
        project TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        header TEXT NOT NULL
      ) STRICT;

      CREATE TABLE diagrams (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        place INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX diagrams_of_project ON diagrams (project, place);

      CREATE TABLE elements (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        diagram TEXT NOT NULL,
        place INTEGER NOT NULL,
        key TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        technology TEXT,
        parent TEXT,
        facts TEXT NOT NULL,
        -- What the user set, on top of the import's facts, so that taking an answer back brings those again.
        answers TEXT NOT NULL,
        position TEXT,
        source_id TEXT,
        notes TEXT NOT NULL
      ) STRICT;
      CREATE INDEX elements_of_project ON elements (project, place);

      CREATE TABLE flows (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        diagram TEXT NOT NULL,
        place INTEGER NOT NULL,
        key TEXT NOT NULL,
        label TEXT NOT NULL,
        source TEXT,
        target TEXT,
        bidirectional INTEGER NOT NULL,
        facts TEXT NOT NULL,
        -- What the user set, on top of the import's facts, so that taking an answer back brings those again.
        answers TEXT NOT NULL,
        source_id TEXT,
        notes TEXT NOT NULL
      ) STRICT;
      CREATE INDEX flows_of_project ON flows (project, place);
      CREATE INDEX flows_of_source ON flows (source);
      CREATE INDEX flows_of_target ON flows (target);

      CREATE TABLE boundaries (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        diagram TEXT NOT NULL,
        place INTEGER NOT NULL,
        key TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        parent TEXT,
        facts TEXT NOT NULL,
        -- What the user set, on top of the import's facts, so that taking an answer back brings those again.
        answers TEXT NOT NULL,
        position TEXT,
        source_id TEXT,
        notes TEXT NOT NULL
      ) STRICT;
      CREATE INDEX boundaries_of_project ON boundaries (project, place);

      CREATE TABLE threats (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        display_id TEXT NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        stride TEXT NOT NULL,
        affected TEXT NOT NULL,
        evidence TEXT NOT NULL,
        affected_labels TEXT NOT NULL,
        evidence_keys TEXT NOT NULL,
        refs TEXT NOT NULL,
        mitigations TEXT NOT NULL,
        marker TEXT NOT NULL,
        confidence TEXT NOT NULL,
        source TEXT NOT NULL,
        suggested TEXT,
        imported TEXT,
        settled TEXT,
        decision TEXT,
        gone TEXT,
        layout TEXT NOT NULL,
        flags TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        UNIQUE (project, display_id)
      ) STRICT;
      CREATE INDEX threats_of_project ON threats (project, place);

      -- A finding without a row is new. The snapshot is what it said when it was triaged.
      CREATE TABLE finding_states (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        finding TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('accepted', 'dismissed')),
        reason TEXT NOT NULL,
        threat TEXT,
        snapshot TEXT NOT NULL,
        PRIMARY KEY (project, finding)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE threat_lists (
        id TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        format TEXT NOT NULL,
        file TEXT NOT NULL,
        layout TEXT NOT NULL
      ) STRICT;

      -- Outside undo: a number that was once given is never given again.
      CREATE TABLE display_counters (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        prefix TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (project, prefix)
      ) STRICT, WITHOUT ROWID;

      -- One linear stack a project: done steps below, undone steps on top.
      CREATE TABLE undo_steps (
        project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        label TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (project, seq)
      ) STRICT, WITHOUT ROWID;

      -- Row images before and after, as JSON objects by column; null where there was or is no row.
      CREATE TABLE undo_changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL,
        seq INTEGER NOT NULL,
        target TEXT NOT NULL,
        before TEXT,
        after TEXT,
        FOREIGN KEY (project, seq) REFERENCES undo_steps (project, seq) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX undo_changes_of_step ON undo_changes (project, seq, number);

      -- Only hashes: who reads the file can not open a session with it.
      CREATE TABLE sessions (
        hash TEXT PRIMARY KEY,
        seen_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE session_tabs (
        hash TEXT PRIMARY KEY,
        session TEXT NOT NULL REFERENCES sessions (hash) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX tabs_of_session ON session_tabs (session);

      CREATE VIRTUAL TABLE project_search USING fts5 (name, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3');
      CREATE TRIGGER project_search_insert AFTER INSERT ON projects BEGIN
        INSERT INTO project_search (rowid, name) VALUES (NEW.number, NEW.name);
      END;
      CREATE TRIGGER project_search_update AFTER UPDATE OF name ON projects BEGIN
        DELETE FROM project_search WHERE rowid = OLD.number;
        INSERT INTO project_search (rowid, name) VALUES (NEW.number, NEW.name);
      END;
      CREATE TRIGGER project_search_delete AFTER DELETE ON projects BEGIN
        DELETE FROM project_search WHERE rowid = OLD.number;
      END;

      CREATE VIRTUAL TABLE threat_search USING fts5 (text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3');
      CREATE TRIGGER threat_search_insert AFTER INSERT ON threats BEGIN
        INSERT INTO threat_search (rowid, text)
        VALUES (NEW.number, NEW.display_id || ' ' || NEW.title || ' ' || NEW.description || ' ' || NEW.mitigations || ' ' || NEW.affected_labels);
      END;
      CREATE TRIGGER threat_search_update AFTER UPDATE OF display_id, title, description, mitigations, affected_labels ON threats BEGIN
        DELETE FROM threat_search WHERE rowid = OLD.number;
        INSERT INTO threat_search (rowid, text)
        VALUES (NEW.number, NEW.display_id || ' ' || NEW.title || ' ' || NEW.description || ' ' || NEW.mitigations || ' ' || NEW.affected_labels);
      END;
      CREATE TRIGGER threat_search_delete AFTER DELETE ON threats BEGIN
        DELETE FROM threat_search WHERE rowid = OLD.number;
      END;
    `)
  },
}
