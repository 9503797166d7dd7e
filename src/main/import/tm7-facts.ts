import type { Facts } from '../../shared/domain/fact.ts'
import { originPhrases } from '../../shared/domain/fact.ts'
import type { ElementKind } from '../../shared/domain/model.ts'
import type { DrawnPart, DrawnProperty } from './tm7-drawing.ts'

interface Same {
  /** The property's name or what it is called, in lower case. */
  property: string[]
  on: ElementKind | 'flow'
  fact: string
}

/** Properties of the tool's own templates that ask what one of our facts asks. What only sounds alike is not here. */
const same: Same[] = [
  { property: ['providesconfidentiality', 'provides confidentiality', 'is encrypted', 'encrypted', 'isencrypted'], on: 'flow', fact: 'encrypted' },
  { property: ['authenticatessource', 'source authenticated'], on: 'flow', fact: 'authenticated' },
  { property: ['authenticatesdestination', 'destination authenticated'], on: 'flow', fact: 'server_verified' },
  { property: ['encrypted', 'is encrypted', 'isencrypted'], on: 'data-store', fact: 'encrypted_at_rest' },
  { property: ['storescredentials', 'stores credentials'], on: 'data-store', fact: 'stores_credentials' },
  { property: ['storeslogdata', 'stores log data'], on: 'data-store', fact: 'stores_logs' },
  { property: ['hasinputsanitizers', 'sanitizes input'], on: 'process', fact: 'validates_input' },
  { property: ['hasoutputsanitizers', 'sanitizes output'], on: 'process', fact: 'encodes_output' },
]

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
    for (const { fact } of same.filter((one) => one.on === on && isNamed(property, one.property))) add(fact, value, `${property.label || property.name}: ${property.value}`)
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
  if (part.outOfScope) lines.unshift(`Out Of Scope${part.outOfScopeReason === '' ? '' : `: ${part.outOfScopeReason}`}`)
  const notes = lines.join('\n')
  return notes.length <= 20_000 ? notes : notes.slice(0, 20_000)
}

/** The number that the tool gives each flow to sort by. */
const flowOrder = '15ccd509-98eb-49ad-b9c2-b4a2926d1780'
