import { jsonText } from '../json-text.ts'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { byThreat, type ImportedMitigation, type Mitigation, withoutThreats } from '../../../shared/domain/mitigation.ts'
import { carriedName } from '../../../shared/domain/carried.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { ThreatStatement } from '../../../shared/domain/statement.ts'
import { strideLetter } from '../../../shared/domain/stride.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { cutText } from '../../../shared/list/list-text.ts'
import { ComposerDocument, ComposerThreat, type ComposerItem } from '../../../shared/list/composer-file.ts'
import { withMitigation } from '../../../shared/list/composer-mitigation.ts'
import { composerFields, composerLayout, composerLinks, mitigationOfText, mitigationText, plainComposerThreat, writeCarried, type ComposerFields, type ComposerLinks } from '../../../shared/list/threat-composer.ts'
import type { ExportInput } from '../input.ts'
import { freeMitigations } from './list-losses.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The register as a Threat Composer file, schema 1. With the layout of an imported file, that file with only those things changed
 * which say something else now. What a threat has that the tool has no field for travels in its `custom:` metadata: DREAD and evidence
 * to be read by people, all of it in `custom:dreadnought` for the way back.
 */
export function writeThreatComposer({ rows, mitigations = [], header, model, layouts }: Pick<ExportInput, 'rows' | 'mitigations' | 'header' | 'model' | 'layouts'>): string {
  const layout = layouts['threat-composer']
  const document = documentOf(layout, header)
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const numbers = freeNumbers(rows)
  const covering = byThreat(mitigations)
  const before = composerLinks(document)
  const threats = rows.map((row) => ({ wanted: fieldsOf(row, { keys, covering: covering.get(row.threat.id) ?? [], before }), raw: rawOf(row, numbers) }))
  dropLinks(document, layout, threats.map(({ raw }) => raw.id))
  linkMitigations(document, threats)
  const links = composerLinks(document)
  const written = threats.map(({ raw, wanted }) => withFields(raw, wanted, links))
  return jsonText({ ...document, threats: written })
}

/** What the tool has no place for at all, with how many of it are lost. What our metadata carries is not lost. */
export function notInThreatComposer({ rows, mitigations, header, model }: Pick<ExportInput, 'rows' | 'mitigations' | 'header' | 'model'>): NotCarried[] {
  const lost: NotCarried[] = [
    { what: 'parts of the model', count: model.diagrams.length > 0 && model.elements.length > 0 ? model.elements.length + model.flows.length + model.boundaries.length : 0 },
    { what: 'assets', count: header.assets.length },
    { what: 'the release', count: header.release === '' ? 0 : 1 },
    { what: 'the exclusions', count: header.exclusions === '' ? 0 : 1 },
    { what: 'the acceptance criteria', count: header.acceptanceCriteria === '' ? 0 : 1 },
    { what: "a workshop's rationale and dissent", count: rows.filter(({ threat }) => threat.settled !== null && threat.settled.rationale + threat.settled.dissent !== '').length },
    { what: 'why a finding is gone', count: rows.filter(({ threat }) => threat.gone !== null).length },
  ]
  return [...lost, ...freeMitigations(mitigations)].filter(({ count }) => count > 0)
}

/** The id of one of our things in a Threat Composer file, which wants UUIDs. */
export function composerId(kind: string, text: string): string {
  if (uuid.test(text)) return text
  const hash = createHash('sha256').update(`${kind}:${text}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

function documentOf(layout: Record<string, string> | undefined, header: ExportInput['header']): ComposerDocument {
  const kept = ComposerDocument.safeParse(parsed(layout?.[composerLayout.document])).data
  const info = z.looseObject({ name: z.string().optional(), description: z.string().optional() }).safeParse(kept?.['applicationInfo']).data
  const same = (said: string | undefined, now: string, limit: number): boolean => now === '' || (said !== undefined && cutText(said, limit).trim() === now)
  const name = same(info?.name, header.system, 500) ? info?.name : cutText(header.system, 200)
  const description = same(info?.description, header.purpose, 20_000) ? info?.description : header.purpose
  const applicationInfo = name === info?.name && description === info?.description ? kept?.['applicationInfo'] : { ...info, ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
  const own = kept ?? { schema: 1, ...(header.environment === '' ? {} : { architecture: { description: header.environment } }) }
  const assumptions = withAssumptions(kept?.assumptions, header)
  return { schema: 1, ...own, ...(applicationInfo === undefined ? {} : { applicationInfo }), ...(assumptions ? { assumptions } : {}) }
}

/** The file's assumptions, then those of the header that are none of them. */
function withAssumptions(kept: ComposerItem[] | undefined, header: ExportInput['header']): ComposerItem[] | undefined {
  const known = new Set((kept ?? []).map(({ content }) => cutText(content.trim(), 20_000)))
  const first = highest(kept ?? []) + 1
  const added = header.assumptions.filter(({ text }) => text.trim() !== '' && !known.has(text.trim())).map(({ id, text, owner, confirmed }, index) => ({
    id: composerId('assumption', id),
    numericId: first + index,
    displayOrder: first + index,
    metadata: [
      ...(owner === '' ? [] : [{ key: 'custom:owner', value: owner }]),
      ...(confirmed === 'unknown' ? [] : [{ key: 'custom:confirmed', value: confirmed }]),
      ...(text.trim().length > 1000 ? [{ key: 'custom:text', value: text.trim() }] : []),
    ],
    content: cutText(text.trim(), 1000),
  }))
  return added.length === 0 ? kept : [...(kept ?? []), ...added]
}

function highest(items: readonly { numericId?: number | undefined }[]): number {
  return items.reduce((most, { numericId = 0 }) => Math.max(most, Math.floor(numericId)), 0)
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function keptRaw({ threat }: RegisterRow): ComposerThreat | undefined {
  return ComposerThreat.safeParse(parsed(threat.layout[composerLayout.row])).data
}

/** Numbers for threats that the file never had. */
function freeNumbers(rows: readonly RegisterRow[]): () => number {
  let last = highest(rows.flatMap((row) => keptRaw(row) ?? []))
  return () => (last += 1)
}

interface Around {
  /** Keys of the model's parts. */
  keys: ReadonlyMap<string, string>
  /** What is done about the threat. */
  covering: readonly Mitigation[]
  /** What the file that it came from says is linked to it. */
  before: ComposerLinks
}

/** What the threat says now. A row of the file that nothing was said of since is left as the file has it. */
function fieldsOf(row: RegisterRow, { keys, covering, before }: Around): ComposerFields {
  const { threat, affected, band } = row
  const kept = keptRaw(row)
  const came = kept ? plainComposerThreat(kept, before) : undefined
  const statement = threat.statement ?? came?.statement
  const standing = standingScore(threat)
  const { imported } = threat
  const evidence = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keys.get(id) ?? [])
  const settled = threat.settled !== null || imported === null
  return composerFields({
    displayId: threat.displayId,
    title: threat.title,
    description: threat.description,
    stride: threat.stride,
    marker: threat.marker,
    confidence: threat.confidence,
    affectedLabels: threat.affectedLabels.length > 0 ? threat.affectedLabels : affected,
    evidenceKeys: evidence,
    references: threat.references,
    mitigations: threat.mitigations,
    score: { dread: standing?.values ?? null, total: imported?.total ?? null, severity: settled ? band : imported.severity, score: imported?.score ?? null },
    ...(threat.decision ? { decision: threat.decision } : {}),
    ...(statement ? { statement } : {}),
    ...(threat.concerns ? { concerns: threat.concerns } : {}),
    covering: covering.length > 0 ? inOrder(covering.map(withoutThreats), came?.covering ?? []) : (came?.covering ?? []),
  })
}

/** In the order of the file, as far as it has them. */
function inOrder(covering: ImportedMitigation[], came: readonly ImportedMitigation[]): ImportedMitigation[] {
  const places = new Map(came.map(({ title }, index) => [title, index]))
  return covering.sort((a, b) => (places.get(a.title) ?? came.length) - (places.get(b.title) ?? came.length))
}

function rawOf(row: RegisterRow, numbers: () => number): ComposerThreat {
  const kept = keptRaw(row)
  if (kept) return kept
  const number = numbers()
  return { id: composerId('threat', row.threat.id), numericId: number, displayOrder: number, metadata: [], status: 'threatIdentified' }
}

/** Links of threats that the file had and that are gone go with them. Those that led nowhere before stay as they were. */
function dropLinks(document: ComposerDocument, layout: Record<string, string> | undefined, left: readonly string[]): void {
  const gone = new Set(z.array(z.string()).safeParse(parsed(layout?.[composerLayout.ids])).data ?? [])
  for (const id of left) gone.delete(id)
  if (gone.size === 0) return
  const stay = ({ linkedId }: { linkedId: string }): boolean => !gone.has(linkedId)
  if (document.mitigationLinks) document.mitigationLinks = document.mitigationLinks.filter(stay)
  if (document.assumptionLinks) document.assumptionLinks = document.assumptionLinks.filter(stay)
}

/** Makes the links of each threat whose mitigations are others than the file's. */
function linkMitigations(document: ComposerDocument, threats: readonly { raw: ComposerThreat; wanted: ComposerFields }[]): void {
  const before = composerLinks(document)
  const changed = threats.filter(({ raw, wanted }) => JSON.stringify([wanted.mitigations, wanted.covering]) !== JSON.stringify([before.mitigations.get(raw.id) ?? [], before.covering.get(raw.id) ?? []]))
  if (changed.length === 0) return
  const mitigations = [...(document.mitigations ?? [])]
  const byText = new Map(mitigations.map((one) => [mitigationText(one), one.id]))
  const ids = new Set(mitigations.map(({ id }) => id))
  let last = highest(mitigations)
  const find = (text: string): string => {
    const known = byText.get(text)
    if (known !== undefined) return known
    const { content, status } = mitigationOfText(text)
    const id = composerId('mitigation', text)
    byText.set(text, id)
    if (ids.has(id)) return id
    last += 1
    mitigations.push({ id, numericId: last, displayOrder: last, content: cutText(content.trim(), 1000), status, metadata: [] })
    return id
  }
  const others = new Set(changed.map(({ raw }) => raw.id))
  const links = (document.mitigationLinks ?? []).filter(({ linkedId }) => !others.has(linkedId))
  /** What is done stands in the file's own mitigation of that text, where it has one. */
  const put = (made: ImportedMitigation): string => {
    const known = mitigations.findIndex(({ content }) => content.trim() === made.title)
    const id = known < 0 ? find(made.title) : (mitigations[known]?.id ?? '')
    const at = known < 0 ? mitigations.findIndex((one) => one.id === id) : known
    const item = mitigations[at]
    if (item) mitigations[at] = withMitigation(item, made)
    return id
  }
  for (const { raw, wanted } of changed) {
    const linked = new Set([...wanted.mitigations.filter((text) => text.trim() !== '').map(find), ...wanted.covering.map(put)])
    for (const mitigationId of linked) links.push({ mitigationId, linkedId: raw.id })
  }
  document.mitigations = mitigations
  document.mitigationLinks = links
}

/** The threat with its own fields brought up to what it says now, and the rest in our metadata. */
function withFields(raw: ComposerThreat, wanted: ComposerFields, links: ComposerLinks): ComposerThreat {
  const ownMetadata = (raw.metadata ?? []).filter(({ key }) => key !== carriedName && key !== 'custom:dread' && key !== 'custom:evidence')
  const kept: ComposerThreat = { ...raw, ...(raw.metadata ? { metadata: ownMetadata } : {}) }
  const was = composerFields(plainComposerThreat(kept, links))
  const next = { ...kept, ...changes(kept, was, wanted) }
  const carried = writeCarried(wanted, composerFields(plainComposerThreat(next, links)))
  if (carried === null) return next
  const { dread, evidence } = wanted
  const sum = dread === null ? 0 : dread.damage + dread.reproducibility + dread.exploitability + dread.affectedUsers + dread.discoverability
  const forPeople = [
    ...(dread === null ? [] : [{ key: 'custom:dread', value: [...Object.entries(dread).map(([factor, value]) => `${factor}: ${String(value)}`), `total: ${String(sum)}`] }]),
    ...(evidence.length === 0 ? [] : [{ key: 'custom:evidence', value: evidence }]),
  ]
  return { ...next, metadata: [...(next.metadata ?? []), ...forPeople, { key: carriedName, value: carried }] }
}

const priorities: Record<string, string> = { critical: 'High', high: 'High', medium: 'Medium', low: 'Low' }

function changes(kept: ComposerThreat, was: ComposerFields, wanted: ComposerFields): Partial<ComposerThreat> {
  const differs = (name: keyof ComposerFields): boolean => JSON.stringify(was[name]) !== JSON.stringify(wanted[name])
  const changed: Partial<ComposerThreat> = {}
  const set = (key: string, value: string | string[] | null): void => {
    const others = (changed.metadata ?? kept.metadata ?? []).filter((entry) => entry.key !== key)
    changed.metadata = value === null ? others : [...others, { key, value }]
  }
  if (differs('stride')) set('STRIDE', wanted.stride.map((category) => strideLetter[category]))
  if (differs('severity')) {
    const severity = wanted.severity?.toLowerCase() ?? ''
    set('Priority', (Object.hasOwn(priorities, severity) ? priorities[severity] : undefined) ?? null)
  }
  if (differs('title') && wanted.title.length <= 200) changed.threatAction = wanted.title
  if (differs('statement') && wanted.statement) Object.assign(changed, sentenceOf(wanted.statement))
  if (differs('description')) changed.statement = cutText(wanted.description, 1400)
  const asset = wanted.statement?.asset ?? ''
  if (differs('affected') || (wanted.affected.length === 0 && asset !== '')) changed.impactedAssets = (wanted.affected.length === 0 && asset !== '' ? [asset] : wanted.affected).map((name) => cutText(name, 200))
  if (differs('decision')) changed.status = wanted.decision === null || wanted.decision.response === 'mitigate' ? 'threatIdentified' : 'threatResolved'
  return changed
}

/** The parts of a statement in the tool's fields, as far as they fit. The title has the field of the action where the statement has none. */
function sentenceOf({ who, precondition, action, impact }: ThreatStatement): Partial<ComposerThreat> {
  return { threatSource: cutText(who, 200), prerequisites: cutText(precondition, 200), ...(action === '' ? {} : { threatAction: cutText(action, 200) }), threatImpact: cutText(impact, 200) }
}
