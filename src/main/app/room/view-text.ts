import { randomBytes } from 'node:crypto'
import type { DreadFactor } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Vote } from '../../../shared/domain/workshop.ts'
import { revealedIn, type ViewContext } from '../../workshop/shown.ts'
import { invitations, itemsFor, itemWith, ownPoll, ownSeat, ownSeq, ownVote, viewWith } from '../../workshop/seat-view.ts'
import { askedFactors, openRound, seatOf, type ItemState, type RoundState, type SeatState, type WorkshopState } from '../../../shared/workshop/state.ts'

/** Stands where something of a seat's own goes. Nobody who writes a name or a remark can know it. */
const mark = randomBytes(9).toString('base64url')

/** A text that is the same for all seats but in its gaps. */
interface Template<Gap extends string> {
  start: string
  rest: readonly { gap: Gap; after: string }[]
}

/** `shape` as JSON, open where one of `gaps` stands as a text. */
function template<Gap extends string>(shape: object, gaps: readonly Gap[]): Template<Gap> {
  const [start = '', ...rest] = JSON.stringify(shape).split(`"${mark}`)
  return {
    start,
    rest: rest.flatMap((piece) => {
      const gap = gaps.find((one) => piece.startsWith(`${one}"`))
      return gap === undefined ? [] : [{ gap, after: piece.slice(gap.length + 1) }]
    }),
  }
}

const itemGaps = ['factors', 'mine', 'shown', 'invited'] as const
const viewGaps = ['seat', 'items', 'rubric', 'poll', 'elements', 'seq'] as const
type ItemTemplate = Template<(typeof itemGaps)[number]>
type ViewTemplate = Template<(typeof viewGaps)[number]>

const itemTemplates = new WeakMap<ItemState, ItemTemplate>()
const viewTemplates = new WeakMap<WorkshopState, { context: ViewContext; template: ViewTemplate }>()
const texts = new WeakMap<object, string>()

/**
 * A seat's view as JSON, as JSON.stringify writes it; null where there is no such seat, or it was removed. After a reveal every seat gets a
 * long view at the same moment, and most of each stands in all of them: that is put into text once.
 */
export function seatViewText(state: WorkshopState, seatId: Id, context: ViewContext): string | null {
  const seat = seatOf(state, seatId)
  if (!seat || seat.removed) return null
  const { start, rest } = viewTemplate(state, context)
  let text = start
  for (const { gap, after } of rest) text += partText(gap, state, seat, context) + after
  return text
}

function viewTemplate(state: WorkshopState, context: ViewContext): ViewTemplate {
  const known = viewTemplates.get(state)
  if (known?.context === context) return known.template
  const [seat, items, rubric, poll, elements, seq] = viewGaps.map((gap) => mark + gap)
  const made = template(viewWith(state, context, { seat, items, rubric, poll, elements, seq }), viewGaps)
  viewTemplates.set(state, { context, template: made })
  return made
}

function partText(gap: (typeof viewGaps)[number], state: WorkshopState, seat: SeatState, context: ViewContext): string {
  switch (gap) {
    case 'seat':
      return JSON.stringify(ownSeat(state, seat))
    case 'items':
      return itemTexts(state, seat)
    case 'rubric':
      return state.rubric ? textOf(state.rubric) : 'null'
    case 'poll':
      return JSON.stringify(ownPoll(state, seat))
    case 'elements':
      return textOf(context.elements)
    case 'seq':
      return String(ownSeq(state, seat))
  }
}

/** Put into text once for each object, which must never be changed afterwards. */
function textOf(part: object): string {
  let text = texts.get(part)
  if (text === undefined) texts.set(part, (text = JSON.stringify(part)))
  return text
}

function itemTexts(state: WorkshopState, seat: SeatState): string {
  let text = ''
  for (const item of itemsFor(state, seat)) {
    const { start, rest } = itemTemplate(item)
    text += text === '' ? `[${start}` : `,${start}`
    for (const { gap, after } of rest) text += itemPartText(gap, state, item, seat) + after
  }
  return text === '' ? '[]' : `${text}]`
}

function itemTemplate(item: ItemState): ItemTemplate {
  const known = itemTemplates.get(item)
  if (known) return known
  const [factors, mine, shown, invited] = itemGaps.map((gap) => mark + gap)
  const made = template(itemWith(item, { factors, mine, shown, invited }), itemGaps)
  itemTemplates.set(item, made)
  return made
}

function itemPartText(gap: (typeof itemGaps)[number], state: WorkshopState, item: ItemState, seat: SeatState): string {
  const round = openRound(item)
  switch (gap) {
    case 'factors':
      return round ? factorsText(askedFactors(state.settings, seat, round), round) : ''
    case 'mine':
      return round ? openVotesText(round, seat) : ''
    case 'shown':
      return shownVotesText(item, seat)
    case 'invited':
      return item.phase === 'revealed' ? JSON.stringify(invitations(item, seat)) : '[]'
  }
}

/** Mostly a seat is asked all that the round asks. */
function factorsText(asked: readonly DreadFactor[], round: RoundState): string {
  return asked === round.factors ? textOf(asked) : JSON.stringify(asked)
}

function openVotesText(round: RoundState, seat: SeatState): string {
  let text = ''
  for (const factor of round.factors) text = withVote(text, factor, ownVote(round, factor, seat))
  return text === '' ? '{}' : `${text}}`
}

function shownVotesText(item: ItemState, seat: SeatState): string {
  let text = ''
  for (const [factor, round] of revealedIn(item).rounds) text = withVote(text, factor, ownVote(round, factor, seat))
  return text === '' ? '{}' : `${text}}`
}

/** The text of votes so far, and one more where there is one. */
function withVote(text: string, factor: DreadFactor, vote: Vote | null): string {
  if (!vote) return text
  return `${text}${text === '' ? '{' : ','}"${factor}":${'value' in vote ? `{"value":${String(vote.value)}}` : JSON.stringify(vote)}`
}
