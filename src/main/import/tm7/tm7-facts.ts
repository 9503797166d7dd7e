import type { Facts } from '../../../shared/domain/fact.ts'
import { originPhrases } from '../../../shared/domain/fact.ts'
import type { ElementKind } from '../../../shared/domain/model.ts'
import { sameProperties } from '../../../shared/domain/tmt.ts'
import type { DrawnPart, DrawnProperty } from './tm7-drawing.ts'

/** Types of flows that are a protocol of ours. */
const protocols: Record<string, Record<string, string>> = {
  https: { protocol: 'https', encrypted: 'yes' },
  http: { protocol: 'http', encrypted: 'no' },
  udp: { protocol: 'udp' },
}

/**
 * The facts that a drawn part states. A list's first value states nothing, unless its type fixes it: the tool gives it to
 * everything that nobody has looked at.
 */
export function factsOf(part: DrawnPart, on: ElementKind | 'flow'): Facts {
  const facts: Facts = {}
  const add = (fact: string, value: string, text: string): void => {
    if (!Object.hasOwn(facts, fact)) facts[fact] = { value, origin: { by: 'import', detail: originPhrases.say('property', { text: text.slice(0, 120) }) } }
  }
  for (const property of part.properties) {
    const value = property.value.toLowerCase()
    if (!property.chosen || (value !== 'yes' && value !== 'no')) continue
    for (const { fact } of sameProperties.filter((one) => one.on === on && isNamed(property, one.names))) add(fact, value, `${property.label || property.name}: ${property.value}`)
  }
  const type = part.typeName.toLowerCase()
  if (on === 'flow' && Object.hasOwn(protocols, type)) for (const [fact, value] of Object.entries(protocols[type] ?? {})) add(fact, value, part.typeName)
  return facts
}

function isNamed({ name, label }: DrawnProperty, names: readonly string[]): boolean {
  return names.includes(name.toLowerCase()) || names.includes(label.toLowerCase())
}

/** What somebody chose or wrote of a part, line by line, so that nothing of it is lost. */
export function notesOf(part: DrawnPart): string {
  const lines = part.properties.filter(({ chosen, fixed, name }) => chosen && !fixed && name !== flowOrder).map(({ label, name, value }) => `${label || name}: ${value}`)
  const notes = lines.join('\n')
  return notes.length <= 20_000 ? notes : notes.slice(0, 20_000)
}

/** The number that the tool gives each flow to sort by. */
const flowOrder = '15ccd509-98eb-49ad-b9c2-b4a2926d1780'
