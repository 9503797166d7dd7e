import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { dreadFactors } from '../../shared/domain/dread.ts'
import { byThreat, type Mitigation } from '../../shared/domain/mitigation.ts'
import type { NotCarried } from '../../shared/domain/not-carried.ts'
import type { RegisterRow } from '../../shared/domain/register.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import type { ExportInput } from './input.ts'
import { bandColours } from './pdf/pdf-style.ts'
import { plainText } from './plain-text.ts'
import { bareRecord, type RegisterRecord } from './register-record.ts'
import { statementParts, valuesText } from './register-words.ts'
import { registerLosses } from './register-losses.ts'

/** As long as a cell's text may be in a workbook. */
const longest = 32_767

/** A column: its name, its width in characters, and what stands in it. */
interface Column<Row> {
  head: string
  width: number
  cell: (row: Row) => CellObject | null
}

/**
 * The register as a workbook: register, votes, decisions, mitigations, workshop log and sign-off, a sheet each with a head that stays.
 * Texts are typed as texts, so that none is a formula. The same register gives the same bytes.
 */
export async function writeXlsx({ rows, mitigations = [], header, model, record = bareRecord(header.system) }: ExportInput): Promise<Uint8Array> {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const sheets = [
    sheetOf('Register', rows, registerColumns((id) => keys.get(id))),
    sheetOf('Votes', votesOf(record), voteColumns),
    sheetOf('Decisions', rows.filter(({ threat }) => threat.decision !== null), decisionColumns),
    sheetOf('Mitigations', mitigationRows(rows, mitigations), mitigationColumns),
    sheetOf('Workshop log', record.workshops.flatMap(({ report, log }) => log.map((event) => ({ workshop: report.workshop.name, ...event }))), logColumns),
    sheetOf('Sign-off', signersOf(record, rows), signerColumns),
  ]
  return withoutDates(await writeExcelFile(sheets).toBuffer())
}

/** What a workbook has no sheet for. */
export function notInXlsx(input: ExportInput): NotCarried[] {
  return registerLosses(input, ['parts of the model', 'assumptions', 'assets', 'the exclusions', 'the acceptance criteria'])
}

function sheetOf<Row>(sheet: string, rows: readonly Row[], columns: readonly Column<Row>[]) {
  const data: SheetData = [
    columns.map(({ head }): CellObject => ({ value: head, type: String, fontWeight: 'bold', backgroundColor: '#f3f6fa', alignVertical: 'top' })),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ]
  return { sheet, data, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
}

function text(value: string | null | undefined): CellObject | null {
  const plain = plainText(value ?? '').slice(0, longest).replace(/\p{Cs}$/u, '')
  return plain === '' ? null : { value: plain, type: String, wrap: true, alignVertical: 'top' }
}

function number(value: number | null | undefined): CellObject | null {
  return value === null || value === undefined ? null : { value, type: Number, alignVertical: 'top' }
}

function truth(value: boolean | null): CellObject | null {
  return value === null ? null : { value, type: Boolean, alignVertical: 'top' }
}

/** A plain date, or a UTC instant. */
function date(value: string | null | undefined, format = 'yyyy-mm-dd'): CellObject | null {
  if (value === null || value === undefined || value === '') return null
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? text(value) : { value: at, type: Date, format, alignVertical: 'top' }
}

function instant(value: string): CellObject | null {
  return date(value, 'yyyy-mm-dd hh:mm:ss')
}

function band({ band: own }: RegisterRow): CellObject {
  if (own === null) return { value: 'not scored', type: String, alignVertical: 'top' }
  const { fill, ink } = bandColours[own]
  return { value: own, type: String, backgroundColor: fill, textColor: ink, fontWeight: 'bold', alignVertical: 'top' }
}

function registerColumns(keyOf: (id: string) => string | undefined): Column<RegisterRow>[] {
  return [
    { head: 'id', width: 10, cell: ({ threat }) => text(threat.displayId) },
    { head: 'title', width: 48, cell: ({ threat }) => text(threat.title) },
    { head: 'description', width: 60, cell: ({ threat }) => text(threat.description) },
    { head: 'stride', width: 22, cell: ({ threat }) => text(threat.stride.join('; ')) },
    { head: 'affected', width: 28, cell: ({ threat, affected }) => text((threat.affectedLabels.length > 0 ? threat.affectedLabels : affected).join('; ')) },
    { head: 'evidence', width: 28, cell: ({ threat }) => text((threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])).join('; ')) },
    { head: 'references', width: 22, cell: ({ threat }) => text(threat.references.map((reference) => reference.text).join('; ')) },
    { head: 'marker', width: 8, cell: ({ threat }) => text(threat.marker === 'none' ? '' : threat.marker) },
    { head: 'confidence', width: 11, cell: ({ threat }) => text(threat.confidence) },
    ...dreadFactors.map((factor): Column<RegisterRow> => ({ head: factor, width: 9, cell: ({ threat }) => number(standingScore(threat)?.values[factor]) })),
    { head: 'total', width: 7, cell: ({ total }) => number(total) },
    { head: 'mean', width: 7, cell: ({ mean }) => number(mean) },
    { head: 'severity', width: 11, cell: band },
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
    { head: 'mitigations', width: 40, cell: ({ threat }) => text(threat.mitigations.join('; ')) },
    { head: 'gone', width: 24, cell: ({ threat }) => text(threat.gone) },
    { head: 'flags', width: 24, cell: ({ threat }) => text(threat.flags.join('; ')) },
    { head: 'statement', width: 40, cell: ({ threat }) => text(statementParts(threat.statement).map(([name, value]) => `${name}: ${value}`).join('; ')) },
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
  { head: 'severity', width: 11, cell: band },
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
  row: RegisterRow
  mitigation: string
  /** Null for what is only suggested. */
  made: Mitigation | null
}

/** What is done about each threat, and then what was suggested besides. */
function mitigationRows(rows: readonly RegisterRow[], mitigations: readonly Mitigation[]): MitigationRow[] {
  const covering = byThreat(mitigations)
  return rows.flatMap((row) => {
    const made = covering.get(row.threat.id) ?? []
    const taken = new Set(made.map(({ title }) => title))
    return [...made.map((one) => ({ row, mitigation: one.title, made: one })), ...row.threat.mitigations.filter((one) => !taken.has(one)).map((mitigation) => ({ row, mitigation, made: null }))]
  })
}

const mitigationColumns: Column<MitigationRow>[] = [
  { head: 'threat', width: 10, cell: ({ row }) => text(row.threat.displayId) },
  { head: 'mitigation', width: 60, cell: ({ mitigation }) => text(mitigation) },
  { head: 'severity', width: 11, cell: ({ row }) => band(row) },
  { head: 'response', width: 11, cell: ({ row }) => text(row.threat.decision?.response) },
  { head: 'owner', width: 18, cell: ({ row, made }) => text(made === null || made.owner === '' ? row.threat.decision?.owner : made.owner) },
  { head: 'due', width: 12, cell: ({ row, made }) => date(made?.due ?? row.threat.decision?.due) },
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
  const signed = revision.signatures.map(({ name, role, meaning, scope, at, assurance, fingerprint, valid }) => ({
    revision: own, hash, name, role, meaning, scope: scope === 'all' ? 'all threats' : scope.map((id) => displayIds.get(id) ?? id).join(', '), at, assurance, fingerprint, checked: valid ? 'the signature fits' : 'THE SIGNATURE DOES NOT FIT',
  }))
  return signed.length > 0 ? signed : [{ revision: own, hash, name: '', role: '', meaning: '', scope: '', at: '', assurance: '', fingerprint: '', checked: 'nobody has signed this revision yet' }]
}

const signerColumns: Column<SignerRow>[] = [
  { head: 'revision', width: 9, cell: ({ revision }) => number(revision) },
  { head: 'name', width: 24, cell: ({ name }) => text(name) },
  { head: 'role', width: 20, cell: ({ role }) => text(role) },
  { head: 'meaning', width: 18, cell: ({ meaning }) => text(meaning) },
  { head: 'scope', width: 24, cell: ({ scope }) => text(scope) },
  { head: 'signed (UTC)', width: 20, cell: ({ at }) => instant(at) },
  { head: 'assurance', width: 20, cell: ({ assurance }) => text(assurance) },
  { head: 'fingerprint', width: 82, cell: ({ fingerprint }) => text(fingerprint) },
  { head: 'checked', width: 26, cell: ({ checked }) => text(checked) },
  { head: 'SHA-256 of the revision', width: 66, cell: ({ hash }) => text(hash) },
]

/** 1980-01-01, the first day that an archive can say, in place of when it was written. */
const firstDay = 0x0021_0000

/** The archive with one date on all of its parts. */
function withoutDates(archive: Buffer): Uint8Array {
  const bytes = Buffer.from(archive)
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    bytes.writeUInt32LE(firstDay, at + 12)
    bytes.writeUInt32LE(firstDay, bytes.readUInt32LE(at + 42) + 10)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return bytes
}
