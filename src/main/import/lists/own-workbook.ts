import { emptyMitigation, type ImportedMitigation, MitigationStatus } from '../../../shared/domain/mitigation.ts'
import { PlainDate } from '../../../shared/domain/id.ts'
import { cutText } from '../../../shared/list/list-text.ts'
import { mitigationsText } from '../../../shared/list/mitigation-text.ts'
import { dayOf } from './day.ts'
import type { Sheet } from './table.ts'

export interface NamedSheet {
  name: string
  sheet: Sheet
}

/**
 * The register of a workbook of ours with what its other sheets say of each threat: the columns of its decisions, and what is done as one
 * more column. Null of any other workbook. `used` are the names of the sheets that went into it.
 */
export function ownRegister(sheets: readonly NamedSheet[]): { sheet: Sheet; used: string[] } | null {
  const named = (name: string, heads: readonly string[]): Table | null => tableOf(sheets.find((one) => one.name === name)?.sheet, heads)
  const register = named('Register', ['id', 'title', 'scoreFrom', 'mustTreat'])
  const decisions = named('Decisions', ['threat', 'response', 'rationale'])
  const mitigations = named('Mitigations', ['threat', 'mitigation', 'status'])
  if (!register || !decisions || !mitigations) return null
  const decided = byId(decisions, 'threat')
  const done = byId(mitigations, 'threat')
  const more = decisions.heads.filter((head) => head !== 'threat' && !register.heads.includes(head))
  const rows = register.rows.map(({ line, cells }) => {
    const id = cell(register, cells, 'id')
    const [decision = []] = decided.get(id) ?? []
    return { line, cells: [...register.heads.map((_, index) => cells[index] ?? ''), ...more.map((head) => cell(decisions, decision, head)), doneText(mitigations, done.get(id) ?? [])] }
  })
  return { sheet: { typed: true, rows: [{ line: register.line, cells: [...register.heads, ...more, 'actions'] }, ...rows] }, used: ['Register', 'Decisions', 'Mitigations'] }
}

interface Table {
  line: number
  heads: string[]
  rows: Sheet['rows']
}

function tableOf(sheet: Sheet | undefined, heads: readonly string[]): Table | null {
  const [first, ...rows] = sheet?.rows ?? []
  return first && heads.every((head) => first.cells.includes(head)) ? { line: first.line, heads: first.cells, rows } : null
}

function cell({ heads }: Table, cells: readonly string[], head: string): string {
  return cells[heads.indexOf(head)] ?? ''
}

function byId(table: Table, head: string): Map<string, string[][]> {
  const rows = new Map<string, string[][]>()
  for (const { cells } of table.rows) {
    const id = cell(table, cells, head)
    const known = rows.get(id)
    if (id === '') continue
    if (known) known.push(cells)
    else rows.set(id, [cells])
  }
  return rows
}

/** What is only suggested stands in the register. */
function doneText(table: Table, rows: readonly (readonly string[])[]): string {
  return mitigationsText(rows.flatMap((cells) => mitigationOf((head) => cell(table, cells, head)) ?? []))
}

function mitigationOf(get: (head: string) => string): ImportedMitigation | null {
  const status = MitigationStatus.safeParse(get('status')).data
  const title = cutText(get('mitigation'), 1000)
  if (status === undefined || title === '') return null
  const day = (head: string): string | null => PlainDate.safeParse(dayOf(get(head))).data ?? null
  return { ...emptyMitigation, title, status, requirement: get('requirement'), owner: get('owner'), due: day('due'), ticket: get('ticket'), test: get('test'), result: get('result'), verifiedOn: day('verifiedOn') }
}
