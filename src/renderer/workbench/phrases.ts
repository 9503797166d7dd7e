import i18next from 'i18next'
import { type Fact, originPhrases } from '../../shared/domain/fact.ts'
import type { Dropped } from '../../shared/domain/import.ts'
import { countedThings, droppedReasons, droppedThings, fileExpectations, filePlaces } from '../../shared/domain/import-phrases.ts'
import { type NotCarried, notCarriedThings } from '../../shared/domain/not-carried.ts'
import { packPhrases, splitProblem } from '../../shared/domain/pack-phrases.ts'
import { flagPhrases, gonePhrases } from '../../shared/domain/threat.ts'
import type { FactDefinition } from './model/vocabulary.ts'

// Sentences that the application stores in English are said in the user's language; others, such as from another version, stand as they are.
// Callers are components that use `useTranslation`, so they are drawn anew when the language changes.

/** The detail of a fact's origin: `label "HTTP"`, `default of aws.s3`, a chain of labels. */
export function originDetail(fact: Fact): string {
  const { detail } = fact.origin
  const phrase = originPhrases.read(detail)
  return phrase ? i18next.t(`phrases:origin.${phrase.code}`, phrase.data) : detail
}

/** What was odd about an imported row. */
export function flagText(flag: string): string {
  const phrase = flagPhrases.read(flag)
  return phrase ? i18next.t(`phrases:flag.${phrase.code}`, phrase.data) : flag
}

/** Why a threat's finding no longer fires; the fact and its value in the words of `definitions`. */
export function goneText(gone: string, definitions: readonly FactDefinition[]): string {
  const phrase = gonePhrases.read(gone)
  if (!phrase) return gone
  const { fact, value, ...data } = phrase.data
  if (fact === undefined || value === undefined) return i18next.t(`phrases:gone.${phrase.code}`, data)
  const definition = definitions.find((one) => one.name === fact)
  return i18next.t(`phrases:gone.${phrase.code}`, { ...data, fact: definition?.label ?? fact, value: answerText(definition, String(value)) })
}

/** How a fact's value is said: yes, no, unknown, or one of the answers of its definition. */
export function answerText(definition: FactDefinition | undefined, value: string): string {
  if (value === 'yes' || value === 'no' || value === 'unknown') return i18next.t(`common:${value}`)
  return definition?.answerLabels[value] ?? value
}

/** A fact's question about the part that people call `label`. */
export function questionText(definition: FactDefinition | undefined, label: string): string {
  return (definition?.question ?? '{on}?').split('{on}').join(label)
}

/** What an import dropped or guessed, and why. */
export function droppedText(dropped: Dropped): { what: string; why: string } {
  const what = droppedThings.read(dropped.what)
  const why = droppedReasons.read(dropped.why)
  return { what: what ? i18next.t(`phrases:droppedThing.${what.code}`, what.data) : dropped.what, why: why ? i18next.t(`phrases:droppedReason.${why.code}`, why.data) : dropped.why }
}

/** What an export had no place for. */
export function notCarriedText({ what }: NotCarried): string {
  const phrase = notCarriedThings.read(what)
  return phrase ? i18next.t(`phrases:notCarried.${phrase.code}`) : what
}

/** What is wrong with a rule pack. */
export function packProblemText({ text }: { text: string }): string {
  const { rule, path, problem } = splitProblem(text)
  const phrase = packPhrases.read(problem)
  const said = phrase ? i18next.t(`phrases:pack.${phrase.code}`, phrase.data) : problem
  const placed = path === '' ? said : i18next.t('phrases:packPlace.path', { path, problem: said })
  return rule === '' ? placed : i18next.t('phrases:packPlace.rule', { rule, problem: placed })
}

/** Where a file was refused, and what was expected there. */
export function fileProblemText(problem: { place: string; expected: string }): { place: string; expected: string } {
  const place = filePlaces.read(problem.place)
  const expected = fileExpectations.read(problem.expected)
  return { place: place ? i18next.t(`phrases:filePlace.${place.code}`, place.data) : problem.place, expected: expected ? i18next.t(`phrases:fileExpectation.${expected.code}`, countedData(expected.data)) : problem.expected }
}

/** The things that there may be only so many of, in the user's language. */
function countedData(data: Record<string, string | number>): Record<string, string | number> {
  const things = countedThings.read(String(data['things'] ?? ''))
  return things ? { ...data, things: i18next.t(`phrases:countedThing.${things.code}`) } : data
}
