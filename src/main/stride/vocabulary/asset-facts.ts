import { type Facts, originPhrases } from '../../../shared/domain/fact.ts'
import type { Element, Flow, Model } from '../../../shared/domain/model.ts'
import type { Asset, Classification } from '../../../shared/domain/project.ts'
import { knownFact } from './facts.ts'
import type { Recogniser } from './recognise.ts'
import { readElementLabel, readFlowLabel } from './relabel.ts'

/** What data can be of which rules know, and the fact that says so of each kind of part; external entities have none. */
const classes = {
  personal: { flow: 'carries_pii', 'data-store': 'stores_pii', process: 'handles_pii', 'external-entity': null },
  credentials: { flow: 'carries_credentials', 'data-store': 'stores_credentials', process: 'handles_credentials', 'external-entity': null },
  internal: { flow: 'carries_internal_data', 'data-store': null, process: null, 'external-entity': null },
} as const
type DataClass = keyof typeof classes

const notPublic: readonly Classification[] = ['internal', 'confidential', 'restricted']

type Carrier = Element | Flow

/** Adds to parts what their assets say of them. What is stated of a part stays. */
export type AssetFacts = (model: Model, assets: readonly Asset[], recogniser: Recogniser) => Model

/** Once and for all of one model: see {@link createAssetFacts}. */
export function withAssetFacts(model: Model, assets: readonly Asset[], recogniser: Recogniser): Model {
  return createAssetFacts()(model, assets, recogniser)
}

/**
 * For one state of a model after the other: a part that is the same object as before and whose assets say the same, comes out as the same object
 * as before, which is what an analysis that goes on from the last one tells changes by.
 */
export function createAssetFacts(): AssetFacts {
  const [elements, flows] = [createFill<Element>((part, facts) => ({ ...part, facts })), createFill<Flow>((part, facts) => ({ ...part, facts }))]
  return (model, assets, recogniser) => {
    const said = saidOfParts(assets, recogniser)
    const filled = { elements: elements(model.elements, said), flows: flows(model.flows, said) }
    return said.size === 0 ? model : { ...model, ...filled }
  }
}

type Said = ReadonlyMap<DataClass, string>

function createFill<Part extends Carrier>(copy: (part: Part, facts: Facts) => Part): (parts: Part[], said: ReadonlyMap<string, Said>) => Part[] {
  let known = new Map<string, { part: Part; words: string; made: Part }>()
  return (parts, said) => {
    const now: typeof known = new Map()
    const all = said.size === 0 ? parts : parts.map((part) => {
      const own = said.get(part.id)
      if (!own) return part
      const words = JSON.stringify([...own])
      const before = known.get(part.id)
      const made = before?.part === part && before.words === words ? before.made : withFacts(part, own, copy)
      now.set(part.id, { part, words, made })
      return made
    })
    known = now
    return all
  }
}

function withFacts<Part extends Carrier>(part: Part, said: Said, copy: (part: Part, facts: Facts) => Part): Part {
  const facts: Facts = {}
  for (const [dataClass, asset] of said) {
    const name = classes[dataClass]['kind' in part ? part.kind : 'flow']
    if (name !== null && !knownFact(part.facts, name)) facts[name] = { value: 'yes', origin: { by: 'inference', detail: originPhrases.say('asset', { asset }) } }
  }
  return Object.keys(facts).length === 0 ? part : copy(part, { ...part.facts, ...facts })
}

/** By part, the classes of data that its assets are of, each with the first asset that says so. */
function saidOfParts(assets: readonly Asset[], recogniser: Recogniser): Map<string, Map<DataClass, string>> {
  const said = new Map<string, Map<DataClass, string>>()
  for (const asset of assets) {
    if (!asset.on?.length) continue
    const of = classesOf(asset, recogniser)
    for (const part of of.length > 0 ? asset.on : []) {
      const known = said.get(part) ?? new Map<DataClass, string>()
      for (const one of of) if (!known.has(one)) known.set(one, asset.name)
      said.set(part, known)
    }
  }
  return said
}

/** Read off its name, as labels of flows and stores are, and off its classification. */
function classesOf({ name, classification }: Asset, recogniser: Recogniser): DataClass[] {
  const [carried, kept] = [readFlowLabel(name, recogniser), readElementLabel(name, 'data-store', recogniser).facts]
  const says = (one: DataClass): boolean => [classes[one].flow, classes[one]['data-store']].some((fact) => fact !== null && (carried[fact] ?? kept[fact])?.value === 'yes')
  const found: DataClass[] = (['personal', 'credentials', 'internal'] as const).filter(says)
  if (classification !== undefined && notPublic.includes(classification) && !found.includes('internal')) found.push('internal')
  return found
}
