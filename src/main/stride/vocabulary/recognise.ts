import { type Facts, originPhrases } from '../../../shared/domain/fact.ts'
import type { Element, Model } from '../../../shared/domain/model.ts'
import type { FactSubject } from './facts.ts'
import { camelWordsOf, findPhrases, indexPhrases, wordsOf, type PhraseIndex, type PhraseMatch } from './phrases.ts'
import type { LabelWord, Taxonomy, Technology } from './technologies.ts'

/** What labels and shapes are looked up in; built once per rule book. */
export interface Recogniser {
  technologies: ReadonlyMap<string, Technology>
  aliases: PhraseIndex<Technology>
  shapes: ReadonlyMap<string, Technology>
  words: PhraseIndex<LabelWord>
}

export function buildRecogniser({ technologies, words }: Taxonomy): Recogniser {
  const all = [...technologies.values()]
  return {
    technologies,
    aliases: indexPhrases(all.flatMap((technology) => technology.aliases.map((alias) => [alias, technology] as const))),
    shapes: new Map(all.flatMap((technology) => technology.shapes.map((shape) => [shape.toLowerCase(), technology] as const))),
    words: indexPhrases(words.flatMap((word) => word.words.map((phrase) => [phrase, word] as const))),
  }
}

/**
 * Turns labels and shape hints of an imported model into technologies, kinds and facts. Only fills in: a technology of the
 * taxonomy, a kind that the notation stated (anything but the default `process`), and a fact that is there all stay.
 * Doing it twice changes nothing.
 */
export function recognise(model: Model, { recogniser }: { recogniser: Recogniser }): Model {
  return {
    ...model,
    elements: model.elements.map((element) => recogniseElement(element, recogniser)),
    flows: model.flows.map((flow) => ({ ...flow, facts: wordFacts(flow.label, 'flow', flow.facts, recogniser) })),
    boundaries: model.boundaries.map((boundary) => ({ ...boundary, facts: wordFacts(boundary.label, 'boundary', boundary.facts, recogniser) })),
  }
}

const hint = 'shape:'

function recogniseElement(element: Element, recogniser: Recogniser): Element {
  const given = element.technology
  const stated = given !== null && recogniser.technologies.has(given)
  const found = stated ? undefined : deeper(given?.startsWith(hint) ? byShape(given.slice(hint.length), recogniser) : undefined, byLabel(element.label, recogniser))
  const kind = found && element.kind === 'process' ? found.kind : element.kind
  const technology = stated ? given : (found?.id ?? null)
  return { ...element, technology, kind, facts: wordFacts(element.label, kind, element.facts, recogniser) }
}

/** The more specific of two readings; the shape's where they are alike. */
function deeper(shape: Technology | undefined, label: Technology | undefined): Technology | undefined {
  if (shape === undefined || label === undefined) return shape ?? label
  return label.ancestors.size > shape.ancestors.size ? label : shape
}

/** A shape's full name, else its last part read like a label: `mxgraph.aws4.lambda_function`, `azure2/iot/iot_hub.svg`. */
function byShape(shape: string, recogniser: Recogniser): Technology | undefined {
  const name = shape.trim().toLowerCase()
  const exact = recogniser.shapes.get(name)
  if (exact) return exact
  const last = name.replace(/\.(svg|png|jpe?g|gif)$/, '').split(/[.;=/]/).at(-1) ?? ''
  return recogniser.shapes.get(last) ?? byLabel(last.replaceAll('_', ' '), recogniser)
}

function byLabel(label: string, recogniser: Recogniser): Technology | undefined {
  return byWords(wordsOf(label), label, recogniser) ?? byWords(camelWordsOf(label), label, recogniser)
}

/** The longest alias wins, then the more specific technology, then the one that comes last: "User DB" is a database. */
function byWords(words: readonly string[], label: string, recogniser: Recogniser): Technology | undefined {
  const headEnd = wordsOf(label.replace(/\(.*$/s, '')).length
  const found = findPhrases(words, recogniser.aliases)
  // What stands in brackets at the end is about the thing before it: "Postgres (orders, users)" is no user.
  const named = headEnd < words.length && found.some((match) => match.end <= headEnd && (!match.value.head || match.end === headEnd))
  const matches = found.filter((match) => !match.value.head || match.end === headEnd || (match.end === words.length && !named))
  return matches.sort(byStrength)[0]?.value
}

function byStrength(a: PhraseMatch<Technology>, b: PhraseMatch<Technology>): number {
  return b.end - b.start - (a.end - a.start) || b.value.ancestors.size - a.value.ancestors.size || b.end - a.end
}

/** Adds the facts that words of the label state. Where words contradict each other, the fact stays unknown. */
function wordFacts(label: string, on: FactSubject, own: Facts, recogniser: Recogniser): Facts {
  if (label === '') return own
  const matches = findPhrases(wordsOf(label), recogniser.words).filter((match) => match.value.on.some((kind) => kind === on))
  if (matches.length === 0) return own
  const said = new Map<string, { value: string; phrase: string } | null>()
  for (const { value: word, phrase } of matches) {
    for (const [fact, value] of Object.entries(word.facts)) {
      const before = said.get(fact)
      said.set(fact, before === undefined || before?.value === value ? (before ?? { value, phrase }) : null)
    }
  }
  const facts: Facts = { ...own }
  for (const [fact, word] of said) {
    if (word !== null && !Object.hasOwn(facts, fact)) facts[fact] = { value: word.value, origin: { by: 'import', detail: originPhrases.say('label', { text: word.phrase }) } }
  }
  return facts
}
