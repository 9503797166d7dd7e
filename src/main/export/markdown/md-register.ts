import { responses } from '../../../shared/domain/decision.ts'
import { bands, dreadFactors } from '../../../shared/domain/dread.ts'
import type { Mitigation } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { strideCategories, strideLetter } from '../../../shared/domain/stride.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { between, linePhrase, rankOf, treatmentPhrase, verifiedPhrase } from '../../../shared/document/document-phrases.ts'
import type { Words } from '../document-words.ts'
import { factorLetters } from '../../../shared/document/figures.ts'
import { markdownTable as table, markdownText as text, markdownTitled as titled } from './markdown-text.ts'

/** How the threats spread over categories and bands, and the highest of them. */
export function summaryLines(words: Words, rows: readonly RegisterRow[], { treatmentLine }: ProjectHeader): string[] {
  const { summary: said, band: names } = words
  if (rows.length === 0) return [said.empty]
  const counts = (own: readonly RegisterRow[]) => [...bands.map((band) => own.filter((row) => row.band === band).length), own.filter((row) => row.band === null).length, own.length].map(String)
  const top = rows.filter(({ rank }) => rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, 10)
  const treatment = treatmentPhrase(words, rows, treatmentLine)
  return [
    ...table(
      [said.category, ...bands.map((band) => names[band]), said.noScore, said.all],
      [...strideCategories.map((category) => [words.stride[category], ...counts(rows.filter(({ threat }) => threat.stride[0] === category))]), [`**${said.all}**`, ...counts(rows)]],
    ),
    '',
    said.once,
    '',
    ...(treatment === '' ? [] : [text(treatment), '']),
    ...titled(said.highest, table([said.rank, said.id, said.threat, said.total, said.between, said.band], top.map((row) => [rankOf(row), text(row.threat.displayId), text(row.threat.title), String(row.total), between(row), row.band === null ? '–' : names[row.band]]))),
  ]
}

/** All threats in one table. */
export function registerLines({ summary: said, register: names, band: bandNames, response, markdown }: Words, rows: readonly RegisterRow[]): string[] {
  if (rows.length === 0) return []
  return [
    ...table(
      [said.rank, said.id, said.threat, 'STRIDE', markdown.affected, ...dreadFactors.map((factor) => factorLetters[factor]), said.total, said.between, said.band, names.decision, names.owner, names.due],
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
          row.band === null ? names.notScored : bandNames[row.band],
          threat.decision === null ? '–' : response[threat.decision.response],
          text(threat.decision?.owner ?? ''),
          threat.decision?.due ?? '',
        ]
      }),
    ),
    '',
    names.legend,
  ]
}

/** What was decided, counted, and decision by decision. */
export function decisionLines(words: Words, rows: readonly RegisterRow[]): string[] {
  const { decisions: said, summary, register, response } = words
  if (rows.length === 0) return []
  const counted = [...responses.map((one) => `${response[one]} ${rows.filter(({ threat }) => threat.decision?.response === one).length}`), `${said.none} ${rows.filter(({ threat }) => threat.decision === null).length}`]
  return [
    `${counted.join(', ')}.`,
    '',
    ...table(
      [summary.id, summary.threat, register.decision, said.rationale, said.controls, register.owner, register.due, said.line],
      rows.flatMap(({ threat: { displayId, title, decision }, mustTreat }) => (decision === null ? [] : [[text(displayId), text(title), response[decision.response], text(decision.rationale), text(decision.existingControls), text(decision.owner), decision.due ?? '', linePhrase(words, mustTreat)]])),
    ),
  ]
}

/** What is done, mitigation by mitigation. */
export function mitigationLines({ mitigation: said, register, status: states }: Words, mitigations: readonly Mitigation[], rows: readonly RegisterRow[]): string[] {
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  return table(
    [said.mitigation, said.status, register.owner, register.due, said.threats, said.requirement, said.verified, said.ticketHead],
    mitigations.map((one) => [text(one.title), states[one.status], text(one.owner), one.due ?? '', text(one.threats.flatMap((id) => displayIds.get(id) ?? []).join(', ')), text(one.requirement), text(verifiedPhrase(one)), text(one.ticket)]),
  )
}
