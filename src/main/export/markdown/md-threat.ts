import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore, type Threat } from '../../../shared/domain/threat.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import { decisionPairs, intervalPhrase, linePhrase, mitigationPhrase, referencePhrase, sourcePhrase, statementPairs, turnoutPhrases } from '../../../shared/document/document-phrases.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import type { Words } from '../document-words.ts'
import type { RegisterRecord } from '../register-record.ts'
import { figure, utc } from '../../../shared/document/figures.ts'
import { markdownParagraphs as paragraphs, markdownTable as table, markdownText as text } from './markdown-text.ts'

/** What the threats of one report have in common: its words, how they are scored, how they came about. */
export interface ThreatContext {
  words: Words
  header: ProjectHeader
  record: Pick<RegisterRecord, 'rounds' | 'workshops'>
  /** The key of a part of the model. */
  keyOf: (id: Id) => string | undefined
}

/** Everything about one threat. */
export function threatLines(row: RegisterRow, { words, header, record, keyOf }: ThreatContext, mitigations: readonly Mitigation[] = []): string[] {
  const { threat } = row
  const { threat: said, markdown } = words
  const evidence = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])
  const affected = row.affected.length > 0 ? row.affected : threat.affectedLabels
  return [
    `### ${text(threat.displayId)} ${text(threat.title)}`,
    '',
    about(words, row, header),
    '',
    ...paragraphs(threat.description),
    ...listed([
      ...statementPairs(words, threat.statement),
      [said.concerns, threat.concerns?.map((one) => words.concern[one]).join(', ') ?? ''],
      [markdown.affected, affected.join(', ')],
      [said.evidence, evidence.join(', ')],
      [said.foundBy, sourcePhrase(words, threat.source)],
      [said.references, threat.references.map((one) => referencePhrase(words, one)).join(', ')],
      [said.gone, threat.gone ?? ''],
      [said.noted, threat.flags.join('; ')],
    ]),
    ...score(words, row),
    ...(record.rounds.get(threat.id) ?? []).flatMap((round) => roundLines(words, round)),
    ...decision(words, threat, header),
    ...bulleted(said.done, mitigations.map((one) => mitigationPhrase(words, one))),
    ...bulleted(said.mitigations, threat.mitigations),
    ...remarks(words, threat, record),
  ]
}

function about({ threat: said, stride, band: bands, markdown }: Words, { threat, rank, tied, band, total, severeDamage }: RegisterRow, { markerName }: ProjectHeader): string {
  const marker = { plus: '\\+', minus: '–', none: '' }[threat.marker]
  return joined([
    threat.stride.map((category) => stride[category]).join(', '),
    band === null ? said.notScored : fill(markdown.totalBand, { band: `**${bands[band]}**`, total: total ?? '' }),
    rank === null ? '' : fill(tied ? said.tied : said.rank, { rank }),
    severeDamage ? said.severeDamage : '',
    threat.confidence === 'possible' ? said.possible : '',
    marker === '' ? '' : `${text(markerName) || said.marker} ${marker}`,
  ], ' · ')
}

/** Names with what they stand for, as a list; what is empty is left out. */
function listed(pairs: readonly (readonly [string, string])[]): string[] {
  const filled = pairs.map(([name, value]) => [name, text(value)] as const).filter(([, value]) => value !== '')
  return filled.length === 0 ? [] : [...filled.map(([name, value]) => `- ${name}: ${value}`), '']
}

function bulleted(title: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`**${title}**`, '', ...texts.map((one) => `- ${text(one)}`), '']
}

function score(words: Words, row: RegisterRow): string[] {
  const { threat, origin, interval, mustTreat, mean } = row
  const { threat: said, markdown, factor: names } = words
  const standing = standingScore(threat)
  if (!standing || origin === null) {
    const imported = joined([threat.imported?.severity ?? '', threat.imported?.score ?? ''], ', ')
    return [`**${said.score}**: ${words.register.notScored}.`, '', ...(imported === '' ? [] : [`${said.importedSays} ${text(imported)}.`, ''])]
  }
  const how = joined([words.origin[origin], threat.settled ? utc(threat.settled.at) : '', intervalPhrase(words, interval), linePhrase(words, mustTreat)], '; ')
  return [
    ...table([...dreadFactors.map((factor) => names[factor]), said.total, markdown.mean], [[...dreadFactors.map((factor) => String(standing.values[factor])), row.total === null ? '–' : String(row.total), mean === null ? '–' : mean.toFixed(1)]]),
    '',
    `**${said.score}**: ${how}.`,
    '',
    ...listed([
      [said.rationale, threat.settled?.rationale ?? ''],
      [said.dissent, threat.settled?.dissent ?? ''],
      [said.importedTotal, threat.imported?.total === null || threat.imported === null || origin === 'imported' ? '' : String(threat.imported.total)],
    ]),
  ]
}

function roundLines(words: Words, { number, factors }: RoundResult): string[] {
  const { threat: said, markdown, factor: names } = words
  const range = (from: number | null, to: number | null) => (from === null ? '–' : fill(markdown.fromTo, { from: figure(from), to: figure(to) }))
  const rows = dreadFactors.flatMap((factor) => {
    const result = factors[factor]
    if (!result) return []
    return [[names[factor], turnoutPhrases(words, result).join(', '), figure(result.median), range(result.q1, result.q3), range(result.min, result.max), figure(result.agreement), result.agreed ? said.agreed : result.quorum ? markdown.disputed : said.noQuorum]]
  })
  return [`**${fill(markdown.round, { number })}**`, '', ...table([markdown.factor, markdown.votes, markdown.median, markdown.middle, markdown.range, markdown.agreement, ''], rows), '']
}

function decision(words: Words, { decision: made }: Threat, { bandScheme }: ProjectHeader): string[] {
  const { threat: said } = words
  if (!made) return [`**${said.decision}**: ${said.none}.`, '']
  return [
    `**${said.decision}**: ${joined([words.response[made.response], made.owner === '' ? '' : text(fill(said.owner, { name: made.owner })), made.due === null ? '' : fill(said.due, { date: made.due })], ' · ')}`,
    '',
    ...listed([[said.rationale, made.rationale], [said.controls, made.existingControls], ...decisionPairs(words, made, bandScheme.discoverability)]),
  ]
}

/** What was said on the threat in workshops. */
function remarks({ threat: said, markdown }: Words, { id }: Threat, { workshops }: Pick<RegisterRecord, 'workshops'>): string[] {
  const spoken = workshops.flatMap(({ report }) => report.items.filter((item) => item.id === id).flatMap((item) => item.remarks))
  return bulleted(said.remarks, spoken.map(({ at, by, text: own, erased }) => `${utc(at)}, ${markdown[by]}: ${erased ? markdown.erased : own}`))
}
