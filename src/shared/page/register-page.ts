import { bands, dreadFactors } from '../domain/dread.ts'
import { strideCategories } from '../domain/stride.ts'
import { diagramSvg, drawnDiagrams } from '../picture/diagram.ts'
import { ownPositions } from '../picture/place.ts'
import { unsealNames, type Unseal } from '../proof/plain-threat.ts'
import type { SignedThreat } from '../proof/register-document.ts'
import { htmlPairs as pairs, htmlSection as section, htmlTable as table, htmlText as text, utcText } from './html-text.ts'
import type { PageInput } from './page-input.ts'
import { signOffSection } from './sign-off-section.ts'
import { personText, threatCard } from './threat-card.ts'

/** What the page is called. */
export function pageTitle({ register, frozen }: PageInput): string {
  return `${register.project.name === '' ? 'Threat register' : register.project.name}${frozen ? `, revision ${String(frozen.revision.number)}` : ', draft'}`
}

/**
 * A register as HTML, in English: all that a page shows of it. Pure: the same register gives the same text, in whatever program it is made, which is
 * how the page checks that it shows what was signed. Text from outside is text.
 */
export function registerPage(input: PageInput): string {
  const { register, frozen } = input
  const unseal = unsealNames(input.disclosures)
  return [
    titleOf(input),
    frozen ? '' : '<p class="draft" role="note"><strong>Draft, unsigned.</strong> Nobody has signed this, nothing in it can be checked, and it may change.</p>',
    section('scope', 'Scope and criteria', scopeOf(input, unseal)),
    section('pictures', 'Architecture', picturesOf(input)),
    section('summary', 'Summary', summaryOf(register.threats, register.header.treatmentLine)),
    section('register', 'Register', register.threats.length === 0 ? '' : `${filters}${rowsOf(register.threats, unseal)}<p class="note">D Damage, R Reproducibility, E Exploitability, A Affected users, Di Discoverability; each 1 to 10. “=” before a rank: shared.</p>`),
    section('threats', 'Threats', register.threats.map((threat, index) => threatCard(threat, register.header, unseal, index + 1)).join('')),
    section('mitigations', 'Mitigations', mitigationsOf(input, unseal)),
    section('workshops', 'Workshops', workshopsOf(input)),
    section('sign-off', 'Sign-off', signOffSection(input)),
  ].join('\n')
}

function titleOf({ register, frozen }: PageInput): string {
  const release = [register.header.system, register.header.release].filter((part) => part !== '').join(', ')
  const about = frozen
    ? pairs([
        ['Revision', `${String(frozen.revision.number)}, frozen ${utcText(frozen.revision.frozenAt)}`],
        ['SHA-256', `<code>${text(frozen.hash)}</code>`],
        ['Program', text(frozen.revision.program)],
        ['Rule packs', text(frozen.revision.rulePacks.join(', '))],
        ['Catalogues', text(frozen.revision.catalogue)],
      ])
    : ''
  return `<header><p class="over">Threat register</p><h1 dir="auto">${text(register.project.name)}</h1>${release === '' || release === register.project.name ? '' : `<p dir="auto">${text(release)}</p>`}${about}</header>`
}

function scopeOf({ register: { header } }: PageInput, unseal: Unseal): string {
  const scheme = header.bandScheme
  const discoverability = { counted: 'counted', fixed: 'counts as 10', dropped: 'not counted; bands are scaled by 4/5' }[scheme.discoverability]
  const confirmed = { yes: 'confirmed', no: 'not confirmed', unknown: 'open' }
  return [
    pairs([
      ['Purpose', text(header.purpose)],
      ['Environment', text(header.environment)],
      ['Not in scope', text(header.exclusions)],
      ['Treatment line', header.treatmentLine === null ? 'none' : `a total above ${String(header.treatmentLine)} must be treated`],
      ['Acceptance criteria', text(header.acceptanceCriteria)],
      ['Bands', `Critical from ${String(scheme.critical)}, High from ${String(scheme.high)}, Medium from ${String(scheme.medium)}, else Low (scheme ${text(scheme.id)}; Discoverability ${discoverability})`],
      ['Next review', text(header.reviewDate ?? '')],
    ]),
    titled('Assumptions', table(['Assumption', 'Owner', 'State'], header.assumptions.map((one) => [text(one.text), personText(one.owner, unseal), confirmed[one.confirmed]]), 'Assumptions')),
    titled('Assets', table(['Asset', 'Confidentiality', 'Integrity', 'Availability'], header.assets.map((one) => [text(one.name), one.confidentiality, one.integrity, one.availability]), 'Assets')),
  ].join('')
}

function titled(name: string, body: string): string {
  return body === '' ? '' : `<h3>${name}</h3>${body}`
}

function picturesOf({ register: { model } }: PageInput): string {
  const positions = ownPositions(model)
  const names = new Map(model.diagrams.map(({ id, name }) => [id, name]))
  return drawnDiagrams(model)
    .map((id) => {
      const name = names.get(id) ?? ''
      const drawn = (theme: 'light' | 'dark') => `<div class="${theme}">${diagramSvg(model, positions, theme, { diagram: id })}</div>`
      return `<figure role="img" aria-label="${text(`Data-flow diagram ${name}`)}"><div class="picture">${drawn('light')}${drawn('dark')}</div><figcaption dir="auto">${text(name)}</figcaption></figure>`
    })
    .join('')
}

function summaryOf(threats: readonly SignedThreat[], line: number | null): string {
  const counts = (own: readonly SignedThreat[]) => [...bands.map((band) => own.filter(({ score }) => score?.band === band).length), own.filter(({ score }) => score === null).length, own.length].map(String)
  const above = threats.filter(({ score }) => score?.mustTreat === true)
  const open = above.filter(({ decision }) => decision === null).map(({ displayId }) => displayId)
  const treatment = line === null ? '' : `<p>${String(above.length)} of ${String(threats.length)} above the treatment line of ${String(line)}${open.length === 0 ? '' : `; without a decision: ${text(open.join(', '))}`}.</p>`
  return threats.length === 0
    ? '<p>The register has no threats yet.</p>'
    : `${table(['Category', ...bands, 'No score', 'All'], [...strideCategories.map((category) => [category, ...counts(threats.filter(({ stride }) => stride[0] === category))]), ['<strong>All</strong>', ...counts(threats)]], 'Threats by category and band')}<p class="note">A threat counts once, under its first category.</p>${treatment}`
}

// Without scripts they would do nothing, so the page's script shows them.
const filters = '<form id="filters" hidden="" role="search"><label>Search <input type="search" name="text"></label><label>Band <select name="band"><option value="">all</option>' +
  `${[...bands, 'none'].map((band) => `<option>${band}</option>`).join('')}</select></label><label>STRIDE <select name="stride"><option value="">all</option>${strideCategories.map((one) => `<option>${one}</option>`).join('')}</select></label>` +
  '<label>Decision <select name="decision"><option value="">all</option><option>mitigate</option><option>accept</option><option>transfer</option><option>avoid</option><option>eliminate</option><option>none</option></select></label><output name="count"></output></form>'

function rowsOf(threats: readonly SignedThreat[], unseal: Unseal): string {
  const head = ['Rank', 'Id', 'Threat', 'STRIDE', 'Affected', 'D', 'R', 'E', 'A', 'Di', 'Total', 'Band', 'Decision', 'Owner', 'Due']
  const rows = threats.map((threat, index) => {
    const { score, decision } = threat
    const cells = [
      score ? `${score.tied ? '=' : ''}${String(score.rank)}` : '–',
      `<a href="#t${String(index + 1)}">${text(threat.displayId)}</a>`,
      text(threat.title),
      text(threat.stride.join(', ')),
      text(threat.affectedNames.join(', ')),
      ...dreadFactors.map((factor) => (score ? String(score.values[factor]) : '–')),
      score ? String(score.total) : '–',
      bandText(threat),
      text(decision?.response ?? '–'),
      decision ? personText(decision.owner, unseal) : '',
      text(decision?.due ?? ''),
    ]
    return `<tr data-card="t${String(index + 1)}" data-band="${score?.band ?? 'none'}" data-stride="${text(threat.stride.join('|'))}" data-decision="${text(decision?.response ?? 'none')}">${cells.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`
  })
  return `<div class="wide" role="region" aria-label="Register" tabindex="0"><table id="rows"><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** The band as a mark that reads in grey too. */
export function bandText({ score }: Pick<SignedThreat, 'score'>): string {
  return score ? `<span class="band ${score.band.toLowerCase()}">${score.band}</span>` : 'not scored: triage'
}

function mitigationsOf({ register: { mitigations = [], threats } }: PageInput, unseal: Unseal): string {
  const displayIds = new Map(threats.map(({ id, displayId }) => [id, displayId]))
  return table(
    ['Mitigation', 'Status', 'Owner', 'Due', 'Threats', 'Requirement', 'Verified', 'Ticket'],
    mitigations.map((one) => [text(one.title), one.status, personText(one.owner, unseal), text(one.due ?? ''), text(one.threats.flatMap((id) => displayIds.get(id) ?? []).join(', ')), text(one.requirement), text([one.verifiedOn ?? '', one.test, one.result].filter((part) => part !== '').join('; ')), text(one.ticket)]),
    'Mitigations',
  )
}

function workshopsOf({ register: { workshops } }: PageInput): string {
  return table(['Workshop', 'Events', 'Head of its log'], workshops.map(({ name, log, head }) => [text(name), String(log.length), `<code>${text(head)}</code>`]), 'Workshops')
}
