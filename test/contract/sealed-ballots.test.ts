import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ballotKeyFile } from '../../src/main/app/room/ballot-key.ts'
import { seal } from '../../src/renderer/ballot/seal.ts'
import { readLog } from '../../src/main/store/workshops.ts'
import { listAnswers } from '../../src/main/store/sealed-answers.ts'
import type { BallotFile } from '../../src/shared/domain/sealed-ballot.ts'
import type { Vote } from '../../src/shared/domain/workshop.ts'
import { answer, answersTo, five, issueBallot, writeBallotPage } from '../support/ballot.ts'
import { fiveVotes, removeData, startHost, startWorkshop, type Host } from '../support/workshop-room.ts'

let host: Host
let pages: string
beforeEach(async () => {
  pages = mkdtempSync(join(tmpdir(), 'ballot-'))
  host = await startHost({ ballotPage: writeBallotPage(pages) })
})
afterEach(async () => {
  await host.stop()
  removeData(host.dataDir)
  removeData(pages)
})

/** Code and reason of the error that `call` is refused with; null where it is taken. */
async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const data = 'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : {}
    return `${String(error.code)}${'reason' in data ? ` ${String(data.reason)}` : ''}`
  }
}

const take = (workshop: string, answer: unknown) => host.entry.takeAnswer({ workshop, text: typeof answer === 'string' ? answer : JSON.stringify(answer) })

async function votesOf(workshop: string, seat: string) {
  const view = await host.workbench.get({ workshop })
  return view.items.map((item) => item.rounds.at(-1)?.votes?.filter((vote) => vote.seat === seat).map(({ vote, via }) => [via, 'value' in vote ? vote.value : vote.abstained]) ?? null)
}

describe('sealed ballots', () => {
  it('B1 what is asked goes out, and no score, no name of others, no vote', async () => {
    const { workshop } = await startWorkshop(host)
    await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Other Person', role: null } })
    const ballot = await issueBallot(host, workshop, 'Ana')
    expect(ballot).toMatchObject({ workshop, workshopName: 'First', project: 'Payment', name: 'Ana', language: 'en' })
    expect(ballot.items.map(({ displayId, factors }) => [displayId, factors.length])).toEqual([['SS1', 5], ['SS2', 5]])
    expect(ballot.rubric.damage[10]).not.toBe('')
    const text = JSON.stringify(ballot)
    expect(text).not.toContain('Other Person')
    for (const word of ['suggested', 'imported', 'total', 'score', '"votes"']) expect(text).not.toContain(word)
  })

  it('B2 an answer is entered in all open rounds at once, says that it came by file, and is not shown before the reveal', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    const report = await take(workshop, await answer(ballot, () => [...five(8, 7, 7, 9), { abstained: 'not sure' }]))
    expect(report).toMatchObject({ seat: ballot.seat, entered: ['SS1', 'SS2'], waiting: [], notCounted: [], outdated: [], replaced: false })
    expect(JSON.stringify(report)).not.toMatch(/"value"|not sure/)
    expect(await votesOf(workshop, ballot.seat)).toEqual([null, null])
    const view = await host.workbench.get({ workshop })
    expect(view.items[0]?.rounds[0]?.progress.find(({ seat }) => seat === ballot.seat)?.state).toBe('voted')
    expect(JSON.stringify(await host.entry.state({ workshop }))).not.toMatch(/value|abstained/)
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    const own = [['file', 8], ['file', 7], ['file', 7], ['file', 9], ['file', 'not sure']]
    expect(await votesOf(workshop, ballot.seat)).toEqual([own, own])
  })

  it('B3 the private key is its owner\'s only, in no table and no event, and is erased with the answers when the workshop closes', async () => {
    const { workshop } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    const path = ballotKeyFile(host.dataDir, workshop)
    const secret = readFileSync(path, 'utf8')
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(JSON.stringify(readLog(host.context.db, workshop))).not.toContain(secret)
    expect(readFileSync(join(host.dataDir, 'library.sqlite')).includes(secret)).toBe(false)
    const sealed = await answer(ballot, () => five(1, 2, 3, 4, 5))
    await take(workshop, sealed)
    expect(listAnswers(host.context.db, workshop)).toHaveLength(1)
    await host.workbench.command({ workshop, command: { type: 'close' } })
    expect(existsSync(path)).toBe(false)
    expect(listAnswers(host.context.db, workshop)).toEqual([])
    expect(await refusalOf(take(workshop, sealed))).toBe('WRONG_PHASE')
    expect(await refusalOf(host.entry.ballotFile({ workshop, seat: ballot.seat, language: 'de' }))).toBe('WRONG_PHASE')
  })

  it('B4 a second answer replaces the first until the reveal; after it an answer is not counted', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    await take(workshop, await answer(ballot, () => five(1, 1, 1, 1, 1)))
    expect((await take(workshop, await answer(ballot, () => five(2, 3, 4, 5, 6)))).replaced).toBe(true)
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [agenda[0] ?? ''] } })
    expect(await take(workshop, await answer(ballot, () => five(9, 9, 9, 9, 9)))).toMatchObject({ entered: ['SS2'], notCounted: ['SS1'] })
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [agenda[1] ?? ''] } })
    expect(await refusalOf(take(workshop, await answer(ballot, () => five(9, 9, 9, 9, 9))))).toBe('REFUSED ballot-too-late')
    const values = (await votesOf(workshop, ballot.seat)).map((votes) => votes?.map(([, value]) => value))
    expect(values).toEqual([[2, 3, 4, 5, 6], [9, 9, 9, 9, 9]])
  })

  it('B4 an answer that was sealed before the one that is here is refused and changes nothing; the same one again is taken', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    const older = await answer(ballot, () => five(1, 1, 1, 1, 1), '2026-02-03T04:05:06.000Z')
    const newer = await answer(ballot, () => five(2, 3, 4, 5, 6), '2026-02-03T04:05:07.000Z')
    await take(workshop, older)
    await take(workshop, newer)
    expect(await refusalOf(take(workshop, older))).toBe('REFUSED ballot-older-answer')
    expect(await take(workshop, newer)).toMatchObject({ entered: ['SS1', 'SS2'], replaced: true })
    expect(listAnswers(host.context.db, workshop).map(({ sealedAt }) => sealedAt)).toEqual(['2026-02-03T04:05:07.000Z'])
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    expect((await votesOf(workshop, ballot.seat)).map((votes) => votes?.map(([, value]) => value))).toEqual([[2, 3, 4, 5, 6], [2, 3, 4, 5, 6]])
  })

  it('B5 what is not open yet is kept sealed, and entered when its first round opens, over a restart too', async () => {
    const { workshop, agenda } = await startWorkshop(host, { open: false })
    const ballot = await issueBallot(host, workshop, 'Ana')
    const sealed = await answer(ballot, (item) => five(...(item === agenda[0] ? [1, 2, 3, 4, 5] : [6, 7, 8, 9, 10])))
    expect(await take(workshop, sealed)).toMatchObject({ entered: [], waiting: ['SS1', 'SS2'] })
    expect((await host.entry.state({ workshop })).answers).toMatchObject([{ seat: ballot.seat, waiting: 2, sealedAt: '2026-02-03T04:05:06.000Z' }])
    expect(JSON.stringify(listAnswers(host.context.db, workshop))).not.toContain('value')
    const { dataDir } = host
    await host.stop()
    host = await startHost({ dataDir, ballotPage: join(pages, 'ballot-page.json') })
    const [first = '', second = ''] = agenda
    await host.workbench.command({ workshop, command: { type: 'open', items: [first] } })
    await expect.poll(async () => (await host.workbench.get({ workshop })).items[0]?.rounds[0]?.progress[0]?.state).toBe('voted')
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [first] } })
    await host.workbench.command({ workshop, command: { type: 'open', items: [second] } })
    await expect.poll(async () => (await host.workbench.get({ workshop })).items[1]?.rounds[0]?.progress[0]?.state).toBe('voted')
    await host.workbench.command({ workshop, command: { type: 'reveal', items: [second] } })
    expect((await votesOf(workshop, ballot.seat)).map((votes) => votes?.map(([, value]) => value))).toEqual([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]])
    // Given before the discussion, so it is for the first vote only.
    await host.workbench.command({ workshop, command: { type: 'open', items: [first] } })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await host.workbench.get({ workshop })).items[0]?.rounds[1]?.progress[0]?.state).toBe('absent')
  })

  it('B5 in a pause it is kept, and entered when the workshop goes on; what was typed in for the seat since stands', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    await host.workbench.command({ workshop, command: { type: 'enter-votes', item: agenda[1] ?? '', seat: ballot.seat, via: 'paper', votes: fiveVotes([3, 3, 3, 3, 3]) } })
    await host.workbench.command({ workshop, command: { type: 'pause' } })
    expect((await take(workshop, await answer(ballot, () => five(7, 7, 7, 7, 7)))).waiting).toEqual(['SS1', 'SS2'])
    await host.workbench.command({ workshop, command: { type: 'resume' } })
    await expect.poll(async () => (await host.workbench.get({ workshop })).items[0]?.rounds[0]?.progress[0]?.state).toBe('voted')
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    expect((await votesOf(workshop, ballot.seat)).map((votes) => votes?.[0])).toEqual([['file', 7], ['paper', 3]])
  })

  it('B5 what was entered is not entered again when others open, also where a first round asks less than the file did', async () => {
    const { workshop, agenda } = await startWorkshop(host, { open: false })
    const [first = '', second = ''] = agenda
    const ballot = await issueBallot(host, workshop, 'Ana')
    await take(workshop, await answer(ballot, () => five(1, 2, 3, 4, 5)))
    const written = () => readLog(host.context.db, workshop).filter(({ event }) => event.type === 'voted').map(({ event }) => [event.payload['item'], Object.keys(event.payload['votes'] ?? {}).length])
    await host.workbench.command({ workshop, command: { type: 'open', items: [first], factors: ['damage', 'affectedUsers'] } })
    await expect.poll(written).toEqual([[first, 2]])
    await host.workbench.command({ workshop, command: { type: 'open', items: [second] } })
    await expect.poll(written).toContainEqual([second, 5])
    expect(written()).toEqual([[first, 2], [second, 5]])
  })

  it('B6 a threat that reads otherwise now is not counted and named; where all do, the answer is refused as older', async () => {
    const { workshop, agenda } = await startWorkshop(host, { open: false })
    const ballot = await issueBallot(host, workshop, 'Ana')
    const reword = (item: string) => host.workbench.command({ workshop, command: { type: 'reword', item, title: 'Otherwise', description: '' } })
    await reword(agenda[0] ?? '')
    expect(await take(workshop, await answer(ballot, () => five(5, 5, 5, 5, 5)))).toMatchObject({ outdated: ['SS1'], waiting: ['SS2'] })
    await reword(agenda[1] ?? '')
    expect(await refusalOf(take(workshop, await answer(ballot, () => five(5, 5, 5, 5, 5))))).toBe('REFUSED ballot-older-agenda')
    expect((await host.entry.state({ workshop })).answers).toMatchObject([{ waiting: 0 }])
  })

  it('B6 an agenda that only grew leaves an answer as good as it was', async () => {
    const { workshop } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    await host.workbench.command({ workshop, command: { type: 'add-item', title: 'New one', description: '', stride: 'Tampering', element: null } })
    expect(await take(workshop, await answer(ballot, () => five(5, 5, 5, 5, 5)))).toMatchObject({ entered: ['SS1', 'SS2'], outdated: [] })
  })

  it('B7 a role is asked its own factors, and a re-vote takes only what is disputed', async () => {
    const { workshop, agenda } = await startWorkshop(host, { settings: { roles: [{ id: 'biz', name: 'Business', factors: ['damage', 'affectedUsers'] }] } })
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Ana', role: 'biz', kind: 'file' } })
    const seat = view.seats.at(-1)?.id ?? ''
    const { items } = await issueOf(seat)
    expect(items.map(({ factors }) => factors)).toEqual([['damage', 'affectedUsers'], ['damage', 'affectedUsers']])
    await take(workshop, await answer(await issueOf(seat), () => [{ value: 4 }, null, null, { value: 6 }]))
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    expect(await votesOf(workshop, seat)).toEqual([[['file', 4], ['file', 6]], [['file', 4], ['file', 6]]])

    async function issueOf(of: string): Promise<BallotFile> {
      const { askedOf } = await import('../support/ballot.ts')
      return askedOf(await host.entry.ballotFile({ workshop, seat: of, language: 'de' }))
    }
  })

  it('B8 a file is for a seat that is not in the room, and only while there is something to ask', async () => {
    const { workshop, agenda } = await startWorkshop(host)
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Ben', role: null } })
    expect(await refusalOf(host.entry.ballotFile({ workshop, seat: view.seats[0]?.id ?? '', language: 'en' }))).toBe('REFUSED needs-a-file-seat')
    const { seat } = await issueBallot(host, workshop, 'Ana')
    await host.workbench.command({ workshop, command: { type: 'reveal', items: agenda } })
    expect(await refusalOf(host.entry.ballotFile({ workshop, seat, language: 'en' }))).toBe('REFUSED nothing-to-ask')
  })

  it('B9 the length of an answer does not tell what is in it', async () => {
    const { workshop } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    const lengths = new Set<number>()
    for (const votes of [five(1, 1, 1, 1, 1), five(10, 10, 10, 10, 10), [{ abstained: 'I can not judge this at all' }, null, null, null, null]]) {
      lengths.add((await answer(ballot, () => votes)).sealed.length)
    }
    expect(lengths.size).toBe(1)
  })

  it('B10 the page takes only what it may run: a policy by digests, no address, and nothing that a title could break out with', async () => {
    const { workshop, agenda } = await startWorkshop(host, { open: false })
    await host.workbench.command({ workshop, command: { type: 'reword', item: agenda[0] ?? '', title: '</script><script>alert(1)</script><!--', description: '\u2028' } })
    const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name: '<img src=x onerror=alert(1)>', role: null, kind: 'file' } })
    const file = await host.entry.ballotFile({ workshop, seat: view.seats[0]?.id ?? '', language: 'en' })
    const html = Buffer.from(file.bytes, 'base64').toString('utf8')
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html).not.toMatch(/<img|<!--|href=/)
    expect(html).toMatch(/content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/)
    expect(file.name).toMatch(/^ballot-first-[a-z0-9_]*\.html$/)
  })
})

describe('hostile answers', () => {
  async function setUp() {
    const { workshop, agenda, project } = await startWorkshop(host)
    const ballot = await issueBallot(host, workshop, 'Ana')
    const good = await answer(ballot, () => five(5, 6, 7, 8, 9))
    return { workshop, agenda, project, ballot, good }
  }
  const nothingEntered = async (workshop: string) => {
    expect(readLog(host.context.db, workshop).filter(({ event }) => event.type === 'voted')).toEqual([])
    expect(listAnswers(host.context.db, workshop)).toEqual([])
  }

  it('B11 any changed byte is found: of the head, of the key, of the text, of the tag', async () => {
    const { workshop, good } = await setUp()
    const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('sealed' as const, 'ephemeral' as const), fc.nat(), async (field, seed) => {
        const changed = flip(good[field], seed % good[field].length)
        expect(await refusalOf(take(workshop, { ...good, [field]: changed }))).toBe('REFUSED ballot-damaged')
      }),
      { numRuns: 40 },
    )
    expect(await refusalOf(take(workshop, { ...good, agenda: flip(good.agenda, 3) }))).toBe('REFUSED ballot-damaged')
    expect(await refusalOf(take(workshop, { ...good, sealed: good.sealed.slice(0, 10) }))).toBe('REFUSED ballot-damaged')
    await nothingEntered(workshop)
  })

  it('B12 an answer to another workshop, another seat or another key is told apart, and a swapped head opens nothing', async () => {
    const { workshop, ballot, good } = await setUp()
    const other = await issueBallot(host, workshop, 'Ben')
    expect(await refusalOf(take(workshop, { ...good, workshop: 'another' }))).toBe('REFUSED ballot-other-workshop')
    expect(await refusalOf(take(workshop, { ...good, key: 'another' }))).toBe('REFUSED ballot-other-key')
    expect(await refusalOf(take(workshop, { ...good, seat: 'nobody' }))).toBe('NOT_FOUND')
    // Replayed into another seat: the head is bound to the text.
    expect(await refusalOf(take(workshop, { ...good, seat: other.seat }))).toBe('REFUSED ballot-damaged')
    // Sealed anew for another seat, by somebody who has the public key: the ticket of that seat's file is missing.
    const forged = await answer({ ...other, ticket: ballot.ticket }, () => five(1, 1, 1, 1, 1))
    expect(await refusalOf(take(workshop, forged))).toBe('REFUSED ballot-other-seat')
    const device = await host.workbench.command({ workshop, command: { type: 'add-seat', name: 'Cleo', role: null } })
    const seat = device.seats.at(-1)?.id ?? ''
    expect(await refusalOf(take(workshop, await answer({ ...ballot, seat }, () => five(1, 1, 1, 1, 1))))).toBe('REFUSED ballot-other-seat')
    await nothingEntered(workshop)
  })

  it('B12 the same answer in a workshop of its own key and id is refused, also with its head rewritten', async () => {
    const { workshop, project, agenda, good } = await setUp()
    await host.workbench.command({ workshop, command: { type: 'close' } })
    const second = await host.workbench.create({ project, name: 'Second', agenda, settings: (await host.workbench.get({ workshop })).settings })
    const fresh = await issueBallot(host, second.id, 'Ana')
    expect(await refusalOf(take(second.id, good))).toBe('REFUSED ballot-other-workshop')
    expect(await refusalOf(take(second.id, { ...good, workshop: second.id }))).toBe('REFUSED ballot-other-key')
    const own = await answer(fresh, () => five(1, 1, 1, 1, 1))
    expect(await refusalOf(take(second.id, { ...good, workshop: second.id, seat: fresh.seat, key: own.key }))).toBe('REFUSED ballot-damaged')
  })

  it('B13 values out of range, factors twice or unknown, other properties and __proto__ are refused, and touch nothing', async () => {
    const { workshop, ballot } = await setUp()
    const odd = async (votes: unknown) => refusalOf(take(workshop, await sealing(ballot, votes)))
    for (const value of [0, 11, 5.5, -1, '5', null, 1e99]) expect(await odd([{ item: ballot.items[0]?.id, votes: { damage: { value } } }])).toBe('REFUSED ballot-damaged')
    expect(await odd([{ item: ballot.items[0]?.id, votes: { total: { value: 5 } } }])).toBe('REFUSED ballot-damaged')
    expect(await odd([{ item: 'unknown', votes: { damage: { value: 5 } } }])).toBe('REFUSED ballot-damaged')
    expect(await odd([1, 2].map(() => ({ item: ballot.items[0]?.id, votes: { damage: { value: 5 } } })))).toBe('REFUSED ballot-damaged')
    expect(await odd(JSON.parse(`[{"item":"${ballot.items[0]?.id ?? ''}","votes":{"__proto__":{"value":5}}}]`))).toBe('REFUSED ballot-damaged')
    expect(await odd(JSON.parse(`[{"item":"${ballot.items[0]?.id ?? ''}","votes":{},"__proto__":{"polluted":true}}]`))).toBe('REFUSED ballot-damaged')
    expect(await odd([{ item: ballot.items[0]?.id, votes: { damage: { abstained: '\ud800' } } }])).toBe('REFUSED ballot-damaged')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    await nothingEntered(workshop)
  })

  it('B14 a huge file, and what is none of ours, are refused with their own reasons', async () => {
    const { workshop, good } = await setUp()
    expect(await refusalOf(take(workshop, `"${'a'.repeat(3_000_000)}"`))).toBe('REFUSED ballot-too-large')
    expect(await refusalOf(take(workshop, { ...good, format: 'dreadnought-sealed-ballot/2' }))).toBe('REFUSED ballot-version')
    for (const text of ['', 'null', '[]', '{}', 'not json', '['.repeat(100_000), JSON.stringify({ ...good, extra: 1 }), JSON.stringify(good).replace('{', '{"__proto__":{"x":1},')]) {
      expect(await refusalOf(take(workshop, text))).toBe('REFUSED ballot-damaged')
    }
    expect(await take(workshop, `\n ${JSON.stringify(good)} \n`)).toMatchObject({ entered: ['SS1', 'SS2'] })
  })

  it('B14 random bytes are never an answer', async () => {
    const { workshop, good } = await setUp()
    for (let run = 0; run < 30; run++) {
      expect(await refusalOf(take(workshop, { ...good, sealed: randomBytes(1 + run * 97).toString('base64url') }))).toBe('REFUSED ballot-damaged')
    }
    expect(readdirSync(join(host.dataDir, 'keys')).filter((name) => name.startsWith('ballot-'))).toHaveLength(1)
  })
})

/** Seals whatever is given as votes, with the right ticket, key and agenda. */
async function sealing(ballot: BallotFile, votes: unknown) {
  const stringify = JSON.stringify
  const own = answersTo(ballot, () => [] satisfies Vote[])
  // The page's own code seals; only what it puts under `votes` is another.
  JSON.stringify = ((value: unknown) => (typeof value === 'object' && value !== null && 'ticket' in value && 'votes' in value ? stringify(value).replace('"votes":[]', () => `"votes":${stringify(votes)}`) : stringify(value))) as typeof JSON.stringify
  try {
    return await seal(ballot, own, '2026-02-03T04:05:06.000Z')
  } finally {
    JSON.stringify = stringify
  }
}
