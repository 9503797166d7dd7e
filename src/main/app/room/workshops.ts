import { implement } from '@orpc/server'
import { servedWorkshopContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { needTurn } from './hot-seat.ts'
import { refused } from '../problems.ts'
import type { Rooms } from './rooms.ts'
import { isText } from '../text.ts'

/** The facilitator's side of the workshops. Only the workbench's own transport reaches these. */
export function workshopHandlers(rooms: Rooms, onCreated: (project: Id) => void) {
  const os = implement(servedWorkshopContract)
  return {
    list: os.list.handler(({ input }) => rooms.list(input.project)),
    create: os.create.handler(({ input }) => {
      if (!isText(input)) throw refused('not-text')
      const created = rooms.create(input)
      onCreated(input.project)
      return created
    }),
    get: os.get.handler(({ input }) => rooms.live(input.workshop).facilitator()),
    watch: os.watch.handler(({ input, signal }) => rooms.live(input.workshop).watchFacilitator(signal)),
    present: os.present.handler(({ input, signal }) => rooms.live(input.workshop).watchPresenter(signal)),
    openRoom: os.openRoom.handler(({ input }) => rooms.open(input.workshop)),
    room: os.room.handler(({ input }) => rooms.address(input.workshop)),
    rotateCode: os.rotateCode.handler(({ input }) => rooms.door(input.workshop).rotate()),
    lockRoom: os.lockRoom.handler(({ input }) => rooms.door(input.workshop).lock(input.locked)),
    network: os.network.handler(({ input }) => rooms.network(input.workshop)),
    setNetwork: os.setNetwork.handler(({ input }) => rooms.setNetwork(input.workshop, input.settings)),
    claims: os.claims.handler(({ input }) => rooms.claims(input.workshop)),
    answerClaim: os.answerClaim.handler(async ({ input }) => {
      await rooms.door(input.workshop).answerClaim(input.claim, input.seat)
      return rooms.claims(input.workshop)
    }),
    command: os.command.handler(async ({ input }) => {
      if (!isText(input.command)) throw refused('not-text')
      const room = rooms.live(input.workshop)
      needTurn(rooms.hotSeat, input.workshop, input.command)
      await room.submit({ by: 'facilitator', command: input.command })
      return room.facilitator()
    }),
  }
}
