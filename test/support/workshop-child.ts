import { openRooms } from '../../src/main/store/workshops.ts'
import { startHost, startWorkshop } from './workshop-room.ts'

/**
 * A host of its own in a process of its own, to be killed: `node workshop-child.ts DATA THREATS`. Makes a workshop with open rounds
 * where there is none, else finds it again as the application would; prints where it is, as one line of JSON.
 */
const [, , dataDir = '', threats = '3'] = process.argv
const generous = { burst: 1_000_000, rate: 1_000_000 }
const host = await startHost({
  dataDir,
  limits: { perSeat: generous, perAddress: generous, inAll: generous, joins: generous, seats: 1000, sockets: 3000, socketsPerAddress: 3000 },
})
const [kept] = openRooms(host.context.db)
const room = kept ? await keptRoom(kept.id) : await startWorkshop(host, { threats: Number(threats) })
process.stdout.write(`${JSON.stringify({ url: room.url, code: room.code, workshop: room.workshop, agenda: room.agenda })}\n`)

// A word on stdin is a command, so that a benchmark can have a reveal at a moment of its choosing; its end is the end.
process.stdin.on('data', (chunk: Buffer) => {
  if (chunk.toString().includes('cpu')) {
    const { user, system } = process.cpuUsage()
    process.stdout.write(`${String((user + system) / 1000)}\n`)
  }
  if (chunk.toString().includes('reveal')) void host.workbench.command({ workshop: room.workshop, command: { type: 'reveal', items: room.agenda } })
})
process.stdin.on('end', () => process.exit(0))

async function keptRoom(workshop: string) {
  const address = host.rooms.address(workshop)
  if (!address) throw new Error('the room did not come back')
  const { items } = await host.workbench.get({ workshop })
  return { url: new URL(address.urls[0] ?? '').origin, code: address.code, workshop, agenda: items.map(({ id }) => id) }
}
