import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore, type Threat, type ThreatSource } from '../../../shared/domain/threat.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import { markdownParagraphs as paragraphs, markdownTable as table, markdownText as text } from './markdown-text.ts'
import type { RegisterRecord } from '../register-record.ts'
import { furtherDecision, intervalWords, lineWords, mitigationWords, originNames, referenceWords, statementParts, turnoutWords } from '../register-words.ts'
import { factorNames, figure, utc } from '../workshop-words.ts'

/** Everything about one threat. `keyOf` gives the key of a part of the model. */
export function threatLines(row: RegisterRow, header: ProjectHeader, keyOf: (id: Id) => string | undefined, record: Pick<RegisterRecord, 'rounds' | 'workshops'>, mitigations: readonly Mitigation[] = []): string[] {
  const { threat } = row
  const evidence = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])
  const affected = row.affected.length > 0 ? row.affected : threat.affectedLabels
  return [
    `### ${text(threat.displayId)} ${text(threat.title)}`,
    '',
    about(row, header),
    '',
    ...paragraphs(threat.description),
    ...listed([
      ...statementParts(threat.statement).map(([name, value]): [string, string] => [name, text(value)]),
      ['Concerns', threat.concerns?.join(', ') ?? ''],
      ['Affected', text(affected.join(', '))],
      ['Evidence', text(evidence.join(', '))],
      ['Found by', text(sourceWords(threat.source))],
      ['References', text(threat.references.map(referenceWords).join(', '))],
      ['No longer found', text(threat.gone ?? '')],
      ['Noted', text(threat.flags.join('; '))],
    ]),
    ...score(row),
    ...(record.rounds.get(threat.id) ?? []).flatMap(roundLines),
    ...decision(threat, header),
    ...(mitigations.length === 0 ? [] : ['**What is done**', '', ...mitigations.map((one) => `- ${text(mitigationWords(one))}`), '']),
    ...(threat.mitigations.length === 0 ? [] : ['**Mitigations**', '', ...threat.mitigations.map((one) => `- ${text(one)}`), '']),
    ...remarks(threat, record),
  ]
}

function about({ threat, rank, tied, band, total, severeDamage }: RegisterRow, { markerName }: ProjectHeader): string {
  const marker = { plus: '\\+', minus: '–', none: '' }[threat.marker]
  return [
    threat.stride.join(', '),
    band === null ? 'not scored: triage' : `**${band}**, total ${total ?? ''}`,
    rank === null ? '' : `rank ${rank}${tied ? ' (tied)' : ''}`,
    severeDamage ? 'Damage 9 or more' : '',
    threat.confidence === 'possible' ? 'possible, not confirmed' : '',
    marker === '' ? '' : `${text(markerName) || 'marker'} ${marker}`,
  ].filter((part) => part !== '').join(' · ')
}

/** Names with what they stand for, as a list; what is empty is left out. */
function listed(pairs: readonly (readonly [string, string])[]): string[] {
  const filled = pairs.filter(([, value]) => value !== '')
  return filled.length === 0 ? [] : [...filled.map(([name, value]) => `- ${name}: ${value}`), '']
}

function sourceWords(source: ThreatSource): string {
  switch (source.kind) {
    case 'finding':
      return `rule ${source.rule}`
    case 'import':
      return `import of ${source.file} (${source.format})`
    case 'seat':
      return 'a seat in a workshop'
    case 'hand':
      return 'written by hand'
  }
}

function score(row: RegisterRow): string[] {
  const { threat, origin, interval, mustTreat, mean } = row
  const standing = standingScore(threat)
  if (!standing || origin === null) {
    const said = [threat.imported?.severity ?? '', threat.imported?.score ?? ''].filter((part) => part !== '').join(', ')
    return ['**Score**: not scored: triage.', '', ...(said === '' ? [] : [`The imported list says ${text(said)}.`, ''])]
  }
  const how = [originNames[origin], threat.settled ? utc(threat.settled.at) : '', intervalWords(interval), lineWords(mustTreat)].filter((part) => part !== '').join('; ')
  return [
    ...table([...dreadFactors.map((factor) => factorNames[factor]), 'Total', 'Mean'], [[...dreadFactors.map((factor) => String(standing.values[factor])), String(row.total), mean === null ? '–' : mean.toFixed(1)]]),
    '',
    `**Score**: ${how}.`,
    '',
    ...listed([
      ['Rationale', text(threat.settled?.rationale ?? '')],
      ['Dissent', text(threat.settled?.dissent ?? '')],
      ['Imported total', threat.imported?.total === null || threat.imported === null || origin === 'imported' ? '' : String(threat.imported.total)],
    ]),
  ]
}

function roundLines({ number, factors }: RoundResult): string[] {
  const rows = dreadFactors.flatMap((factor) => {
    const result = factors[factor]
    if (!result) return []
    return [[
      factorNames[factor],
      turnoutWords(result),
      figure(result.median),
      result.q1 === null ? '–' : `${figure(result.q1)} to ${figure(result.q3)}`,
      result.min === null ? '–' : `${result.min} to ${figure(result.max)}`,
      figure(result.agreement),
      result.agreed ? 'agreed' : result.quorum ? 'disputed' : 'no quorum',
    ]]
  })
  return [`**Round ${number}**`, '', ...table(['Factor', 'Votes', 'Median', 'Middle half', 'Range', 'A', ''], rows), '']
}

function decision({ decision: made }: Threat, { bandScheme }: ProjectHeader): string[] {
  if (!made) return ['**Decision**: none yet.', '']
  return [
    `**Decision**: ${[made.response, made.owner === '' ? '' : `owner ${text(made.owner)}`, made.due === null ? '' : `due ${made.due}`].filter((part) => part !== '').join(' · ')}`,
    '',
    ...listed([['Rationale', text(made.rationale)], ['Existing controls', text(made.existingControls)], ...furtherDecision(made, bandScheme.discoverability).map(([name, value]): [string, string] => [name, text(value)])]),
  ]
}

/** What was said on the threat in workshops. */
function remarks({ id }: Threat, { workshops }: Pick<RegisterRecord, 'workshops'>): string[] {
  const said = workshops.flatMap(({ report }) => report.items.filter((item) => item.id === id).flatMap((item) => item.remarks))
  return said.length === 0 ? [] : ['**Remarks**', '', ...said.map(({ at, by, text: own, erased }) => `- ${utc(at)}, ${by}: ${erased ? '(erased)' : text(own)}`), '']
}
