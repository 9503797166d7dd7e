import type { Id, Instant } from '../../shared/domain/id.ts'
import type { TimelineFrame, TimelineItem, TimelineKind, WorkshopTimeline } from '../../shared/domain/workshop-timeline.ts'
import type { Entry, EventBody } from '../../shared/workshop/events.ts'
import { pollOf } from '../../shared/workshop/poll.ts'
import { roundProgress } from '../../shared/workshop/progress.ts'
import { reduce } from '../../shared/workshop/reduce.ts'
import { isErased } from '../../shared/workshop/report-rounds.ts'
import { lengthWithin, workshopTimes } from '../../shared/workshop/report-times.ts'
import { latestResults } from '../../shared/workshop/result.ts'
import { openRound, type ItemState, type WorkshopState } from '../../shared/workshop/state.ts'

/** What the room sees of an event; null for what it does not see. */
const kinds: Record<EventBody['type'], TimelineKind | null> = {
  created: 'created',
  started: 'started',
  paused: 'paused',
  resumed: 'resumed',
  closed: 'closed',
  'seat-joined': 'joined',
  'seat-changed': null,
  'seat-taken-over': null,
  'handed-over': null,
  'seat-removed': 'left',
  hand: null,
  presented: 'presented',
  'rounds-opened': 'opened',
  voted: 'votes',
  'reveal-scheduled': 'counting-down',
  'reveal-cancelled': 'reveal-cancelled',
  revealed: 'revealed',
  settled: 'settled',
  parked: 'parked',
  skipped: 'skipped',
  reworded: 'reworded',
  'items-added': 'added',
  walked: 'walked',
  'timer-set': null,
  commented: null,
  'action-added': null,
  'action-finished': null,
  'action-dropped': null,
  'poll-opened': 'poll-opened',
  polled: null,
  'poll-closed': 'poll-closed',
  'proposal-merged': null,
  proposed: null,
  'proposal-dropped': null,
  'proposal-kept': 'added',
}

/** Events of which each one in the same second joins the frame before it: people join and vote all at once. */
const gathered: ReadonlySet<TimelineKind> = new Set(['joined', 'votes', 'settled'])

/** Events that are one moment; those after the first that the room does not see count in with it. */
interface Moment {
  kind: TimelineKind
  entries: Entry[]
}

/**
 * The workshop as its room saw it, moment by moment; a pure reading of the log. What a frame says was on the presenter screen at that moment
 * (everybody who joined being there): no value, count by value or statistic before the reveal that showed it.
 */
export function workshopTimeline(entries: readonly Entry[], now: Instant): WorkshopTimeline {
  const { running } = workshopTimes(entries, now)
  const changesOf = createChanges()
  const frames: TimelineFrame[] = []
  let state: WorkshopState | null = null
  for (const { kind, entries: own } of momentsOf(entries)) {
    for (const entry of own) state = reduce(state, entry)
    const seen = own.findLast(({ body }) => kinds[body.type] !== null)
    if (!state || !seen) continue
    const about = new Set(own.flatMap(({ body }) => aboutOf(body)))
    frames.push({
      seq: state.seq,
      at: seen.at,
      ms: lengthWithin({ from: 0, to: Date.parse(seen.at) }, running),
      kind,
      about: state.items.filter(({ threat }) => about.has(threat.id)).map(({ threat }) => threat.id),
      phase: state.phase,
      joined: state.seats.filter(({ removed }) => !removed).length,
      presented: state.presented,
      poll: seenPoll(state),
      items: changesOf(state, own),
    })
  }
  return { name: state?.name ?? '', erased: state?.items.some((item) => item.rounds.some(isErased)) ?? false, frames }
}

function momentsOf(entries: readonly Entry[]): Moment[] {
  const moments: Moment[] = []
  for (const entry of entries) {
    const kind = kinds[entry.body.type]
    const last = moments.at(-1)
    const first = last?.entries[0]
    if (last && first && (kind === null || (kind === last.kind && gathered.has(kind) && sameSecond(first.at, entry.at)))) last.entries.push(entry)
    else if (kind !== null) moments.push({ kind, entries: [entry] })
  }
  return moments
}

const seatings: ReadonlySet<EventBody['type']> = new Set(['seat-joined', 'seat-removed', 'seat-changed'])

/** Says at each call what is new of every item since the one before. */
function createChanges(): (state: WorkshopState, since: readonly Entry[]) => TimelineFrame['items'] {
  const shown = new Map<Id, { item: ItemState; light: TimelineItem }>()
  return (state, since) => {
    // Who is asked hangs on who is there, and on nothing else that is not in the item.
    const reseated = since.some(({ body }) => seatings.has(body.type))
    return state.items.flatMap((item) => {
      const known = shown.get(item.threat.id)
      if (known?.item === item && !(reseated && openRound(item))) return []
      const light = lightItem(state, item)
      shown.set(item.threat.id, { item, light })
      const change = known ? changedFields(known.light, light) : light
      return change ? [change] : []
    })
  }
}

function sameSecond(one: Instant, other: Instant): boolean {
  return one.slice(0, 19) === other.slice(0, 19)
}

/** The items that an event is about. */
function aboutOf(body: EventBody): Id[] {
  switch (body.type) {
    case 'presented':
      return body.payload.item === null ? [] : [body.payload.item]
    case 'voted':
    case 'settled':
    case 'parked':
    case 'skipped':
    case 'reworded':
      return [body.payload.item]
    case 'rounds-opened':
    case 'reveal-scheduled':
    case 'reveal-cancelled':
    case 'revealed':
      return body.payload.rounds.map(({ item }) => item)
    case 'items-added':
      return body.payload.threats.map(({ id }) => id)
    case 'proposal-kept':
      return [body.payload.threat.id]
    default:
      return []
  }
}

function seenPoll(state: WorkshopState): TimelineFrame['poll'] {
  const poll = pollOf(state, new Set())
  const erased = state.poll !== null && [...state.poll.answers.values()].some((answer) => answer === null)
  return poll && { phase: poll.phase, counts: erased ? null : poll.counts }
}

function lightItem(state: WorkshopState, item: ItemState): TimelineItem {
  const { id, displayId, title } = item.threat
  const round = openRound(item)
  const progress = round && roundProgress(state.settings, round, state.seats, new Set())
  const last = item.rounds.findLast(({ phase }) => phase === 'revealed')
  return {
    id,
    displayId,
    title,
    phase: item.phase,
    practice: item.practice !== null,
    round: round?.number ?? null,
    done: progress?.done ?? 0,
    asked: progress?.seats.length ?? 0,
    result: last && !item.rounds.some(isErased) ? { number: last.number, factors: latestResults(item) } : null,
    settled: item.phase === 'settled' ? (item.settlement?.values ?? null) : null,
  }
}

/** What is new in `now`; null where nothing is. */
function changedFields(before: TimelineItem, now: TimelineItem): TimelineFrame['items'][number] | null {
  const change: TimelineFrame['items'][number] = { id: now.id }
  if (now.title !== before.title) change.title = now.title
  if (now.phase !== before.phase) change.phase = now.phase
  if (now.round !== before.round) change.round = now.round
  if (now.done !== before.done) change.done = now.done
  if (now.asked !== before.asked) change.asked = now.asked
  // A result is replaced only by a reveal, which has a number of its own.
  if (now.result?.number !== before.result?.number) change.result = now.result
  if (now.settled !== before.settled) change.settled = now.settled
  return Object.keys(change).length > 1 ? change : null
}
