import { z } from 'zod'
import type { Fact, Facts } from '../../../shared/domain/fact.ts'
import type { Language } from '../../../shared/domain/language.ts'
import { readYaml } from './yaml-file.ts'

export const factSubjects = ['process', 'data-store', 'external-entity', 'flow', 'boundary'] as const
export const FactSubject = z.enum(factSubjects)
export type FactSubject = z.infer<typeof FactSubject>

/** Never the name of a member that every record has: facts are looked up without further care. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/).refine((name) => !(name in {}), 'is not a usable name')

const Label = z.string().min(1).max(100)
/** A question; `{on}` stands for the object's label. */
const QuestionText = z.string().min(1).max(300).includes('{on}')
const InEveryLanguage = z.strictObject({ en: Label, de: Label })

/** A word of the vocabulary: what may be known of an object, and how the room is asked for it. */
export const FactDefinition = z.strictObject({
  name: Name,
  on: z.array(FactSubject).min(1),
  answers: z.array(z.string().min(1).max(60)).min(2).default(['yes', 'no']),
  group: z.string().min(1).max(60),
  /** Short, for the inspector: `Encrypted in transit`. */
  label: Label,
  text: QuestionText,
  /** The same in German: a fact without it is not loaded, so that no page mixes languages. */
  de: z.strictObject({ label: Label, text: QuestionText }),
})
export type FactDefinition = z.infer<typeof FactDefinition>

const File = z.strictObject({
  groups: z.record(z.string(), InEveryLanguage),
  /** How answers other than yes and no are said; one that is not here reads the same in every language. */
  answers: z.record(z.string(), InEveryLanguage),
  facts: z.array(FactDefinition),
})

/** A fact as people of one language read it. */
export interface FactWording {
  group: string
  label: string
  /** `{on}` stands for the object's label. */
  question: string
  /** What the answers are called, yes and no left out. */
  answers: Record<string, string>
}

export interface FactWord extends FactDefinition {
  said: Record<Language, FactWording>
}

export type Vocabulary = ReadonlyMap<string, FactWord>

/** Reads `facts.yaml`. @throws ResourceError for a fact that is defined twice, lacks a language, or is in a group that has no name. */
export function loadFacts(file: string): Vocabulary {
  const source = readYaml(file, File)
  const { groups, answers, facts } = source.content
  const vocabulary = new Map<string, FactWord>()
  facts.forEach((definition, index) => {
    if (vocabulary.has(definition.name)) throw source.problem(['facts', index, 'name'], `${definition.name} is defined twice`)
    const group = Object.hasOwn(groups, definition.group) ? groups[definition.group] : undefined
    if (group === undefined) throw source.problem(['facts', index, 'group'], `${definition.group} is not among the groups`)
    const wording = (language: Language): FactWording => {
      const { label, text } = language === 'de' ? definition.de : definition
      const said = definition.answers.flatMap((answer) => {
        const words = Object.hasOwn(answers, answer) ? answers[answer] : undefined
        return words ? [[answer, words[language]]] : []
      })
      return { group: group[language], label, question: text, answers: Object.fromEntries(said) }
    }
    vocabulary.set(definition.name, { ...definition, said: { en: wording('en'), de: wording('de') } })
  })
  return vocabulary
}

/** The fact `name` of `facts` if it has a value; undefined where it is unknown. */
export function knownFact(facts: Facts, name: string): Fact | undefined {
  const fact = facts[name]
  return fact === undefined || fact.value === 'unknown' ? undefined : fact
}
