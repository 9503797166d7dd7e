import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facilitatorView } from '../../../src/main/workshop/facilitator-view.ts'
import { attendance, pendingReveal } from '../../../src/renderer/workbench/workshop/desk/countdown.ts'
import { deskCommand, innermostFirst } from '../../../src/renderer/workbench/workshop/desk/desk-command.ts'
import { hearFirst } from '../../../src/renderer/workbench/workshop/desk/hear-first.ts'
import { walkOrder } from '../../../src/renderer/workbench/workshop/desk/walk-order.ts'
import { elementOf, newlyConfirmed, questionsAt } from '../../../src/renderer/workbench/workshop/desk/walk-questions.ts'
import type { Finding, Question } from '../../../src/shared/domain/finding.ts'
import { type FacilitatorItem, type FacilitatorView } from '../../../src/shared/domain/workshop.ts'
import { containers, element, flow, model } from '../model/models.ts'
import { openPlay, type Play, startPlay } from './play.ts'

const viewOf = (play: Play): FacilitatorView => facilitatorView(play.state(), { connected: play.connected, projectName: '', elements: [] })

function first(play: Play): FacilitatorItem {
  const [item] = viewOf(play).items
  if (!item) throw new Error('no item')
  return item
}

function question(on: string, fact = 'encrypted'): Question {
  return { fact, on, text: '', answers: ['yes', 'no'], settles: 1, findings: [], settled: 0 }
}

describe('a walk through the model', () => {
  it('passes every element exactly once, whatever the flows', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        ids.chain((known) => fc.tuple(fc.constant(known), fc.array(fc.tuple(fc.constantFrom(...known), fc.constantFrom(...known), fc.boolean()), { maxLength: 30 }))),
        fc.func(fc.constantFrom('process' as const, 'external-entity' as const)),
        ([known, ends], kind) => {
          const made = model({ elements: known.map((id) => element(id, { kind: kind(id) })), flows: ends.map(([source, target, bidirectional], at) => flow(`f${at}`, source, target, { bidirectional })) })
          expect(walkOrder(made).toSorted()).toEqual(known.toSorted())
        },
      ),
    )
  })
  it('begins with the people outside and follows the flows', () => {
    expect(walkOrder(containers)).toEqual(['person', 'registry', 'control', 'task', 'logs', 'metadata'])
    expect(walkOrder(model({ elements: [element('alone'), element('b'), element('a', { kind: 'external-entity' })], flows: [flow('f', 'a', 'b')] }))).toEqual(['a', 'b', 'alone'])
  })
  it('asks at an element what is unknown of it, of its flows and of the boundaries around it, in the order given', () => {
    const all = [question('cloud'), question('f4'), question('registry'), question('person'), question('metadata')]
    expect(questionsAt(containers, all, 'registry').map(({ on }) => on)).toEqual(['cloud', 'f4', 'registry'])
    expect(questionsAt(containers, all, 'task').map(({ on }) => on)).toEqual(['cloud', 'f4'])
  })
  it('finds an element to stand at for a question about an element, a flow or a boundary', () => {
    expect(elementOf(containers, question('control'))).toBe('control')
    expect(elementOf(containers, question('f4'))).toBe('registry')
    expect(elementOf(containers, question('network'))).toBe('task')
    expect(elementOf(containers, question('gone'))).toBeNull()
    expect(elementOf(model({ elements: [element('a')], flows: [flow('f', null, 'a')] }), question('f'))).toBe('a')
  })
  it('offers the threats that became certain on the way, and none that was certain before, is only possible, or was judged', () => {
    const finding = (id: string, status: Finding['status']): Finding => ({
      id, status, rule: '', pack: '', title: id, why: '', stride: ['Tampering'], affected: [], evidence: [], references: [], mitigations: [], score: 5, severity: 'Low', unknowns: [], facts: [],
      suggested: { damage: 1, reproducibility: 1, exploitability: 1, affectedUsers: 1, discoverability: 1 },
    })
    const all = [finding('old', 'confirmed'), finding('new', 'confirmed'), finding('maybe', 'possible'), finding('judged', 'confirmed')]
    expect(newlyConfirmed(all, new Set(['old']), new Set(['judged'])).map(({ id }) => id)).toEqual(['new'])
  })
})

describe('whom to hear first', () => {
  function disputed(): Play {
    const play = openPlay()
    play.vote('a', 'item-1', 1, { damage: { value: 2 }, reproducibility: { value: 5 }, exploitability: { value: 1 }, affectedUsers: { value: 4 }, discoverability: { value: 4 } })
    play.vote('b', 'item-1', 1, { damage: { value: 9 }, reproducibility: { value: 5 }, exploitability: { value: 5 }, affectedUsers: { value: 4 }, discoverability: { value: 4 } })
    play.vote('c', 'item-1', 1, { damage: { value: 9 }, reproducibility: { value: 5 }, exploitability: { abstained: '' }, affectedUsers: { value: 4 }, discoverability: { value: 4 } })
    return play
  }
  it('nobody before the reveal', () => {
    expect(hearFirst(first(disputed()))).toEqual([])
  })
  it('W16 the same seats as are invited on their own devices: both ends of each disputed factor, the widest apart first', () => {
    const play = disputed()
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(hearFirst(first(play))).toEqual([
      { factor: 'damage', lowest: { value: 2, seats: ['a'] }, highest: { value: 9, seats: ['b', 'c'] } },
      { factor: 'exploitability', lowest: { value: 1, seats: ['a'] }, highest: { value: 5, seats: ['b'] } },
    ])
  })
})

describe('what stands over the desk', () => {
  it('says that everybody is in only while nobody who is there has votes left to give', () => {
    const play = openPlay({ revealCountdownSeconds: 3, autoReveal: false })
    expect(pendingReveal(viewOf(play))).toBeNull()
    play.five('a', 'item-1', 1, 5)
    play.facilitator({ type: 'reveal', items: ['item-1'] })
    expect(pendingReveal(viewOf(play))).toMatchObject({ items: 1, everybody: false })
    play.five('b', 'item-1', 1, 5)
    play.five('c', 'item-1', 1, 5)
    expect(pendingReveal(viewOf(play))?.everybody).toBe(true)
    play.facilitator({ type: 'cancel-reveal' })
    expect(pendingReveal(viewOf(play))).toBeNull()
  })
  it('W24 tells raised hands in the order in which they went up; a hand that goes up again is last', () => {
    const play = openPlay()
    const hand = (seat: string, raised: boolean) => play.run({ by: 'seat', seat, command: { type: 'hand', raised } })
    for (const seat of ['c', 'a', 'b']) hand(seat, true)
    play.five('c', 'item-1', 1, 5)
    expect(viewOf(play).hands).toEqual(['c', 'a', 'b'])
    hand('c', false)
    hand('c', true)
    expect(viewOf(play).hands).toEqual(['a', 'b', 'c'])
    play.facilitator({ type: 'remove-seat', seat: 'a' })
    expect(viewOf(play).hands).toEqual(['b', 'c'])
  })
  it('counts who is there of those who have a seat', () => {
    const play = startPlay()
    play.join('a')
    play.join('b')
    play.connected.add('a')
    play.connected.delete('b')
    expect(attendance(viewOf(play))).toEqual({ here: 1, all: 2 })
    play.facilitator({ type: 'remove-seat', seat: 'b' })
    expect(attendance(viewOf(play))).toEqual({ here: 1, all: 1 })
  })
})

describe('the keys of a mode', () => {
  const run = () => undefined
  it('win over those of the whole desk, which keep what nobody takes', () => {
    const inner = [deskCommand('yes', '', ['y'], run), deskCommand('end', '', ['w', 'escape'], run), deskCommand('off', '', ['t'], null)]
    const outer = [deskCommand('walk', '', ['w'], run), deskCommand('threat', '', ['t'], run)]
    expect(innermostFirst(inner, outer).map(({ id }) => id)).toEqual(['yes', 'end', 'off', 'threat'])
  })
})
