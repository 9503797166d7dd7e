import type { DreadFactor } from '../../shared/domain/dread.ts'
import type { BallotFile, BallotItem } from '../../shared/domain/sealed-ballot.ts'
import type { Vote } from '../../shared/domain/workshop.ts'

/** What a person has answered so far: by threat, by factor. */
export type Answers = ReadonlyMap<string, ReadonlyMap<DreadFactor, Vote>>

export function voteOn(answers: Answers, item: string, factor: DreadFactor): Vote | null {
  return answers.get(item)?.get(factor) ?? null
}

/** Null takes an answer back. */
export function withVote(answers: Answers, item: string, factor: DreadFactor, vote: Vote | null): Answers {
  const own = new Map(answers.get(item))
  if (vote) own.set(factor, vote)
  else own.delete(factor)
  return new Map(answers).set(item, own)
}

export function doneOf(answers: Answers, item: BallotItem): number {
  return item.factors.filter((factor) => voteOn(answers, item.id, factor) !== null).length
}

export function isDone(answers: Answers, item: BallotItem): boolean {
  return doneOf(answers, item) === item.factors.length
}

/** As the sealed content has them. Threats without any answer are left out. */
export function votesOf(answers: Answers, items: readonly BallotItem[]): { item: string; votes: Partial<Record<DreadFactor, Vote>> }[] {
  return items.flatMap((item) => {
    const votes: Partial<Record<DreadFactor, Vote>> = {}
    for (const factor of item.factors) {
      const vote = voteOn(answers, item.id, factor)
      if (vote) votes[factor] = vote
    }
    return Object.keys(votes).length === 0 ? [] : [{ item: item.id, votes }]
  })
}

function keyOf({ workshop, seat }: BallotFile): string {
  return `dreadnought-ballot:${workshop}:${seat}`
}

/** What this device kept; nothing where the browser keeps nothing. */
export function recallAnswers(ballot: BallotFile): Answers {
  try {
    return read(ballot, JSON.parse(localStorage.getItem(keyOf(ballot)) ?? '[]'))
  } catch {
    return new Map()
  }
}

/** Browsers may refuse storage to a file; then answers last as long as the page. */
export function rememberAnswers(ballot: BallotFile, answers: Answers): void {
  try {
    localStorage.setItem(keyOf(ballot), JSON.stringify(votesOf(answers, ballot.items)))
  } catch {
    // The page's own memory has to do.
  }
}

export function forgetAnswers(ballot: BallotFile): void {
  try {
    localStorage.removeItem(keyOf(ballot))
  } catch {
    // Nothing was kept.
  }
}

/** Other pages on the device can write there too, so only what is an answer to this file is taken. */
function read(ballot: BallotFile, kept: unknown): Answers {
  let answers: Answers = new Map()
  for (const entry of Array.isArray(kept) ? kept : []) {
    const item = ballot.items.find((one) => one.id === property(entry, 'item'))
    for (const factor of item?.factors ?? []) {
      const vote = voteFrom(property(property(entry, 'votes'), factor))
      if (item && vote) answers = withVote(answers, item.id, factor, vote)
    }
  }
  return answers
}

function voteFrom(kept: unknown): Vote | null {
  const value = property(kept, 'value')
  const abstained = property(kept, 'abstained')
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10) return { value }
  return typeof abstained === 'string' && abstained.length <= 500 ? { abstained } : null
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined
}
