import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greedyOrder, inGrains, type Settling } from '../../../src/main/stride/questions/greedy.ts'
import { oddsOf, type Residue } from '../../../src/main/stride/evaluate/residue.ts'
import { clinicBooking, parcelTracking, teamPlatform } from '../../fixtures/stride/systems.ts'
import { analysed } from './support.ts'

const systems = [clinicBooking, parcelTracking, teamPlatform]

/** Things that hang on up to three of six questions, each with a share that is open for every set of answers, less with more of them. */
const arbitrarySettling: fc.Arbitrary<Settling> = fc
  .tuple(fc.integer({ min: 5, max: 50 }), fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }), fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }))
  .map(([weight, questions, shares]) => {
    const all = 2 ** questions.length - 1
    const open = (set: number): number => {
      if (set === all) return 0
      const own = set === 0 ? 1 : (shares[set] ?? 0) / 100
      // As much as any smaller set leaves open at most.
      return questions.reduce((least, _, place) => ((set >> place) & 1 ? Math.min(least, open(set & ~(1 << place))) : least), own)
    }
    return { weight, questions, openAfter: open }
  })

function openWeight(settlings: readonly Settling[], answered: ReadonlySet<number>): number {
  return settlings.reduce((sum, { weight, questions, openAfter }) => sum + weight * openAfter(questions.reduce((set, question, place) => (answered.has(question) ? set | (1 << place) : set), 0)), 0)
}

describe('questions', () => {
  it('Q1 no other question would take more of the open weight in the place of one that is in the list', () => {
    fc.assert(
      fc.property(fc.array(arbitrarySettling, { minLength: 1, maxLength: 8 }), (settlings) => {
        const alone = Array.from({ length: 6 }, (_, question) => settlings.filter(({ questions }) => questions.length === 1 && questions[0] === question).reduce((sum, { weight }) => sum + weight, 0))
        const order = greedyOrder(alone.map(inGrains), settlings.filter(({ questions }) => questions.length > 1), (a, b) => a - b)
        expect(order.map(({ question }) => question).sort()).toEqual([0, 1, 2, 3, 4, 5])
        const answered = new Set<number>()
        let open = openWeight(settlings, answered)
        for (const { question, gain } of order) {
          const rest = [0, 1, 2, 3, 4, 5].filter((other) => !answered.has(other))
          const best = Math.min(...rest.map((other) => openWeight(settlings, new Set([...answered, other]))))
          answered.add(question)
          expect(openWeight(settlings, answered)).toBeLessThanOrEqual(best + 1e-5)
          open -= gain / inGrains(1)
          expect(open).toBeCloseTo(openWeight(settlings, answered), 5)
        }
      }),
    )
  })

  it('Q1 what is settled grows along the list, to all of it; every unknown of a possible finding is asked once', () => {
    for (const system of systems) {
      const { findings, questions } = analysed(system)
      const settled = questions.map((question) => question.settled)
      expect(settled).toEqual(settled.toSorted((a, b) => a - b))
      expect(settled.at(-1)).toBe(1)
      const asked = questions.map(({ on, fact }) => `${on} ${fact}`)
      expect(new Set(asked).size).toBe(asked.length)
      const open = findings.filter(({ status }) => status === 'possible').flatMap(({ unknowns }) => unknowns.map(({ on, fact }) => `${on} ${fact}`))
      expect(new Set(asked)).toEqual(new Set(open))
      for (const question of questions) expect(question.settles).toBe(question.findings.length)
    }
  })

  it('Q1 a few answers settle most: a third of them more than a third', () => {
    for (const system of systems) {
      const { questions } = analysed(system)
      expect(questions[Math.ceil(questions.length / 3)]?.settled).toBeGreaterThan(0.36)
    }
  })

  const facts = ['a', 'b', 'c', 'd']
  const leaf = (fact: string, holds = 0.5): Residue => ({ op: 'fact', place: facts.indexOf(fact), holds })
  const odds = (residue: Residue, ...answered: string[]) => oddsOf(residue, facts.reduce((bits, fact, place) => (answered.includes(fact) ? bits | (1 << place) : bits), 0))

  it('Q3 an answer counts as far as it can settle: of two that must hold, no settles alone and yes does not', () => {
    const both: Residue = { op: 'all', of: [leaf('a'), leaf('b')] }
    expect(odds(both)).toEqual({ true: 0, false: 0 })
    expect(odds(both, 'a')).toEqual({ true: 0, false: 0.5 })
    expect(odds(both, 'a', 'b')).toEqual({ true: 0.25, false: 0.75 })
    expect(odds({ op: 'not', of: both }, 'a')).toEqual({ true: 0.5, false: 0 })
    expect(odds({ op: 'any', of: [leaf('a', 0.25), leaf('b')] }, 'a')).toEqual({ true: 0.25, false: 0 })
    const two: Residue = { op: 'at-least', least: 2, of: [leaf('a'), leaf('b'), leaf('c')] }
    expect(odds(two, 'a')).toEqual({ true: 0, false: 0 })
    expect(odds(two, 'a', 'b')).toEqual({ true: 0.25, false: 0.25 })
    expect(odds(two, 'a', 'b', 'c')).toEqual({ true: 0.5, false: 0.5 })
  })

  it('Q3 more answers never leave more open, and all answers leave nothing open', () => {
    const { residue } = fc.letrec<{ residue: Residue }>((tie) => ({
      residue: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({ op: fc.constant('fact' as const), place: fc.nat(3), holds: fc.constantFrom(0.2, 0.5, 0.75) }),
        fc.record({ op: fc.constant('not' as const), of: tie('residue') }),
        fc.record({ op: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('residue'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ op: fc.constant('at-least' as const), least: fc.integer({ min: 1, max: 2 }), of: fc.array(tie('residue'), { minLength: 2, maxLength: 4 }) }),
      ),
    }))
    fc.assert(
      fc.property(residue, fc.subarray(facts), fc.constantFrom(...facts), (tree, some, more) => {
        const [before, after] = [odds(tree, ...some), odds(tree, ...some, more)]
        expect(after.true).toBeGreaterThanOrEqual(before.true - 1e-9)
        expect(after.false).toBeGreaterThanOrEqual(before.false - 1e-9)
        const all = odds(tree, ...facts)
        expect(all.true + all.false).toBeCloseTo(1, 9)
      }),
    )
  })
})
