import { describe, expect, it } from 'vitest'
import { entryOf } from '../../../src/shared/workshop/events.ts'
import { replay } from '../../../src/shared/workshop/reduce.ts'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { presenterView } from '../../../src/main/workshop/presenter-view.ts'
import { seatView } from '../../../src/main/workshop/seat-view.ts'
import type { ViewContext } from '../../../src/main/workshop/shown.ts'
import type { FacilitatorCommand } from '../../../src/shared/domain/facilitator-command.ts'
import { FacilitatorView, PresenterView, SeatView } from '../../../src/shared/domain/workshop.ts'
import { brokenLink, zeroHash } from '../../../src/shared/proof/log.ts'
import { all, items, openPlay, sha256, startPlay, type Play } from './play.ts'

function viewsOf(play: Play): { facilitator: FacilitatorView; presenter: PresenterView; seat: (id: string) => SeatView | null } {
  const context: ViewContext = { connected: play.connected, projectName: 'Payment', elements: [] }
  return {
    facilitator: facilitatorView(play.state(), context),
    presenter: presenterView(play.state(), context),
    seat: (id) => seatView(play.state(), id, context),
  }
}
const first = (play: Play) => {
  const item = viewsOf(play).facilitator.items[0]
  if (!item) throw new Error('no item')
  return item
}
const wrongPhase = (phase: string) => ({ code: 'WRONG_PHASE', phase })
const settle: FacilitatorCommand = { type: 'settle', items: ['item-1'], dissent: '' }
const reveal: FacilitatorCommand = { type: 'reveal', items: ['item-1'] }
const reopen: FacilitatorCommand = { type: 'open', items: ['item-1'] }
const override: FacilitatorCommand = {
  type: 'override',
  item: 'item-1',
  values: { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 },
  rationale: 'The room knows of an incident.',
  dissent: '',
}

describe('phases of the workshop', () => {
  const lobby = () => startPlay()
  const running = () => openPlay()
  const paused = () => {
    const play = openPlay()
    play.facilitator({ type: 'pause' })
    return play
  }
  const closed = () => {
    const play = openPlay()
    play.facilitator({ type: 'close' })
    return play
  }
  const commands: FacilitatorCommand[] = [
    { type: 'start' },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'close' },
    { type: 'add-seat', name: 'Zoe', role: null },
    { type: 'present', item: 'item-1' },
    { type: 'park', item: 'item-1', reason: '' },
    { type: 'skip', item: 'item-1', reason: '' },
    reveal,
  ]
  const table: [string, () => Play, string[]][] = [
    ['lobby', lobby, ['start', 'close', 'add-seat', 'present']],
    ['running', running, ['pause', 'close', 'add-seat', 'present', 'park', 'skip', 'reveal']],
    ['paused', paused, ['resume', 'close', 'add-seat', 'present']],
    ['closed', closed, []],
  ]
  it.each(table)('table: %s takes what the table says and refuses the rest', (phase, make, taken) => {
    for (const command of commands) {
      const refusal = make().facilitator(command)
      expect(refusal, `${phase} ${command.type}`).toEqual(taken.includes(command.type) ? null : wrongPhase(phase))
    }
  })

  it('table: a seat can neither vote nor join nor propose after the close', () => {
    const play = closed()
    expect(play.five('a', 'item-1', 1, 5)).toMatchObject({ code: 'NOT_COUNTED' })
    expect(play.join('d')).toEqual(wrongPhase('closed'))
    expect(play.run({ by: 'seat', seat: 'a', command: { type: 'propose', element: null, stride: 'Spoofing', text: 'x' } })).toEqual(wrongPhase('closed'))
  })

  it('table: nobody votes while the workshop is paused', () => {
    expect(paused().five('a', 'item-1', 1, 5)).toEqual(wrongPhase('paused'))
  })

  it('table: the close leaves of an open item what it had before', () => {
    const play = openPlay()
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    play.facilitator(reveal)
    play.facilitator(settle)
    play.facilitator(reopen)
    play.facilitator({ type: 'close' })
    expect(viewsOf(play).facilitator.items.map(({ phase }) => phase)).toEqual(['settled', 'waiting', 'waiting'])
  })
})

describe('phases of an item', () => {
  it('table: open refuses an open item, and takes a revealed, settled, parked or skipped one', () => {
    const play = openPlay()
    expect(play.facilitator(reopen)).toEqual(wrongPhase('open'))
    play.facilitator({ type: 'park', item: 'item-2', reason: 'Ask the vendor' })
    expect(viewsOf(play).facilitator.items[1]).toMatchObject({ phase: 'parked', note: 'Ask the vendor' })
    expect(play.facilitator({ type: 'open', items: ['item-2'] })).toBeNull()
    play.facilitator({ type: 'skip', item: 'item-3', reason: '' })
    expect(play.facilitator({ type: 'open', items: ['item-3'] })).toBeNull()
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    play.facilitator(reveal)
    expect(play.facilitator(settle)).toBeNull()
    expect(play.facilitator(reopen)).toBeNull()
    expect(first(play).rounds.map(({ number }) => number)).toEqual([1, 2])
  })

  it('W6 a command on several items does all or nothing', () => {
    const play = openPlay()
    play.facilitator({ type: 'park', item: 'item-3', reason: '' })
    const { seq } = play.state()
    expect(play.facilitator({ type: 'reveal', items })).toEqual(wrongPhase('parked'))
    expect(play.facilitator({ type: 'reveal', items: ['item-1', 'nowhere'] })).toEqual({ code: 'NOT_FOUND', what: 'item' })
    expect(play.state().seq).toBe(seq)
  })
})

describe('votes', () => {
  it('I3 a later vote takes the place of the earlier until the reveal, and both stay in the log', () => {
    const play = openPlay()
    play.vote('a', 'item-1', 1, { damage: { value: 3 } })
    play.vote('a', 'item-1', 1, { damage: { value: 8 } })
    expect(viewsOf(play).seat('a')?.items[0]?.round?.mine).toEqual({ damage: { value: 8 } })
    const sealed = play.log.flatMap(({ disclosures }) => disclosures).filter(({ name }) => name === 'vote.damage')
    expect(sealed.map(({ value }) => value)).toEqual([{ value: 3 }, { value: 8 }])
    play.facilitator(reveal)
    expect(play.vote('a', 'item-1', 1, { damage: { value: 5 } })).toEqual({ code: 'NOT_COUNTED', item: 'item-1', round: 1 })
    expect(viewsOf(play).seat('a')?.items[0]?.revealed?.mine).toEqual({ damage: { value: 8 } })
  })

  it('I3 a vote for a round that is not open yet, or for no item, is refused for what it is', () => {
    const play = openPlay()
    expect(play.five('a', 'item-1', 2, 5)).toEqual(wrongPhase('open'))
    expect(play.five('a', 'nowhere', 1, 5)).toEqual({ code: 'NOT_FOUND', what: 'item' })
    expect(play.vote('a', 'item-1', 1, {})).toEqual({ code: 'REFUSED', reason: 'no-votes' })
    expect(play.five('stranger', 'item-1', 1, 5)).toEqual({ code: 'FORBIDDEN' })
  })

  it('I4 abstained, absent and not yet voted are counted and shown apart', () => {
    const play = openPlay()
    for (const seat of ['d', 'e']) play.join(seat)
    play.five('a', 'item-1', 1, 5)
    play.vote('b', 'item-1', 1, all({ abstained: 'Not my field' }))
    play.vote('c', 'item-1', 1, { damage: { value: 5 } })
    play.connected.delete('d')
    const states = () => first(play).rounds[0]?.progress.map(({ state }) => state)
    expect(states()).toEqual(['voted', 'abstained', 'partly', 'absent', 'not-yet'])
    play.facilitator(reveal)
    expect(first(play).rounds[0]?.result?.factors.damage).toMatchObject({ n: 2, abstained: 1, notVoted: 1, absent: 1 })
    play.connected.add('d')
    expect(states()).toEqual(['voted', 'abstained', 'partly', 'absent', 'not-yet'])
  })

  it('I11 a vote says how it came in', () => {
    const play = openPlay()
    play.five('a', 'item-1', 1, 5)
    for (const [seat, via] of [['b', 'paper'], ['c', 'hot-seat']] as const) {
      play.facilitator({ type: 'enter-votes', item: 'item-1', seat, via, votes: { damage: { value: 6 } } })
    }
    play.facilitator(reveal)
    const damage = first(play).rounds[0]?.votes?.filter(({ factor }) => factor === 'damage')
    expect(damage?.map(({ via }) => via)).toEqual(['own-device', 'paper', 'hot-seat'])
    expect(play.facilitator({ type: 'enter-votes', item: 'item-1', seat: 'b', via: 'grid', votes: all({ value: 1 }) })).toMatchObject({ code: 'NOT_COUNTED' })
  })

  it('W4 a role is asked its own factors only', () => {
    const play = startPlay({ roles: [{ id: 'biz', name: 'Business', factors: ['damage', 'affectedUsers'] }] })
    play.join('a', 'biz')
    expect(play.join('b', 'nobody')).toEqual({ code: 'NOT_FOUND', what: 'role' })
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1'] })
    play.facilitator({ type: 'open', items: ['item-2'], factors: ['exploitability'] })
    expect(play.vote('a', 'item-1', 1, { exploitability: { value: 5 } })).toEqual({ code: 'REFUSED', reason: 'not-asked' })
    expect(play.vote('a', 'item-1', 1, { damage: { value: 5 }, affectedUsers: { value: 5 } })).toBeNull()
    const view = viewsOf(play).facilitator
    expect(view.items[0]?.rounds[0]?.progress).toEqual([{ seat: 'a', state: 'voted' }])
    expect(view.items[1]?.rounds[0]?.progress).toEqual([])
  })

  it('W5 a seat removed before the reveal does not count; removed after, its votes stand', () => {
    const play = openPlay()
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    play.facilitator({ type: 'remove-seat', seat: 'a' })
    expect(play.five('a', 'item-1', 1, 9)).toEqual({ code: 'FORBIDDEN' })
    play.facilitator(reveal)
    play.facilitator({ type: 'remove-seat', seat: 'b' })
    expect(first(play).rounds[0]?.result?.factors.damage?.n).toBe(2)
    expect(new Set(first(play).rounds[0]?.votes?.map(({ seat }) => seat))).toEqual(new Set(['b', 'c']))
    expect(viewsOf(play).seat('a')).toBeNull()
  })
})

describe('reveal', () => {
  it('I10 counts down, can be taken back, and shows values only when it ends', () => {
    const play = openPlay({ revealCountdownSeconds: 3 })
    play.five('a', 'item-1', 1, 5)
    play.facilitator(reveal)
    expect(first(play)).toMatchObject({ phase: 'open', revealAt: '2026-03-01T09:00:03.000Z' })
    expect(play.five('b', 'item-1', 1, 6)).toBeNull()
    expect(first(play).rounds[0]?.votes).toBeNull()
    play.facilitator({ type: 'cancel-reveal' })
    expect(first(play).revealAt).toBeNull()
    expect(play.facilitator({ type: 'cancel-reveal' })).toEqual({ code: 'REFUSED', reason: 'no-reveal-pending' })
    play.facilitator(reveal)
    play.clock.now += 2999
    play.run({ by: 'system', command: { type: 'reveal-due' } })
    expect(first(play).phase).toBe('open')
    play.clock.now += 1
    play.run({ by: 'system', command: { type: 'reveal-due' } })
    expect(first(play)).toMatchObject({ phase: 'revealed', revealAt: null })
  })

  it.each([
    ['a restart', (play: Play) => play.run({ by: 'system', command: { type: 'recover' } })],
    ['a pause', (play: Play) => play.facilitator({ type: 'pause' })],
    ['the close', (play: Play) => play.facilitator({ type: 'close' })],
    ['parking', (play: Play) => play.facilitator({ type: 'park', item: 'item-1', reason: '' })],
  ])('I10 %s takes a countdown back', (_what, stop) => {
    const play = openPlay({ revealCountdownSeconds: 3 })
    play.facilitator(reveal)
    stop(play)
    play.clock.now += 60_000
    play.run({ by: 'system', command: { type: 'reveal-due' } })
    expect(first(play).phase).not.toBe('revealed')
  })

  it('I6 a re-vote asks the disputed factors, and the earlier round stands beside it', () => {
    const play = openPlay()
    play.vote('a', 'item-1', 1, { ...all({ value: 5 }), damage: { value: 1 } })
    play.five('b', 'item-1', 1, 5)
    play.five('c', 'item-1', 1, 5)
    play.facilitator(reveal)
    const before = first(play).rounds[0]
    expect(first(play).disputed).toEqual(['damage'])
    play.facilitator(reopen)
    expect(first(play).rounds[1]?.factors).toEqual(['damage'])
    for (const seat of ['a', 'b', 'c']) play.vote(seat, 'item-1', 2, { damage: { value: 4 } })
    play.facilitator(reveal)
    expect(first(play).rounds[0]).toEqual(before)
    expect(first(play)).toMatchObject({ disputed: [], proposed: { damage: 4, reproducibility: 5 } })
    expect(viewsOf(play).seat('a')?.items[0]?.revealed?.mine).toEqual({ ...all({ value: 5 }), damage: { value: 4 } })
  })

  it('marks who lies 3 or more from the median, and names them only where the room chose so', () => {
    for (const [nameOutliers, names] of [[false, []], [true, ['Name of a']]] as const) {
      const play = openPlay({ nameOutliers })
      play.five('a', 'item-1', 1, 2)
      play.five('b', 'item-1', 1, 5)
      play.five('c', 'item-1', 1, 6)
      play.facilitator({ type: 'present', item: 'item-1' })
      expect(viewsOf(play).presenter.presented?.outliers).toEqual([])
      play.facilitator(reveal)
      expect(first(play).rounds[0]?.votes?.filter(({ outlier }) => outlier).map(({ seat }) => seat)).toEqual(['a', 'a', 'a', 'a', 'a'])
      expect(viewsOf(play).presenter.presented?.outliers).toEqual(names)
    }
  })
})

describe('settling', () => {
  it('W1 takes the median with a half rounded up, and keeps the exact one in the log', () => {
    const play = openPlay()
    play.five('a', 'item-1', 1, 5)
    play.five('b', 'item-1', 1, 6)
    play.facilitator(reveal)
    play.facilitator({ ...settle, dissent: 'b holds 6' })
    expect(first(play).settlement).toMatchObject({ values: { damage: 6 }, method: 'rule', dissent: 'b holds 6' })
    expect(play.log.at(-1)?.event.payload).toMatchObject({ medians: { damage: 5.5 } })
  })

  it('W1 is refused while disputed, without quorum, or unrevealed', () => {
    const play = openPlay()
    expect(play.facilitator(settle)).toEqual(wrongPhase('open'))
    play.five('a', 'item-1', 1, 5)
    play.facilitator(reveal)
    expect(first(play).rounds[0]?.result?.factors.damage).toMatchObject({ n: 1, quorum: false, agreed: false })
    expect(play.facilitator(settle)).toEqual({ code: 'REFUSED', reason: 'disputed' })
  })

  it('W1 is refused where only some factors were ever voted on', () => {
    const play = startPlay()
    for (const seat of ['a', 'b']) play.join(seat)
    play.facilitator({ type: 'start' })
    play.facilitator({ type: 'open', items: ['item-1'], factors: ['damage'] })
    for (const seat of ['a', 'b']) play.vote(seat, 'item-1', 1, { damage: { value: 4 } })
    play.facilitator(reveal)
    expect(play.facilitator(settle)).toEqual({ code: 'REFUSED', reason: 'factors-missing' })
  })

  it('I9 an override needs a reveal and a rationale, and records both medians and method', () => {
    const play = openPlay()
    expect(play.facilitator(override)).toEqual(wrongPhase('open'))
    play.five('a', 'item-1', 1, 5)
    play.facilitator(reveal)
    expect(play.facilitator({ ...override, rationale: '  ' })).toEqual({ code: 'REFUSED', reason: 'no-rationale' })
    expect(play.facilitator(override)).toBeNull()
    expect(play.log.at(-1)?.event.payload).toMatchObject({ method: 'override', rationale: override.rationale, medians: { damage: 5 } })
  })

  it('I9 a dissent is noted beside a score that stands, which stays as it is; only a settled item takes one', () => {
    const play = openPlay()
    const note = (dissent: string) => play.facilitator({ type: 'note-dissent', item: 'item-1', dissent })
    expect(note('too early')).toEqual(wrongPhase('open'))
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    play.facilitator(reveal)
    play.facilitator({ type: 'settle', items: ['item-1'], dissent: '' })
    const before = play.log.at(-1)?.event.payload
    expect(note('Bo would say 9')).toBeNull()
    expect(play.log.at(-1)?.event).toMatchObject({ type: 'settled', payload: { ...before, dissent: 'Bo would say 9' } })
    const length = play.log.length
    expect(note('Bo would say 9')).toBeNull()
    expect(play.log).toHaveLength(length)
    expect(note('')).toBeNull()
    expect(play.log.at(-1)?.event.payload).toEqual(before)
  })

  const consensus: [string, Parameters<typeof openPlay>[0], [number, number, number], boolean][] = [
    ['range 2', { consensus: { kind: 'range', atMost: 2 } }, [4, 5, 6], true],
    ['range 2', { consensus: { kind: 'range', atMost: 2 } }, [4, 5, 7], false],
    ['A 0.8', { consensus: { kind: 'agreement', atLeast: 0.8 } }, [5, 5, 6], true],
    ['A 0.8', { consensus: { kind: 'agreement', atLeast: 0.8 } }, [1, 5, 10], false],
    ['share 1', { consensus: { kind: 'share', atLeast: 1 } }, [4, 5, 6], true],
    ['share 1', { consensus: { kind: 'share', atLeast: 1 } }, [3, 5, 6], false],
    ['share 2/3', { consensus: { kind: 'share', atLeast: 2 / 3 } }, [3, 5, 6], true],
  ]
  it.each(consensus)('W2 %s on %j', (_name, settings, [a, b, c], agreed) => {
    const play = openPlay(settings)
    play.five('a', 'item-1', 1, a)
    play.five('b', 'item-1', 1, b)
    play.five('c', 'item-1', 1, c)
    play.facilitator(reveal)
    expect(first(play).rounds[0]?.result?.factors.damage?.agreed).toBe(agreed)
  })

  it('W3 a share of the seats that are there, rounded up; abstentions are no values', () => {
    const votes = (away: boolean) => {
      const play = openPlay({ quorum: { kind: 'share', value: 0.5 } })
      play.five('a', 'item-1', 1, 5)
      play.vote('b', 'item-1', 1, all({ abstained: '' }))
      if (away) play.connected.delete('c')
      play.facilitator(reveal)
      return first(play).rounds[0]?.result?.factors.damage?.quorum
    }
    expect([votes(false), votes(true)]).toEqual([false, true])
  })

  it('W9 says where the room would have to treat a threat and where not', () => {
    const crosses = (line: number | null, a: number, b: number) => {
      const play = openPlay({}, { treatmentLine: line })
      play.five('a', 'item-1', 1, a)
      play.five('b', 'item-1', 1, b)
      expect(first(play).crossesLine).toBeNull()
      play.facilitator(reveal)
      return first(play).crossesLine
    }
    expect([crosses(30, 4, 8), crosses(30, 7, 8), crosses(30, 2, 3), crosses(null, 4, 8)]).toEqual([true, false, false, null])
  })
})

describe('the log', () => {
  it('W7 W8 holds no name and no vote, links from 64 zeros, and survives without its disclosures', () => {
    const play = openPlay()
    play.five('a', 'item-1', 1, 7)
    play.vote('b', 'item-1', 1, { damage: { abstained: 'Because of Mallory' } })
    const events = play.log.map(({ event }) => event)
    const text = JSON.stringify(events)
    expect(text).not.toContain('Name of')
    expect(text).not.toContain('Mallory')
    const voted = JSON.stringify(events.filter(({ type }) => type === 'voted').map(({ payload }) => payload))
    expect(voted).toContain('damage')
    expect(voted).not.toMatch(/"value"|"abstained"|:7[,}]/)
    expect(events[0]?.prevHash).toBe(zeroHash)
    expect(brokenLink(events, sha256)).toBeNull()
    const cut = replay(events.map((event) => entryOf(event, [])))
    expect(cut?.seq).toBe(play.state().seq)
    expect(cut?.items[0]?.rounds[0]?.votes[0]?.damage).toMatchObject({ vote: null, via: 'own-device' })
  })

  it('W7 an anonymous workshop writes no name at all, not even sealed', () => {
    const play = startPlay({ anonymous: true })
    play.join('a')
    play.facilitator({ type: 'add-seat', name: 'Name of somebody', role: null })
    expect(JSON.stringify(play.log)).not.toContain('Name of')
  })

  it('I5 nothing after the first event changes the settings', () => {
    const play = openPlay()
    const { settings, treatmentLine } = play.state()
    for (const seat of ['a', 'b', 'c']) play.five(seat, 'item-1', 1, 5)
    play.facilitator(reveal)
    play.facilitator(settle)
    play.facilitator({ type: 'close' })
    expect(play.state()).toMatchObject({ settings, treatmentLine })
  })

  it('the inbox: a proposal is kept as an item at the end, or dropped, once', () => {
    const play = openPlay()
    for (const text of ['one', 'two']) play.run({ by: 'seat', seat: 'a', command: { type: 'propose', element: null, stride: 'Spoofing', text } })
    const [one, two] = viewsOf(play).facilitator.proposals
    expect(play.facilitator({ type: 'keep-proposal', proposal: one?.id ?? '', title: 'One' })).toBeNull()
    expect(play.facilitator({ type: 'drop-proposal', proposal: two?.id ?? '' })).toBeNull()
    expect(play.facilitator({ type: 'drop-proposal', proposal: one?.id ?? '' })).toEqual(wrongPhase('kept'))
    expect(viewsOf(play).facilitator.items.at(-1)).toMatchObject({ phase: 'waiting', threat: { title: 'One' } })
  })

  it('views are what the contract says', () => {
    const play = openPlay()
    play.five('a', 'item-1', 1, 7)
    play.facilitator({ type: 'present', item: 'item-1' })
    play.facilitator(reveal)
    const views = viewsOf(play)
    expect(FacilitatorView.parse(views.facilitator)).toEqual(views.facilitator)
    expect(PresenterView.parse(views.presenter)).toEqual(views.presenter)
    expect(SeatView.parse(views.seat('a'))).toEqual(views.seat('a'))
  })

  it('W11 a seat is not told when others vote', () => {
    const play = openPlay()
    const before = JSON.stringify(viewsOf(play).seat('b'))
    play.five('a', 'item-1', 1, 7)
    expect(JSON.stringify(viewsOf(play).seat('b'))).toBe(before)
  })
})
