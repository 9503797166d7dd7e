import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLog } from '../../src/main/store/workshops.ts'
import { sha256 } from '../../src/main/app/crypto.ts'
import { defaultWorkshopSettings, FacilitatorView, PresenterView, SeatView } from '../../src/shared/domain/workshop.ts'
import { brokenLink } from '../../src/shared/proof/log.ts'
import { codeOf, fiveVotes, joinDevice, openDevice, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'
import { openRaw } from '../support/raw-seat.ts'

let host: Host
beforeEach(async () => {
  host = await startHost()
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
})

/** What the file on disk says, read through a connection of its own. */
function votesOnDisk(workshop: string): unknown[] {
  const db = new Database(`${host.dataDir}/library.sqlite`, { readonly: true })
  try {
    return readLog(db, workshop)
      .filter(({ event }) => event.type === 'voted')
      .flatMap(({ disclosures }) => disclosures.map(({ value }) => value))
  } finally {
    db.close()
  }
}

describe('a room over real sockets', () => {
  it('tells the roles before joining, and gives a seat with a token', async () => {
    const { url, code } = await startWorkshop(host, { settings: { roles: [{ id: 'biz', name: 'Business', factors: ['damage'] }] } })
    const device = await openDevice(url)
    expect(await device.calls.room({ code })).toEqual({ workshop: 'First', anonymous: false, locked: false, tables: [], roles: [{ id: 'biz', name: 'Business' }] })
    const { seat, token } = await device.calls.join({ code, name: 'Ada', role: 'biz' })
    expect(token.length).toBeGreaterThan(40)
    for await (const view of await device.calls.watch()) {
      expect(view.seat).toMatchObject({ id: seat, name: 'Ada', role: 'biz' })
      expect(view.items[0]?.round?.factors).toEqual(['damage'])
      break
    }
  })

  it('I2 acknowledges a vote when it can be read from the database file', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    const { recorded } = await ada.calls.vote({ item: agenda[0] ?? '', round: 1, votes: fiveVotes([8, 7, 6, 5, 4]) })
    expect(recorded).toEqual(['damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability'])
    expect(votesOnDisk(workshop)).toHaveLength(5)
    expect(votesOnDisk(workshop)).toContainEqual({ value: 8 })
  })

  it('I2 acknowledges nothing that could not be written, and goes on from what was', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    const item = agenda[0] ?? ''
    host.context.log = () => undefined
    host.context.db.pragma('query_only = ON')
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: { damage: { value: 3 } } }))).toBe('INTERNAL_SERVER_ERROR')
    expect(await codeOf(host.workbench.command({ workshop, command: { type: 'pause' } }))).toContain('SQLITE')
    host.context.db.pragma('query_only = OFF')
    expect((await host.workbench.get({ workshop })).phase).toBe('running')
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 4 } } })
    expect(votesOnDisk(workshop)).toEqual([{ value: 4 }])
    expect(
      brokenLink(
        readLog(host.context.db, workshop).map(({ event }) => event),
        sha256,
      ),
    ).toBeNull()
  })

  it('I1 sends no byte of a hidden vote over any line: rooms that differ in one vote only sound the same', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const [ada, ben] = [await joinDevice(url, code, 'Ada'), await joinDevice(url, code, 'Ben')]
    const heard: string[] = []
    ben.socket.on('message', (data: Buffer) => heard.push(data.toString()))
    const views = await ben.calls.watch()
    await views.next()
    const facilitator: string[] = []
    const presenter: string[] = []
    const shapeOf = async () => {
      facilitator.push(JSON.stringify({ ...(await host.workbench.get({ workshop })), seq: 0 }))
      for await (const view of await host.workbench.present({ workshop })) {
        presenter.push(JSON.stringify({ ...view, seq: 0 }))
        break
      }
    }
    const before = heard.length
    await ada.calls.vote({ item: agenda[0] ?? '', round: 1, votes: { damage: { value: 1 } } })
    await shapeOf()
    await ada.calls.vote({ item: agenda[0] ?? '', round: 1, votes: { damage: { value: 10 } } })
    await shapeOf()
    expect(facilitator[1]).toBe(facilitator[0])
    expect(presenter[1]).toBe(presenter[0])
    // Ben's line stays silent: not even that somebody voted is told to a seat. The next thing he hears is the reveal.
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    await views.next()
    expect(heard.length).toBe(before + 1)
    expect(heard.at(-1)).toContain('histogram')
  })

  it('I7 resumes in the same seat with its votes after the line dropped, from another socket', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    await ada.calls.vote({ item: agenda[0] ?? '', round: 1, votes: { damage: { value: 3 } } })
    ada.socket.terminate()
    await ada.closed
    const again = await openDevice(url)
    expect(await again.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
    for await (const view of await again.calls.watch()) {
      expect(view.items[0]?.round?.mine).toEqual({ damage: { value: 3 } })
      break
    }
    const { seats } = await host.workbench.get({ workshop })
    expect(seats).toHaveLength(1)
  })

  it('I7 a device that goes away while it joins is not there, so that nobody waits for it', async () => {
    const { url, code, workshop } = await startWorkshop(host)
    const names = Array.from({ length: 20 }, (_, number) => `Ada ${String(number)}`)
    const devices = await Promise.all(names.map(() => openRaw(url)))
    // Several in each commit, so that the first of them wait for it.
    for (const [index, raw] of devices.entries()) {
      raw.sendFrame(raw.prepare('join', { code, name: names[index], role: null }), () => undefined)
      await new Promise((resolve) => setImmediate(resolve))
      raw.close()
    }
    await expect.poll(async () => (await host.workbench.get({ workshop })).seats.length).toBe(names.length)
    await expect.poll(async () => (await host.workbench.get({ workshop })).seats.filter(({ connected }) => connected)).toEqual([])
  })

  it('I6 I9 votes, reveals, re-votes what is disputed, settles by rule, and writes the score to the threat', async () => {
    const { url, code, workshop, agenda, project } = await startWorkshop(host)
    const item = agenda[0] ?? ''
    const [ada, ben] = [await joinDevice(url, code, 'Ada'), await joinDevice(url, code, 'Ben')]
    await ada.calls.vote({ item, round: 1, votes: fiveVotes([9, 5, 5, 5, 5]) })
    await ben.calls.vote({ item, round: 1, votes: fiveVotes([2, 6, 5, 5, 5]) })
    const revealed = await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    expect(revealed.items[0]).toMatchObject({ phase: 'revealed', disputed: ['damage'] })
    expect(await codeOf(host.workbench.command({ workshop, command: { type: 'settle', items: [item], dissent: '' } }))).toBe('REFUSED')

    await host.workbench.command({ workshop, command: { type: 'open', items: [item] } })
    await ada.calls.vote({ item, round: 2, votes: { damage: { value: 7 } } })
    await ben.calls.vote({ item, round: 2, votes: { damage: { value: 6 } } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    const settled = await host.workbench.command({ workshop, command: { type: 'settle', items: [item], dissent: 'Ben would say 6.' } })
    const values = { damage: 7, reproducibility: 6, exploitability: 5, affectedUsers: 5, discoverability: 5 }
    expect(settled.items[0]).toMatchObject({ phase: 'settled', settlement: { values, method: 'rule', dissent: 'Ben would say 6.' } })
    expect(settled.items[0]?.rounds.map((round) => round.result?.factors.damage?.median)).toEqual([5.5, 6.5])
    const threat = host.context.db.prepare('SELECT settled FROM threats WHERE project = ? AND id = ?').get(project, item)
    expect(JSON.stringify(threat)).toContain(workshop)

    const log = readLog(host.context.db, workshop).map(({ event }) => event)
    expect(brokenLink(log, sha256)).toBeNull()
  })

  it('every view is what the contract says, to the last property: before the reveal, after it, settled', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { nameOutliers: true } })
    const item = agenda[0] ?? ''
    const command = host.workbench.command
    await command({ workshop, command: { type: 'present', item } })
    const devices = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinDevice(url, code, name)))
    const [ada, bo] = devices
    await bo?.calls.hand({ raised: true })
    await bo?.calls.propose({ element: 'element-api', stride: 'Spoofing', text: 'Somebody else' })
    async function check(): Promise<void> {
      for await (const view of (await ada?.calls.watch()) ?? []) {
        expect(view).toEqual(SeatView.parse(view))
        break
      }
      for await (const view of await host.workbench.watch({ workshop })) {
        expect(view).toEqual(FacilitatorView.parse(view))
        break
      }
      for await (const view of await host.workbench.present({ workshop })) {
        expect(view).toEqual(PresenterView.parse(view))
        break
      }
    }
    await check()
    await Promise.all(devices.map(({ calls }, index) => calls.vote({ item, round: 1, votes: { ...fiveVotes([8, 7, 6, 5, 4]), damage: index === 0 ? { abstained: 'no idea' } : { value: 7 } } })))
    await check()
    await command({ workshop, command: { type: 'reveal', items: [item] } })
    await check()
    await command({ workshop, command: { type: 'settle', items: [item], dissent: 'Bo would say 9' } })
    await check()
  })

  it('I10 a vote that comes after the reveal is not counted, and is told so', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host)
    const item = agenda[0] ?? ''
    const ada = await joinDevice(url, code, 'Ada')
    const vote = ada.calls.vote({ item, round: 1, votes: { damage: { value: 3 } } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    expect(await codeOf(vote)).toBe('NOT_COUNTED')
    expect(votesOnDisk(workshop)).toEqual([])
    expect(await codeOf(ada.calls.vote({ item, round: 1, votes: { damage: { value: 3 } } }))).toBe('NOT_COUNTED')
  })

  it('I10 a reveal counts down, and can be taken back meanwhile', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { revealCountdownSeconds: 10 } })
    const item = agenda[0] ?? ''
    const ada = await joinDevice(url, code, 'Ada')
    const counting = await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    expect(counting.items[0]?.revealAt).not.toBeNull()
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 4 } } })
    const back = await host.workbench.command({ workshop, command: { type: 'cancel-reveal' } })
    expect(back.items[0]).toMatchObject({ revealAt: null, phase: 'open' })
  })

  it('I10 a reveal that is left alone happens by itself', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { revealCountdownSeconds: 1 } })
    const item = agenda[0] ?? ''
    const ada = await joinDevice(url, code, 'Ada')
    await ada.calls.vote({ item, round: 1, votes: { damage: { value: 4 } } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    for await (const view of await ada.calls.watch()) {
      if (view.items[0]?.revealed) {
        expect(view.items[0].revealed.mine).toEqual({ damage: { value: 4 } })
        break
      }
    }
  })

  it('I11 takes votes typed in on the host, and says how each came in', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const item = agenda[0] ?? ''
    const withSeat = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Cleo', role: null } })
    const seat = withSeat.seats[0]?.id ?? ''
    await host.workbench.command({ workshop, command: { type: 'enter-votes', item, seat, via: 'grid', votes: fiveVotes([8, 7, 7, 9, 8]) } })
    const { items } = await host.workbench.command({ workshop, command: { type: 'reveal', items: [item] } })
    expect(items[0]?.rounds[0]?.votes?.map(({ via }) => via)).toEqual(['grid', 'grid', 'grid', 'grid', 'grid'])
  })

  it('W12 refuses a second workshop while one is open, saying which; once it is closed there may be another', async () => {
    const { project, workshop, agenda } = await startWorkshop(host)
    const next = { project, name: 'Second', agenda, settings: defaultWorkshopSettings }
    await expect(host.workbench.create(next)).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'workshop-open', detail: 'First' } })
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(await host.workbench.create(next)).toMatchObject({ name: 'Second', phase: 'lobby' })
  })

  it('keeps a proposal as a threat of the register and an item of the agenda', async () => {
    const { url, code, workshop, project } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    await ada.calls.propose({ element: 'element-api', stride: 'Tampering', text: 'Logs can be changed' })
    expect(await codeOf(ada.calls.propose({ element: 'element-none', stride: 'Tampering', text: 'x' }))).toBe('NOT_FOUND')
    const { proposals } = await host.workbench.get({ workshop })
    const proposal = proposals[0]?.id ?? ''
    const kept = await host.workbench.command({ workshop, command: { type: 'keep-proposal', proposal, title: 'Logs are changed' } })
    expect(kept.items.at(-1)).toMatchObject({ phase: 'waiting', threat: { title: 'Logs are changed', displayId: 'TM1', affected: ['API'] } })
    expect(host.context.db.prepare('SELECT title FROM threats WHERE project = ? AND display_id = ?').get(project, 'TM1')).toEqual({ title: 'Logs are changed' })
  })

  it('I8 a seat finds no command of the facilitator, whatever it calls', async () => {
    const { url, code, workshop } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    const before = (await host.workbench.get({ workshop })).seq
    for (const path of [['command'], ['workshop', 'command'], ['close'], ['__proto__'], ['constructor']]) {
      let call: unknown = ada.calls
      for (const step of path) call = Reflect.get(Object(call), step)
      if (typeof call !== 'function') continue
      expect(await codeOf(Promise.resolve(Reflect.apply(call, undefined, [{ workshop, command: { type: 'close' } }])))).toBe('NOT_FOUND')
    }
    expect((await host.workbench.get({ workshop })).seq).toBe(before)
  })

  it('a removed seat loses its line and cannot come back', async () => {
    const { url, code, workshop } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    await host.workbench.command({ workshop, command: { type: 'remove-seat', seat: ada.seat } })
    expect(await ada.closed).toBe(4001)
    const again = await openDevice(url)
    expect(await codeOf(again.calls.resume({ token: ada.token }))).toBe('UNAUTHORIZED')
  })

  it('an anonymous room writes no name anywhere', async () => {
    const { url, code, workshop } = await startWorkshop(host, { settings: { anonymous: true } })
    await joinDevice(url, code, 'Zebulon')
    await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Zebulon', role: null } })
    expect((await host.workbench.get({ workshop })).seats.map(({ name }) => name)).toEqual(['', ''])
    host.context.db.pragma('wal_checkpoint(TRUNCATE)')
    const { readFileSync } = await import('node:fs')
    expect(readFileSync(`${host.dataDir}/library.sqlite`).includes('Zebulon')).toBe(false)
    expect(existsSync(`${host.dataDir}/library.sqlite`)).toBe(true)
  })

  it('brings the room back on the same port with the same code and tokens after a restart, and no countdown', async () => {
    const { url, code, workshop, agenda } = await startWorkshop(host, { settings: { revealCountdownSeconds: 10 } })
    const ada = await joinDevice(url, code, 'Ada')
    await ada.calls.vote({ item: agenda[0] ?? '', round: 1, votes: { damage: { value: 3 } } })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    const { dataDir } = host
    await host.stop()
    host = await startHost({ dataDir })
    expect(await host.workbench.room({ workshop })).toMatchObject({ code })
    expect((await host.workbench.get({ workshop })).items[0]).toMatchObject({ phase: 'open', revealAt: null })
    const again = await openDevice(url)
    expect(await again.calls.resume({ token: ada.token })).toEqual({ seat: ada.seat })
  })

  it('closes the listener with the workshop', async () => {
    const { url, code, workshop } = await startWorkshop(host)
    const ada = await joinDevice(url, code, 'Ada')
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(await host.workbench.room({ workshop })).toBeNull()
    expect(await codeOf(host.workbench.openRoom({ workshop }))).toBe('WRONG_PHASE')
    await ada.closed
    await expect(openDevice(url)).rejects.toThrow('ECONNREFUSED')
  })
})
