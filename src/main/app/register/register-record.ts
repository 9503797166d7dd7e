import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Instant } from '../../../shared/domain/id.ts'
import type { Disclosure } from '../../../shared/domain/workshop.ts'
import type { RegisterDocument } from '../../../shared/proof/register-document.ts'
import { digestsOfLog } from '../../../shared/proof/sealed.ts'
import type { RecordedVote, RecordedWorkshop, RegisterRecord } from '../../export/register-record.ts'
import { entriesOf } from '../../../shared/workshop/events.ts'
import { replay } from '../../../shared/workshop/reduce.ts'
import { workshopReport } from '../../../shared/workshop/report.ts'
import type { WorkshopState } from '../../../shared/workshop/state.ts'
import type { HeldWorkshop } from '../room/workshop-votes.ts'

/** How a register came about, for the formats that tell it. `whole`: with names of people and their votes. */
export function recordOf(told: Pick<RegisterRecord, 'at' | 'rounds' | 'revision'>, project: string, workshops: readonly HeldWorkshop[], whole: boolean): RegisterRecord {
  const { at, rounds, revision } = told
  const signatures = revision?.signatures.toSorted((a, b) => compare(a.at, b.at) || compare(a.fingerprint, b.fingerprint) || compare(a.name, b.name)) ?? []
  return { project, at, rounds, revision: revision && { ...revision, signatures }, workshops: workshops.map((held) => recordedWorkshop(held, project, whole)) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The workshops of a frozen register, their logs replayed with what is still disclosed of them. */
export function workshopsOf(register: Pick<RegisterDocument, 'workshops'>, disclosures: readonly Disclosure[]): HeldWorkshop[] {
  const known = new Map(disclosures.map((one) => [one.digest, one]))
  return register.workshops.flatMap(({ id, name, log: events }) => {
    const log = events.map((event) => ({ event, disclosures: [...digestsOfLog([event])].flatMap((digest) => known.get(digest) ?? []) }))
    const state = replay(entriesOf(log))
    return state ? [{ id, name, log, state }] : []
  })
}

function recordedWorkshop({ log, state }: HeldWorkshop, project: string, whole: boolean): RecordedWorkshop {
  // Not the clock: the same register gives the same file, also of a workshop that is still open.
  const now: Instant = log.at(-1)?.event.at ?? '1970-01-01T00:00:00.000Z'
  return {
    report: workshopReport(entriesOf(log), state, { project, now, cut: !whole }),
    votes: whole && !state.settings.anonymous ? votesOf(state) : [],
    log: log.map(({ event: { seq, at, actor, type, hash } }) => ({ seq, at, actor, type, hash })),
  }
}

/** Votes that a reveal showed, and nothing of a round that is hidden. */
function votesOf({ items, seats }: WorkshopState): RecordedVote[] {
  return items.flatMap(({ threat, rounds, practice }) =>
    practice ? [] : rounds.flatMap((round) => {
      if (round.phase !== 'revealed') return []
      return round.votes.flatMap((own, place) =>
        dreadFactors.flatMap((factor) => {
          const cast = own?.[factor]
          const seat = seats[place]
          return cast?.vote && seat ? [{ threat: threat.id, displayId: threat.displayId, round: round.number, factor, seat: seat.id, vote: cast.vote, via: cast.via }] : []
        }),
      )
    }),
  )
}
