import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAgreed, neighbour, presentedItem, raisedHands, votedOf } from '../../../src/renderer/seat/desk.ts'
import { fiveVotes, type Host, joinDevice, removeData, startHost, startWorkshop } from '../../support/workshop-room.ts'

/** What the remote reads from the facilitator's view, as a real room makes it. */
let host: Host
beforeEach(async () => {
  host = await startHost()
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

describe("a co-facilitator's remote", () => {
  it('goes through the agenda in its order and stops at its ends', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const view = await host.workbench.get({ workshop })
    expect(presentedItem(view)).toBeNull()
    expect(neighbour(view, 1)?.id).toBe(agenda[0])
    expect(neighbour(view, -1)?.id).toBe(agenda.at(-1))
    const at = await host.workbench.command({ workshop, command: { type: 'present', item: agenda[0] ?? '' } })
    expect(presentedItem(at)?.id).toBe(agenda[0])
    expect(neighbour(at, -1)).toBeNull()
    expect(neighbour(at, 1)?.id ?? null).toBe(agenda[1] ?? null)
  })

  it('counts who is done, and offers to settle only what was revealed and is agreed', async () => {
    const { workshop, agenda, url, code } = await startWorkshop(host)
    const [first = ''] = agenda
    const before = await host.workbench.get({ workshop })
    expect(before.items.filter(isAgreed)).toEqual([])
    const [ana, ben] = [await joinDevice(url, code, 'Ana'), await joinDevice(url, code, 'Ben')]
    const votes = fiveVotes([7, 7, 7, 7, 7])
    await ana.calls.vote({ item: first, round: 1, votes })
    await ben.calls.vote({ item: first, round: 1, votes: { damage: { value: 7 } } })
    const open = (await host.workbench.get({ workshop })).items[0]
    expect(open && votedOf(open)).toEqual({ done: 1, asked: 2 })
    expect(open && isAgreed(open)).toBe(false)
    await ben.calls.vote({ item: first, round: 1, votes })
    const revealed = (await host.workbench.command({ workshop, command: { type: 'reveal', items: [first] } })).items[0]
    expect(revealed && isAgreed(revealed)).toBe(true)
    for (const { socket } of [ana, ben]) socket.close()
  })

  it('W24 names raised hands in the order in which they went up', async () => {
    const { workshop, url, code } = await startWorkshop(host)
    const [ana, ben] = [await joinDevice(url, code, 'Ana'), await joinDevice(url, code, 'Ben')]
    for (const { calls } of [ben, ana]) await calls.hand({ raised: true })
    expect(raisedHands(await host.workbench.get({ workshop })).map(({ name }) => name)).toEqual(['Ben', 'Ana'])
    for (const { socket } of [ana, ben]) socket.close()
  })
})
