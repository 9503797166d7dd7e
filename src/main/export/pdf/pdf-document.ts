import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { bands, dreadFactors, type Band } from '../../../shared/domain/dread.ts'
import { responses } from '../../../shared/domain/decision.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow, SignatureInfo } from '../../../shared/domain/register.ts'
import { strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import { diagramSvg, drawnDiagrams } from '../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../shared/picture/place.ts'
import { factorLetters, threatCard } from './pdf-card.ts'
import { bandBar, bandCell, bandColours, facts, ink, restOf, tableOf, type Column } from './pdf-style.ts'
import { replacement, set, type Type } from './pdf-type.ts'

/** What the report is made of: a frozen revision, or the draft as it stands. Plain data, so that it can cross to the worker. */
export interface PdfInput {
  project: string
  header: ProjectHeader
  model: Model
  rows: readonly RegisterRow[]
  /** In their order; absent where there are none. */
  mitigations?: readonly Mitigation[] | undefined
  /** The revealed rounds of each threat that has any. */
  rounds: ReadonlyMap<Id, readonly RoundResult[]>
  /** Null for a draft. */
  revision: { number: number; hash: string; frozenAt: string; program: string; rulePacks: readonly string[]; catalogue: string; signatures: readonly SignatureInfo[] } | null
  /** The instant that the file is dated with: of the freeze, or of the last change. */
  at: string
}

/** A report for pdfmake. */
export interface PdfDocument {
  title: string
  footer: string
  /** UTC instant that the file is dated with, so that the same report gives the same bytes. */
  at: string
  content: Content[]
}

/** Width of the text on a page, in points. */
const portrait = 499
const landscape = 746
/** Width and height that a picture may take on a page, in points. */
const pictureFit = { portrait: [portrait, 600], landscape: [landscape, 380] } as const

/** The report as a document. The same input gives the same document. */
export function pdfDocument(input: PdfInput, type: Type): PdfDocument {
  const state = input.revision ? `revision ${input.revision.number}` : 'draft, not signed'
  const project = type.shown(input.project)
  const footer = type.lines(project, 260, { size: 8 })
  const first = cover(type, input, state)
  const content = [
    ...summary(type, input),
    ...pictures(type, input.model),
    ...register(type, input.rows),
    ...cards(type, input),
    ...mitigationSheet(type, input),
    ...(input.revision ? signSheet(type, input.revision, input.rows) : []),
  ]
  return {
    title: `${project}: threat register, ${state}`,
    footer: `${footer[0] ?? ''}${footer.length > 1 ? ' …' : ''}  ·  ${state}${input.revision ? `  ·  SHA-256 ${input.revision.hash.slice(0, 16)}…` : ''}`,
    at: input.at,
    content: [...first, ...(type.lost() ? [lostNote()] : []), ...content],
  }
}

function lostNote(): Content {
  return { text: `The typeface of this report lacks some of the characters used here; ${replacement} stands for each. The register itself has them.`, style: 'quiet', margin: [0, 16, 0, 0] }
}

function cover(type: Type, input: PdfInput, state: string): Content[] {
  const { header, revision } = input
  const release = [header.system, header.release].filter((part) => part !== '').join(', ')
  const stamp = revision ? `frozen ${utc(revision.frozenAt)}` : `as of ${utc(input.at)}`
  const signed = revision?.signatures.length ?? 0
  return [
    { canvas: [{ type: 'rect', x: 0, y: 0, w: 64, h: 6, color: ink.accent }], margin: [0, 60, 0, 18] },
    { text: 'Threat register', style: 'subtitle' },
    set(type, input.project, portrait, { size: 28, bold: true, margin: [0, 4, 0, 10] }),
    ...(release === '' ? [] : [set(type, release, portrait, { size: 13, color: ink.quiet })]),
    { text: `${state[0]?.toUpperCase() ?? ''}${state.slice(1)}  ·  ${stamp}`, style: 'subtitle', margin: [0, 2, 0, 28] },
    tiles(input.rows),
    ...(revision
      ? [
          facts(type, [
            ['SHA-256', hashLines(revision.hash)],
            ['Signed by', signed === 0 ? 'nobody yet' : revision.signatures.map((one) => `${one.name} (${one.role}): ${one.meaning}`).join('\n')],
            ['Made with', [revision.program, ...revision.rulePacks, revision.catalogue].filter((part) => part !== '').join(', ')],
          ]),
        ]
      : [{ text: 'This is a draft. Nobody has signed it, and it may change.' }]),
    ...headerSection(type, header),
  ]
}

function tiles(rows: readonly RegisterRow[]): Content {
  const counts = bandCounts(rows)
  const tile = (value: string, name: string, fill: string, color: string): TableCell => ({
    stack: [{ text: value, fontSize: 22, bold: true, color }, { text: name, fontSize: 8.5, color }],
    fillColor: fill,
    margin: [8, 6, 4, 6],
  })
  const cells = [
    tile(String(rows.length), rows.length === 1 ? 'threat' : 'threats', ink.ground, ink.text),
    ...bands.map((band) => tile(String(counts[band]), band, bandColours[band].fill, bandColours[band].ink)),
    tile(String(rows.filter((row) => row.threat.decision === null).length), 'without decision', ink.ground, ink.text),
  ]
  return { table: { widths: cells.map(() => '*'), body: [cells] }, layout: 'tiles', margin: [0, 0, 0, 26] }
}

function headerSection(type: Type, header: ProjectHeader): Content[] {
  const line = header.treatmentLine === null ? 'none' : `a total above ${header.treatmentLine} must be treated`
  const scheme = header.bandScheme
  const discoverability = { counted: '', fixed: '; Discoverability counts as 10', dropped: '; Discoverability is not counted, bands are scaled by 4/5' }[scheme.discoverability]
  const assumptions = header.assumptions.map(({ text, owner, confirmed }) => [text, owner, { yes: 'confirmed', no: 'not confirmed', unknown: 'open' }[confirmed]])
  const assets = header.assets.map((asset) => [asset.name, asset.confidentiality, asset.integrity, asset.availability])
  const need = (head: string): Column => ({ head, width: 80 })
  return [
    assumptions.length + assets.length > 0 ? { text: 'Scope and criteria', style: 'h1', pageBreak: 'before' } : { text: 'Scope and criteria', style: 'h2', margin: [0, 24, 0, 4] },
    facts(type, [
      ['Purpose', header.purpose],
      ['Environment', header.environment],
      ['Not in scope', header.exclusions],
      ['Treatment line', line],
      ['Acceptance', header.acceptanceCriteria],
      ['Bands', `Critical from ${scheme.critical}, High from ${scheme.high}, Medium from ${scheme.medium}, else Low (scheme ${scheme.id}${discoverability})`],
      ['Next review', header.reviewDate ?? ''],
    ]),
    ...titled('Assumptions', assumptions.length === 0 ? null : tableOf(type, [{ head: 'Assumption', width: restOf(portrait, [110, 70]) }, { head: 'Owner', width: 110 }, { head: 'State', width: 70 }], assumptions)),
    ...titled('Assets', assets.length === 0 ? null : tableOf(type, [{ head: 'Asset', width: restOf(portrait, [80, 80, 80]) }, need('Confidentiality'), need('Integrity'), need('Availability')], assets)),
  ]
}

/** A second heading that keeps to what it stands over; nothing where there is nothing under it. */
function titled(text: string, content: Content | null): Content[] {
  if (content === null) return []
  const rows = typeof content === 'object' && 'table' in content ? content.table.body.length : 0
  return [{ stack: [{ text, style: 'h2' }, content], unbreakable: rows <= 20 }]
}

function summary(type: Type, { rows, header }: PdfInput): Content[] {
  if (rows.length === 0) return titled('Threats', { text: 'The register has no threats yet.' })
  const title: Content = { text: 'Summary', style: 'h1', pageBreak: 'before' }
  const line = (name: string, own: readonly RegisterRow[]) => {
    const counts = bandCounts(own)
    const unscored = own.filter((row) => row.band === null).length
    return [name, ...bands.map((band) => count(counts[band])), count(unscored), String(own.length), own.length === 0 ? '' : bandBar(counts, barWidth * (own.length / most))]
  }
  const barWidth = 104
  const groups = strideCategories.map((category) => ({ category, own: rows.filter((row) => row.threat.stride[0] === category) }))
  const most = Math.max(...groups.map(({ own }) => own.length))
  const numbers = [...bands, 'No score', 'All'].map((head): Column => ({ head, width: 40, alignment: 'center' }))
  const bold = (text: string): TableCell => ({ text, bold: true, alignment: 'center', noWrap: true })
  const all = line('', rows).slice(1, -1).map((cell) => (typeof cell === 'string' ? bold(cell) : cell))
  const top = rows.filter((row) => row.rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, 10)
  return [
    title,
    tableOf(type, [{ head: 'Category', width: restOf(portrait, [...numbers.map(({ width }) => width), barWidth]) }, ...numbers, { head: '', width: barWidth }], [
      ...groups.map(({ category, own }) => line(`${strideLetter[category]}  ${category}`, own)),
      [{ text: 'All', bold: true, noWrap: true }, ...all, ''],
    ]),
    { text: 'A threat counts once, under its first category.', style: 'quiet', margin: [0, 4, 0, 0] },
    ...treatment(type, rows, header),
    ...titled('Highest totals', top.length === 0 ? null : highest(type, top)),
    ...titled('Decisions', decisions(type, rows)),
  ]
}

function count(number: number): string {
  return number === 0 ? '·' : String(number)
}

function treatment(type: Type, rows: readonly RegisterRow[], header: ProjectHeader): Content[] {
  if (header.treatmentLine === null) return []
  const treat = rows.filter((row) => row.mustTreat === true)
  const undecided = treat.filter((row) => row.threat.decision === null).map((row) => row.threat.displayId)
  const open = undecided.length === 0 ? '' : `; without a decision ${undecided.length === 1 ? 'is' : 'are'} ${undecided.length}: ${undecided.slice(0, 12).join(', ')}${undecided.length > 12 ? ' …' : ''}`
  return [set(type, `${treat.length} of ${rows.length} ${rows.length === 1 ? 'threat' : 'threats'} above the treatment line of ${header.treatmentLine}${open}.`, portrait, { margin: [0, 8, 0, 0] })]
}

function highest(type: Type, top: readonly RegisterRow[]): Content {
  const columns: Column[] = [
    { head: 'Rank', width: 30, alignment: 'center' },
    { head: 'Id', width: 40 },
    { head: 'Threat', width: restOf(portrait, [30, 40, 34, 74, 52]) },
    { head: 'Total', width: 34, alignment: 'center' },
    { head: 'Votes between', width: 74, alignment: 'center' },
    { head: 'Band', width: 52, alignment: 'center' },
  ]
  return tableOf(type, columns, top.map((row) => [rankOf(row), row.threat.displayId, row.threat.title, { text: String(row.total), alignment: 'center', bold: true, noWrap: true }, between(row), bandCell(row.band)]))
}

function decisions(type: Type, rows: readonly RegisterRow[]): Content | null {
  const made = responses.map((response) => ({ response, own: rows.filter((row) => row.threat.decision?.response === response) })).filter(({ own }) => own.length > 0)
  if (made.length === 0) return null
  const due = (own: readonly RegisterRow[]) => own.map((row) => row.threat.decision?.due ?? '').filter((date) => date !== '').toSorted()[0] ?? '–'
  const columns: Column[] = [{ head: 'Decision', width: restOf(portrait, [60, 110]) }, { head: 'Threats', width: 60, alignment: 'center' }, { head: 'Earliest due date', width: 110, alignment: 'center' }]
  const none = rows.filter((row) => row.threat.decision === null)
  return tableOf(type, columns, [...made.map(({ response, own }) => [response, String(own.length), due(own)]), ...(none.length === 0 ? [] : [['none yet', String(none.length), '–']])])
}

function rankOf({ rank, tied }: RegisterRow): string {
  return rank === null ? '–' : `${tied ? '=' : ''}${rank}`
}

function between({ interval }: RegisterRow): string {
  return interval ? `${interval.q1} – ${interval.q3}` : '–'
}

function pictures(type: Type, model: Model): Content[] {
  const positions = ownPositions(model)
  return drawnDiagrams(model).flatMap((diagram): Content[] => {
    const name = model.diagrams.find((one) => one.id === diagram)?.name ?? ''
    // Only labels can hold characters that the font lacks; the rest of the picture is plain ASCII.
    const svg = type.shown(diagramSvg(model, positions, 'light', { diagram }))
    const pageOrientation = isWide(svg) ? 'landscape' : 'portrait'
    return [
      { ...set(type, name === '' ? 'Architecture' : `Architecture: ${name}`, pictureFit[pageOrientation][0], { size: 17 }), style: 'h1', pageBreak: 'before', pageOrientation },
      { svg, fit: [...pictureFit[pageOrientation]], alignment: 'center' },
      { text: 'Round: process. Between two lines: data store. Square: external entity. Dashed: trust boundary.', style: 'quiet', alignment: 'center', margin: [0, 8, 0, 0] },
    ]
  })
}

function isWide(svg: string): boolean {
  const [, width, height] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return Number(width) > 1.35 * Number(height)
}

function register(type: Type, rows: readonly RegisterRow[]): Content[] {
  if (rows.length === 0) return []
  const narrow = (head: string, width: number): Column => ({ head, width, alignment: 'center' })
  const before: Column[] = [narrow('Rank', 26), { head: 'Id', width: 38 }]
  const after: Column[] = [
    narrow('STRIDE', 36),
    ...dreadFactors.map((factor) => narrow(factorLetters[factor], 14)),
    narrow('Total', 26),
    narrow('Votes between', 58),
    narrow('Band', 44),
    narrow('Decision', 44),
    { head: 'Owner', width: 70 },
    { head: 'Due', width: 50 },
  ]
  const title: Column = { head: 'Threat', width: restOf(landscape, [...before, ...after].map(({ width }) => width)) }
  const body = rows.map((row) => {
    const score = standingScore(row.threat)
    return [
      rankOf(row),
      row.threat.displayId,
      row.threat.title,
      row.threat.stride.map((category) => strideLetter[category]).join(' '),
      ...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')),
      row.total === null ? '–' : String(row.total),
      between(row),
      bandCell(row.band),
      row.threat.decision?.response ?? '–',
      row.threat.decision?.owner ?? '',
      row.threat.decision?.due ?? '',
    ]
  })
  return [
    { text: 'Register', style: 'h1', pageBreak: 'before', pageOrientation: 'landscape' },
    tableOf(type, [...before, title, ...after], body),
    { text: 'D Damage, R Reproducibility, E Exploitability, A Affected users, Di Discoverability; each 1 to 10. "=" before a rank: shared. Votes between: quartiles of the seats’ totals.', style: 'quiet', margin: [0, 6, 0, 0] },
  ]
}

function mitigationSheet(type: Type, { rows, mitigations = [] }: PdfInput): Content[] {
  if (mitigations.length === 0) return []
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const columns: Column[] = [{ head: 'Status', width: 60 }, { head: 'Owner', width: 80 }, { head: 'Due', width: 54 }, { head: 'Threats', width: 70 }, { head: 'Requirement', width: 150 }, { head: 'Verified', width: 120 }]
  const body = mitigations.map(({ title, status, owner, due, threats, requirement, test, result, verifiedOn, ticket }) => [
    ticket === '' ? title : `${title}\n${ticket}`, status, owner, due ?? '', threats.flatMap((id) => displayIds.get(id) ?? []).join(', '), requirement, [verifiedOn ?? '', test, result].filter((part) => part !== '').join('; '),
  ])
  return [{ text: 'Mitigations', style: 'h1', pageBreak: 'before', pageOrientation: 'landscape' }, tableOf(type, [{ head: 'Mitigation', width: restOf(landscape, columns.map(({ width }) => width)) }, ...columns], body)]
}

function cards(type: Type, { rows, rounds, header, mitigations = [] }: PdfInput): Content[] {
  if (rows.length === 0) return []
  const covering = byThreat(mitigations)
  return [{ text: 'Threats', style: 'h1', pageBreak: 'before', pageOrientation: 'portrait' }, ...rows.map((row) => threatCard(type, row, rounds.get(row.threat.id) ?? [], header, covering.get(row.threat.id)))]
}

function signSheet(type: Type, revision: NonNullable<PdfInput['revision']>, rows: readonly RegisterRow[]): Content[] {
  const displayIds = new Map(rows.map((row) => [row.threat.id, row.threat.displayId]))
  const signers = revision.signatures.map((one): Content => ({
    unbreakable: true,
    margin: [0, 0, 0, 10],
    table: {
      widths: [489],
      body: [[{ margin: [2, 0, 0, 0], stack: [set(type, one.name, 480, { size: 12, bold: true }), set(type, one.role, 480, { color: ink.quiet, margin: [0, 0, 0, 4] }), facts(type, [
        ['Meaning', one.meaning],
        ['Scope', one.scope === 'all' ? 'all threats' : one.scope.map((id) => displayIds.get(id) ?? id).join(', ')],
        ['Signed', utc(one.at)],
        ['Assurance', one.assurance],
        ['Key fingerprint', one.fingerprint.replace(/^((?:[^:]+:){8})/, '$1\n')],
        ['Checked', one.valid ? 'the signature fits' : 'THE SIGNATURE DOES NOT FIT'],
      ], 360)] }]],
    },
    layout: 'card',
  }))
  return [
    { text: 'Sign-off', style: 'h1', pageBreak: 'before', pageOrientation: 'portrait' },
    facts(type, [
      ['Revision', `${revision.number}, frozen ${utc(revision.frozenAt)}`],
      ['SHA-256', hashLines(revision.hash)],
    ]),
    { text: '', margin: [0, 4, 0, 4] },
    ...(signers.length === 0 ? [{ text: 'Nobody has signed this revision yet.' }] : signers),
    { text: 'This page repeats what is signed; it is not the signature. The signed register is attached to this file as register.json: "npx dreadnought verify register.json" checks it with no network. Signatures do not prove who holds a key, nor the time; compare the fingerprints over a way you trust. "Attested by the host" means that the host signed for this person.', style: 'quiet', margin: [0, 6, 0, 0] },
  ]
}

/** 64 digits in two lines of four groups, as one compares them by eye. */
function hashLines(hash: string): string {
  return [hash.slice(0, 32), hash.slice(32)].map((half) => half.replaceAll(/(.{8})(?=.)/g, '$1 ')).join('\n')
}

function bandCounts(rows: readonly RegisterRow[]): Record<Band, number> {
  const counts = { Critical: 0, High: 0, Medium: 0, Low: 0 }
  for (const { band } of rows) if (band !== null) counts[band] += 1
  return counts
}

/** `2026-01-31 09:00 UTC`. */
function utc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}
