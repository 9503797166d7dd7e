import { dreadFactors, type DreadFactor } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Votes } from '../../../shared/domain/workshop.ts'
import { plainVote } from '../../../shared/workshop/vote.ts'

/** What a seat's device sends to vote. */
export interface Cast {
  item: Id
  round: number
  votes: Votes
}

const factors: ReadonlySet<string> = new Set(dreadFactors)

/**
 * `input` where it is votes with values and nothing besides, as nearly all are; null where the contract's schema has to say what it is. Never
 * says anything else than the schema, which a test holds it to: that takes many times as long, for each of a room that votes at once.
 */
export function plainCast(input: unknown): Cast | null {
  if (!isObject(input) || !hasOnly(input, 'item', 'round', 'votes')) return null
  const { item, round } = input
  if (typeof item !== 'string' || item === '' || item.length > mostOfId || !Number.isSafeInteger(round)) return null
  const votes = plainVotes(input['votes'])
  return votes && { item, round: Number(round), votes }
}

/** Ids of ours are shorter; what is longer is for the schema to judge. */
const mostOfId = 60

function plainVotes(given: unknown): Votes | null {
  if (!isObject(given)) return null
  const votes: Votes = {}
  for (const name of Object.keys(given)) {
    const vote = isFactor(name) ? plainVote(given[name]) : null
    if (!vote || !isFactor(name)) return null
    votes[name] = vote
  }
  return votes
}

function isFactor(name: string): name is DreadFactor {
  return factors.has(name)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: object, ...names: readonly string[]): boolean {
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name))
}
