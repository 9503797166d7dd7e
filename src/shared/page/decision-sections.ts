import { responses } from '../domain/decision.ts'
import { linePhrase } from '../document/document-phrases.ts'
import { joined } from '../document/fill.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { htmlTable as table, htmlText as text } from './html-text.ts'
import type { PageContext } from './page-input.ts'
import { personText } from './person.ts'

/** What was decided, counted, and decision by decision. */
export function decisionsSection({ register: { threats }, words, unseal }: PageContext): string {
  const { decisions: said, register, summary, threat: names } = words
  const due = (own: readonly SignedThreat[]) => own.flatMap(({ decision }) => decision?.due ?? []).toSorted()[0] ?? '–'
  const made = responses.map((response) => ({ name: words.response[response], own: threats.filter(({ decision }) => decision?.response === response) }))
  const counts = [...made, { name: said.none, own: threats.filter(({ decision }) => decision === null) }].filter(({ own }) => own.length > 0)
  const rows = threats.flatMap(({ displayId, title, decision, score }) => {
    if (!decision) return []
    const why = [decision.rationale, decision.existingControls === '' ? '' : `${said.controls}: ${decision.existingControls}`, linePhrase(words, score?.mustTreat ?? null)]
    const people = joined([personText(decision.owner, unseal, words), decision.riskOwner ? `${text(names.riskOwner)}: ${personText(decision.riskOwner, unseal, words)}` : ''], '<br>')
    return [[text(displayId), text(title), text(words.response[decision.response]), text(joined(why, '\n')), people, text(joined([decision.due ?? '', decision.expires ? `${names.expires} ${decision.expires}` : ''], '\n'))]]
  })
  return `${table([register.decision, said.count, said.earliest], counts.map(({ name, own }) => [text(name), String(own.length), text(due(own))]), words.part.decisions)}${table([summary.id, summary.threat, register.decision, said.rationale, register.owner, register.due], rows, words.part.decisions)}`
}

/** What is done, mitigation by mitigation. */
export function mitigationsSection({ register: { mitigations = [] }, words, unseal, displayId }: PageContext): string {
  const { mitigation: said, register } = words
  if (mitigations.length === 0) return `<p class="none">${text(said.none)}</p>`
  return table(
    [said.mitigation, said.status, register.owner, register.due, said.threats, said.requirement, said.verified],
    mitigations.map((one) => [text(joined([one.title, one.ticket], '\n')), `<span class="status ${one.status}">${text(words.status[one.status])}</span>`, personText(one.owner, unseal, words), text(one.due ?? ''), text(one.threats.map(displayId).join(', ')), text(one.requirement), text(joined([one.verifiedOn ?? '', one.test, one.result], '; '))]),
    words.part.mitigations,
  )
}
