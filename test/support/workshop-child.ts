import { flushCompileCache } from 'node:module'
import { openRooms } from '../../src/main/store/workshops.ts'
import { startHost, startWorkshop } from './workshop-room.ts'

/**
 * A host of its own in a process of its own, to be killed and measured: `node workshop-child.ts DATA THREATS [WORD ...]`. Makes a
 * workshop with open rounds where there is none, else finds it again as the application would; prints where it is, as one line of JSON.
 * `default-limits` are those of users, else there are none; `auto-reveal` is on for users, else votes are taken for as long as a test likes.
 */
const [, , dataDir = '', threats = '3', ...words] = process.argv
const generous = { burst: 1_000_000, rate: 1_000_000 }
const host = await startHost({
  dataDir,
  ...(words.includes('default-limits')
    ? {}
    : { limits: { perSeat: generous, perAddress: generous, inAll: generous, joins: generous, seats: 1000, sockets: 3000, socketsPerAddress: 3000 } }),
})
const [kept] = openRooms(host.context.db)
const room = kept ? await keptRoom(kept.id) : await startWorkshop(host, { threats: Number(threats), settings: { autoReveal: words.includes('auto-reveal') } })
const { workshop, agenda } = room
// Who is killed writes nothing at the end.
flushCompileCache()
answer({ url: room.url, code: room.code, workshop, agenda })

// A word on stdin is a command, so that a benchmark can have a reveal at a moment of its choosing; its end is the end.
process.stdin.on('data', (chunk: Buffer) => {
  for (const word of chunk.toString().trim().split('\n')) obey(word)
})
process.stdin.on('end', () => process.exit(0))

function obey(word: string): void {
  if (word === 'reveal') void host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
  if (word === 'watch') void Promise.all([follow(host.workbench.watch({ workshop })), follow(host.workbench.present({ workshop }))])
  if (word === 'figures') {
    const { user, system } = process.cpuUsage()
    answer({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() / 1024 / 1024 })
  }
}

function answer(said: unknown): void {
  process.stdout.write(`${JSON.stringify(said)}\n`)
}

/** The facilitator's windows, which are always there: each view is put into text, as it would be for their transport. */
async function follow(views: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const view of await views) JSON.stringify(view)
}

async function keptRoom(id: string) {
  const address = host.rooms.address(id)
  if (!address) throw new Error('the room did not come back')
  const { items } = await host.workbench.get({ workshop: id })
  return { url: new URL(address.urls[0] ?? '').origin, code: address.code, workshop: id, agenda: items.map((item) => item.id) }
}
