import { z } from 'zod'
import { carriedName } from '../domain/carried.ts'
import { Decision } from '../domain/decision.ts'
import { DreadValues } from '../domain/dread.ts'
import { ImportedMitigation } from '../domain/mitigation.ts'
import { Concern, ThreatStatement } from '../domain/statement.ts'
import { Stride, strideCategories, strideLetter } from '../domain/stride.ts'
import { flagPhrases } from '../domain/threat.ts'
import { Marker, type ImportedThreat } from '../domain/threat-list.ts'
import { type ComposerDocument, type ComposerItem, type ComposerThreat, metadataText } from './composer-file.ts'
import { composerMitigation } from './composer-mitigation.ts'
import { cutText } from './list-text.ts'

/** Names under which a row and a list keep what the file said (`layout`). */
export const composerLayout = { row: 'threat-composer', document: 'threat-composer.document', ids: 'threat-composer.ids' } as const

/** What a threat says that a file can say in its own words or, where it has none, in our free field. */
export const ComposerFields = z.object({
  displayId: z.string().max(60),
  title: z.string().min(1).max(1000),
  description: z.string().max(20_000),
  stride: z.array(Stride).min(1),
  marker: Marker,
  confidence: z.enum(['confirmed', 'possible']),
  affected: z.array(z.string().max(20_000)).max(1000),
  evidence: z.array(z.string().max(20_000)).max(1000),
  references: z.array(z.string().max(200)).max(1000),
  mitigations: z.array(z.string().max(20_000)).max(1000),
  dread: DreadValues.nullable(),
  total: z.number().nullable(),
  severity: z.string().max(60).nullable(),
  score: z.string().max(60).nullable(),
  decision: Decision.nullable(),
  statement: ThreatStatement.nullable(),
  concerns: z.array(Concern),
  covering: z.array(ImportedMitigation).max(1000),
})
export type ComposerFields = z.infer<typeof ComposerFields>

/** What travels in our free field: fields, each as long as the file's own words are still those that it was written beside (`as`). */
const Carried = ComposerFields.partial().extend({ as: z.record(z.string(), z.string()) })

/** What is linked to each threat, by its id. */
export interface ComposerLinks {
  mitigations: Map<string, string[]>
  resolved: Map<string, string[]>
  /** What is done, or to be done, as things. */
  covering: Map<string, ImportedMitigation[]>
  assumptions: Map<string, string[]>
}

const states: Record<string, string> = { mitigationInProgress: 'in progress', mitigationResolved: 'resolved', mitigationResolvedWillNotAction: 'will not action' }

/** A mitigation on one line, with its state where that is more than identified: `Rotate the keys [resolved]`. */
export function mitigationText({ content, status = '' }: Pick<ComposerItem, 'content' | 'status'>): string {
  const state = Object.hasOwn(states, status) ? states[status] : undefined
  const text = cutText(content.trim(), 19_000)
  return state === undefined ? text : `${text} [${state}]`
}

/** The other way round. */
export function mitigationOfText(text: string): { content: string; status: string } {
  for (const [status, state] of Object.entries(states)) {
    if (text.endsWith(` [${state}]`)) return { content: text.slice(0, -` [${state}]`.length), status }
  }
  return { content: text, status: 'mitigationIdentified' }
}

export function composerLinks({ assumptions = [], mitigations = [], assumptionLinks = [], mitigationLinks = [] }: ComposerDocument): ComposerLinks {
  const links: ComposerLinks = { mitigations: new Map(), resolved: new Map(), covering: new Map(), assumptions: new Map() }
  const add = (map: Map<string, string[]>, id: string, text: string): void => {
    const texts = map.get(id) ?? []
    map.set(id, texts)
    if (text !== '' && texts.length < 1000 && !texts.includes(text)) texts.push(text)
  }
  const mitigation = new Map(mitigations.map((one) => [one.id, one]))
  for (const { mitigationId = '', linkedId } of mitigationLinks) {
    const found = mitigation.get(mitigationId)
    if (!found) continue
    add(links.mitigations, linkedId, mitigationText(found))
    cover(links.covering, linkedId, composerMitigation(found))
    if (found.status === 'mitigationResolved') add(links.resolved, linkedId, found.content.trim())
  }
  const assumption = new Map(assumptions.map((one) => [one.id, one]))
  for (const { assumptionId = '', linkedId } of assumptionLinks) add(links.assumptions, linkedId, assumption.get(assumptionId)?.content.trim() ?? '')
  return links
}

/** Those of the same title are one. */
function cover(map: ComposerLinks['covering'], threat: string, made: ImportedMitigation | null): void {
  const known = map.get(threat) ?? []
  if (made && known.length < 1000 && !known.some(({ title }) => title === made.title)) map.set(threat, [...known, made])
}

const goals: readonly (readonly [string, Stride])[] = [['confidential', 'Information Disclosure'], ['integrity', 'Tampering'], ['availab', 'Denial of Service'], ['auth', 'Spoofing'], ['account', 'Repudiation']]

/** The categories that it states; else the one that its impacted goal or its words suggest, which is a guess. */
export function composerStride(raw: ComposerThreat): { stride: Stride[]; guessed: boolean } {
  const said = raw.metadata?.find(({ key }) => key === 'STRIDE')?.value ?? []
  const letters = typeof said === 'string' ? said.split(/[\s,]+/) : said
  const stated = [...new Set(letters.flatMap((letter) => strideCategories.filter((category) => strideLetter[category] === letter.trim().toUpperCase())))]
  if (stated.length > 0) return { stride: stated, guessed: false }
  const goal = (raw.impactedGoal ?? []).join(' ').toLowerCase()
  return { stride: [goals.find(([word]) => goal.includes(word))?.[1] ?? 'Tampering'], guessed: true }
}

/** The sentence that the tool makes of a threat's parts. */
export function composerStatement(raw: ComposerThreat): string {
  const source = raw.threatSource?.trim() ?? ''
  const listed = (texts: readonly string[] | undefined): string => (texts ?? []).filter((text) => text.trim() !== '').join(', ')
  const [goal, assets] = [listed(raw.impactedGoal), listed(raw.impactedAssets)]
  const who = source === '' ? '' : `${/^[aeiou]/i.test(source) ? 'An' : 'A'} ${source}`
  const does = raw.threatAction?.trim() ? `can ${raw.threatAction.trim()}` : ''
  const main = [who, raw.prerequisites?.trim() ?? '', does].filter((part) => part !== '').join(' ')
  const leads = raw.threatImpact?.trim() ? `, which leads to ${raw.threatImpact.trim()}` : ''
  const harms = goal !== '' ? `, resulting in reduced ${goal}${assets === '' ? '' : ` of ${assets}`}` : assets !== '' ? `, negatively impacting ${assets}` : ''
  return main === '' ? '' : `${main}${leads}${harms}`
}

/** The parts of the tool's sentence; undefined where there is no more than what is done, which is the title. */
function statementOf({ threatSource = '', prerequisites = '', threatAction = '', threatImpact = '', impactedAssets = [] }: ComposerThreat): ThreatStatement | undefined {
  const part = (text: string): string => cutText(text.trim(), 2000)
  if (part(threatSource) + part(prerequisites) + part(threatImpact) === '') return undefined
  return { who: part(threatSource), precondition: part(prerequisites), action: part(threatAction), impact: part(threatImpact), asset: part(impactedAssets.map((name) => name.trim()).filter((name) => name !== '').join(', ')) }
}

function titleOf(raw: ComposerThreat, statement: string): string {
  const words = (raw.threatAction?.trim() || statement || `Threat ${String(raw.numericId ?? '')}`).replace(/\s+/g, ' ').trim()
  return cutText(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, 1000) || 'Threat'
}

/** What the file itself says of a threat, without what travels in our free field. */
export function plainComposerThreat(raw: ComposerThreat, links: ComposerLinks): ImportedThreat {
  const statement = raw.statement?.trim() || composerStatement(raw)
  const tags = (raw.tags ?? []).filter((tag) => tag.trim() !== '')
  const assumptions = links.assumptions.get(raw.id) ?? []
  const description = [statement, metadataText(raw, 'Comments').trim(), tags.length === 0 ? '' : `Tags: ${tags.join(', ')}`, ...assumptions.map((text) => `Assumption: ${text}`)]
  const { stride, guessed } = composerStride(raw)
  const resolved = links.resolved.get(raw.id) ?? []
  const decision: Decision | null = raw.status === 'threatResolved' && resolved.length > 0 ? { response: 'mitigate', rationale: '', owner: '', due: null, existingControls: cutText(resolved.join('\n'), 20_000) } : null
  const flags = guessed ? [flagPhrases.say('no-category', { stride: stride[0] ?? 'Tampering' })] : []
  const open = raw.status === undefined || raw.status === '' || raw.status === 'threatIdentified'
  if (!open && !decision) flags.push(flagPhrases.say('state-in-file', { state: cutText(raw.status ?? '', 60) }))
  const sentence = statementOf(raw)
  const covering = links.covering.get(raw.id) ?? []
  const priority = cutText(metadataText(raw, 'Priority').trim(), 60)
  return {
    displayId: raw.numericId === undefined ? '' : `T${String(raw.numericId)}`.slice(0, 60),
    title: titleOf(raw, statement),
    description: cutText(description.filter((part) => part !== '').join('\n\n'), 20_000),
    stride,
    marker: 'none',
    confidence: 'confirmed',
    affectedLabels: (raw.impactedAssets ?? []).map((name) => name.trim()).filter((name) => name !== '').slice(0, 1000),
    evidenceKeys: [],
    references: tags.filter((tag) => /^(?:CWE|CAPEC)-\d{1,5}$|^ASVS /i.test(tag)).map((text) => ({ text: cutText(text, 200), flag: null, readAs: null })),
    mitigations: links.mitigations.get(raw.id) ?? [],
    score: { dread: null, total: null, severity: priority === '' ? null : priority, score: null },
    ...(decision ? { decision } : {}),
    ...(sentence ? { statement: sentence } : {}),
    ...(covering.length > 0 ? { covering } : {}),
    layout: {},
    flags,
  }
}

export function composerFields({ score, decision, affectedLabels, evidenceKeys, references, ...threat }: Omit<ImportedThreat, 'layout' | 'flags'>): ComposerFields {
  const { displayId, title, description, stride, marker, confidence, mitigations } = threat
  return {
    displayId, title, description, stride, marker, confidence, mitigations,
    affected: affectedLabels,
    evidence: evidenceKeys,
    references: references.map(({ text }) => text),
    dread: score.dread,
    total: score.total,
    severity: score.severity,
    score: score.score,
    decision: decision ?? null,
    statement: threat.statement ?? null,
    concerns: threat.concerns ?? [],
    covering: threat.covering ?? [],
  }
}

/** Our free field of a threat that should say `wanted` where the file's own words say `said`; null where these say all. */
export function writeCarried(wanted: ComposerFields, said: ComposerFields): string | null {
  const own = new Map<string, unknown>(Object.entries(said))
  const differing = Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(own.get(name)))
  if (differing.length === 0) return null
  return JSON.stringify({ ...Object.fromEntries(differing), as: Object.fromEntries(differing.map(([name]) => [name, fingerprint(own.get(name))])) })
}

/** What the file says, with what travelled in our free field wherever its own words are still the ones that it went with. */
function withCarried(said: ComposerFields, text: string): ComposerFields {
  const carried = text === '' ? undefined : Carried.safeParse(parsed(text)).data
  if (!carried) return said
  const own = new Map<string, unknown>(Object.entries(said))
  const valid = Object.entries(carried).filter(([name]) => own.has(name) && carried.as[name] === fingerprint(own.get(name)))
  return ComposerFields.safeParse({ ...said, ...Object.fromEntries(valid) }).data ?? said
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Short, for comparing only: FNV-1a of the value's JSON. */
function fingerprint(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16)
}

/** A threat as the file has it. */
export function composerThreat(raw: ComposerThreat, links: ComposerLinks): ImportedThreat {
  const plain = plainComposerThreat(raw, links)
  const { affected, evidence, references, dread, total, severity, score, decision, statement, concerns, covering, ...own } = withCarried(composerFields(plain), metadataText(raw, carriedName))
  const known = JSON.stringify(references) === JSON.stringify(plain.references.map(({ text }) => text))
  return {
    ...own,
    affectedLabels: affected,
    evidenceKeys: evidence,
    references: known ? plain.references : references.map((text) => ({ text, flag: null, readAs: null })),
    score: { dread, total, severity, score },
    ...(decision ? { decision } : {}),
    ...(statement ? { statement } : {}),
    ...(concerns.length > 0 ? { concerns } : {}),
    ...(covering.length > 0 ? { covering } : {}),
    layout: plain.layout,
    flags: decision ? plain.flags.filter((flag) => flagPhrases.read(flag)?.code !== 'state-in-file') : plain.flags,
  }
}
