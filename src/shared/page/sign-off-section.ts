import { requiredSignatures } from '../proof/required-signers.ts'
import { cutName } from '../proof/verify-signer.ts'
import { htmlTable as table, htmlText as text, htmlTitled as titled, utcText } from './html-text.ts'
import { statedSigners, type PageContext, type StatedSigner } from './page-input.ts'

/** Who signed, what they meant by it, who has still to, and what signatures do not prove. */
export function signOffSection(context: PageContext): string {
  const { register, frozen, disclosures, words } = context
  const { signOff: said, html, requiredScope, requiredState } = words
  if (!frozen) return `<p>${text(said.draft)}</p>`
  const signers = statedSigners(frozen.envelopes, disclosures)
  const required = requiredSignatures(register.header.requiredSigners, register.threats, signers)
  const state = (names: readonly string[]) => names.map((name) => nameOf(name, html.nameCut)).join(', ')
  const asked = required.map((one) => [text(one.role), text(words.meaning[one.meaning]), text(requiredScope[one.scope]), `<span class="state ${one.state}">${text(requiredState[one.state])}</span> ${text(state(one.names))}`])
  return [
    titled(said.required, table([said.role, said.meaning, said.atLeast, said.state], asked, said.required)),
    signers.length === 0 ? `<p>${text(said.nobody)}</p>` : titled(said.signatures, `<div class="signatures">${signers.map((one) => signature(one, context)).join('')}</div>`),
    `<p class="note">${text(said.notePage)}</p>`,
  ].join('')
}

function signature(one: StatedSigner, { words: { signOff: said, meaning, assurance, html }, displayId }: PageContext): string {
  const scope = one.scope === 'all' ? said.allThreats : one.scope.map(displayId).join(', ')
  const rows: [string, string][] = [
    [said.meaning, `<strong>${text(meaning[one.meaning])}</strong>`],
    [said.scope, text(scope)],
    [said.comment, text(one.comment)],
    [said.signed, utcText(one.at)],
    [said.assurance, text(assurance[one.assurance])],
    [said.fingerprint, `<code>${text(one.fingerprint)}</code>`],
  ]
  const pairs = rows.filter(([, value]) => value !== '').map(([name, value]) => `<div><dt>${text(name)}</dt><dd dir="auto">${value}</dd></div>`)
  return `<article class="signer ${one.meaning === 'declined' ? 'declined' : ''}"><h4 dir="auto">${text(nameOf(one.name, html.nameCut))}<small>${text(one.role)}</small></h4><dl>${pairs.join('')}</dl></article>`
}

function nameOf(name: string, cut: string): string {
  return name === cutName ? cut : name
}
