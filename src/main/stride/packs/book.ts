import path from 'node:path'
import type { Language } from '../../../shared/domain/language.ts'
import type { ElementKind } from '../../../shared/domain/model.ts'
import { loadCatalogue, type Catalogue } from '../vocabulary/catalogue.ts'
import { loadFacts, type FactSubject, type FactWording, type Vocabulary } from '../vocabulary/facts.ts'
import { buildRecogniser, type Recogniser } from '../vocabulary/recognise.ts'
import { loadRules, type RulePack } from './rules.ts'
import { loadModifiers, type Modifier } from './scoring.ts'
import { loadTechnologies, type Taxonomy } from '../vocabulary/technologies.ts'

/** Everything an analysis needs, loaded and compiled once. */
export interface RuleBook {
  vocabulary: Vocabulary
  taxonomy: Taxonomy
  recogniser: Recogniser
  catalogue: Catalogue
  packs: RulePack[]
  /** Shared by every rule, own ones included. */
  modifiers: Modifier[]
}

/**
 * Loads facts, technologies, scoring, catalogue and the packs in `resourcesDir/rules`, then those in `extraDirs`.
 * @throws ResourceError naming file, line and column of the first thing that is wrong.
 */
export function loadRuleBook(resourcesDir: string, extraDirs: readonly string[] = []): RuleBook {
  const vocabulary = loadFacts(path.join(resourcesDir, 'facts.yaml'))
  const taxonomy = loadTechnologies(path.join(resourcesDir, 'technologies.yaml'), vocabulary)
  const words = { vocabulary, technologies: taxonomy.technologies }
  const modifiers = loadModifiers(path.join(resourcesDir, 'scoring.yaml'), words)
  const packs = loadRules([path.join(resourcesDir, 'rules'), ...extraDirs], words, modifiers)
  return { vocabulary, taxonomy, recogniser: buildRecogniser(taxonomy), catalogue: loadCatalogue(resourcesDir), packs, modifiers }
}

/** A fact in the words of one language. */
export type FactWords = { name: string; topic: string; on: FactSubject[]; answers: string[]; answerLabels: Record<string, string> } & Omit<FactWording, 'answers'>

export interface TechnologyWords {
  id: string
  name: string
  parents: string[]
  kind: ElementKind
}

/** The vocabulary as the contract's `model.factDefinitions` gives it, in the order of `facts.yaml`. */
export function factDefinitions(book: RuleBook, language: Language): FactWords[] {
  return [...book.vocabulary.values()].map(({ name, group: topic, on, answers, said }) => {
    const { group, label, question, answers: answerLabels } = said[language]
    return { name, topic, on, answers, answerLabels, group, label, question }
  })
}

/** The taxonomy as the contract's `model.technologies` gives it, in the order of `technologies.yaml`. */
export function technologyList(book: RuleBook): TechnologyWords[] {
  return [...book.taxonomy.technologies.values()].map(({ id, name, parents, kind }) => ({ id, name, parents, kind }))
}
