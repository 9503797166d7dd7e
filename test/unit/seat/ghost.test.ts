import { describe, expect, it } from 'vitest'
import { ghostOf } from '../../../src/renderer/seat/ghost.ts'
import { cellKey } from '../../../src/renderer/seat/outbox.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import type { SeatItem, SeatView, Votes } from '../../../src/shared/domain/workshop.ts'

const none = { waiting: new Map(), recorded: new Map(), notCounted: new Map() }

/** A threat on some elements: open with these votes, or revealed with them. */
function threat(displayId: string, affected: string[], set: { open?: Votes; revealed?: Votes; practice?: boolean; round?: number } = {}): SeatItem {
  return {
    id: displayId,
    threat: { id: displayId, displayId, title: displayId, description: '', stride: ['Spoofing'], affected },
    phase: set.open ? 'open' : set.revealed ? 'revealed' : 'waiting',
    round: set.open ? { number: set.round ?? 1, factors: [...dreadFactors], mine: set.open, revealAt: null } : null,
    revealed: set.revealed ? { result: { number: 1, factors: {} }, mine: set.revealed } : null,
    settled: null,
    invited: [],
    practice: set.practice ?? false,
    reference: null,
  }
}

function view(...items: SeatItem[]): SeatView {
  return {
    workshop: { id: 'w', name: 'W', project: 'P', phase: 'running', way: 'silent-ballot', anonymous: false },
    seat: { id: 's', name: 'Ana', role: null, handRaised: false, table: null, tableName: null, writesFor: null, coFacilitator: false },
    items,
    presented: null,
    rubric: null,
    timer: null,
    poll: null,
    elements: [],
    seq: 1,
  }
}

const here = threat('SS9', ['Till'], { open: {} })
const ghost = (...items: SeatItem[]) => ghostOf(view(...items), here, 'damage', none)

describe("a seat's own earlier vote", () => {
  it('is the one on the same element, of an open or a revealed threat', () => {
    expect(ghost(threat('SS3', ['Till'], { open: { damage: { value: 7 } } }), here)).toEqual({ value: 7, from: 'SS3' })
    expect(ghost(threat('SS3', ['Till'], { revealed: { damage: { value: 4 } } }), here)).toEqual({ value: 4, from: 'SS3' })
  })
  it('is none where nothing was given, where another element is meant, and where the factor is another', () => {
    expect(ghost(here)).toBeNull()
    expect(ghost(threat('SS3', ['Door'], { open: { damage: { value: 7 } } }), here)).toBeNull()
    expect(ghost(threat('SS3', ['Till'], { open: { discoverability: { value: 7 } } }), here)).toBeNull()
    expect(ghost(threat('SS3', [], { open: { damage: { value: 7 } } }), threat('SS4', []))).toBeNull()
  })
  it('is the newest of several, and an abstention is passed over', () => {
    const items = [
      threat('SS1', ['Till'], { open: { damage: { value: 2 } } }),
      threat('SS2', ['Door', 'Till'], { open: { damage: { value: 9 } } }),
      threat('SS3', ['Till'], { open: { damage: { abstained: '' } } }),
    ]
    expect(ghost(...items, here)).toEqual({ value: 9, from: 'SS2' })
  })
  it('is there at once, before the room has said that it has the vote', () => {
    const other = threat('SS3', ['Till'], { open: {} })
    const cell = { item: 'SS3', round: 1, factor: 'damage' } as const
    const waiting = new Map([[cellKey(cell), { ...cell, vote: { value: 6 } }]])
    expect(ghostOf(view(other, here), here, 'damage', { ...none, waiting })).toEqual({ value: 6, from: 'SS3' })
  })
  it('is that of the round before, where the same threat is voted on again', () => {
    const again = { ...threat('SS9', ['Till'], { open: {}, revealed: { damage: { value: 3 } }, round: 2 }) }
    const other = threat('SS3', ['Till'], { open: { damage: { value: 7 } } })
    expect(ghostOf(view(other, again), again, 'damage', none)).toEqual({ value: 3, from: null })
    expect(ghostOf(view(other, again), again, 'exploitability', none)).toBeNull()
  })
  it('never comes from the practice threat', () => {
    expect(ghost(threat('', ['Till'], { revealed: { damage: { value: 7 } }, practice: true }), here)).toBeNull()
  })
})
