import { dreadFactors, total } from '../domain/dread.ts'
import type { Reference } from '../domain/reference.ts'
import type { ThreatSource } from '../domain/threat.ts'
import type { FactorResult } from '../domain/workshop.ts'
import type { Unseal } from '../proof/plain-threat.ts'
import type { SignedHeader, SignedThreat } from '../proof/register-document.ts'
import { htmlPairs as pairs, htmlTable as table, htmlText as text, utcText } from './html-text.ts'

const factorNames = { damage: 'Damage', reproducibility: 'Reproducibility', exploitability: 'Exploitability', affectedUsers: 'Affected users', discoverability: 'Discoverability' } as const
const origins = { voted: 'voted in a workshop', override: 'set by the facilitator', imported: 'as imported, not voted on', suggested: 'suggested by the rule, not voted on' } as const

const statementNames = [['who', 'Who'], ['precondition', 'Given'], ['action', 'Does'], ['impact', 'Impact'], ['asset', 'Asset']] as const

/** Everything about one threat. `place`: its place in the register, from 1, which is what links name it by. */
export function threatCard(threat: SignedThreat, header: Pick<SignedHeader, 'markerName' | 'bandScheme'>, unseal: Unseal, place: number): string {
  const { score, decision, settled } = threat
  const marker = { plus: '+', minus: '–', none: '' }[threat.marker]
  const facts = [
    text(threat.stride.join(', ')),
    score ? `${score.band}, total ${String(score.total)}, rank ${String(score.rank)}${score.tied ? ' (tied)' : ''}` : 'not scored: triage',
    score?.severeDamage ? 'Damage 9 or more' : '',
    score?.mustTreat === true ? 'above the treatment line' : '',
    threat.confidence === 'possible' ? 'possible, not confirmed' : '',
    marker === '' ? '' : `${text(header.markerName) || 'marker'} ${marker}`,
  ]
  return [
    `<article class="card" id="t${String(place)}"><h3 dir="auto">${text(threat.displayId)} ${text(threat.title)}</h3>`,
    `<p class="facts">${facts.filter((fact) => fact !== '').join(' · ')}</p>`,
    threat.description === '' ? '' : `<p class="prose" dir="auto">${text(threat.description)}</p>`,
    pairs([
      ...statementNames.map(([part, name]): [string, string] => [name, text(threat.statement?.[part] ?? '')]),
      ['Concerns', text(threat.concerns?.join(', ') ?? '')],
      ['Affected', text(threat.affectedNames.join(', '))],
      ['Found by', text(sourceWords(threat.source))],
      ['References', text(threat.references.map(referenceWords).join(', '))],
      ['No longer found', text(threat.gone ?? '')],
      ['Noted', text(threat.flags.join('; '))],
      ['Score', score ? [origins[score.origin], settled ? utcText(settled.at) : '', score.interval ? `half of the seats’ totals between ${String(score.interval.q1)} and ${String(score.interval.q3)}` : ''].filter((part) => part !== '').join('; ') : ''],
      ['Rationale of the score', text(settled?.rationale ?? '')],
      ['Dissent', text(settled?.dissent ?? '')],
    ]),
    score ? table([...dreadFactors.map((factor) => factorNames[factor]), 'Total'], [[...dreadFactors.map((factor) => String(score.values[factor])), String(score.total)]], 'DREAD values') : '',
    ...threat.rounds.map(({ number, factors }) => roundTable(number, factors)),
    decision
      ? `<h4>Decision</h4>${pairs([
          ['Response', text(decision.response)],
          ['Owner', personText(decision.owner, unseal)],
          ['Due', text(decision.due ?? '')],
          ['Rationale', text(decision.rationale)],
          ['Existing controls', text(decision.existingControls)],
          ['Risk owner', personText(decision.riskOwner, unseal)],
          ['Approved by', personText(decision.approver, unseal)],
          ['Decided on', text(decision.decidedOn ?? '')],
          ['Conditions', text(decision.conditions ?? '')],
          ['Holds until', text(decision.expires ?? '')],
          ['Score by now', decision.current ? String(total(decision.current, header.bandScheme.discoverability)) : ''],
          ['Score wanted', decision.target ? String(total(decision.target, header.bandScheme.discoverability)) : ''],
        ])}`
      : '<h4>Decision</h4><p>none yet</p>',
    threat.mitigations.length === 0 ? '' : `<h4>What helps</h4><ul>${threat.mitigations.map((one) => `<li dir="auto">${text(one)}</li>`).join('')}</ul>`,
    '</article>',
  ].join('')
}

/** Somebody's name, or that it was cut; empty where there is none. */
export function personText(digest: string | null | undefined, unseal: Unseal): string {
  return digest === null || digest === undefined ? '' : text(unseal(digest) ?? '(name cut)')
}

function roundTable(number: number, factors: SignedThreat['rounds'][number]['factors']): string {
  const rows = dreadFactors.flatMap((factor) => {
    const result = factors[factor]
    return result ? [[factorNames[factor], turnout(result), figure(result.median), result.q1 === null ? '–' : `${figure(result.q1)} to ${figure(result.q3)}`, result.min === null ? '–' : `${figure(result.min)} to ${figure(result.max)}`, result.agreed ? 'agreed' : result.quorum ? 'disputed' : 'no quorum']] : []
  })
  return rows.length === 0 ? '' : `<h4>Round ${String(number)}</h4>${table(['Factor', 'Votes', 'Median', 'Middle half', 'Range', ''], rows, `Round ${String(number)}`)}`
}

/** Abstained, absent and not voted are three different things. */
function turnout({ n, abstained, absent, notVoted }: FactorResult): string {
  return [`${String(n)} ${n === 1 ? 'vote' : 'votes'}`, abstained > 0 ? `${String(abstained)} abstained` : '', absent > 0 ? `${String(absent)} absent` : '', notVoted > 0 ? `${String(notVoted)} not voted` : ''].filter((part) => part !== '').join(', ')
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100)
}

function referenceWords({ text: own, readAs, flag }: Reference): string {
  return `${own}${readAs === null ? '' : ` (read as ${readAs})`}${flag === null ? '' : ` [${flag}]`}`
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
