import { dreadFactors, total } from '../domain/dread.ts'
import type { Id, Instant } from '../domain/id.ts'
import type { Comment, SeatKind, VoteVia } from '../domain/workshop.ts'
import type { ReportItem, ReportRemark, ReportSeat, WorkshopReport } from '../domain/workshop-report.ts'
import type { Entry, EventBody } from './events.ts'
import { pollOf } from './poll.ts'
import { agreementOf } from './report-agreement.ts'
import { isErased, lastRoundOf, reportRounds, type RoundContext } from './report-rounds.ts'
import { lengthOf, lengthWithin, workshopTimes, type WorkshopTimes } from './report-times.ts'
import { agendaOf, seatOf, type ItemState, type WorkshopState } from './state.ts'

/** What a report needs that is not in the log. */
export interface ReportOptions {
  project: string
  /** A workshop that is not closed is told up to this moment. */
  now: Instant
  /** Without names, remarks, and anything seat by seat. */
  cut?: boolean
}

/**
 * What a workshop leaves behind. `state` is what `entries` replay to, and the log's disclosures are all that names and votes are
 * read from: what was erased is said to be. Tells nothing of a round before its reveal but that it is open, for how long, and how votes
 * come in. Throws where the log is empty.
 */
export function workshopReport(entries: readonly Entry[], state: WorkshopState, options: ReportOptions): WorkshopReport {
  const [first] = entries
  if (!first) throw new Error('a workshop without a log')
  const times = workshopTimes(entries, options.now)
  const people = options.cut === true ? 'cut' : state.settings.anonymous ? 'anonymous' : 'named'
  const named = people === 'named'
  const context: RoundContext = { state, times, named }
  const seals = openedSeals(entries)
  const nameErased = bodiesOf(entries, 'seat-joined').some(({ payload: { name } }) => name !== null && !seals.has(name))
  const ownerErased = new Set(bodiesOf(entries, 'action-added').flatMap(({ payload: { action, owner } }) => (owner !== null && !seals.has(owner) ? [action] : [])))
  const remarks = people === 'cut' ? [] : state.comments
  const agenda = agendaOf(state)
  const closedAt = entries.find(({ body }) => body.type === 'closed')?.at ?? null
  return {
    workshop: {
      id: state.id,
      name: state.name,
      project: options.project,
      phase: state.phase,
      settings: state.settings,
      treatmentLine: state.treatmentLine,
      discoverability: state.discoverability,
      createdAt: first.at,
      startedAt: state.startedAt,
      closedAt,
      asOf: new Date(times.until).toISOString(),
      head: { seq: state.seq, hash: state.hash },
    },
    people,
    erased: { names: nameErased || ownerErased.size > 0, votes: state.items.some((item) => item.rounds.some(isErased)) },
    time: { runningMs: lengthOf(times.running), pausedMs: lengthOf(times.paused) },
    counts: countsOf(agenda),
    attendance: attendanceOf(entries, state, agenda, named),
    leads: leadsOf(entries, first.at, named),
    items: agenda.map((item) => reportItem(item, entries, remarks, context)),
    practice: practiceOf(state, context),
    agreement: agreementOf(state),
    remarks: remarksOn(null, remarks, named),
    actions: state.actions.map((action) => ({ ...action, owner: people === 'cut' ? '' : action.owner, erased: ownerErased.has(action.id) })),
    poll: pollOfReport(state),
  }
}

type BodyOf<Type extends EventBody['type']> = Extract<EventBody, { type: Type }>

function bodiesOf<Type extends EventBody['type']>(entries: readonly Entry[], type: Type): BodyOf<Type>[] {
  return entries.map(({ body }) => body).filter((body): body is BodyOf<Type> => body.type === type)
}

/** Digests whose disclosures are still there. */
function openedSeals(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ disclosures }) => disclosures.map(({ digest }) => digest)))
}

function countsOf(agenda: readonly ItemState[]): WorkshopReport['counts'] {
  const count = (matches: (item: ItemState) => boolean) => agenda.filter(matches).length
  const [settled, parked, skipped] = [count(({ phase }) => phase === 'settled'), count(({ phase }) => phase === 'parked'), count(({ phase }) => phase === 'skipped')]
  return {
    all: agenda.length,
    settled,
    byRule: count(({ phase, settlement }) => phase === 'settled' && settlement?.method === 'rule'),
    overridden: count(({ phase, settlement }) => phase === 'settled' && settlement?.method === 'override'),
    parked,
    skipped,
    left: agenda.length - settled - parked - skipped,
    reVoted: count(({ rounds }) => rounds.filter(({ phase }) => phase === 'revealed').length > 1),
  }
}

function attendanceOf(entries: readonly Entry[], state: WorkshopState, agenda: readonly ItemState[], named: boolean): WorkshopReport['attendance'] {
  const via: Partial<Record<VoteVia, number>> = {}
  const kinds: Partial<Record<SeatKind, number>> = {}
  const votedOn = state.seats.map(() => 0)
  for (const { rounds } of agenda) {
    const voters = new Set<number>()
    for (const round of rounds) {
      for (const [seat, own] of round.votes.entries()) {
        for (const cast of Object.values(own ?? {})) {
          via[cast.via] = (via[cast.via] ?? 0) + 1
          voters.add(seat)
        }
      }
    }
    for (const seat of voters) votedOn[seat] = (votedOn[seat] ?? 0) + 1
  }
  for (const { kind } of state.seats) kinds[kind] = (kinds[kind] ?? 0) + 1
  const joinedAt = new Map(entries.flatMap(({ at, body }): [Id, Instant][] => (body.type === 'seat-joined' ? [[body.payload.seat, at]] : [])))
  const seats = state.seats.map((seat): ReportSeat => {
    const { id, name, role, kind, table, removed, index } = seat
    return { id, name, role: state.settings.roles.find((one) => one.id === role)?.name ?? null, kind, table: tableName(state, table), joinedAt: joinedAt.get(id) ?? '', removed, votedOn: votedOn[index] ?? 0 }
  })
  return {
    joined: seats.length,
    voted: votedOn.filter((items) => items > 0).length,
    removed: seats.filter(({ removed }) => removed).length,
    kinds,
    via,
    seats: named ? seats : [],
  }
}

function tableName(state: WorkshopState, table: string | null): string | null {
  return state.settings.tables.find(({ id }) => id === table)?.name ?? null
}

function leadsOf(entries: readonly Entry[], from: Instant, named: boolean): WorkshopReport['leads'] {
  const leads: { at: Instant; seat: Id | null }[] = [{ at: from, seat: null }]
  const to = (at: Instant, seat: Id | null) => {
    if (leads.at(-1)?.seat !== seat) leads.push({ at, seat })
  }
  for (const { at, body } of entries) {
    if (body.type === 'handed-over') to(at, body.payload.to)
    // The lead falls back to the host with the seat that had it.
    else if (body.type === 'seat-removed' || (body.type === 'seat-changed' && !body.payload.coFacilitator)) {
      if (leads.at(-1)?.seat === body.payload.seat) to(at, null)
    }
  }
  return leads.map(({ at, seat }) => ({ at, by: seat === null ? 'host' : 'co-facilitator', seat: named ? seat : null }))
}

function reportItem(item: ItemState, entries: readonly Entry[], remarks: readonly Comment[], context: RoundContext): ReportItem {
  const { state, times, named } = context
  const { id, displayId, title, stride, affected } = item.threat
  const rounds = reportRounds(item, context)
  return {
    id,
    displayId,
    title,
    stride,
    affected,
    phase: item.phase,
    table: tableName(state, state.settings.tables.find(({ items }) => items.includes(id))?.id ?? null),
    discussedMs: discussedMs(id, times),
    openMs: rounds.reduce((sum, { openMs }) => sum + openMs, 0),
    rounds,
    settled: settledOf(item, entries, state),
    note: item.note,
    remarks: remarksOn(id, remarks, named),
  }
}

/** How long an item was presented while the workshop ran. */
function discussedMs(item: Id, { presented, running }: WorkshopTimes): number {
  return (presented.get(item) ?? []).reduce((sum, span) => sum + lengthWithin(span, running), 0)
}

function settledOf({ threat, settlement }: ItemState, entries: readonly Entry[], { discoverability }: WorkshopState): ReportItem['settled'] {
  const last = entries.findLast(({ body }) => body.type === 'settled' && body.payload.item === threat.id)
  if (!settlement || last?.body.type !== 'settled') return null
  return { at: last.at, ...settlement, total: total(settlement.values, discoverability), medians: last.body.payload.medians }
}

function remarksOn(item: Id | null, comments: readonly Comment[], named: boolean): ReportRemark[] {
  return comments
    .filter((comment) => comment.item === item)
    .map(({ at, seat, text }) => ({ at, by: seat === null ? 'facilitator' : 'seat', seat: named ? seat : null, text, erased: text === '' }))
}

function practiceOf(state: WorkshopState, { times }: RoundContext): WorkshopReport['practice'] {
  const item = state.items.find(({ practice }) => practice !== null)
  if (!item?.practice) return null
  const { reference } = item.practice
  return {
    title: item.threat.title,
    discussedMs: discussedMs(item.threat.id, times),
    rounds: item.rounds.filter(({ phase }) => phase === 'revealed').length,
    factors: dreadFactors.flatMap((factor) => {
      const round = lastRoundOf(item, factor)
      return round && !isErased(round) ? [{ factor, median: round.result?.factors[factor]?.median ?? null, reference: reference[factor] }] : []
    }),
  }
}

/** How many were asked is not in the log: it does not say who was there. */
function pollOfReport(state: WorkshopState): WorkshopReport['poll'] {
  const poll = pollOf(state, new Set())
  if (!poll || !state.poll) return null
  const erased = [...state.poll.answers].some(([seat, answer]) => answer === null && seatOf(state, seat)?.removed === false)
  return { phase: poll.phase, answered: poll.answered, counts: erased ? null : poll.counts, erased }
}
