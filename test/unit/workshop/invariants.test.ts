import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, SeatCommand } from '../../../src/main/workshop/command.ts'
import { entryOf } from '../../../src/shared/workshop/events.ts'
import { replay } from '../../../src/shared/workshop/reduce.ts'
import { itemOf } from '../../../src/shared/workshop/state.ts'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { presenterView } from '../../../src/main/workshop/presenter-view.ts'
import { seatView } from '../../../src/main/workshop/seat-view.ts'
import { seatViewText } from '../../../src/main/app/room/view-text.ts'
import type { ViewContext } from '../../../src/main/workshop/shown.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../../src/shared/domain/facilitator-command.ts'
import type { Vote } from '../../../src/shared/domain/workshop.ts'
import { opens } from '../../../src/shared/proof/disclosure.ts'
import { brokenLink } from '../../../src/shared/proof/log.ts'
import { items, sha256, startPlay, type Play } from './play.ts'

const seats = ['a', 'b', 'c']
const runs = Number(process.env['WORKSHOP_RUNS'] ?? 1000)

type Step = { kind: 'command'; command: Command } | { kind: 'away' | 'back'; seat: string } | { kind: 'wait' }

const seat = fc.constantFrom(...seats)
const item = fc.constantFrom(...items)
const someItems = fc.uniqueArray(item, { minLength: 1 })
const vote: fc.Arbitrary<Vote> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ value: fc.integer({ min: 1, max: 10 }) }) },
  { weight: 1, arbitrary: fc.record({ abstained: fc.constantFrom('', 'no idea') }) },
)
const votes = fc.dictionary(fc.constantFrom(...dreadFactors), vote, { minKeys: 1, noNullPrototype: true })
const values = fc.record(Object.fromEntries(dreadFactors.map((factor) => [factor, fc.integer({ min: 1, max: 10 })]))) as unknown as fc.Arbitrary<
  Extract<FacilitatorCommand, { type: 'override' }>['values']
>

const facilitator: fc.Arbitrary<FacilitatorCommand> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<FacilitatorCommand>({ type: 'start' }, { type: 'pause' }, { type: 'resume' }, { type: 'cancel-reveal' }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('open' as const), items: someItems }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('reveal' as const), items: someItems }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('settle' as const), items: someItems, dissent: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('note-dissent' as const), item, dissent: fc.constantFrom('', 'not me') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('override' as const), item, values, rationale: fc.constant('because'), dissent: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('park' as const), item, reason: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('present' as const), item: fc.option(item) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('remove-seat' as const), seat }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('skip' as const), item, reason: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reword' as const), item, title: fc.constant('Said anew'), description: fc.constant('') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('note' as const), item: fc.option(item), text: fc.constant('For the record') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('add-action' as const), item: fc.option(item), text: fc.constant('Ask them'), owner: fc.constantFrom('', 'Zoe'), due: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('set-seat' as const), seat, table: fc.constantFrom('left', 'right', null), scribe: fc.boolean(), coFacilitator: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('hand-over' as const), to: fc.option(seat) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('add-item' as const), title: fc.constant('New'), description: fc.constant(''), stride: fc.constant('Tampering' as const), element: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.constantFrom<FacilitatorCommand>({ type: 'open-poll' }, { type: 'close-poll' }, { type: 'walk', element: 'element-1' }, { type: 'set-timer', seconds: 60 }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('enter-votes' as const), item, seat, via: fc.constantFrom('hot-seat' as const, 'grid' as const, 'paper' as const), votes }) },
)
const seatsOther: fc.Arbitrary<SeatCommand> = fc.oneof(
  fc.record({ type: fc.constant('comment' as const), item: fc.option(item), text: fc.constant('I know this one') }),
  fc.record({ type: fc.constant('answer-poll' as const), answer: fc.constantFrom('yes' as const, 'mostly' as const, 'no' as const) }),
  fc.constant({ type: 'reveal-table' as const }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: facilitator.map((command): Step => ({ kind: 'command', command: { by: 'facilitator', command } })) },
  {
    weight: 12,
    arbitrary: fc
      .record({ seat, item, round: fc.integer({ min: 1, max: 3 }), votes })
      .map(({ seat: who, ...rest }): Step => ({ kind: 'command', command: { by: 'seat', seat: who, command: { type: 'vote', ...rest } } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ by: seat, seat, item, round: fc.integer({ min: 1, max: 3 }), votes })
      .map(({ by: scribe, ...rest }): Step => ({ kind: 'command', command: { by: 'seat', seat: scribe, command: { type: 'vote-for', ...rest } } })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ seat, command: seatsOther }).map(({ seat: who, command }): Step => ({ kind: 'command', command: { by: 'seat', seat: who, command } })),
  },
  { weight: 2, arbitrary: facilitator.chain((command) => seat.map((who): Step => ({ kind: 'command', command: { by: 'facilitator', command, seat: who } }))) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'command', command: { by: 'system', command: { type: 'all-in' } } }) },
  { weight: 1, arbitrary: seat.map((who): Step => ({ kind: 'command', command: { by: 'seat', seat: who, command: { type: 'hand', raised: true } } })) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('away' as const, 'back' as const), seat }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'wait' }) },
)
const story = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
  countdown: fc.constantFrom(0, 3),
  nameOutliers: fc.boolean(),
  autoReveal: fc.boolean(),
  tables: fc.boolean(),
  practice: fc.boolean(),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

const tables = [
  { id: 'left', name: 'Left', items: ['item-1'] },
  { id: 'right', name: 'Right', items: ['item-2'] },
]
const reference = { damage: 9, reproducibility: 9, exploitability: 9, affectedUsers: 9, discoverability: 9 }
const practiceThreat = { id: 'item-practice', title: 'Practise', description: '', stride: ['Spoofing' as const], reference, reasons: {} }

function begin({ countdown, nameOutliers, autoReveal, tables: sliced, practice }: Story): Play {
  const settings = { revealCountdownSeconds: countdown, nameOutliers, autoReveal, ...(sliced ? { way: 'tables' as const, tables } : {}) }
  const play = startPlay(settings, { practice: practice ? practiceThreat : null })
  for (const [index, who] of seats.entries()) play.join(who, null, sliced ? (index < 2 ? 'left' : 'right') : null)
  if (sliced) play.facilitator({ type: 'set-seat', seat: 'a', scribe: true })
  play.facilitator({ type: 'start' })
  play.facilitator({ type: 'open', items: items.slice(0, 2) })
  play.facilitator({ type: 'present', item: 'item-1' })
  return play
}

function take(play: Play, next: Step): ReturnType<Play['run']> {
  if (next.kind === 'command') return play.run(next.command)
  if (next.kind === 'away') {
    // Away once, it is waited for; away twice, no more.
    if (!play.connected.delete(next.seat)) play.gone.add(next.seat)
  }
  if (next.kind === 'back') {
    play.connected.add(next.seat)
    play.gone.delete(next.seat)
  }
  if (next.kind === 'wait') {
    play.clock.now += 3000
    play.run({ by: 'system', command: { type: 'reveal-due' } })
  }
  return null
}

/** Everything that leaves the server, as bytes, but what `except` is sent itself. */
function everythingSent(play: Pick<Play, 'connected' | 'state'>, except: string | null): string {
  const context: ViewContext = { connected: play.connected, projectName: 'Payment', elements: [] }
  const state = play.state()
  return [
    JSON.stringify(facilitatorView(state, context)),
    JSON.stringify(presenterView(state, context)),
    ...seats.filter((who) => who !== except).map((who) => JSON.stringify(seatView(state, who, context))),
  ].join('\n')
}

/** What a room that votes at once is sent is made in another way, which may never say anything else. */
function sentAsText(play: Play): void {
  const context: ViewContext = { connected: play.connected, projectName: 'Payment', elements: [{ id: 'element-1', label: 'API' }] }
  for (const who of seats) {
    const view = seatView(play.state(), who, context)
    same(seatViewText(play.state(), who, context) ?? 'null', JSON.stringify(view))
  }
}

/** As `toBe`, without its price for long texts that are the same. */
function same(one: string, two: string): void {
  if (one !== two) expect(one).toBe(two)
}

/** The same story where every value that `who` casts is another one. */
function otherValues(steps: readonly Step[], who: string): Step[] {
  const other = (old: Vote): Vote => ('value' in old ? { value: (old.value % 10) + 1 } : { abstained: `${old.abstained} or so` })
  return steps.map((next) => {
    if (next.kind !== 'command') return next
    const { command } = next
    const cast = command.by === 'seat' && command.seat === who && command.command.type === 'vote' ? command.command : null
    if (cast) return { kind: 'command', command: { by: 'seat', seat: who, command: { ...cast, votes: changed(cast.votes) } } }
    const scribed = command.by === 'seat' && command.command.type === 'vote-for' && command.command.seat === who ? command.command : null
    if (scribed && command.by === 'seat') return { kind: 'command', command: { by: 'seat', seat: command.seat, command: { ...scribed, votes: changed(scribed.votes) } } }
    const entered = command.by === 'facilitator' && command.command.type === 'enter-votes' && command.command.seat === who ? command.command : null
    if (entered) return { kind: 'command', command: { by: 'facilitator', command: { ...entered, votes: changed(entered.votes) }, ...('seat' in command ? { seat: command.seat } : {}) } }
    return next
  })
  function changed(old: Record<string, Vote | undefined>) {
    return Object.fromEntries(Object.entries(old).map(([factor, value]) => [factor, value ? other(value) : value]))
  }
}

const anythingRevealed = (play: Play): boolean => play.state().items.some(({ rounds }) => rounds.some(({ phase }) => phase === 'revealed'))

describe(`views that are put together from what is known already (${String(runs)} runs)`, { timeout: 600_000 }, () => {
  it('are those of a log read anew, whatever came in between; as text they are what JSON.stringify writes', () => {
    fc.assert(
      fc.property(story, (told) => {
        const play = begin(told)
        for (const next of told.steps) {
          take(play, next)
          everythingSent(play, null)
          sentAsText(play)
        }
        const anew = replay(play.log.map(({ event, disclosures }) => entryOf(event, disclosures)))
        if (!anew) throw new Error('the log can not be read')
        same(everythingSent(play, null), everythingSent({ connected: new Set(play.connected), state: () => anew }, null))
      }),
      { numRuns: Math.ceil(runs / 4) },
    )
  })
})

describe(`random stories (${String(runs)} runs)`, { timeout: 600_000 }, () => {
  it('I1 what a hidden vote is changes no byte that anybody else is sent', () => {
    let compared = 0
    fc.assert(
      fc.property(story, seat, (told, who) => {
        const play = begin(told)
        const twin = begin(told)
        const changed = otherValues(told.steps, who)
        for (const [index, next] of told.steps.entries()) {
          const mirrored = changed[index]
          if (!mirrored) throw new Error('the twin has as many steps')
          same(JSON.stringify(take(play, next)), JSON.stringify(take(twin, mirrored)))
          // From the first reveal on, the two rooms may rightly differ.
          if (anythingRevealed(play)) return
          same(everythingSent(play, who), everythingSent(twin, who))
          compared += 1
        }
      }),
      { numRuns: runs },
    )
    expect(compared).toBeGreaterThan(runs)
  })

  it('I1 also after other reveals: a re-vote shows nothing before its own', () => {
    fc.assert(
      fc.property(story, seat, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (told, who, one, two) => {
        const play = begin(told)
        const twin = begin(told)
        for (const next of told.steps) {
          take(play, next)
          take(twin, next)
        }
        for (const { threat, phase, rounds } of play.state().items) {
          const round = rounds.at(-1)
          if (phase !== 'open' || !round) continue
          const [factor] = round.factors
          if (!factor) continue
          const name = threat.id
          play.vote(who, name, round.number, { [factor]: { value: one } })
          twin.vote(who, name, round.number, { [factor]: { value: two } })
          same(everythingSent(play, who), everythingSent(twin, who))
        }
      }),
      { numRuns: runs },
    )
  })

  it('W19 what a seat answers to the poll changes no byte that anybody else is sent, until it is closed', () => {
    fc.assert(
      fc.property(story, seat, (told, who) => {
        const play = begin(told)
        const twin = begin(told)
        play.facilitator({ type: 'open-poll' })
        twin.facilitator({ type: 'open-poll' })
        const answered = play.run({ by: 'seat', seat: who, command: { type: 'answer-poll', answer: 'yes' } })
        expect(twin.run({ by: 'seat', seat: who, command: { type: 'answer-poll', answer: 'no' } })).toEqual(answered)
        for (const next of told.steps) {
          take(play, next)
          take(twin, next)
          if (play.state().poll?.phase !== 'open') return
          same(everythingSent(play, who), everythingSent(twin, who))
        }
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })

  it('I2 I3 I5 I6 I9 W8 the chain holds, replay is the live state, taken votes are there, revealed rounds stand', () => {
    fc.assert(
      fc.property(story, (told) => {
        const play = begin(told)
        const { settings } = play.state()
        const taken = new Map<string, Vote>()
        const frozen = new Map<string, string>()
        for (const next of told.steps) {
          const refusal = take(play, next)
          if (refusal === null && next.kind === 'command') noteVotes(taken, next.command, play)
          for (const { threat, rounds, settlement } of play.state().items) {
            if (settlement?.method === 'override') expect(settlement.rationale).not.toBe('')
            for (const round of rounds) {
              if (round.phase !== 'revealed') continue
              const key = `${threat.id} ${String(round.number)}`
              const text = JSON.stringify(round)
              same(frozen.get(key) ?? text, text)
              frozen.set(key, text)
            }
          }
        }
        expect(brokenLink(play.log.map(({ event }) => event), sha256)).toBeNull()
        expect(play.log.every(({ disclosures }) => disclosures.every((disclosure) => opens(disclosure, sha256)))).toBe(true)
        expect(replay(play.log.map(({ event, disclosures }) => entryOf(event, disclosures)))).toEqual(play.state())
        expect(play.state().settings).toEqual(settings)
        for (const [key, expected] of taken) expect(standing(play, key), key).toEqual(expected)
      }),
      { numRuns: runs },
    )
  })
})

function noteVotes(taken: Map<string, Vote>, command: Command, play: Play): void {
  const cast =
    command.by === 'seat' && (command.command.type === 'vote' || command.command.type === 'vote-for')
      ? { seat: command.seat, ...command.command }
      : command.by === 'facilitator' && command.command.type === 'enter-votes'
        ? { ...command.command, round: itemOf(play.state(), command.command.item)?.rounds.length ?? 0 }
        : null
  if (!cast) return
  for (const [factor, value] of Object.entries(cast.votes)) if (value) taken.set([cast.item, String(cast.round), cast.seat, factor].join(' '), value)
}

/** The vote as the state has it; that of a seat which was removed before the reveal stands in the log alone. */
function standing(play: Play, key: string): unknown {
  const [name = '', number = '', who = '', factor = ''] = key.split(' ')
  const round = itemOf(play.state(), name)?.rounds[Number(number) - 1]
  const index = seats.indexOf(who)
  const own = round?.votes[index]
  if (own) return Object.entries(own).find(([candidate]) => candidate === factor)?.[1].vote
  const sealed = play.log.findLast(({ event, disclosures }) => event.type === 'voted' && event.payload['seat'] === who && event.payload['item'] === name && event.payload['round'] === Number(number) && disclosures.some((disclosure) => disclosure.name === `vote.${factor}`))
  return sealed?.disclosures.find((disclosure) => disclosure.name === `vote.${factor}`)?.value
}
