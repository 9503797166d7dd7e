import { dreadFactors, type DreadFactor } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { AnswerContent, SealedAnswer, sealedFormat, type BallotItem } from '../../../shared/domain/sealed-ballot.ts'
import type { Votes } from '../../../shared/domain/workshop.ts'
import { toBase64Url } from '../../../shared/proof/base64.ts'
import { fromUtf8 } from '../../../shared/proof/bytes.ts'
import { agendaBytes, itemBytes } from '../../../shared/proof/sealed-ballot.ts'
import { askedFactors, itemOf, seatOf, tableOf, type ItemState, type SeatState, type WorkshopState } from '../../../shared/workshop/state.ts'
import type { BallotKey } from './ballot-key.ts'
import { sha256 } from '../crypto.ts'
import { notFound, refused } from '../problems.ts'
import { isText } from '../text.ts'

/** No ballot that a person filled in comes near it, in characters. */
const longestAnswer = 2_000_000

/** An answer that was opened and found right. */
export interface OpenedAnswer {
  answer: SealedAnswer
  sealedAt: string
  votes: { item: Id; votes: Votes }[]
  /** Voted on as they do not read any more; not in `votes`. */
  outdated: Id[]
}

/** A threat as a ballot asks a seat about it, or anybody (`seat` null); null where nothing is asked. */
export function ballotItem(state: WorkshopState, item: ItemState, seat: SeatState | null): BallotItem | null {
  const counted = factorsOf(state)
  const factors = seat ? askedFactors(state.settings, seat, { factors: counted, table: tableOf(state, item.threat.id) }) : counted
  if (factors.length === 0 || item.practice) return null
  const { id, displayId, title, description, stride, affected } = item.threat
  return { id, displayId, title, description, stride, affected, factors: [...factors] }
}

const four: DreadFactor[] = ['damage', 'reproducibility', 'exploitability', 'affectedUsers']

/** Discoverability is not asked where the project fixes or drops it. */
function factorsOf(state: WorkshopState): DreadFactor[] {
  return state.discoverability === 'counted' ? [...four, 'discoverability'] : four
}

/** Reads what a person gave back. Each way in which it is not an answer of this workshop is refused with its own reason. */
export function readAnswer(state: WorkshopState, key: BallotKey, text: string): OpenedAnswer {
  const answer = parseAnswer(text)
  if (answer.workshop !== state.id) throw refused('ballot-other-workshop')
  if (answer.key !== key.id) throw refused('ballot-other-key')
  const seat = seatOf(state, answer.seat)
  if (!seat || seat.removed) throw notFound('seat')
  if (seat.kind !== 'file') throw refused('ballot-other-seat')
  const opened = key.open(answer)
  const content = opened && AnswerContent.safeParse(jsonOf(fromUtf8(opened)))
  if (!content?.success || !isText(content.data)) throw refused('ballot-damaged')
  const { ticket, agenda, votes, sealedAt } = content.data
  if (toBase64Url(sha256(agendaBytes(agenda))) !== answer.agenda || !isOnePerItem(votes, agenda)) throw refused('ballot-damaged')
  if (!key.isTicket(seat.id, ticket)) throw refused('ballot-other-seat')
  const digests = new Map(agenda.map(({ item, digest }) => [item, digest]))
  const asked = new Map(votes.map(({ item }) => [item, askedNow(state, seat, item, digests.get(item))]))
  const current = votes.filter(({ item }) => asked.get(item))
  if (!current.every(({ item, votes: given }) => onlyAsked(given, asked.get(item)))) throw refused('ballot-damaged')
  return { answer, sealedAt, votes: current, outdated: votes.filter(({ item }) => !asked.get(item)).map(({ item }) => item) }
}

function parseAnswer(text: string): SealedAnswer {
  if (text.length > longestAnswer) throw refused('ballot-too-large')
  const json = jsonOf(text.trim())
  const { success, data } = SealedAnswer.safeParse(json)
  if (success) return data
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : null
  const newer = typeof format === 'string' && format.startsWith('dreadnought-sealed-ballot/') && format !== sealedFormat
  throw refused(newer ? 'ballot-version' : 'ballot-damaged')
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** What a seat is asked of a threat; null where its author read something else. */
function askedNow(state: WorkshopState, seat: SeatState, id: Id, digest: string | undefined): BallotItem | null {
  const item = itemOf(state, id)
  const asked = item && ballotItem(state, item, seat)
  return asked && toBase64Url(sha256(itemBytes(asked))) === digest ? asked : null
}

/** Whether nothing is voted on twice, or without having been in the file. */
function isOnePerItem(votes: OpenedAnswer['votes'], agenda: AnswerContent['agenda']): boolean {
  const known = new Set(agenda.map(({ item }) => item))
  return known.size === agenda.length && new Set(votes.map(({ item }) => item)).size === votes.length && votes.every(({ item }) => known.has(item))
}

function onlyAsked(given: Votes, asked: BallotItem | null | undefined): boolean {
  return dreadFactors.every((factor) => given[factor] === undefined || asked?.factors.includes(factor))
}
