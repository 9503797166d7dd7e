import Papa from 'papaparse'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { byThreat, type Mitigation } from '../../shared/domain/mitigation.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import { unsteered } from './plain-text.ts'
import { valuesText } from '../../shared/document/figures.ts'
import { joinCell } from '../../shared/list/cell-list.ts'
import { mitigationsText } from '../../shared/list/mitigation-text.ts'
import { statementText } from '../../shared/list/statement-text.ts'

/** The columns of the CSV register, in their order. */
export const csvColumns = [
  'id', 'title', 'description', 'stride', 'affected', 'evidence', 'references', 'mitigations', 'marker', 'confidence',
  'damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability', 'total', 'mean', 'severity', 'rank', 'scoreFrom',
  'importedSeverity', 'importedScore', 'mustTreat', 'response', 'rationale', 'owner', 'due', 'existingControls', 'gone', 'flags',
  'statement', 'concerns', 'riskOwner', 'approver', 'decidedOn', 'conditions', 'expires', 'currentScore', 'targetScore', 'actions',
] as const
/** How a cell begins that gets an apostrophe in front: as a formula, or as one that got an apostrophe before. */
export const formulaStart = /^'*[=+\-@\t\r]/

type CsvRow = Record<(typeof csvColumns)[number], string>

/**
 * The register as CSV (RFC 4180, UTF-8). `bom`: with a byte order mark, which spreadsheets need to see that it is UTF-8, and some programs take for text.
 * A cell that begins with `= + - @`, tab or CR, or with apostrophes before one of them, gets an apostrophe in front, so that no spreadsheet runs it
 * and the way back is known. What steers a terminal or turns the direction of what follows is left out. Within a list, what is no separator has a backslash in front (`joinCell`): everything that is not worked out is read back as it was.
 */
export function writeCsv(rows: RegisterRow[], keyOf: (id: string) => string | undefined, mitigations: readonly Mitigation[] = [], bom = true): string {
  const fields = [...csvColumns]
  const covering = byThreat(mitigations)
  const data = rows.map((row) => {
    const cells = cellsOf(row, keyOf, covering.get(row.threat.id) ?? [])
    return fields.map((field) => unsteered(cells[field]))
  })
  return `${bom ? '\ufeff' : ''}${Papa.unparse({ fields, data }, { escapeFormulae: formulaStart, newline: '\r\n' })}\r\n`
}

function cellsOf({ threat, affected, total, mean, band, rank, origin, mustTreat }: RegisterRow, keyOf: (id: string) => string | undefined, mitigations: readonly Mitigation[]): CsvRow {
  const values = standingScore(threat)?.values
  const text = (value: string | number | boolean | null | undefined): string => (value === null || value === undefined ? '' : String(value))
  const { decision } = threat
  return {
    id: threat.displayId,
    title: threat.title,
    description: threat.description,
    stride: threat.stride.join('; '),
    affected: joinCell(threat.affectedLabels.length > 0 ? threat.affectedLabels : affected, '; '),
    evidence: joinCell(threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? []), '; '),
    references: joinCell(threat.references.map((reference) => reference.text), '; ', ';,\n'),
    mitigations: joinCell(threat.mitigations, '; '),
    marker: threat.marker === 'none' ? '' : threat.marker,
    confidence: threat.confidence,
    damage: text(values?.damage),
    reproducibility: text(values?.reproducibility),
    exploitability: text(values?.exploitability),
    affectedUsers: text(values?.affectedUsers),
    discoverability: text(values?.discoverability),
    total: text(total),
    mean: mean === null ? '' : mean.toFixed(1),
    severity: band ?? 'not scored',
    rank: text(rank),
    scoreFrom: text(origin),
    importedSeverity: text(threat.imported?.severity),
    importedScore: text(threat.imported?.score),
    mustTreat: mustTreat === null ? '' : mustTreat ? 'yes' : 'no',
    response: text(decision?.response),
    rationale: text(decision?.rationale),
    owner: text(decision?.owner),
    due: text(decision?.due),
    existingControls: text(decision?.existingControls),
    gone: text(threat.gone),
    flags: threat.flags.join('; '),
    statement: statementText(threat.statement),
    concerns: threat.concerns?.join('; ') ?? '',
    riskOwner: text(decision?.riskOwner),
    approver: text(decision?.approver),
    decidedOn: text(decision?.decidedOn),
    conditions: text(decision?.conditions),
    expires: text(decision?.expires),
    currentScore: valuesText(decision?.current),
    targetScore: valuesText(decision?.target),
    actions: mitigationsText(mitigations),
  }
}
