import { isDeepStrictEqual } from 'node:util'
import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { Language } from '../../../shared/domain/language.ts'
import type { AnswerReport, BallotFile } from '../../../shared/domain/sealed-ballot.ts'
import type { Votes } from '../../../shared/domain/workshop.ts'
import { toBase64Url } from '../../../shared/proof/base64.ts'
import { readProject } from '../../store/projects.ts'
import { deleteAnswers, listAnswers, writeAnswer, type StoredAnswer } from '../../store/sealed-answers.ts'
import { deletePins } from '../../store/seat-pins.ts'
import { askedFactors, itemOf, openRound, seatOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from '../../../shared/workshop/state.ts'
import { ballotItem, readAnswer, type OpenedAnswer } from './ballot-answer.ts'
import { eraseBallotKey, makeBallotKey, readBallotKey, type BallotKey } from './ballot-key.ts'
import { ballotHtml, readBallotPage } from './ballot-page.ts'
import type { AppContext } from '../context.ts'
import type { LiveRoom } from './live-room.ts'
import { notFound, refused } from '../problems.ts'
import { problemOf } from './room-problems.ts'
import { wholeRubric } from './rubric-texts.ts'

/** Ballots that leave as a file and come back sealed. No value is ever answered from here. */
export interface SealedBallots {
  /** The file for a seat of the kind `file`, as HTML. */
  file: (workshop: Id, seat: Id, language: Language) => { name: string; html: string }
  /** Opens an answer, enters it in the open rounds and keeps it, sealed, for the first rounds of what is not open yet. */
  take: (workshop: Id, text: string) => Promise<AnswerReport>
  /** What came in, with how many of the agenda's threats each still waits for. */
  answers: (workshop: Id) => { seat: Id; sealedAt: string; takenAt: string; waiting: number }[]
  /** Enters kept answers in first rounds that are open and that their seat has not voted in. */
  enterKept: (workshop: Id) => void
  /** A workshop that is closed takes no answer: key, answers and PINs go. */
  forget: (workshop: Id) => void
}

export function createSealedBallots(context: AppContext, live: (workshop: Id) => LiveRoom, page: string): SealedBallots {
  const { db, dataDir } = context

  function file(workshop: Id, seatId: Id, language: Language): { name: string; html: string } {
    const state = live(workshop).state()
    if (state.phase === 'closed') throw problemOf({ code: 'WRONG_PHASE', phase: state.phase })
    const seat = seatOf(state, seatId)
    if (!seat || seat.removed) throw notFound('seat')
    if (seat.kind !== 'file') throw refused('needs-a-file-seat')
    const items = state.items.filter(isComing).flatMap((item) => ballotItem(state, item, seat) ?? [])
    if (items.length === 0) throw refused('nothing-to-ask')
    const built = readBallotPage(page)
    const key = makeBallotKey(dataDir, workshop)
    const ballot: BallotFile = {
      workshop,
      workshopName: state.name,
      project: readProject(db, state.project)?.name ?? '',
      seat: seat.id,
      name: seat.name,
      language,
      items,
      rubric: wholeRubric(state.rubric, language),
      key: toBase64Url(key.publicKey),
      ticket: key.ticket(seat.id),
    }
    return { name: `${['ballot', keyOf(state.name), keyOf(seat.name)].filter((part) => part !== '').join('-')}.html`, html: ballotHtml(built, ballot) }
  }

  function keyFor(workshop: Id): BallotKey {
    const key = readBallotKey(dataDir, workshop)
    if (!key) throw refused('ballot-other-key')
    return key
  }

  async function take(workshop: Id, text: string): Promise<AnswerReport> {
    const room = live(workshop)
    const { phase } = room.state()
    if (phase === 'closed') throw problemOf({ code: 'WRONG_PHASE', phase })
    const { answer, votes, outdated, sealedAt } = readAnswer(room.state(), keyFor(workshop), text)
    const { seat } = answer
    const now = room.state()
    const places = votes.map((vote) => ({ ...vote, at: placeOf(now, vote.item) }))
    if (votes.length === 0 && outdated.length > 0) throw refused('ballot-older-agenda')
    if (places.length > 0 && places.every(({ at }) => at === 'late')) throw refused('ballot-too-late', displayIds(now, places).join(', '))
    const before = listAnswers(db, workshop).find((kept) => kept.seat === seat)
    if (before && Date.parse(before.sealedAt) > Date.parse(sealedAt)) throw refused('ballot-older-answer')
    writeAnswer(db, workshop, { seat, answer: JSON.stringify(answer), sealedAt, takenAt: context.clock() })
    // All at once, so that they share a commit; a reveal in between decides by the order of the log.
    const entered = await Promise.all(places.filter(({ at }) => at === 'open').map(async ({ item, votes: own }) => ({ item, taken: await enter(room, seat, item, own) })))
    const late = [...places.filter(({ at }) => at === 'late'), ...entered.filter(({ taken }) => !taken)]
    context.changes.publish({ project: now.project, topics: ['workshops'] })
    return {
      seat,
      sealedAt,
      entered: displayIds(now, entered.filter(({ taken }) => taken)),
      waiting: displayIds(now, places.filter(({ at }) => at === 'waiting')),
      notCounted: displayIds(now, late),
      outdated: displayIds(now, outdated.map((item) => ({ item }))),
      replaced: before !== undefined,
    }
  }

  function enterKept(workshop: Id): void {
    const answers = listAnswers(db, workshop)
    const key = answers.length === 0 ? null : readBallotKey(dataDir, workshop)
    if (!key) return
    const room = live(workshop)
    for (const kept of answers) {
      const opened = stillRight(room.state(), key, kept)
      for (const { item, votes } of opened?.votes ?? []) {
        const missing = stillMissing(room.state(), kept.seat, item, votes)
        if (Object.keys(missing).length === 0) continue
        enter(room, kept.seat, item, missing).catch((error: unknown) => context.log(`a sealed ballot could not be entered: ${String(error)}`))
      }
    }
  }

  function stillRight(state: WorkshopState, key: BallotKey, kept: StoredAnswer): OpenedAnswer | null {
    try {
      return readAnswer(state, key, kept.answer)
    } catch {
      // Its seat was removed.
      return null
    }
  }

  return {
    file,
    take,
    enterKept,
    answers(workshop) {
      const answers = listAnswers(db, workshop)
      const key = answers.length === 0 ? null : readBallotKey(dataDir, workshop)
      if (!key) return []
      const state = live(workshop).state()
      return answers.map((kept) => {
        const votes = stillRight(state, key, kept)?.votes ?? []
        return { seat: kept.seat, sealedAt: kept.sealedAt, takenAt: kept.takenAt, waiting: votes.filter(({ item }) => placeOf(state, item) === 'waiting').length }
      })
    },
    forget(workshop) {
      eraseBallotKey(dataDir, workshop)
      deleteAnswers(db, workshop)
      deletePins(db, workshop)
    },
  }
}

/** Worth asking about: it has been neither revealed nor laid aside. */
function isComing(item: ItemState): boolean {
  return item.rounds.every((round) => round.phase !== 'revealed') && (item.phase === 'waiting' || item.phase === 'open')
}

/** What can become of a vote on an item that comes in now. */
function placeOf(state: WorkshopState, id: Id): 'open' | 'waiting' | 'late' {
  const item = itemOf(state, id)
  if (!item) return 'late'
  if (openRound(item)) return state.phase === 'running' ? 'open' : 'waiting'
  return item.phase === 'waiting' && isComing(item) ? 'waiting' : 'late'
}

/**
 * What of a kept answer the open round asks and does not have. It was given before the discussion, so it is for the first vote only;
 * and what was entered for the seat in another way since then stands.
 */
function stillMissing(state: WorkshopState, seatId: Id, id: Id, votes: Votes): Votes {
  const item = itemOf(state, id)
  const seat = seatOf(state, seatId)
  const round = item && openRound(item)
  if (!item || !seat || !round || state.phase !== 'running' || !isComing(item)) return {}
  const cast = round.votes[seat.index] ?? {}
  if (dreadFactors.some((factor) => cast[factor] !== undefined && cast[factor].via !== 'file')) return {}
  const asked = askedVotes(state, seat, round, votes)
  return Object.fromEntries(dreadFactors.flatMap((factor) => (asked[factor] && !isDeepStrictEqual(asked[factor], cast[factor]?.vote) ? [[factor, asked[factor]]] : [])))
}

function askedVotes(state: WorkshopState, seat: SeatState, round: RoundState, votes: Votes): Votes {
  const asked = askedFactors(state.settings, seat, round)
  const own: Votes = {}
  for (const factor of dreadFactors) if (asked.includes(factor) && votes[factor]) own[factor] = votes[factor]
  return own
}

/** Enters what the open round asks. False where it was revealed first. */
async function enter(room: LiveRoom, seat: Id, item: Id, votes: Votes): Promise<boolean> {
  const state = room.state()
  const known = seatOf(state, seat)
  const round = itemOf(state, item)?.rounds.at(-1)
  const own = known && round ? askedVotes(state, known, round, votes) : {}
  if (Object.keys(own).length === 0) return true
  try {
    await room.submit({ by: 'system', command: { type: 'file-votes', seat, item, votes: own } })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'NOT_COUNTED' || error.code === 'WRONG_PHASE')) return false
    throw error
  }
}

function displayIds(state: WorkshopState, items: readonly { item: Id }[]): string[] {
  return items.flatMap(({ item }) => itemOf(state, item)?.threat.displayId ?? [])
}
