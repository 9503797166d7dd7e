import type { SignedThreat } from '../proof/register-document.ts'
import type { DocumentPart } from '../domain/document.ts'
import { documentParts } from '../domain/document.ts'
import { fill } from '../document/fill.ts'
import { unsealNames } from '../proof/plain-threat.ts'
import { sealedValues } from '../workshop/sealed-values.ts'
import { signedLogs } from '../workshop/signed-logs.ts'
import { bandStrip } from './band.ts'
import { decisionsSection, mitigationsSection } from './decision-sections.ts'
import { fieldMapsSection } from './field-maps-section.ts'
import { htmlPairs as pairs, htmlSection as section, htmlText as text, utcText } from './html-text.ts'
import type { PageContext, PageInput } from './page-input.ts'
import { picturesSection } from './pictures-section.ts'
import { actionsSection, attendanceSection, dissentSection, methodSection, parkedSection } from './room-sections.ts'
import { registerSection } from './rows-section.ts'
import { scopeSection } from './scope-section.ts'
import { signOffSection } from './sign-off-section.ts'
import { summarySection } from './summary-section.ts'
import { threatsSection } from './threat-card.ts'

/** What the page is called. */
export function pageTitle({ register: { project }, frozen, words }: Pick<PageInput, 'register' | 'frozen' | 'words'>): string {
  const name = project.name === '' ? words.title : project.name
  return frozen ? fill(words.html.revisionOf, { name, number: frozen.revision.number }) : fill(words.html.draftOf, { name })
}

/** What each part is made by; votes stand in the threats. */
const sections: Readonly<Record<Exclude<DocumentPart, 'votes'>, (context: PageContext) => string>> = {
  scope: scopeSection,
  attendance: attendanceSection,
  summary: summarySection,
  method: methodSection,
  pictures: picturesSection,
  register: registerSection,
  threats: threatsSection,
  decisions: decisionsSection,
  mitigations: mitigationsSection,
  actions: actionsSection,
  parked: parkedSection,
  dissent: dissentSection,
  fieldMaps: fieldMapsSection,
  signOff: signOffSection,
}

/**
 * A register as HTML: all that a page shows of it. Pure: the same input gives the same text, in whatever program it is made, which is
 * how the page checks that it shows what was signed. Text from outside is text.
 */
export function registerPage(input: PageInput): string {
  const context = contextOf(input)
  const { words, frozen, parts } = context
  const made = documentParts.flatMap((part) => {
    const body = part === 'votes' || !parts.includes(part) ? '' : sections[part](context)
    return body === '' ? [] : [{ part, html: section(part, words.part[part], body) }]
  })
  const contents = made.map(({ part }) => `<li><a href="#${part}">${text(words.part[part])}</a></li>`).join('')
  return [
    titleOf(context),
    frozen ? '' : `<p class="draft" role="note"><strong>${text(words.html.draft)}</strong> ${text(words.html.draftNote)}</p>`,
    notesOf(context),
    `<nav id="contents" aria-label="${text(words.contents)}"><ol>${contents}</ol></nav>`,
    ...made.map(({ html }) => html),
  ].join('\n')
}

/** What a rule suggests and nobody gave is no score. */
function scoredByPeople(threat: SignedThreat): SignedThreat {
  return threat.score?.origin === 'suggested' ? { ...threat, score: null } : threat
}

function contextOf(input: PageInput): PageContext {
  const { register, disclosures } = input
  const displayIds = new Map(register.threats.map(({ id, displayId }) => [id, displayId]))
  return { ...input, register: { ...register, threats: register.threats.map(scoredByPeople) }, unseal: unsealNames(disclosures), displayId: (id) => displayIds.get(id) ?? id, logs: signedLogs(register, disclosures, isCut(input)) }
}

/** Whether anything is missing that a whole copy shows: of an anonymous workshop, none does. */
function isCut({ register, frozen, disclosures }: PageInput): boolean {
  if (disclosures.length > 0) return false
  const { told, unread } = sealedValues(register)
  return told.size + unread.size + (frozen?.envelopes.length ?? 0) > 0
}

function titleOf({ register, frozen, words }: PageContext): string {
  const { header, project, threats } = register
  const release = [header.system, header.release].filter((part) => part !== '').join(', ')
  const about = frozen
    ? pairs([
        [words.signOff.revision, text(fill(words.signOff.revisionIs, { number: frozen.revision.number, at: utcText(frozen.revision.frozenAt) }))],
        [words.cover.hash, `<code>${text(frozen.hash)}</code>`],
        [words.cover.madeWith, text(frozen.revision.program)],
        [words.scope.packs, text([...frozen.revision.rulePacks, frozen.revision.catalogue].filter((part) => part !== '').join('; '))],
      ])
    : ''
  const named = project.name === '' ? '' : `<p class="over">${text(words.title)}</p>`
  return `<header>${named}<h1 dir="auto">${text(project.name === '' ? words.title : project.name)}</h1>${release === '' || release === project.name ? '' : `<p class="release" dir="auto">${text(release)}</p>`}${bandStrip(threats, words)}${about}</header>`
}

/** What this copy leaves out. */
function notesOf(context: PageContext): string {
  const { words, parts } = context
  const left = documentParts.filter((part) => !parts.includes(part)).map((part) => words.part[part])
  const notes = [isCut(context) ? words.cutNote : '', left.length === 0 ? '' : fill(words.partsNote, { parts: left.join(', ') })].filter((note) => note !== '')
  return notes.length === 0 ? '' : `<p class="note">${text(notes.join(' '))}</p>`
}
