import type { Decision } from '../../shared/domain/decision.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { oneLine, textOfHtml } from './html-label.ts'
import { cleanText, field, fieldsOf, textOf, type Fields } from './lenient.ts'
import { strideOfName } from './stride-names.ts'

const fallback: Stride = 'Tampering'
const maxThreats = 20_000

/** The categories of Threagile's own risk rules, by their ids: a tracked risk names no more than that. */
const ruleCategories: readonly (readonly [Stride, string])[] = [
  ['Spoofing', 'cross-site-request-forgery missing-file-validation missing-identity-store service-registry-poisoning'],
  ['Tampering', 'code-backdooring container-baseimage-backdooring cross-site-scripting ldap-injection missing-build-infrastructure missing-cloud-hardening missing-hardening missing-waf push-instead-of-pull-deployment search-query-injection sql-nosql-injection unchecked-deployment untrusted-deserialization'],
  ['Information Disclosure', 'accidental-secret-leak incomplete-model missing-vault path-traversal server-side-request-forgery unencrypted-asset unencrypted-communication wrong-communication-link-content xml-external-entity'],
  ['Denial of Service', 'dos-risky-access-across-trust-boundary'],
  ['Elevation of Privilege', 'container-platform-escape missing-authentication missing-authentication-second-factor missing-identity-propagation missing-identity-provider-isolation missing-network-segmentation missing-vault-isolation mixed-targets-on-shared-runtime unguarded-access-from-internet unguarded-direct-datastore-access unnecessary-communication-link unnecessary-data-asset unnecessary-data-transfer unnecessary-technical-asset wrong-trust-boundary-content'],
]
const categoryOfRule = new Map(ruleCategories.flatMap(([stride, ids]) => ids.split(' ').map((id) => [id, stride] as const)))

/** A part of the model that a risk may name, by the ids that Threagile has for it. */
export interface NamedPart {
  id: string
  label: string
}

/** The risks that the file describes itself, and those that it tracks: what was decided of a risk is worth keeping even where only its name is known. */
export function threagileThreats(root: Fields, parts: ReadonlyMap<string, NamedPart>): ImportedThreat[] {
  const tracking = Object.entries(fieldsOf(field(root, 'risk_tracking'))).slice(0, maxThreats)
  const used = new Set<string>()
  const threats: ImportedThreat[] = []
  for (const [title, category] of categoriesOf(root)) {
    for (const [name, rawRisk] of Object.entries(fieldsOf(field(category, 'risks_identified')))) {
      const risk = fieldsOf(rawRisk)
      const on = relevant(risk)
      const tracked = tracking.find(([pattern]) => matches(pattern, textOf(field(category, 'id'), 400), on))
      if (tracked) used.add(tracked[0])
      threats.push(describedThreat({ title: cleanText(title), category, name: cleanText(name), risk, on, parts, tracking: fieldsOf(tracked?.[1]) }))
    }
  }
  for (const [pattern, raw] of tracking) if (!used.has(pattern)) threats.push(trackedThreat(cleanText(pattern), fieldsOf(raw), parts))
  return threats.slice(0, maxThreats)
}

/** The categories that the file describes itself: by title, as the older name has them, or in a list, as the newer one does. */
function categoriesOf(root: Fields): [string, Fields][] {
  return ['individual_risk_categories', 'custom_risk_categories'].flatMap((name) => {
    const all = field(root, name)
    const listed: [string, unknown][] = Array.isArray(all) ? all.map((one: unknown) => [textOf(field(fieldsOf(one), 'title'), 1000), one]) : Object.entries(fieldsOf(all))
    return listed.map(([title, category]): [string, Fields] => [title, fieldsOf(category)])
  })
}

function relevant(risk: Fields): string[] {
  return ['technical_asset', 'communication_link', 'trust_boundary', 'shared_runtime', 'data_asset'].map((what) => textOf(field(risk, `most_relevant_${what}`), 400)).filter((id) => id !== '')
}

/** Whether a tracking id such as `rule@asset` or `rule@*` is about a risk of a category on these parts. */
function matches(pattern: string, category: string, on: readonly string[]): boolean {
  const [rule, ...parts] = pattern.split('@')
  return rule === category && category !== '' && parts.every((part) => part === '*' || on.includes(part))
}

interface Described {
  title: string
  category: Fields
  name: string
  risk: Fields
  on: readonly string[]
  parts: ReadonlyMap<string, NamedPart>
  tracking: Fields
}

function describedThreat({ title, category, name, risk, on, parts, tracking }: Described): ImportedThreat {
  const named = textOf(field(category, 'stride'), 200)
  const stride = strideOfName(named)
  const says = (what: string): string => textOf(field(category, what), 5000).trim()
  const cwe = oneLine(textOf(field(category, 'cwe'), 20))
  const severity = oneLine(textOf(field(risk, 'severity'), 60))
  const score = [oneLine(textOf(field(risk, 'exploitation_likelihood'), 25)), oneLine(textOf(field(risk, 'exploitation_impact'), 25))].filter((one) => one !== '').join(' / ')
  return {
    ...plainThreat(`threagile/${textOf(field(category, 'id'), 150)}/${name}`),
    title: textOfHtml(name).slice(0, 1000) || oneLine(title).slice(0, 1000) || 'Risk',
    description: [says('description'), says('impact'), says('risk_assessment')].filter((text) => text !== '').join('\n\n'),
    stride: [stride ?? fallback],
    ...partsOf(on, parts),
    references: [cwe === '' || cwe === '0' ? '' : `CWE-${cwe}`, oneLine(says('asvs')).slice(0, 200), oneLine(says('cheat_sheet')).slice(0, 200)].filter((text) => text !== '').map((text) => ({ text, flag: null, readAs: null })),
    mitigations: [[says('action'), says('mitigation')].filter((text) => text !== '').join('\n')].filter((text) => text !== ''),
    score: { dread: null, total: null, severity: severity || null, score: score || null },
    ...decided(tracking),
    flags: [...(stride === null && named !== '' ? [flagPhrases.say('category-unknown', { category: named, stride: fallback })] : []), ...stateFlags(tracking)],
  }
}

function trackedThreat(pattern: string, tracking: Fields, parts: ReadonlyMap<string, NamedPart>): ImportedThreat {
  const [rule = '', ...on] = pattern.split('@')
  const stride = categoryOfRule.get(rule)
  const named = partsOf(on, parts)
  const words = oneLine(rule.replaceAll('-', ' '))
  const where = named.affectedLabels.join(', ')
  return {
    ...plainThreat(`threagile/${pattern.slice(0, 400)}`),
    title: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${where === '' ? '' : `: ${where}`}`.slice(0, 1000) || 'Risk',
    stride: [stride ?? fallback],
    ...named,
    ...decided(tracking),
    flags: [...(stride === undefined ? [flagPhrases.say('category-unknown', { category: rule.slice(0, 200), stride: fallback })] : []), ...stateFlags(tracking)],
  }
}

function plainThreat(id: string): Omit<ImportedThreat, 'title' | 'stride' | 'flags'> {
  return {
    displayId: '', description: '', marker: 'none', confidence: 'confirmed', affectedLabels: [], evidenceKeys: [], references: [], mitigations: [],
    score: { dread: null, total: null, severity: null, score: null }, layout: { 'threat-id': id.slice(0, 500) },
  }
}

function partsOf(ids: readonly string[], parts: ReadonlyMap<string, NamedPart>): { affectedLabels: string[]; evidenceKeys: string[] } {
  const found = ids.flatMap((id) => parts.get(id) ?? [])
  return { affectedLabels: [...new Set(found.map(({ label }) => label))].filter((label) => label !== ''), evidenceKeys: [...new Set(found.map(({ id }) => id))] }
}

function stateFlags(tracking: Fields): string[] {
  const state = oneLine(textOf(field(tracking, 'status'), 60))
  if (state === '' || state === 'unchecked') return []
  const why = oneLine(textOf(field(tracking, 'justification'), 300))
  return [why === '' ? flagPhrases.say('state-in-file', { state }) : flagPhrases.say('state-in-file-why', { state, why })]
}

const responses: Record<string, Decision['response']> = { accepted: 'accept', mitigated: 'mitigate', 'in-progress': 'mitigate' }

function decided(tracking: Fields): { decision?: Decision } {
  const status = oneLine(textOf(field(tracking, 'status'), 60))
  const response = Object.hasOwn(responses, status) ? responses[status] : undefined
  if (response === undefined) return {}
  const says = (what: string): string => oneLine(textOf(field(tracking, what), 2000))
  const record = [['ticket', says('ticket')], ['date', says('date')], ['checked by', says('checked_by')]].filter(([, text]) => text !== '').map(([name, text]) => `${name ?? ''}: ${text ?? ''}`).join(', ')
  const rationale = [says('justification'), record].filter((text) => text !== '').join('\n')
  return { decision: { response, rationale: rationale || flagPhrases.say('state-in-file', { state: status }), owner: '', due: null, existingControls: status === 'mitigated' ? says('justification') : '' } }
}
