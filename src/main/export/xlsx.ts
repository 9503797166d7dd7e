import { dreadFactors } from '../../shared/domain/dread.ts'
import { byThreat, type Mitigation } from '../../shared/domain/mitigation.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import { joinCell } from '../../shared/list/cell-list.ts'
import { statementText } from '../../shared/list/statement-text.ts'
import { openSuggestions } from '../../shared/list/suggestions.ts'
import type { ExportInput } from './input.ts'
import { bareRecord, type RegisterRecord } from './register-record.ts'
import { valuesText } from '../../shared/document/figures.ts'
import { registerLosses } from './tools/register-losses.ts'
import { band, date, instant, number, text, truth, type Cell } from './workbook/cell.ts'
import { writeWorkbook, type Sheet } from './workbook/workbook.ts'

/** A column: its name, its width in characters, and what stands in it. */
interface Column<Row> {
  head: string
  width: number
  cell: (row: Row) => Cell | null
}

/**
 * The register as a workbook: register, votes, decisions, mitigations, workshop log and sign-off, a sheet each with a head that stays.
 * Texts are typed as texts, so that none is a formula. The same register gives the same bytes.
 */
export function writeXlsx({ rows, mitigations = [], header, model, record = bareRecord(header.system) }: ExportInput): Uint8Array {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  return writeWorkbook([
    sheetOf('Register', rows, registerColumns((id) => keys.get(id))),
    sheetOf('Votes', votesOf(record), voteColumns),
    sheetOf('Decisions', rows.filter(({ threat }) => threat.decision !== null), decisionColumns),
    sheetOf('Mitigations', mitigationRows(rows, mitigations), mitigationColumns),
    sheetOf('Workshop log', record.workshops.flatMap(({ report, log }) => log.map((event) => ({ workshop: report.workshop.name, ...event }))), logColumns),
    sheetOf('Sign-off', signersOf(record, rows), signerColumns),
  ])
}

/** What a workbook has no sheet for. */
export function notInXlsx(input: ExportInput): NotCarried[] {
  return registerLosses(input, ['parts of the model', 'assumptions', 'assets', 'the release', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent"])
}

function sheetOf<Row>(name: string, rows: readonly Row[], columns: readonly Column<Row>[]): Sheet {
  return { name, columns, rows: rows.map((row) => columns.map(({ cell }) => cell(row))) }
}

function registerColumns(keyOf: (id: string) => string | undefined): Column<RegisterRow>[] {
  return [
    { head: 'id', width: 10, cell: ({ threat }) => text(threat.displayId) },
    { head: 'title', width: 48, cell: ({ threat }) => text(threat.title) },
    { head: 'description', width: 60, cell: ({ threat }) => text(threat.description) },
    { head: 'stride', width: 22, cell: ({ threat }) => text(threat.stride.join('; ')) },
    { head: 'affected', width: 28, cell: ({ threat, affected }) => text(joinCell(threat.affectedLabels.length > 0 ? threat.affectedLabels : affected, '; ')) },
    { head: 'evidence', width: 28, cell: ({ threat }) => text(joinCell(threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? []), '; ')) },
    { head: 'references', width: 22, cell: ({ threat }) => text(joinCell(threat.references.map((reference) => reference.text), '; ', ';,\n')) },
    { head: 'marker', width: 8, cell: ({ threat }) => text(threat.marker === 'none' ? '' : threat.marker) },
    { head: 'confidence', width: 11, cell: ({ threat }) => text(threat.confidence) },
    ...dreadFactors.map((factor): Column<RegisterRow> => ({ head: factor, width: 9, cell: ({ threat }) => number(standingScore(threat)?.values[factor]) })),
    { head: 'total', width: 7, cell: ({ total }) => number(total) },
    { head: 'mean', width: 7, cell: ({ mean }) => number(mean) },
    { head: 'severity', width: 11, cell: ({ band: own }) => band(own) },
    { head: 'rank', width: 6, cell: ({ rank }) => number(rank) },
    { head: 'scoreFrom', width: 11, cell: ({ origin }) => text(origin) },
    { head: 'lowerQuartile', width: 9, cell: ({ interval }) => number(interval?.q1) },
    { head: 'upperQuartile', width: 9, cell: ({ interval }) => number(interval?.q3) },
    { head: 'importedSeverity', width: 11, cell: ({ threat }) => text(threat.imported?.severity) },
    { head: 'importedScore', width: 11, cell: ({ threat }) => text(threat.imported?.score) },
    { head: 'mustTreat', width: 9, cell: ({ mustTreat }) => truth(mustTreat) },
    { head: 'response', width: 11, cell: ({ threat }) => text(threat.decision?.response) },
    { head: 'owner', width: 18, cell: ({ threat }) => text(threat.decision?.owner) },
    { head: 'due', width: 12, cell: ({ threat }) => date(threat.decision?.due) },
    { head: 'mitigations', width: 40, cell: ({ threat }) => text(joinCell(threat.mitigations, '; ')) },
    { head: 'gone', width: 24, cell: ({ threat }) => text(threat.gone) },
    { head: 'flags', width: 24, cell: ({ threat }) => text(threat.flags.join('; ')) },
    { head: 'statement', width: 40, cell: ({ threat }) => text(statementText(threat.statement)) },
    { head: 'concerns', width: 14, cell: ({ threat }) => text(threat.concerns?.join('; ')) },
  ]
}

type VoteRow = RegisterRecord['workshops'][number]['votes'][number] & { workshop: string; name: string; role: string }

function votesOf({ workshops }: RegisterRecord): VoteRow[] {
  return workshops.flatMap(({ report, votes }) => {
    const seats = new Map(report.attendance.seats.map((seat) => [seat.id, seat]))
    return votes.map((vote) => ({ ...vote, workshop: report.workshop.name, name: seats.get(vote.seat)?.name ?? '', role: seats.get(vote.seat)?.role ?? '' }))
  })
}

const voteColumns: Column<VoteRow>[] = [
  { head: 'workshop', width: 24, cell: ({ workshop }) => text(workshop) },
  { head: 'threat', width: 10, cell: ({ displayId }) => text(displayId) },
  { head: 'round', width: 7, cell: ({ round }) => number(round) },
  { head: 'seat', width: 22, cell: ({ name, seat }) => text(name === '' ? seat : name) },
  { head: 'role', width: 16, cell: ({ role }) => text(role) },
  { head: 'factor', width: 17, cell: ({ factor }) => text(factor) },
  { head: 'value', width: 7, cell: ({ vote }) => ('value' in vote ? number(vote.value) : null) },
  { head: 'abstained', width: 24, cell: ({ vote }) => ('abstained' in vote ? text(vote.abstained === '' ? 'yes' : vote.abstained) : null) },
  { head: 'via', width: 12, cell: ({ via }) => text(via) },
]

const decisionColumns: Column<RegisterRow>[] = [
  { head: 'threat', width: 10, cell: ({ threat }) => text(threat.displayId) },
  { head: 'title', width: 48, cell: ({ threat }) => text(threat.title) },
  { head: 'severity', width: 11, cell: ({ band: own }) => band(own) },
  { head: 'response', width: 11, cell: ({ threat }) => text(threat.decision?.response) },
  { head: 'rationale', width: 48, cell: ({ threat }) => text(threat.decision?.rationale) },
  { head: 'existingControls', width: 36, cell: ({ threat }) => text(threat.decision?.existingControls) },
  { head: 'owner', width: 18, cell: ({ threat }) => text(threat.decision?.owner) },
  { head: 'due', width: 12, cell: ({ threat }) => date(threat.decision?.due) },
  { head: 'riskOwner', width: 18, cell: ({ threat }) => text(threat.decision?.riskOwner) },
  { head: 'approver', width: 18, cell: ({ threat }) => text(threat.decision?.approver) },
  { head: 'decidedOn', width: 12, cell: ({ threat }) => date(threat.decision?.decidedOn) },
  { head: 'conditions', width: 36, cell: ({ threat }) => text(threat.decision?.conditions) },
  { head: 'expires', width: 12, cell: ({ threat }) => date(threat.decision?.expires) },
  { head: 'currentScore', width: 14, cell: ({ threat }) => text(valuesText(threat.decision?.current)) },
  { head: 'targetScore', width: 14, cell: ({ threat }) => text(valuesText(threat.decision?.target)) },
]

interface MitigationRow {
  /** Null for what covers no threat. */
  row: RegisterRow | null
  mitigation: string
  /** Null for what is only suggested. */
  made: Mitigation | null
}

/** What is done about each threat and what was suggested besides, and then what is done about none of them. */
function mitigationRows(rows: readonly RegisterRow[], mitigations: readonly Mitigation[]): MitigationRow[] {
  const covering = byThreat(mitigations)
  const covered = rows.flatMap((row) => {
    const made = covering.get(row.threat.id) ?? []
    return [...made.map((one) => ({ row, mitigation: one.title, made: one })), ...openSuggestions(row.threat, made).map((mitigation) => ({ row, mitigation, made: null }))]
  })
  const listed = new Set(rows.map(({ threat }) => threat.id))
  return [...covered, ...mitigations.filter(({ threats }) => !threats.some((id) => listed.has(id))).map((one) => ({ row: null, mitigation: one.title, made: one }))]
}

const mitigationColumns: Column<MitigationRow>[] = [
  { head: 'threat', width: 10, cell: ({ row }) => text(row?.threat.displayId) },
  { head: 'mitigation', width: 60, cell: ({ mitigation }) => text(mitigation) },
  { head: 'severity', width: 11, cell: ({ row }) => row && band(row.band) },
  { head: 'response', width: 11, cell: ({ row }) => text(row?.threat.decision?.response) },
  { head: 'owner', width: 18, cell: ({ row, made }) => text(made === null ? row?.threat.decision?.owner : made.owner) },
  { head: 'due', width: 12, cell: ({ row, made }) => date(made === null ? row?.threat.decision?.due : made.due) },
  { head: 'status', width: 12, cell: ({ made }) => text(made?.status ?? 'suggested') },
  { head: 'requirement', width: 36, cell: ({ made }) => text(made?.requirement) },
  { head: 'test', width: 30, cell: ({ made }) => text(made?.test) },
  { head: 'result', width: 30, cell: ({ made }) => text(made?.result) },
  { head: 'verifiedOn', width: 12, cell: ({ made }) => date(made?.verifiedOn) },
  { head: 'ticket', width: 24, cell: ({ made }) => text(made?.ticket) },
]

const logColumns: Column<{ workshop: string } & RegisterRecord['workshops'][number]['log'][number]>[] = [
  { head: 'workshop', width: 24, cell: ({ workshop }) => text(workshop) },
  { head: 'seq', width: 7, cell: ({ seq }) => number(seq) },
  { head: 'at (UTC)', width: 20, cell: ({ at }) => instant(at) },
  { head: 'actor', width: 24, cell: ({ actor }) => text(actor) },
  { head: 'event', width: 20, cell: ({ type }) => text(type) },
  { head: 'SHA-256', width: 66, cell: ({ hash }) => text(hash) },
]

interface SignerRow {
  revision: number
  hash: string
  name: string
  role: string
  meaning: string
  comment: string
  scope: string
  at: string
  assurance: string
  fingerprint: string
  checked: string
}

function signersOf({ revision }: RegisterRecord, rows: readonly RegisterRow[]): SignerRow[] {
  if (!revision) return []
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const { number: own, hash } = revision
  const signed = revision.signatures.map(({ name, role, meaning, comment, scope, at, assurance, fingerprint, valid }) => ({
    revision: own, hash, name, role, meaning, comment, scope: scope === 'all' ? 'all threats' : scope.map((id) => displayIds.get(id) ?? id).join(', '), at, assurance, fingerprint, checked: valid ? 'the signature fits' : 'THE SIGNATURE DOES NOT FIT',
  }))
  return signed.length > 0 ? signed : [{ revision: own, hash, name: '', role: '', meaning: '', comment: '', scope: '', at: '', assurance: '', fingerprint: '', checked: 'nobody has signed this revision yet' }]
}

const signerColumns: Column<SignerRow>[] = [
  { head: 'revision', width: 9, cell: ({ revision }) => number(revision) },
  { head: 'name', width: 24, cell: ({ name }) => text(name) },
  { head: 'role', width: 20, cell: ({ role }) => text(role) },
  { head: 'meaning', width: 18, cell: ({ meaning }) => text(meaning) },
  { head: 'comment', width: 30, cell: ({ comment }) => text(comment) },
  { head: 'scope', width: 24, cell: ({ scope }) => text(scope) },
  { head: 'signed (UTC)', width: 20, cell: ({ at }) => instant(at) },
  { head: 'assurance', width: 20, cell: ({ assurance }) => text(assurance) },
  { head: 'fingerprint', width: 82, cell: ({ fingerprint }) => text(fingerprint) },
  { head: 'checked', width: 26, cell: ({ checked }) => text(checked) },
  { head: 'SHA-256 of the revision', width: 66, cell: ({ hash }) => text(hash) },
]
