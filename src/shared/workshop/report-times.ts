import type { Id, Instant } from '../domain/id.ts'
import type { Entry } from './events.ts'

/** From one moment to a later one, in milliseconds since 1970. */
export interface Span {
  from: number
  to: number
}

/** When things began and ended, as the log says it. Spans that have not ended reach up to `until`. */
export interface WorkshopTimes {
  /** What the times count up to. */
  until: number
  running: readonly Span[]
  paused: readonly Span[]
  /** When each item was presented, and when each round of it (by number) was open to votes. */
  presented: ReadonlyMap<Id, readonly Span[]>
  open: ReadonlyMap<Id, ReadonlyMap<number, Span>>
}

/** Reads the times of a workshop that is looked at at `now`; a closed one ends with its close. */
export function workshopTimes(entries: readonly Entry[], now: Instant): WorkshopTimes {
  const closed = entries.find(({ body }) => body.type === 'closed')?.at
  const until = Date.parse(closed ?? entries.reduce((last, { at }) => (at > last ? at : last), now))
  return { until, ...phaseSpans(entries, until), presented: presentedSpans(entries, until), open: openSpans(entries, until) }
}

function phaseSpans(entries: readonly Entry[], until: number): Pick<WorkshopTimes, 'running' | 'paused'> {
  const spans: { running: Span[]; paused: Span[] } = { running: [], paused: [] }
  let phase: 'running' | 'paused' | null = null
  let from = 0
  const goTo = (next: typeof phase, at: number) => {
    if (phase) spans[phase].push({ from, to: at })
    phase = next
    from = at
  }
  for (const { at, body } of entries) {
    if (body.type === 'started' || body.type === 'resumed') goTo('running', Date.parse(at))
    else if (body.type === 'paused') goTo('paused', Date.parse(at))
    else if (body.type === 'closed') goTo(null, Date.parse(at))
  }
  goTo(null, until)
  return spans
}

function presentedSpans(entries: readonly Entry[], until: number): Map<Id, Span[]> {
  const spans = new Map<Id, Span[]>()
  let shown: { item: Id; from: number } | null = null
  const show = (item: Id | null, at: number) => {
    if (shown) spans.set(shown.item, [...(spans.get(shown.item) ?? []), { from: shown.from, to: at }])
    shown = item === null ? null : { item, from: at }
  }
  for (const { at, body } of entries) if (body.type === 'presented') show(body.payload.item, Date.parse(at))
  show(null, until)
  return spans
}

function openSpans(entries: readonly Entry[], until: number): Map<Id, Map<number, Span>> {
  const spans = new Map<Id, Map<number, Span>>()
  const open = new Map<Id, Span>()
  const end = (item: Id, at: number) => {
    const span = open.get(item)
    if (span) span.to = at
    open.delete(item)
  }
  for (const { at, body } of entries) {
    const time = Date.parse(at)
    if (body.type === 'rounds-opened') {
      for (const { item, round } of body.payload.rounds) {
        const span = { from: time, to: until }
        open.set(item, span)
        spans.set(item, (spans.get(item) ?? new Map<number, Span>()).set(round, span))
      }
    } else if (body.type === 'revealed') for (const { item } of body.payload.rounds) end(item, time)
    else if (body.type === 'parked' || body.type === 'skipped') end(body.payload.item, time)
    else if (body.type === 'closed') for (const item of [...open.keys()]) end(item, time)
  }
  return spans
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)
}

/** How much of `span` lies in `spans`, which do not overlap each other; milliseconds. */
export function lengthWithin(span: Span, spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0)
}
