import type { WorkshopEvent } from '../domain/workshop.ts'
import type { RegisterDocument } from '../proof/register-document.ts'
import { digestsOfLog, digestsOfOwners } from '../proof/sealed.ts'
import { entriesOf, type Entry } from './events.ts'
import { replay } from './reduce.ts'
import type { WorkshopState } from './state.ts'

/** The digests of what is sealed, by whether a whole copy of the register shows what they seal. */
export interface SealedValues {
  /** Names of seats, the votes that a reveal showed, remarks, and owners. */
  told: Set<string>
  /** What never leaves the workshop: answers to the poll, votes of rounds that are hidden, votes that were replaced before the reveal, and all of an anonymous workshop. */
  kept: Set<string>
  /** What stands in a log that can't be read here. */
  unread: Set<string>
}

/** What is sealed in a workshop's log; nothing of it is `unread`. */
export function sealedInLog(entries: readonly Pick<Entry, 'seq' | 'body'>[], state: WorkshopState): SealedValues {
  const shown = shownVotes(state)
  const sealed: SealedValues = { told: new Set(), kept: new Set(), unread: new Set() }
  for (const entry of entries) {
    for (const { digest, leaves } of sealedIn(entry, shown)) sealed[leaves && !state.settings.anonymous ? 'told' : 'kept'].add(digest)
  }
  return sealed
}

/** What is sealed in a register, but for its signers' names. Never throws: whoever signs a register can put anything into its logs. */
export function sealedValues(register: Omit<RegisterDocument, 'revision'>): SealedValues {
  const logs = register.workshops.map(({ log }) => readable(log) ?? { told: [], kept: [], unread: digestsOfLog(log) })
  return {
    told: new Set([...digestsOfOwners(register), ...logs.flatMap(({ told }) => [...told])]),
    kept: new Set(logs.flatMap(({ kept }) => [...kept])),
    unread: new Set(logs.flatMap(({ unread }) => [...unread])),
  }
}

/** Null where the log has events that this program does not know, or that can not follow each other. */
function readable(log: readonly WorkshopEvent[]): SealedValues | null {
  try {
    const entries = entriesOf(log.map((event) => ({ event, disclosures: [] })))
    const state = replay(entries)
    return state && sealedInLog(entries, state)
  } catch {
    return null
  }
}

function sealedIn({ seq, body }: Pick<Entry, 'seq' | 'body'>, shown: ReadonlySet<string>): { digest: string; leaves: boolean }[] {
  const leaving = (digest: string | null) => (digest === null ? [] : [{ digest, leaves: true }])
  switch (body.type) {
    case 'seat-joined':
      return leaving(body.payload.name)
    case 'commented':
      return leaving(body.payload.text)
    case 'action-added':
      return leaving(body.payload.owner)
    case 'voted':
      return body.payload.votes.map(({ factor, vote }) => ({ digest: vote, leaves: shown.has(`${seq} ${factor}`) }))
    case 'polled':
      return [{ digest: body.payload.answer, leaves: false }]
    default:
      return []
  }
}

/** The votes as they stood at a reveal, each by the event that recorded it and its factor. */
function shownVotes({ items }: WorkshopState): Set<string> {
  const rounds = items.flatMap((item) => item.rounds).filter(({ phase }) => phase === 'revealed')
  return new Set(rounds.flatMap(({ votes }) => votes.flatMap((own) => Object.entries(own ?? {}).map(([factor, { seq }]) => `${seq} ${factor}`))))
}
