import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Model } from '../../../src/shared/domain/model.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { loadRuleBook } from '../../../src/main/stride/packs/book.ts'
import { recognise } from '../../../src/main/stride/vocabulary/recognise.ts'
import { compactModel } from '../../fixtures/stride/compact.ts'

export const root = path.resolve(import.meta.dirname, '../../..')
export const resources = path.join(root, 'resources')
/** Beside the repository on the project's own machines; tests that need it are skipped elsewhere. */
export const shared = path.resolve(root, '../shared')
export const hasShared = existsSync(shared)

export const book = loadRuleBook(resources)

export function recognised(text: string): Model {
  return recognise(compactModel(text), book)
}

export function analysed(text: string) {
  return analyze(recognised(text), book)
}

/** The model with one fact set as a user would. */
export function answer(model: Model, on: string, fact: string, value: string): Model {
  const set = <Item extends { id: string; facts: Model['elements'][number]['facts'] }>(item: Item): Item =>
    item.id === on ? { ...item, facts: { ...item.facts, [fact]: { value, origin: { by: 'user', detail: 'answered' } } } } : item
  return { ...model, elements: model.elements.map(set), flows: model.flows.map(set), boundaries: model.boundaries.map(set) }
}
