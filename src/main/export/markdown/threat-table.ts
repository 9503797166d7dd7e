import { unsteered } from '../plain-text.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { editTableRow, tableColumns } from '../../../shared/list/threat-table-row.ts'
import type { TableCells } from '../../../shared/list/threat-table-row.ts'
import type { ListLayout } from '../input.ts'

const plainPreamble = `# Threat register\n\n| ${tableColumns.join(' | ')} |\n|${'---|'.repeat(tableColumns.length)}\n`

/**
 * The Markdown table of the Threat Thinker report. With the `layout` of an imported report: its text byte for byte
 * where nothing changed. Score is the mean to one decimal and Severity the band; an imported row that nobody voted on
 * keeps what it said.
 */
export function writeThreatTable(rows: RegisterRow[], model: Model, layout: ListLayout | null): string {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const newline = layout?.['newline'] ?? '\n'
  const lines = rows.map((row) => editTableRow(row.threat.layout['threat-table'] ?? null, steadied(cellsOf(row, keys))))
  const preamble = layout?.['preamble'] ?? plainPreamble
  return `${preamble}${lines.join(newline)}${layout?.['end'] ?? (lines.length > 0 ? '\n' : '')}`
}

function cellsOf({ threat, affected, band, mean }: RegisterRow, keys: Map<string, string>): TableCells {
  const said = threat.settled ? null : threat.imported
  const evidence = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keys.get(id) ?? [])
  return {
    ID: threat.displayId,
    Severity: said?.severity ?? band ?? '',
    Title: threat.title,
    Why: threat.description,
    Affected: (threat.affectedLabels.length > 0 ? threat.affectedLabels : affected).join(', '),
    STRIDE: threat.stride.join(', '),
    References: threat.references.map(({ text }) => text).join(', '),
    Evidence: evidence.join(', '),
    Score: said?.score ?? (mean === null ? '' : mean.toFixed(1)),
  }
}

function steadied(cells: TableCells): TableCells {
  const { ID, Severity, Title, Why, Affected, STRIDE, References, Evidence, Score } = cells
  return { ID: unsteered(ID), Severity: unsteered(Severity), Title: unsteered(Title), Why: unsteered(Why), Affected: unsteered(Affected), STRIDE, References: unsteered(References), Evidence: unsteered(Evidence), Score: unsteered(Score) }
}
