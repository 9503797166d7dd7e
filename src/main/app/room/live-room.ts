import type { Id } from '../../../shared/domain/id.ts'
import type { FacilitatorView, ItemThreat, PresenterView, SeatView } from '../../../shared/domain/workshop.ts'
import { saltLength } from '../../../shared/proof/disclosure.ts'
import { commitPatiently, foldIn } from '../../store/checkpoints.ts'
import { appendLog, setPhase, type LogEntry } from '../../store/workshops.ts'
import { readThreat, setSettled, writeThreat } from '../../store/threats.ts'
import { completeRounds } from '../../workshop/all-in.ts'
import { chainWith } from '../../workshop/log.ts'
import type { Command, DecideContext } from '../../workshop/command.ts'
import { decide } from '../../workshop/decide.ts'
import type { Entry } from '../../../shared/workshop/events.ts'
import { isPrivate, reduce } from '../../../shared/workshop/reduce.ts'
import { pendingReveals, seatOf, type WorkshopState } from '../../../shared/workshop/state.ts'
import { facilitatorView } from '../../workshop/facilitator-view.ts'
import { presenterView } from '../../workshop/presenter-view.ts'
import { seatView } from '../../workshop/seat-view.ts'
import type { ViewContext } from '../../workshop/shown.ts'
import type { AppContext } from '../context.ts'
import { hashedEvent, sealed } from '../crypto.ts'
import { asPlainJson } from './plain-json.ts'
import { problemOf } from './room-problems.ts'
import { seatViewText } from './view-text.ts'
import { createAttendance } from './attendance.ts'
import { createWatchers } from './watchers.ts'

/** What a room needs beyond the log: the project's name and elements as they are now, and threats for kept proposals. */
export interface RoomSurroundings {
  projectName: () => string
  elements: () => { id: Id; label: string }[]
  /** The register row and agenda item a kept proposal becomes. */
  threatOf: (proposal: Parameters<DecideContext['threatOf']>[0]) => { item: ItemThreat; write: () => void }
  /** A threat of the register as an item of the agenda; undefined where there is none of this id. */
  knownThreat: (id: Id) => ItemThreat | undefined
  /** After every commit: the events that are now durable. */
  committed: (entries: readonly Entry[]) => void
}

/** One workshop in memory: the log's state, who is connected, and who watches. */
export interface LiveRoom {
  /** The state as committed. */
  state: () => WorkshopState
  /**
   * Resolves with the number of the log's last event once it is durable; `along` is written in the same transaction.
   * Rejects with an error of the contract where the command is refused. The order of calls is the order of the log.
   */
  submit: (command: Command, along?: () => void) => Promise<number>
  facilitator: () => FacilitatorView
  watchFacilitator: (signal?: AbortSignal) => AsyncGenerator<FacilitatorView, void, void>
  watchPresenter: (signal?: AbortSignal) => AsyncGenerator<PresenterView, void, void>
  /** The facilitator's view on a co-facilitator's device. Ends when the seat is none any more. */
  watchDesk: (seat: Id, signal?: AbortSignal) => AsyncGenerator<FacilitatorView, void, void>
  /** Ends when the seat is removed. */
  watchSeat: (seat: Id, signal?: AbortSignal) => AsyncGenerator<SeatView, void, void>
  /** As {@link LiveRoom.watchSeat}, each view as JSON text, the first at once. The answer ends it; `ended` tells that it ended by itself. */
  followSeat: (seat: Id, send: (view: string) => void, ended: () => void) => () => void
  /** One more live connection of a seat. Call the answer once when it is gone. */
  attend: (seat: Id) => () => void
  /** Ends watching and timers. What was not committed is refused. */
  stop: () => void
}

/** Votes that come while a commit is young share the next one: each commit waits for the disk, for all of them. In milliseconds. */
const commitsApartMs = 4
/** Nobody waits for a commit where there was none for so long, in milliseconds. */
const quietMs = 400
/** So many votes in one commit are a room that votes at once. */
const crowd = 8
/** The next votes of such a room come within this time, in milliseconds. */
const crowdMs = 30
/** Salts are drawn this many at a time; drawing is most of what it costs. */
const saltsAtOnce = 256

/** After these, a room that reveals by itself may have nobody left to wait for. */
const mayComplete: ReadonlySet<Entry['body']['type']> = new Set(['voted', 'seat-removed', 'seat-changed', 'resumed'])
/** These change whom a scribe writes for. */
const seatings: ReadonlySet<Entry['body']['type']> = new Set(['seat-joined', 'seat-removed', 'seat-changed'])

interface Waiting {
  entries: LogEntry[]
  along: (() => void) | undefined
  seq: number
  resolve: (seq: number) => void
  reject: (error: unknown) => void
}

/** Brings a workshop to life from its replayed log. */
export function createLiveRoom(context: AppContext, replayed: WorkshopState, surroundings: RoomSurroundings): LiveRoom {
  const { db, clock, newId, randomBytes } = context
  /** What the log on disk says; the head is ahead of it by what waits for the next commit. */
  let committed = replayed
  let head = replayed
  let waiting: Waiting[] = []
  let waitingEntries: Entry[] = []
  /** Takes back the commit that is due. */
  let cancelFlush: (() => void) | undefined
  let lastFlush = Number.NEGATIVE_INFINITY
  let lastCommitMs = 0
  let lastBatch = 0
  let waitingSince = 0
  let countdown: NodeJS.Timeout | undefined
  let stopped = false
  const attendance = createAttendance({ changed: attendanceChanged, gone: revealIfAllIn })
  let salts = new Uint8Array()
  const watchers = createWatchers(votesWait)
  let cachedContext: ViewContext | undefined
  let cachedWhole: { of: WorkshopState; seen: ViewContext; view: FacilitatorView } | undefined
  let folding: NodeJS.Timeout | undefined

  function viewContext(): ViewContext {
    cachedContext ??= { connected: attendance.connected, projectName: surroundings.projectName(), elements: surroundings.elements() }
    return cachedContext
  }

  /** The same object until something changes: a command's answer and the view that it causes are one. */
  function wholeView(): FacilitatorView {
    const seen = viewContext()
    if (cachedWhole?.of !== committed || cachedWhole.seen !== seen) cachedWhole = { of: committed, seen, view: facilitatorView(committed, seen) }
    return cachedWhole.view
  }

  function submit(command: Command, along?: () => void): Promise<number> {
    if (stopped) return Promise.reject(problemOf({ code: 'WRONG_PHASE', phase: 'closed' }))
    const at = clock()
    const writes = along ? [along] : []
    const decision = decide(head, command, {
      now: nowFor(command, at),
      newId,
      seal: (name, value) => sealed(name, value, nextSalt()),
      connected: attendance.connected,
      gone: attendance.gone,
      knownThreat: surroundings.knownThreat,
      threatOf: (proposal) => {
        const { item, write } = surroundings.threatOf(proposal)
        writes.push(write)
        return item
      },
    })
    if ('refusal' in decision) return Promise.reject(problemOf(decision.refusal))
    const events = chainWith({ seq: head.seq, hash: head.hash }, decision.events, { at, actor: actorOf(command) }, hashedEvent)
    // What a decision seals belongs to its first event.
    const entries = events.map((event, index) => ({ event, disclosures: index === 0 ? decision.disclosures : [] }))
    for (const [index, body] of decision.events.entries()) {
      const sealed = entries[index]
      if (!sealed) continue
      const { seq, at, actor, hash } = sealed.event
      const entry: Entry = { seq, at, actor, hash, body, disclosures: sealed.disclosures }
      head = reduce(head, entry)
      waitingEntries.push(entry)
    }
    const { seq } = head
    const done = new Promise<number>((resolve, reject) => {
      waiting.push({ entries, along: writes.length === 0 ? undefined : () => writes.forEach((write) => write()), seq, resolve, reject })
    })
    // Votes of one turn of the event loop share a commit. The facilitator's commands are few and commit at once, so that
    // what they write along is not overtaken.
    if (command.by === 'facilitator' || commitIsDue()) flush()
    else cancelFlush ??= flushSoon()
    return done
  }

  /** A room that votes at once keeps one turn of the event loop busy for long; the first of them need not wait for the last. */
  function commitIsDue(): boolean {
    const now = performance.now()
    if (waiting.length === 1) waitingSince = now
    // The whole room waits for each commit, so that they take a small part of the time, also on a slow disk.
    return now - waitingSince >= Math.max(2 * commitsApartMs, 5 * lastCommitMs)
  }

  /** Whether many vote at this moment. */
  function votesWait(): boolean {
    return waiting.length >= crowd || (lastBatch >= crowd && performance.now() - lastFlush < crowdMs)
  }

  function flushSoon(): () => void {
    const rest = lastFlush + Math.max(commitsApartMs, 2 * lastCommitMs) - performance.now()
    if (rest > 0) {
      const timer = setTimeout(flush, rest)
      return () => clearTimeout(timer)
    }
    const immediate = setImmediate(flush)
    return () => clearImmediate(immediate)
  }

  /** Each is given out once. */
  function nextSalt(): Uint8Array {
    if (salts.length === 0) salts = Uint8Array.from(randomBytes(saltLength * saltsAtOnce))
    const salt = salts.subarray(0, saltLength)
    salts = salts.subarray(saltLength)
    return salt
  }

  /** The timer may run a little ahead of the clock. */
  function nowFor(command: Command, now: string): string {
    if (command.by !== 'system' || command.command.type !== 'reveal-due') return now
    const due = earliestReveal(committed)
    return due !== null && due > now && countdown === undefined ? due : now
  }

  function flush(): void {
    cancelFlush?.()
    cancelFlush = undefined
    const batch = waiting
    const entries = waitingEntries
    waiting = []
    waitingEntries = []
    if (batch.length === 0) return
    const start = performance.now()
    try {
      db.transaction(() => {
        appendLog(
          db,
          committed.id,
          batch.flatMap((one) => one.entries),
        )
        for (const { along } of batch) along?.()
        for (const entry of entries) writeConsequences(entry)
      })()
    } catch (error) {
      head = committed
      for (const { reject } of batch) reject(error)
      return
    }
    lastFlush = performance.now()
    lastCommitMs = lastFlush - start
    lastBatch = batch.length
    committed = head
    foldInLater()
    for (const { resolve, seq } of batch) resolve(seq)
    announce(entries)
  }

  /** What a commit would do now and then, and everybody would wait for, is done when nobody votes. */
  function foldInLater(): void {
    if (folding !== undefined) return
    commitPatiently(db, true)
    const look = () => {
      if (performance.now() - lastFlush < quietMs) {
        folding = setTimeout(look, quietMs)
        return
      }
      folding = undefined
      foldIn(db)
    }
    folding = setTimeout(look, quietMs)
  }

  /** What the rest of the database must say together with the log. */
  function writeConsequences(entry: Entry): void {
    const { body } = entry
    if (body.type === 'settled') {
      const { item, values, method, rationale, dissent } = body.payload
      const written = setSettled(db, item, { values, method, rationale, dissent, workshop: committed.id, at: entry.at })
      if (!written) throw new Error(`The register has no threat ${item} for the score that was settled.`)
    }
    if (body.type === 'reworded') reword(body.payload, entry.at)
    if (body.type === 'started' || body.type === 'paused' || body.type === 'resumed' || body.type === 'closed') setPhase(db, committed.id, head.phase)
  }

  function reword({ item, title, description }: { item: Id; title: string; description: string }, at: string): void {
    const threat = readThreat(db, committed.project, item)
    if (!threat) throw new Error(`The register has no threat ${item} to reword.`)
    writeThreat(db, committed.project, { ...threat, title, description, updatedAt: at })
  }

  function announce(entries: readonly Entry[]): void {
    armCountdown()
    cachedContext = undefined
    for (const entry of entries) {
      if (!isPrivate(entry)) watchers.touch('everybody')
      else if (entry.body.type === 'voted' && entry.body.payload.via === 'own-device') watchers.touchLater(entry.body.payload.seat)
      else if ('seat' in entry.body.payload && entry.body.payload.seat !== null) watchers.touch(entry.body.payload.seat)
      if (seatings.has(entry.body.type)) for (const seat of committed.seats) if (seat.scribe) watchers.touch(seat.id)
    }
    watchers.touch('hosts')
    surroundings.committed(entries)
    if (entries.some(({ body }) => mayComplete.has(body.type))) revealIfAllIn()
  }

  function revealIfAllIn(): void {
    if (stopped || completeRounds(head, attendance).length === 0) return
    submit({ by: 'system', command: { type: 'all-in' } }).catch((error: unknown) => context.log(`a reveal failed: ${String(error)}`))
  }

  function armCountdown(): void {
    clearTimeout(countdown)
    countdown = undefined
    const due = earliestReveal(committed)
    if (due === null || stopped) return
    countdown = setTimeout(
      () => {
        countdown = undefined
        submit({ by: 'system', command: { type: 'reveal-due' } }).catch((error: unknown) => context.log(`a reveal failed: ${String(error)}`))
      },
      Math.max(0, Date.parse(due) - Date.parse(clock())),
    )
  }

  // Nobody saw a countdown that the last run left behind, and phones that do not come back now are not waited for.
  if (pendingReveals(replayed).length > 0) {
    submit({ by: 'system', command: { type: 'recover' } }).catch((error: unknown) => context.log(`a countdown could not be taken back: ${String(error)}`))
    flush()
  }
  for (const seat of replayed.seats) if (seat.kind === 'device' && !seat.removed) attendance.expect(seat.id)

  return {
    state: () => committed,
    submit,
    facilitator: () => wholeView(),
    watchFacilitator: (signal) => watchers.watch('host', () => wholeView(), signal),
    watchPresenter: (signal) => watchers.watch('host', () => presenterView(committed, viewContext()), signal),
    watchDesk: (seat, signal) => watchers.watch('host', () => (seatOf(committed, seat)?.coFacilitator ? wholeView() : null), signal),
    watchSeat: (seat, signal) => watchers.watch(seat, () => plainSeatView(seat), signal),
    followSeat: (seat, send, ended) => watchers.follow(seat, () => sendSeatView(seat, send), ended),
    attend: attendance.attend,
    stop() {
      flush()
      stopped = true
      clearTimeout(folding)
      if (db.open) commitPatiently(db, false)
      clearTimeout(countdown)
      attendance.stop()
      watchers.stop()
    },
  }

  function plainSeatView(seat: Id): SeatView | null {
    const view = seatView(committed, seat, viewContext())
    return view && asPlainJson(view)
  }

  function sendSeatView(seat: Id, send: (view: string) => void): boolean {
    const view = seatViewText(committed, seat, viewContext())
    if (view !== null) send(view)
    return view !== null
  }

  function attendanceChanged(): void {
    cachedContext = undefined
    watchers.touch('hosts')
  }
}

function earliestReveal(state: WorkshopState): string | null {
  const due = pendingReveals(state).map((pending) => pending.revealAt)
  return due.length === 0 ? null : due.reduce((first, next) => (next < first ? next : first))
}

function actorOf(command: Command): string {
  if (command.by === 'facilitator') return command.seat ?? 'facilitator'
  if (command.by === 'seat') return command.seat
  return 'seat' in command.command ? command.command.seat : 'system'
}
