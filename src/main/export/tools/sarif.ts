import { jsonText } from '../json-text.ts'
import type { Band, DiscoverabilityRule } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore, type Threat } from '../../../shared/domain/threat.ts'
import type { ExportInput } from '../input.ts'
import { plainLine, plainText } from '../plain-text.ts'
import { furtherDecision, mitigationWords } from '../register-words.ts'
import { freeMitigations } from './list-losses.ts'
import { registerLosses } from './register-losses.ts'

const levels: Record<Band, 'error' | 'warning' | 'note'> = { Critical: 'error', High: 'error', Medium: 'warning', Low: 'note' }

/** The catalogues that taxa are of, in the order of `taxonomies`. */
const taxonomies = [
  { name: 'CWE', pattern: /\bCWE-(\d+)\b/g, organization: 'MITRE', title: 'Common Weakness Enumeration' },
  { name: 'CAPEC', pattern: /\bCAPEC-(\d+)\b/g, organization: 'MITRE', title: 'Common Attack Pattern Enumeration and Classification' },
] as const

/**
 * The register as SARIF 2.1.0 (OASIS, errata 01), one run: a rule for each rule that found a threat, and for each STRIDE category of
 * threats that people wrote; a result for each threat, its level from the band. A threat without a score is of the kind `review`.
 */
export function writeSarif({ rows, mitigations = [], header, model, record }: ExportInput): string {
  const covering = byThreat(mitigations)
  const rules = [...new Set(rows.map(({ threat }) => ruleOf(threat)))].sort()
  const refers: Run = { rules: new Map(rules.map((id, index) => [id, index])), locations: locationsOf(model), discoverability: header.bandScheme.discoverability }
  const revision = record?.revision ?? null
  const run = {
    tool: { driver: { name: 'Dreadnought', rules: rules.map((id) => rule(id, rows.filter(({ threat }) => ruleOf(threat) === id))) } },
    taxonomies: taxonomies.map(({ name, organization, title }, place) => ({
      name,
      organization,
      shortDescription: { text: title },
      taxa: taxaOf(rows.map(({ threat }) => threat), place).map((id) => ({ id })),
    })),
    columnKind: 'utf16CodeUnits',
    results: rows.map((row) => result(row, refers, covering.get(row.threat.id) ?? [])),
    properties: {
      system: plainLine(header.system),
      release: plainLine(header.release),
      bandScheme: header.bandScheme,
      treatmentLine: header.treatmentLine,
      ...(record ? { project: plainLine(record.project) } : {}),
      ...(revision ? { revision: revision.number, sha256: revision.hash, frozenAt: revision.frozenAt } : {}),
    },
  }
  return jsonText({ $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] })
}

/** What a run has no place for. */
export function notInSarif(input: ExportInput): NotCarried[] {
  return [...registerLosses(input, ['parts of the model', 'assumptions', 'assets', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent"]), ...freeMitigations(input.mitigations)]
}

function ruleOf({ source, stride }: Threat): string {
  return source.kind === 'finding' ? plainLine(source.rule) : `stride/${stride[0] ?? 'Spoofing'}`
}

function rule(id: string, rows: readonly RegisterRow[]) {
  const threats = rows.map(({ threat }) => threat)
  const [first] = threats
  const title = first?.source.kind === 'finding' ? first.title : `A threat of ${first?.stride[0] ?? 'Spoofing'} that people wrote or imported`
  const mitigations = [...new Set(threats.flatMap((threat) => (threat.source.kind === 'finding' ? threat.mitigations : [])))]
  const relationships = taxonomies.flatMap(({ name }, index) => taxaOf(threats, index).map((taxon) => ({ target: { id: taxon, toolComponent: { name, index } }, kinds: ['relevant'] })))
  return {
    id,
    shortDescription: { text: plainLine(title) },
    help: { text: mitigations.length === 0 ? 'See the threats that it found.' : mitigations.map((one) => `- ${plainLine(one)}`).join('\n') },
    properties: { tags: [...new Set(threats.flatMap(({ stride }) => stride))].sort() },
    ...(relationships.length === 0 ? {} : { relationships }),
  }
}

/** The ids of one catalogue that threats cite, by number. */
function taxaOf(threats: readonly Threat[], place: number): string[] {
  const pattern = taxonomies[place]?.pattern
  if (!pattern) return []
  const numbers = threats.flatMap(({ references }) => references.flatMap(({ text }) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])))
  return [...new Set(numbers)].sort((a, b) => Number(a) - Number(b))
}

/** What the results of a run refer to. */
interface Run {
  /** Where in the list each rule stands. */
  rules: ReadonlyMap<string, number>
  locations: ReadonlyMap<Id, Location>
  discoverability: DiscoverabilityRule
}

function result({ threat, band, total, mean, rank, affected, origin }: RegisterRow, { rules, locations, discoverability }: Run, done: readonly Mitigation[]) {
  const id = ruleOf(threat)
  const taxa = taxonomies.flatMap(({ name }, index) => taxaOf([threat], index).map((taxon) => ({ id: taxon, toolComponent: { name, index } })))
  const known = [...new Set([...threat.evidence, ...threat.affected])].flatMap((part) => locations.get(part) ?? [])
  const named: Location[] = known.length > 0 ? known : [...new Set([...threat.evidenceKeys, ...affected])].map((name) => ({ name: plainLine(name), fullyQualifiedName: plainLine(name), kind: 'resource' }))
  const { decision } = threat
  return {
    ruleId: id,
    ruleIndex: rules.get(id) ?? 0,
    ...(band === null ? { kind: 'review', level: 'none' } : { kind: 'fail', level: levels[band] }),
    message: { text: message(threat.description === '' ? threat.title : `${threat.title}\n\n${threat.description}`) },
    ...(named.length === 0 ? {} : { locations: [{ logicalLocations: named }] }),
    partialFingerprints: { 'dreadnoughtThreat/v1': threat.id },
    ...(taxa.length === 0 ? {} : { taxa }),
    ...(decision?.response === 'accept' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plainText(decision.rationale) }] } : {}),
    properties: {
      id: plainLine(threat.displayId),
      stride: threat.stride,
      affected: affected.map(plainLine),
      confidence: threat.confidence,
      band,
      dread: standingScore(threat)?.values ?? null,
      total,
      mean,
      rank,
      scoreFrom: origin,
      references: threat.references.map(({ text }) => plainLine(text)),
      mitigations: threat.mitigations.map(plainLine),
      decision: decision && { response: decision.response, rationale: plainText(decision.rationale), owner: plainLine(decision.owner), due: decision.due, existingControls: plainText(decision.existingControls), ...Object.fromEntries(furtherDecision(decision, discoverability).map(([name, value]) => [name, plainText(value)])) },
      ...(done.length > 0 ? { actions: done.map((one) => plainLine(mitigationWords(one))) } : {}),
      ...(threat.concerns ? { concerns: threat.concerns } : {}),
      gone: threat.gone === null ? null : plainLine(threat.gone),
    },
  }
}

/** Plain text of a message, in which square brackets would make a link, and braces a placeholder (3.11.5 and 3.11.6). */
function message(value: string): string {
  return plainText(value).trim().replaceAll(/[\\[\]]/g, '\\$&').replaceAll(/[{}]/g, '$&$&')
}

interface Location {
  name: string
  fullyQualifiedName: string
  kind: string
}

function locationsOf({ elements, flows, boundaries }: Model): ReadonlyMap<Id, Location> {
  const location = ({ label, key }: { label: string; key: string }, kind: string): Location => ({ name: plainLine(label) || key, fullyQualifiedName: key, kind })
  return new Map([
    ...boundaries.map((one): [Id, Location] => [one.id, location(one, 'trust boundary')]),
    ...elements.map((one): [Id, Location] => [one.id, location(one, one.kind)]),
    ...flows.map((one): [Id, Location] => [one.id, location(one, 'data flow')]),
  ])
}
