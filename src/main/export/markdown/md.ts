import { responses } from '../../../shared/domain/decision.ts'
import { bands, dreadFactors } from '../../../shared/domain/dread.ts'
import { documentParts, wholeDocument, type DocumentPart } from '../../../shared/domain/document.ts'
import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import type { ExportInput } from '../input.ts'
import { markdownSection as section, markdownTable as table, markdownText as text } from './markdown-text.ts'
import { actionLines, attendanceLines, dissentLines, methodLines, parkedLines } from './md-room.ts'
import { fieldMapLines } from './md-field-maps.ts'
import { signOffLines } from './md-sign-off.ts'
import { threatLines } from './md-threat.ts'
import { bareRecord, type RegisterRecord } from '../register-record.ts'
import { documentWords } from '../document-words.ts'
import { lineWords } from '../register-words.ts'
import { utc } from '../workshop-words.ts'

/** The whole register as Markdown (tables as in GitHub's), in English. Text from outside is text: nothing of it is read as markup. */
export function writeMarkdown({ rows, mitigations = [], header, model, record = bareRecord(header.system), document = wholeDocument }: ExportInput): string {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const covering = byThreat(mitigations)
  const { parts } = document
  const part = (own: DocumentPart, name: string, lines: () => string[]) => (parts.includes(own) ? section(name, lines()) : [])
  const rounds = parts.includes('votes') ? record.rounds : new Map()
  const lines = [
    ...title(header, record),
    ...leftOut(parts),
    ...part('scope', 'Scope and criteria', () => scope(header)),
    ...part('attendance', 'Attendance', () => attendanceLines(record.workshops)),
    ...part('summary', 'Summary', () => summary(rows, header)),
    ...part('method', 'Method', () => methodLines(header, record.workshops)),
    ...part('register', 'Register', () => register(rows)),
    ...part('threats', 'Threats', () => rows.flatMap((row) => threatLines(row, header, (id) => keys.get(id), { ...record, rounds }, covering.get(row.threat.id)))),
    ...part('decisions', 'Decisions', () => decisions(rows)),
    ...part('mitigations', 'Mitigations', () => mitigationTable(mitigations, rows)),
    ...part('actions', 'Actions', () => actionLines(record.workshops)),
    ...part('parked', 'Parked, skipped and left', () => parkedLines(record.workshops)),
    ...part('dissent', 'Dissent', () => dissentLines(rows)),
    ...part('fieldMaps', 'Where standards look', () => fieldMapLines(parts)),
    ...part('signOff', 'Sign-off', () => signOffLines(record.revision, rows)),
  ]
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trimEnd()}\n`
}

function title(header: ProjectHeader, { project, revision, at }: RegisterRecord): string[] {
  const release = [header.system, header.release].filter((part) => part !== '').join(', ')
  return [
    `# Threat register${project === '' ? '' : `: ${text(project)}`}`,
    '',
    ...(release === '' || release === project ? [] : [text(release), '']),
    revision ? `Revision ${revision.number}, frozen ${utc(revision.frozenAt)}.` : `Draft, as of ${utc(at)}. Nobody has signed it, and it may change.`,
    '',
    ...(revision
      ? [...table(['', ''], [['SHA-256', `\`${revision.hash}\``], ['Program', text(revision.program)], ['Rule packs', text(revision.rulePacks.join(', '))], ['Catalogues', text(revision.catalogue)], ['Signatures', String(revision.signatures.length)]].map(([name = '', value = '']) => [name, value === '' ? '–' : value])), '']
      : []),
  ]
}

/** What this copy leaves out. A picture has no place in the text. */
function leftOut(parts: readonly DocumentPart[]): string[] {
  const { part } = documentWords('en')
  const missing = documentParts.filter((one) => one !== 'pictures' && !parts.includes(one))
  return missing.length === 0 ? [] : [`Left out of this copy: ${missing.map((one) => part[one]).join(', ')}.`, '']
}

function scope(header: ProjectHeader): string[] {
  const { bandScheme: scheme } = header
  const discoverability = { counted: 'counted', fixed: 'counts as 10', dropped: 'not counted; bands are scaled by 4/5' }[scheme.discoverability]
  const named = [
    ['Purpose', header.purpose],
    ['Environment', header.environment],
    ['Not in scope', header.exclusions],
    ['Treatment line', header.treatmentLine === null ? 'none' : `a total above ${header.treatmentLine} must be treated`],
    ['Acceptance criteria', header.acceptanceCriteria],
    ['Bands', `Critical from ${scheme.critical}, High from ${scheme.high}, Medium from ${scheme.medium}, else Low (scheme ${scheme.id}; Discoverability ${discoverability})`],
    ['Next review', header.reviewDate ?? ''],
  ].filter(([, value]) => value !== '')
  const confirmed = { yes: 'confirmed', no: 'not confirmed', unknown: 'open' }
  return [
    ...table(['', ''], named.map(([name = '', value = '']) => [name, text(value)])),
    ...titled('Assumptions', table(['Assumption', 'Owner', 'State'], header.assumptions.map((one) => [text(one.text), text(one.owner), confirmed[one.confirmed]]))),
    ...titled('Assets', table(['Asset', 'Confidentiality', 'Integrity', 'Availability'], header.assets.map((asset) => [text(asset.name), asset.confidentiality, asset.integrity, asset.availability]))),
  ]
}

function titled(name: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : ['', `### ${name}`, '', ...body]
}

function summary(rows: readonly RegisterRow[], header: ProjectHeader): string[] {
  if (rows.length === 0) return ['The register has no threats yet.']
  const counts = (own: readonly RegisterRow[]) => [...bands.map((band) => own.filter((row) => row.band === band).length), own.filter((row) => row.band === null).length, own.length].map(String)
  const top = rows.filter(({ rank }) => rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, 10)
  return [
    ...table(
      ['Category', ...bands, 'No score', 'All'],
      [...strideCategories.map((category) => [category, ...counts(rows.filter(({ threat }) => threat.stride[0] === category))]), ['**All**', ...counts(rows)]],
    ),
    '',
    'A threat counts once, under its first category.',
    '',
    ...treatment(rows, header),
    ...titled('Highest totals', table(['Rank', 'Id', 'Threat', 'Total', 'Votes between', 'Band'], top.map((row) => [rankOf(row), text(row.threat.displayId), text(row.threat.title), String(row.total), between(row), row.band ?? '–']))),
  ]
}

function treatment(rows: readonly RegisterRow[], { treatmentLine }: ProjectHeader): string[] {
  if (treatmentLine === null) return []
  const above = rows.filter(({ mustTreat }) => mustTreat === true)
  const open = above.filter(({ threat }) => threat.decision === null).map(({ threat }) => threat.displayId)
  return [`${above.length} of ${rows.length} ${rows.length === 1 ? 'threat' : 'threats'} above the treatment line of ${treatmentLine}${open.length === 0 ? '' : `; without a decision: ${text(open.join(', '))}`}.`, '']
}

function register(rows: readonly RegisterRow[]): string[] {
  if (rows.length === 0) return []
  return [
    ...table(
      ['Rank', 'Id', 'Threat', 'STRIDE', 'Affected', 'D', 'R', 'E', 'A', 'Di', 'Total', 'Votes between', 'Band', 'Decision', 'Owner', 'Due'],
      rows.map((row) => {
        const { threat } = row
        const values = standingScore(threat)?.values
        return [
          rankOf(row),
          text(threat.displayId),
          text(threat.title),
          threat.stride.map((category) => strideLetter[category]).join(' '),
          text(row.affected.join(', ')),
          ...dreadFactors.map((factor) => (values ? String(values[factor]) : '–')),
          row.total === null ? '–' : String(row.total),
          between(row),
          row.band ?? 'not scored: triage',
          threat.decision?.response ?? '–',
          text(threat.decision?.owner ?? ''),
          threat.decision?.due ?? '',
        ]
      }),
    ),
    '',
    'D Damage, R Reproducibility, E Exploitability, A Affected users, Di Discoverability; each 1 to 10. "=" before a rank: shared. Votes between: quartiles of the seats’ totals.',
  ]
}

function decisions(rows: readonly RegisterRow[]): string[] {
  if (rows.length === 0) return []
  const made = rows.filter(({ threat }) => threat.decision !== null)
  const none = rows.filter(({ threat }) => threat.decision === null)
  const counted = [...responses.map((response) => `${response} ${made.filter(({ threat }) => threat.decision?.response === response).length}`), `none yet ${none.length}`]
  return [
    `${counted.join(', ')}.`,
    '',
    ...table(
      ['Id', 'Threat', 'Decision', 'Rationale', 'Existing controls', 'Owner', 'Due', 'Line'],
      made.map(({ threat, mustTreat }) => [text(threat.displayId), text(threat.title), threat.decision?.response ?? '', text(threat.decision?.rationale ?? ''), text(threat.decision?.existingControls ?? ''), text(threat.decision?.owner ?? ''), threat.decision?.due ?? '', lineWords(mustTreat)]),
    ),
  ]
}

function mitigationTable(mitigations: readonly Mitigation[], rows: readonly RegisterRow[]): string[] {
  if (mitigations.length === 0) return []
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  return table(
    ['Mitigation', 'Status', 'Owner', 'Due', 'Threats', 'Requirement', 'Verified', 'Ticket'],
    mitigations.map(({ title: name, status, owner, due, threats, requirement, test, result, verifiedOn, ticket }) => [text(name), status, text(owner), due ?? '', text(threats.flatMap((id) => displayIds.get(id) ?? []).join(', ')), text(requirement), text([verifiedOn ?? '', test, result].filter((part) => part !== '').join('; ')), text(ticket)]),
  )
}

function rankOf({ rank, tied }: RegisterRow): string {
  return rank === null ? '–' : `${tied ? '=' : ''}${rank}`
}

function between({ interval }: RegisterRow): string {
  return interval ? `${interval.q1} – ${interval.q3}` : '–'
}
