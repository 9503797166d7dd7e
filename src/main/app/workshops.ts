import { implement } from '@orpc/server'
import { servedWorkshopContract } from '../../shared/contract/workbench.ts'
import { refused } from './problems.ts'
import type { Rooms } from './rooms.ts'
import { isText } from './text.ts'

/** The facilitator's side of the workshops. Only the workbench's own transport reaches these. */
export function workshopHandlers(rooms: Rooms) {
  const os = implement(servedWorkshopContract)
  return {
    list: os.list.handler(({ input }) => rooms.list(input.project)),
    create: os.create.handler(({ input }) => {
      if (!isText(input)) throw refused('not-text')
      return rooms.create(input.project, input.name, input.agenda, input.settings)
    }),
    get: os.get.handler(({ input }) => rooms.live(input.workshop).facilitator()),
    watch: os.watch.handler(({ input, signal }) => rooms.live(input.workshop).watchFacilitator(signal)),
    present: os.present.handler(({ input, signal }) => rooms.live(input.workshop).watchPresenter(signal)),
    openRoom: os.openRoom.handler(({ input }) => rooms.open(input.workshop)),
    room: os.room.handler(({ input }) => rooms.address(input.workshop)),
    command: os.command.handler(async ({ input }) => {
      if (!isText(input.command)) throw refused('not-text')
      const room = rooms.live(input.workshop)
      await room.submit({ by: 'facilitator', command: input.command })
      return room.facilitator()
    }),
  }
}
