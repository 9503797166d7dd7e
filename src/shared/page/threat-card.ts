import { decisionPairs, intervalPhrase, linePhrase, mitigationPhrase, referencePhrase, sourcePhrase, statementPairs } from '../document/document-phrases.ts'
import { fill, joined } from '../document/fill.ts'
import { dreadFactors } from '../domain/dread.ts'
import { byThreat, type Mitigation } from '../domain/mitigation.ts'
import { plainDecision, plainMitigation } from '../proof/plain-threat.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { bandMark } from './band.ts'
import { htmlPairs as pairs, htmlTable as table, htmlText as text, utcText } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import { roundTable } from './round-table.ts'

/** One card a threat, in the order of the register. */
export function threatsSection(context: PageContext): string {
  const { register: { threats, mitigations = [], model }, words } = context
  const named = context.unseal
  const covering = byThreat(mitigations.map((one) => plainMitigation(one, (digest) => named(digest) ?? words.html.nameCut)))
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  return threats.map((threat, index) => threatCard(threat, { ...context, place: index + 1, done: covering.get(threat.id) ?? [], keyOf: (id) => keys.get(id) })).join('')
}

interface CardContext extends PageContext {
  /** Its place in the register, from 1, which is what links name it by. */
  place: number
  done: readonly Mitigation[]
  keyOf: (id: string) => string | undefined
}

/** Everything about one threat. */
function threatCard(threat: SignedThreat, context: CardContext): string {
  const { words, parts, done } = context
  const { score, settled } = threat
  const { threat: said } = words
  return [
    `<article class="card ${score ? score.band.toLowerCase() : 'none'}" id="t${String(context.place)}"><h3 dir="auto"><span class="id">${text(threat.displayId)}</span> ${text(threat.title)} ${score ? bandMark(score.band, words, score.total) : `<span class="unscored">${text(words.register.notScored)}</span>`}</h3>`,
    `<p class="facts">${text(aboutText(threat, context))}</p>`,
    threat.description === '' ? '' : `<p class="prose" dir="auto">${text(threat.description)}</p>`,
    pairs([
      ...statementPairs(words, threat.statement).map(([name, value]): [string, string] => [name, text(value)]),
      [said.concerns, text(threat.concerns?.map((one) => words.concern[one]).join(', ') ?? '')],
    ]),
    score ? table([...dreadFactors.map((factor) => words.factor[factor]), said.total], [[...dreadFactors.map((factor) => String(score.values[factor])), `<b>${String(score.total)}</b>`]], `DREAD ${threat.displayId}`) : '',
    ...(parts.includes('votes') ? threat.rounds.map((round) => roundTable(round, words)) : []),
    pairs([
      [said.howSet, score ? text(joined([words.origin[score.origin], settled ? utcText(settled.at) : '', intervalPhrase(words, score.interval), linePhrase(words, score.mustTreat)], '; ')) : ''],
      [said.rationale, text(settled?.rationale ?? '')],
      [said.dissent, text(settled?.dissent ?? '')],
    ]),
    decisionText(threat, context),
    pairs([
      [said.done, done.map((one) => text(mitigationPhrase(words, one))).join('<br>')],
      [said.mitigations, threat.mitigations.map((one) => text(one)).join('<br>')],
      [said.references, text(threat.references.map((one) => referencePhrase(words, one)).join(', '))],
      [said.foundBy, text(foundText(threat, context))],
      [said.gone, text(threat.gone ?? '')],
      [said.noted, text(threat.flags.join('; '))],
    ]),
    '</article>',
  ].join('')
}

function aboutText(threat: SignedThreat, { words, register: { header } }: CardContext): string {
  const { score } = threat
  const { threat: said } = words
  const marker = { plus: '+', minus: '–', none: '' }[threat.marker]
  return joined([
    threat.stride.map((category) => words.stride[category]).join(', '),
    threat.affectedNames.length === 0 ? '' : fill(said.affects, { names: threat.affectedNames.join(', ') }),
    score ? fill(score.tied ? said.tied : said.rank, { rank: score.rank }) : '',
    score?.severeDamage ? said.severeDamage : '',
    threat.confidence === 'possible' ? said.possible : '',
    marker === '' ? '' : `${header.markerName === '' ? said.marker : header.markerName} ${marker}`,
  ], ' · ')
}

function foundText(threat: SignedThreat, { words, keyOf }: CardContext): string {
  const keys = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])
  return joined([sourcePhrase(words, threat.source), keys.length === 0 ? '' : `${words.threat.evidence}: ${keys.join(', ')}`], ' · ')
}

function decisionText({ decision }: SignedThreat, { words, unseal, register: { header } }: CardContext): string {
  const { threat: said, register } = words
  if (!decision) return `<h4>${text(said.decision)}</h4><p class="none">${text(said.none)}</p>`
  const plain = plainDecision(decision, (digest) => unseal(digest) ?? words.html.nameCut)
  return `<h4>${text(said.decision)}</h4>${pairs([
    [register.decision, `<strong>${text(words.response[plain.response])}</strong>`],
    [said.why, text(plain.rationale)],
    [register.owner, text(plain.owner)],
    [register.due, text(plain.due ?? '')],
    [said.controls, text(plain.existingControls)],
    ...decisionPairs(words, plain, header.bandScheme.discoverability).map(([name, value]): [string, string] => [name, text(value)]),
  ])}`
}
