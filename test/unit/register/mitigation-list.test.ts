import { describe, expect, test } from 'vitest'
import { shownMitigations } from '../../../src/renderer/workbench/register/mitigations/mitigation-list.ts'
import { emptyMitigation, lacksProof, type Mitigation, ticketAddress } from '../../../src/shared/domain/mitigation.ts'

const at = '2026-01-01T00:00:00.000Z'
const one = (order: number, set: Partial<Mitigation>): Mitigation => ({ ...emptyMitigation, title: `M${order}`, threats: [], id: `m${order}`, order, createdAt: at, updatedAt: at, ...set })
const list = [
  one(1, { title: 'Sign tokens', threats: ['t1', 't2'], owner: 'Zoe', due: '2026-03-01' }),
  one(2, { title: 'Lock the room', status: 'implemented', due: '2026-01-01' }),
  one(3, { title: 'Check the log', status: 'verified', test: 'a drill', result: 'found', verifiedOn: '2026-02-02', threats: ['t2'] }),
  one(4, { title: 'Back up', status: 'verified', owner: 'Ada', due: '2026-02-01' }),
]
const names: Record<string, { displayId: string; title: string }> = { t1: { displayId: 'SS1', title: 'A forged token' }, t2: { displayId: 'TM4', title: 'A changed order' } }
const shown = (set: Partial<Parameters<typeof shownMitigations>[1]> = {}) =>
  shownMitigations(list, { search: '', filter: 'all', sort: { column: null, descending: false }, today: '2026-04-01', threatOf: (id) => names[id], ...set }).map(({ order }) => order)

describe('the list of mitigations', () => {
  test('a filter lets a status through, what is late, what lacks proof, what covers nothing', () => {
    expect(shown()).toEqual([1, 2, 3, 4])
    expect(shown({ filter: 'planned' })).toEqual([1])
    expect(shown({ filter: 'verified' })).toEqual([3, 4])
    expect(shown({ filter: 'late' })).toEqual([1])
    expect(shown({ filter: 'late', today: '2026-03-01' })).toEqual([])
    expect(shown({ filter: 'unproven' })).toEqual([4])
    expect(shown({ filter: 'uncovering' })).toEqual([2, 4])
  })

  test('a search finds all its words in what is said of one and of the threats that it covers', () => {
    expect(shown({ search: 'order ZOE' })).toEqual([1])
    expect(shown({ search: 'tm4' })).toEqual([1, 3])
    expect(shown({ search: 'nobody' })).toEqual([])
  })

  test('it is sorted by a column, what says nothing last, equal ones as they were made', () => {
    expect(shown({ sort: { column: 'title', descending: false } })).toEqual([4, 3, 2, 1])
    expect(shown({ sort: { column: 'owner', descending: false } })).toEqual([4, 1, 2, 3])
    expect(shown({ sort: { column: 'due', descending: false } })).toEqual([2, 4, 1, 3])
    expect(shown({ sort: { column: 'status', descending: true } })).toEqual([3, 4, 2, 1])
    expect(shown({ sort: { column: 'threats', descending: true } })).toEqual([1, 3, 2, 4])
  })
})

describe('one mitigation', () => {
  test('what is verified says by which test, with what result, and when', () => {
    const verified = one(1, { status: 'verified', test: 'a drill', result: 'found', verifiedOn: '2026-02-02' })
    expect(lacksProof(verified)).toBe(false)
    for (const lack of [{ test: ' ' }, { result: '' }, { verifiedOn: null }]) expect(lacksProof({ ...verified, ...lack })).toBe(true)
    expect(lacksProof({ ...verified, status: 'implemented', test: '' })).toBe(false)
  })

  test('only web addresses of a ticket can be opened', () => {
    expect(ticketAddress(' https://tracker.example/browse/SEC-42?a=b c ')).toBe('https://tracker.example/browse/SEC-42?a=b%20c')
    expect(ticketAddress('HTTP://tracker.example')).toBe('http://tracker.example/')
    for (const ticket of ['', 'SEC-42', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', 'http:tracker.example', 'ftp://a.example', 'https://user:word@a.example/', 'app://dreadnought/', '//a.example', 'x https://a.example']) expect(ticketAddress(ticket)).toBeNull()
  })
})
