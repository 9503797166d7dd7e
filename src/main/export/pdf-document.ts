import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { bands, dreadFactors, type Band } from '../../shared/domain/dread.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ProjectHeader } from '../../shared/domain/project.ts'
import type { RegisterRow, SignatureInfo } from '../../shared/domain/register.ts'
import { strideCategories, strideLetter } from '../../shared/domain/stride.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import type { RoundResult } from '../../shared/domain/workshop.ts'
import { diagramSvg, drawnDiagrams } from '../../shared/picture/diagram.ts'
import { ownPositions } from '../../shared/picture/place.ts'
import { factorLetters, threatCard } from './pdf-card.ts'
import { bandBar, bandCell, bandColours, facts, flowing, ink, plain } from './pdf-style.ts'
import type { PdfDocument } from './pdf.ts'

/** What the report is made of: a frozen revision, or the draft as it stands. */
export interface PdfInput {
  project: string
  header: ProjectHeader
  model: Model
  rows: readonly RegisterRow[]
  roundsOf: (threat: Id) => readonly RoundResult[]
  /** Null for a draft. */
  revision: { number: number; hash: string; frozenAt: string; program: string; rulePacks: readonly string[]; catalogue: string; signatures: readonly SignatureInfo[] } | null
  /** The instant that the file is dated with: of the freeze, or of the last change. */
  at: string
}

/** Width and height that a picture may take on a page, in points. */
const pictureFit = { portrait: [499, 600], landscape: [744, 380] } as const

/** The report as plain data, for the worker to render. The same input gives the same document. */
export function pdfDocument(input: PdfInput): PdfDocument {
  const state = input.revision ? `revision ${input.revision.number}` : 'draft, not signed'
  return {
    title: `${plain(input.project)}: threat register, ${state}`,
    footer: `${plain(input.project)}  ·  ${state}${input.revision ? `  ·  ${input.revision.hash.slice(0, 16)}` : ''}`,
    at: input.at,
    content: [
      ...cover(input, state),
      ...summary(input),
      ...pictures(input.model),
      ...register(input.rows),
      ...cards(input),
      ...(input.revision ? signSheet(input.revision, input.rows) : []),
    ],
  }
}

function cover(input: PdfInput, state: string): Content[] {
  const { header, revision } = input
  const release = [header.system, header.release].filter((part) => part !== '').join(', ')
  const stamp = revision ? `Frozen ${utc(revision.frozenAt)}` : `As of ${utc(input.at)}`
  const signed = revision?.signatures.length ?? 0
  return [
    { canvas: [{ type: 'rect', x: 0, y: 0, w: 64, h: 6, color: ink.accent }], margin: [0, 60, 0, 18] },
    { text: 'Threat register', style: 'subtitle' },
    { text: flowing(input.project, 24), style: 'title', margin: [0, 4, 0, 10] },
    ...(release === '' ? [] : [{ text: flowing(release, 50), style: 'subtitle' }]),
    { text: `${state[0]?.toUpperCase() ?? ''}${state.slice(1)}  ·  ${stamp}`, style: 'subtitle', margin: [0, 2, 0, 28] },
    tiles(input.rows),
    ...(revision
      ? [
          facts([
            ['SHA-256', `${revision.hash.slice(0, 32)} ${revision.hash.slice(32)}`],
            ['Signed by', signed === 0 ? 'nobody yet' : revision.signatures.map((one) => `${one.name} (${one.role})`).join(', ')],
            ['Made with', [revision.program, ...revision.rulePacks, revision.catalogue].filter((part) => part !== '').join(', ')],
          ]),
        ]
      : [{ text: 'This is a draft. Nobody has signed it, and it may change.', style: 'quiet' }]),
    ...headerSection(header),
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

function headerSection(header: ProjectHeader): Content[] {
  const line = header.treatmentLine === null ? '' : `a total above ${header.treatmentLine} must be treated`
  const scheme = header.bandScheme
  const discoverability = { counted: '', fixed: '; Discoverability counts as 10', dropped: '; Discoverability is not counted, bands are scaled by 4/5' }[scheme.discoverability]
  const assumptions = header.assumptions.map(({ text, owner, confirmed }): TableCell[] => [{ text: flowing(text) }, { text: flowing(owner, 20) }, { text: { yes: 'confirmed', no: 'not confirmed', unknown: 'open' }[confirmed] }])
  const assets = header.assets.map((asset): TableCell[] => [{ text: flowing(asset.name) }, { text: asset.confidentiality }, { text: asset.integrity }, { text: asset.availability }])
  return [
    { text: 'Scope and criteria', style: 'h2', margin: [0, 24, 0, 4] },
    facts([
      ['Purpose', header.purpose],
      ['Environment', header.environment],
      ['Not in scope', header.exclusions],
      ['Treatment line', line],
      ['Acceptance', header.acceptanceCriteria],
      ['Bands', `Critical from ${scheme.critical}, High from ${scheme.high}, Medium from ${scheme.medium}, else Low (scheme ${scheme.id}${discoverability})`],
      ['Review', header.reviewDate ?? ''],
    ]),
    ...(assumptions.length === 0 ? [] : [{ text: 'Assumptions', style: 'h2' }, tableOf(['Assumption', 'Owner', 'State'], ['*', 110, 70], assumptions)]),
    ...(assets.length === 0 ? [] : [{ text: 'Assets', style: 'h2' }, tableOf(['Asset', 'Confidentiality', 'Integrity', 'Availability'], ['*', 80, 80, 80], assets)]),
  ]
}

function summary({ rows }: PdfInput): Content[] {
  const body = strideCategories.map((category): TableCell[] => {
    const own = rows.filter((row) => row.threat.stride[0] === category)
    const counts = bandCounts(own)
    return [{ text: `${strideLetter[category]}  ${category}` }, ...bands.map((band): TableCell => ({ text: counts[band] === 0 ? '·' : String(counts[band]), alignment: 'center' })), { text: String(own.length), alignment: 'center', bold: true }, bandBar(counts, 130)]
  })
  const top = rows.filter((row) => row.rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, 10)
  const treat = rows.filter((row) => row.mustTreat === true)
  const undecided = treat.filter((row) => row.threat.decision === null)
  return [
    { text: 'Summary', style: 'h1', pageBreak: 'before' },
    tableOf(['Category', ...bands, 'All', ''], ['*', 46, 46, 46, 46, 40, 134], body),
    { text: `${treat.length} of ${rows.length} threats lie above the treatment line${undecided.length === 0 ? '' : `; ${undecided.length} of them without a decision: ${undecided.slice(0, 12).map((row) => plain(row.threat.displayId)).join(', ')}${undecided.length > 12 ? ' …' : ''}`}.`, margin: [0, 8, 0, 0] },
    ...(top.length === 0
      ? []
      : [
          { text: 'Highest', style: 'h2' },
          tableOf(['Rank', 'Threat', 'Total', 'Votes between', 'Band'], [34, '*', 36, 70, 58], top.map((row): TableCell[] => [
            { text: `${row.tied ? '=' : ''}${row.rank}`, alignment: 'center' },
            { text: [{ text: `${plain(row.threat.displayId)}  `, bold: true }, flowing(row.threat.title)] },
            { text: String(row.total), alignment: 'center', bold: true },
            { text: row.interval ? `${row.interval.q1} – ${row.interval.q3}` : '–', alignment: 'center' },
            bandCell(row.band),
          ])),
        ]),
  ]
}

function pictures(model: Model): Content[] {
  const positions = ownPositions(model)
  return drawnDiagrams(model).flatMap((diagram): Content[] => {
    const name = model.diagrams.find((one) => one.id === diagram)?.name ?? ''
    const svg = diagramSvg(model, positions, 'light', { diagram })
    const pageOrientation = isWide(svg) ? 'landscape' : 'portrait'
    return [
      { text: name === '' ? 'Architecture' : `Architecture: ${flowing(name, 50)}`, style: 'h1', pageBreak: 'before', pageOrientation },
      { svg, fit: [...pictureFit[pageOrientation]], alignment: 'center' },
      { text: 'Round: process. Between two lines: data store. Square: external entity. Dashed: trust boundary.', style: 'quiet', alignment: 'center', margin: [0, 8, 0, 0] },
    ]
  })
}

function isWide(svg: string): boolean {
  const [, width, height] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return Number(width) > 1.35 * Number(height)
}

function register(rows: readonly RegisterRow[]): Content[] {
  const body = rows.map((row): TableCell[] => {
    const score = standingScore(row.threat)
    return [
      { text: row.rank === null ? '–' : `${row.tied ? '=' : ''}${row.rank}`, alignment: 'center' },
      { text: flowing(row.threat.displayId, 8), bold: true },
      { text: flowing(row.threat.title, 28) },
      { text: row.threat.stride.map((category) => strideLetter[category]).join(' '), alignment: 'center' },
      ...dreadFactors.map((factor): TableCell => ({ text: score ? String(score.values[factor]) : '–', alignment: 'center' })),
      { text: row.total === null ? '–' : String(row.total), alignment: 'center', bold: true },
      bandCell(row.band),
      { text: row.threat.decision?.response ?? '–' },
      { text: flowing(row.threat.decision?.owner ?? '', 14) },
    ]
  })
  const letters = dreadFactors.map((factor) => factorLetters[factor])
  return [
    { text: 'Register', style: 'h1', pageBreak: 'before', pageOrientation: 'portrait' },
    tableOf(['Rank', 'Id', 'Threat', 'STRIDE', ...letters, 'Total', 'Band', 'Decision', 'Owner'], [22, 34, '*', 32, 12, 12, 12, 12, 12, 24, 42, 40, 56], body),
    { text: 'D Damage, R Reproducibility, E Exploitability, A Affected users, Di Discoverability; each 1 to 10.', style: 'quiet', margin: [0, 6, 0, 0] },
  ]
}

function cards({ rows, roundsOf }: PdfInput): Content[] {
  const [first, ...others] = rows.map((row) => threatCard(row, roundsOf(row.threat.id)))
  if (!first) return []
  return [{ text: 'Threats', style: 'h1', pageBreak: 'before' }, first, ...others]
}

function signSheet(revision: NonNullable<PdfInput['revision']>, rows: readonly RegisterRow[]): Content[] {
  const displayIds = new Map(rows.map((row) => [row.threat.id, plain(row.threat.displayId)]))
  const signers = revision.signatures.map((one): Content => ({
    unbreakable: true,
    margin: [0, 0, 0, 10],
    table: {
      widths: ['*'],
      body: [[{ margin: [4, 3, 4, 5], stack: [{ text: [{ text: flowing(one.name), bold: true, fontSize: 12 }, `   ${flowing(one.role)}`] }, facts([
        ['Meaning', one.meaning],
        ['Scope', one.scope === 'all' ? 'all threats' : one.scope.map((id) => displayIds.get(id) ?? id).join(', ')],
        ['Signed', utc(one.at)],
        ['Assurance', one.assurance],
        ['Key fingerprint', one.fingerprint.replace(/^((?:.{5}){8})/, '$1 ')],
        ['Checked', one.valid ? 'the signature fits' : 'THE SIGNATURE DOES NOT FIT'],
      ])] }]],
    },
    layout: 'card',
  }))
  return [
    { text: 'Sign-off', style: 'h1', pageBreak: 'before' },
    facts([
      ['Revision', `${revision.number}, frozen ${utc(revision.frozenAt)}`],
      ['SHA-256', `${revision.hash.slice(0, 32)} ${revision.hash.slice(32)}`],
    ]),
    { text: '', margin: [0, 4, 0, 4] },
    ...(signers.length === 0 ? [{ text: 'Nobody has signed this revision yet.' }] : signers),
    { text: 'This page repeats what is signed; it is not the signature. The signed register is attached to this file as register.json: "npx dreadnought verify register.json" checks it with no network. Signatures do not prove who holds a key, nor the time; compare the fingerprints over a way you trust. "Attested by the host" means that the host signed for this person.', style: 'quiet', margin: [0, 6, 0, 0] },
  ]
}

function tableOf(head: readonly string[], widths: (number | string)[], body: TableCell[][]): Content {
  const headRow = head.map((text, index): TableCell => ({ text, style: 'head', alignment: isCentred(body[0]?.[index]) ? 'center' : 'left' }))
  return { table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [headRow, ...body] }, layout: 'thin', fontSize: 8.5 }
}

function isCentred(cell: TableCell | undefined): boolean {
  return typeof cell === 'object' && 'alignment' in cell && cell.alignment === 'center'
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
