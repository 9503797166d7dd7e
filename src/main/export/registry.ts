import { writeCsv } from './csv.ts'
import type { ExportInput, NotCarried } from './input.ts'
import { writeJson } from './json.ts'
import { notInOtm, writeOtm } from './otm.ts'
import { writeStrideList } from './stride-list.ts'
import { writeThreatComposer } from './threat-composer.ts'
import { notInThreatDragon, writeThreatDragon } from './threat-dragon.ts'
import { writeThreatTable } from './threat-table.ts'

/** The formats of a register that are text and need nothing but its rows. */
export type TextFormat = 'json' | 'csv' | 'threat-table' | 'stride-list' | 'threat-composer' | 'threat-dragon' | 'otm'

interface Format {
  id: TextFormat
  mime: string
  /** With the dot. */
  extension: string
  write: (input: ExportInput) => string
  /** Of a format that holds a model and its threats: what it has no place for. */
  notCarried?: (input: ExportInput) => NotCarried[]
}

/** The text formats that a register is written in. */
export const exportRegistry: Format[] = [
  { id: 'json', mime: 'application/json', extension: '.json', write: writeJson },
  { id: 'csv', mime: 'text/csv', extension: '.csv', write: ({ rows, model }) => writeCsv(rows, keysOf(model)) },
  { id: 'threat-table', mime: 'text/markdown', extension: '.md', write: ({ rows, model, layouts }) => writeThreatTable(rows, model, layouts['threat-table'] ?? null) },
  { id: 'stride-list', mime: 'text/plain', extension: '.txt', write: ({ rows, layouts }) => writeStrideList(rows.map(({ threat }) => threat), layouts['stride-list'] ?? null) },
  { id: 'threat-composer', mime: 'application/json', extension: '.tc.json', write: writeThreatComposer },
  { id: 'threat-dragon', mime: 'application/json', extension: '.json', write: writeThreatDragon, notCarried: notInThreatDragon },
  { id: 'otm', mime: 'application/json', extension: '.otm', write: writeOtm, notCarried: notInOtm },
]

function keysOf(model: ExportInput['model']): (id: string) => string | undefined {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  return (id) => keys.get(id)
}
