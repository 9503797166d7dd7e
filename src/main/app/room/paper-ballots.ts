import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { Language } from '../../../shared/domain/language.ts'
import type { PaperInput, PaperItem } from '../../export/paper-ballot.ts'
import { readProject } from '../../store/projects.ts'
import { agendaOf, seatOf, type ItemState, type SeatState, type WorkshopState } from '../../../shared/workshop/state.ts'
import { ballotItem } from './ballot-answer.ts'
import type { AppContext } from '../context.ts'
import { notFound, refused } from '../problems.ts'
import type { ExportedFile } from '../register/register-export.ts'
import type { Rooms } from './rooms.ts'
import { wholeRubric } from './rubric-texts.ts'

export interface PaperRequest {
  workshop: Id
  /** Whose ballots; in this order. */
  seats: readonly Id[]
  /** How many more, for anybody. */
  blank: number
  paper: 'a4' | 'letter'
  language: Language
  job: string
}

/** Ballots to be filled in by pen, as a PDF. Aborting `signal` cancels it. */
export async function paperBallots(context: AppContext, rooms: Rooms, request: PaperRequest, signal: AbortSignal | undefined): Promise<ExportedFile> {
  const state = rooms.live(request.workshop).state()
  const asked = [...request.seats.map((id) => named(state, id)), ...Array.from({ length: request.blank }, () => blank(state))]
  const ballots = asked.filter(({ items }) => items.length > 0)
  if (ballots.length === 0) throw refused('nothing-to-ask')
  const input: PaperInput = {
    language: request.language,
    paper: request.paper,
    workshop: state.name,
    project: readProject(context.db, state.project)?.name ?? '',
    code: rooms.address(request.workshop)?.code ?? null,
    rubric: wholeRubric(state.rubric, request.language),
    ballots,
    at: context.clock(),
  }
  const bytes = await context.jobs.run('paper', input, { job: request.job, signal })
  return { name: `${keyOf(state.name) || 'workshop'}-ballots.pdf`, mime: 'application/pdf', bytes: Buffer.from(bytes).toString('base64') }
}

type PaperBallot = PaperInput['ballots'][number]

function named(state: WorkshopState, id: Id): PaperBallot {
  const seat = seatOf(state, id)
  if (!seat || seat.removed) throw notFound('seat')
  const { roles, tables } = state.settings
  return {
    // An anonymous seat has the number that the desk shows.
    name: seat.name === '' ? `${String(seat.index + 1)}` : seat.name,
    role: roles.find((role) => role.id === seat.role)?.name ?? null,
    table: tables.find((table) => table.id === seat.table)?.name ?? null,
    items: itemsFor(state, seat),
  }
}

/** Asked everything: whoever takes it says by the name on it which of that counts. */
function blank(state: WorkshopState): PaperBallot {
  return { name: null, role: null, table: null, items: itemsFor(state, null) }
}

/** What can still be voted on: not what was revealed, settled or laid aside. */
function itemsFor(state: WorkshopState, seat: SeatState | null): PaperItem[] {
  return agendaOf(state)
    .filter((item: ItemState) => item.phase === 'waiting' || item.phase === 'open')
    .flatMap((item) => ballotItem(state, item, seat) ?? [])
}
