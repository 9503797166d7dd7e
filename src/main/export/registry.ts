import { writeCsv } from './csv.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import { notInDrawio, writeDrawio } from './tools/drawio.ts'
import type { ExportInput } from './input.ts'
import { writeJson } from './json.ts'
import { notInList } from './tools/list-losses.ts'
import { writeMarkdown } from './markdown/md.ts'
import { notInMermaid, writeMermaid } from './tools/mermaid.ts'
import { notInOtm, writeOtm } from './tools/otm.ts'
import { notInSarif, writeSarif } from './tools/sarif.ts'
import { writeStrideList } from './stride-list.ts'
import { notInThreatComposer, writeThreatComposer } from './tools/threat-composer.ts'
import { notInThreatDragon, writeThreatDragon } from './tools/threat-dragon.ts'
import { writeThreatTable } from './markdown/threat-table.ts'
import { notInTracker, writeGithubCsv, writeGitlabCsv, writeJiraCsv } from './tools/tracker-csv.ts'

/** The formats of a project that are text and need nothing but its model and its register's rows. */
export type TextFormat = 'json' | 'csv' | 'threat-table' | 'stride-list' | 'threat-composer' | 'threat-dragon' | 'otm' | 'mermaid' | 'drawio' | 'md' | 'sarif' | 'jira-csv' | 'github-csv' | 'gitlab-csv'

/** `project`: a model and the threats on it. */
export type ExportHolds = 'threats' | 'model' | 'project'

interface Format {
  id: TextFormat
  mime: string
  /** With the dot. */
  extension: string
  holds: ExportHolds
  /** `record`: how the register came about too, which `input.record` says. */
  tells: 'rows' | 'record'
  write: (input: ExportInput) => string
  /** What it has no place for of that which it is to hold. */
  notCarried: (input: ExportInput) => NotCarried[]
}

/** The text formats that a project is written in. */
export const exportRegistry: Format[] = [
  { id: 'json', mime: 'application/json', extension: '.json', holds: 'threats', tells: 'rows', write: writeJson, notCarried: (input) => notInList(input, 'json') },
  { id: 'csv', mime: 'text/csv', extension: '.csv', holds: 'threats', tells: 'rows', write: ({ rows, model, mitigations, document }) => writeCsv(rows, keysOf(model), mitigations, document?.bom), notCarried: (input) => notInList(input, 'csv') },
  { id: 'md', mime: 'text/markdown', extension: '.md', holds: 'threats', tells: 'record', write: writeMarkdown, notCarried: () => [] },
  { id: 'threat-table', mime: 'text/markdown', extension: '.md', holds: 'threats', tells: 'rows', write: ({ rows, model, layouts }) => writeThreatTable(rows, model, layouts['threat-table'] ?? null), notCarried: (input) => notInList(input, 'threat-table') },
  { id: 'stride-list', mime: 'text/plain', extension: '.txt', holds: 'threats', tells: 'rows', write: ({ rows, layouts }) => writeStrideList(rows.map(({ threat }) => threat), layouts['stride-list'] ?? null), notCarried: (input) => notInList(input, 'stride-list') },
  { id: 'threat-composer', mime: 'application/json', extension: '.tc.json', holds: 'threats', tells: 'rows', write: writeThreatComposer, notCarried: notInThreatComposer },
  { id: 'sarif', mime: 'application/sarif+json', extension: '.sarif', holds: 'threats', tells: 'record', write: writeSarif, notCarried: notInSarif },
  { id: 'jira-csv', mime: 'text/csv', extension: '.jira.csv', holds: 'threats', tells: 'rows', write: writeJiraCsv, notCarried: notInTracker },
  { id: 'github-csv', mime: 'text/csv', extension: '.github.csv', holds: 'threats', tells: 'rows', write: writeGithubCsv, notCarried: notInTracker },
  { id: 'gitlab-csv', mime: 'text/csv', extension: '.gitlab.csv', holds: 'threats', tells: 'rows', write: writeGitlabCsv, notCarried: notInTracker },
  { id: 'threat-dragon', mime: 'application/json', extension: '.json', holds: 'project', tells: 'rows', write: writeThreatDragon, notCarried: notInThreatDragon },
  { id: 'otm', mime: 'application/json', extension: '.otm', holds: 'project', tells: 'rows', write: writeOtm, notCarried: notInOtm },
  { id: 'drawio', mime: 'application/vnd.jgraph.mxfile', extension: '.drawio', holds: 'model', tells: 'rows', write: writeDrawio, notCarried: notInDrawio },
  { id: 'mermaid', mime: 'text/vnd.mermaid', extension: '.mmd', holds: 'model', tells: 'rows', write: ({ model }) => writeMermaid(model), notCarried: (input) => [...(input.rows.length > 0 ? [{ what: 'threats' as const, count: input.rows.length }] : []), ...notInMermaid(input.model)] },
]

function keysOf(model: ExportInput['model']): (id: string) => string | undefined {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  return (id) => keys.get(id)
}
