import type { Id } from '../../../shared/domain/id.ts'
import type { RoomAddress } from '../../../shared/domain/workshop.ts'
import { requiredSignatures } from '../../../shared/proof/required-signers.ts'
import { listSignatures, readRevision, type RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { plainProblem } from '../room/room-problems.ts'
import type { DoorOptions } from '../room/room-door.ts'
import { openSignRoom, type SignRoom } from '../room/sign-room.ts'
import type { SignedHere } from '../room/sign-router.ts'
import { parseRegister } from './register-draft.ts'
import { readSignatures } from './register-signatures.ts'
import { needUnerased, takeSignature } from './sign.ts'

/** More signatures than any register has signers; a device with the code can not fill the library. */
const mostSignatures = 300

/** The room in which devices sign, one at a time in the whole application. It does not survive a restart: it is opened for minutes. */
export interface SignRooms {
  open: (row: RevisionRow) => Promise<RoomAddress>
  current: (project: Id) => { revision: Id; address: RoomAddress } | null
  /** Ends the room of a project, if it is open. */
  shut: (project: Id) => Promise<void>
  /** Ends the room of a project where what is signed in it takes no more signatures. */
  shutErased: (project: Id) => Promise<void>
  close: () => Promise<void>
}

export function createSignRooms(context: AppContext, options: DoorOptions): SignRooms {
  let current: { row: RevisionRow; room: SignRoom } | null = null
  /** One after the other: two at once would leave a listener that nobody knows. */
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = turn.catch(() => undefined).then(work)
    turn = next
    return next
  }

  async function end(): Promise<void> {
    const was = current
    current = null
    await was?.room.close()
  }

  return {
    open: (row) =>
      inTurn(async () => {
        needUnerased(context, row)
        if (current?.row.id === row.id) return current.room.address
        await end()
        const room = await openSignRoom(context, options, signedHere(context, row))
        current = { row, room }
        return room.address
      }),
    current: (project) => (current?.row.project === project ? { revision: current.row.id, address: current.room.address } : null),
    shut: (project) => inTurn(async () => (current?.row.project === project ? end() : undefined)),
    shutErased: (project) => inTurn(async () => (current?.row.project === project && isErased(context, current.row) ? end() : undefined)),
    close: () => inTurn(end),
  }
}

function isErased({ db }: AppContext, { project, id }: RevisionRow): boolean {
  return typeof readRevision(db, project, id)?.erasedAt === 'string'
}

function signedHere(context: AppContext, row: RevisionRow): SignedHere {
  const register = parseRegister(row.register)
  return {
    view: () => ({
      project: register.project.name,
      number: row.number,
      frozenAt: row.createdAt,
      hash: row.hash,
      threats: register.threats.map(({ id, displayId, title, score, decision }) => ({ id, displayId, title, total: score?.total ?? null, band: score?.band ?? null, response: decision?.response ?? null })),
      // Without names: who else signed is not for everybody with the code.
      required: requiredSignatures(register.header.requiredSigners, register.threats, readSignatures(context.db, row).filter(({ valid }) => valid)).map(({ role, meaning, scope, state }) => ({ role, meaning, scope, state })),
    }),
    take: async (signature) => {
      if (listSignatures(context.db, row.id).length >= mostSignatures) throw plainProblem('ROOM_FULL')
      const info = await takeSignature(context, row, { ...signature, revisionHash: row.hash }, 'seat key')
      context.changes.publish({ project: row.project, topics: ['revisions', 'projects'] })
      return info
    },
  }
}
