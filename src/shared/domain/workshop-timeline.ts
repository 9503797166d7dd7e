import { z } from 'zod'
import { DreadValues } from './dread.ts'
import { Id, Instant } from './id.ts'
import { ItemPhase, Poll, RoundResult, WorkshopPhase } from './workshop.ts'

/** One threat as the room could see it at a moment. */
export const TimelineItem = z.object({
  id: Id,
  displayId: z.string(),
  title: z.string(),
  phase: ItemPhase,
  practice: z.boolean(),
  /** Number of the open round; null where none is. */
  round: z.number().int().nullable(),
  /** Seats that are done with the open round, of those asked. */
  done: z.number().int(),
  asked: z.number().int(),
  /** The newest revealed result of every factor; null before a reveal, and where votes were erased. */
  result: RoundResult.nullable(),
  settled: DreadValues.nullable(),
})
export type TimelineItem = z.infer<typeof TimelineItem>

/** What happened, in the words of the room. Votes of one second are one frame. */
export const timelineKinds = [
  'created',
  'started',
  'paused',
  'resumed',
  'closed',
  'joined',
  'left',
  'presented',
  'opened',
  'votes',
  'counting-down',
  'reveal-cancelled',
  'revealed',
  'settled',
  'parked',
  'skipped',
  'reworded',
  'added',
  'walked',
  'poll-opened',
  'poll-closed',
] as const
export const TimelineKind = z.enum(timelineKinds)
export type TimelineKind = z.infer<typeof TimelineKind>

/** One moment: what changed since the one before. */
export const TimelineFrame = z.object({
  /** Number of the last event that counts in. */
  seq: z.number().int(),
  at: Instant,
  /** How long the workshop had run, in milliseconds: the lobby and pauses take none. */
  ms: z.number().int(),
  kind: TimelineKind,
  /** The threats it is about, in the order of the agenda. */
  about: z.array(Id),
  phase: WorkshopPhase,
  joined: z.number().int(),
  presented: Id.nullable(),
  poll: Poll.pick({ phase: true, counts: true }).nullable(),
  /** Threats that changed, with those fields only; a new one has all. */
  items: z.array(TimelineItem.partial().required({ id: true })),
})
export type TimelineFrame = z.infer<typeof TimelineFrame>

/** The workshop as the room saw it, moment by moment: never a value before its reveal. */
export const WorkshopTimeline = z.object({
  name: z.string(),
  /** Votes were erased since; what was revealed of them is not shown. */
  erased: z.boolean(),
  frames: z.array(TimelineFrame),
})
export type WorkshopTimeline = z.infer<typeof WorkshopTimeline>

/** The threats as they were at a frame: every change up to it, in the order they came. Frames past the end are the last one. */
export function itemsAt(frames: readonly TimelineFrame[], index: number): TimelineItem[] {
  const items = new Map<Id, TimelineItem>()
  for (const frame of frames.slice(0, index + 1)) {
    for (const change of frame.items) {
      const known = items.get(change.id)
      items.set(change.id, known ? { ...known, ...defined(change) } : TimelineItem.parse(change))
    }
  }
  return [...items.values()]
}

// Fields that are not in a change may be there as undefined, after a way over a transport.
function defined(change: TimelineFrame['items'][number]): Partial<TimelineItem> {
  const { displayId, title, phase, practice, round, done, asked, result, settled } = change
  return {
    ...(displayId === undefined ? {} : { displayId }),
    ...(title === undefined ? {} : { title }),
    ...(phase === undefined ? {} : { phase }),
    ...(practice === undefined ? {} : { practice }),
    ...(round === undefined ? {} : { round }),
    ...(done === undefined ? {} : { done }),
    ...(asked === undefined ? {} : { asked }),
    ...(result === undefined ? {} : { result }),
    ...(settled === undefined ? {} : { settled }),
  }
}
