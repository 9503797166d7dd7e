import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/shared/domain/finding.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { loadModifiers } from '../../../src/main/stride/packs/scoring.ts'
import { analysed, answer, book, recognised, resources } from './support.ts'

const modifiers = loadModifiers(path.join(resources, 'scoring.yaml'), { vocabulary: book.vocabulary, technologies: book.taxonomy.technologies })

function suggested(findings: readonly Finding[], rule: string) {
  return findings.find((finding) => finding.rule === rule)?.suggested
}

describe('scores', () => {
  it("S1 the bare case is the rule's own score", () => {
    const rule = book.packs.flatMap((pack) => pack.rules).find(({ id }) => id === 'data-destruction')
    const { findings } = analysed('a [Pricing Engine]\n db (PostgreSQL)\n a > db')
    expect(suggested(findings, 'data-destruction')).toEqual(rule?.dread)
  })

  it('S2 modifiers are the same for all rules of a kind; no shipped rule has its own', () => {
    for (const rule of book.packs.flatMap((pack) => pack.rules)) {
      const category = rule.stride[0]
      expect(rule.raise.map(({ when }) => when)).toEqual(modifiers.filter(({ on, stride }) => on === rule.on && category !== undefined && stride.has(category)).map(({ when }) => when))
    }
  })

  it('S2 every modifier raises, and only by one or two', () => {
    for (const { by } of modifiers) {
      const steps = Object.values(by)
      expect(Math.max(...steps)).toBeGreaterThan(0)
      expect(Math.min(...steps)).toBe(0)
      expect(Math.max(...steps)).toBeLessThanOrEqual(2)
    }
  })

  it('S2 exposure, data, power, reach and crossing raise what they are about', () => {
    const model = recognised('a [Orders Service]\n db (PostgreSQL)\n a > db')
    const plain = suggested(analyze(model, book).findings, 'database-access-too-wide')
    const personal = suggested(analyze(answer(model, 'db', 'stores_pii', 'yes'), book).findings, 'database-access-too-wide')
    const open = suggested(analyze(answer(model, 'db', 'internet_facing', 'yes'), book).findings, 'database-access-too-wide')
    if (!plain) throw new Error('no finding')
    expect(personal).toEqual({ ...plain, damage: plain.damage + 1, affectedUsers: plain.affectedUsers + 1 })
    expect(open).toEqual({ ...plain, exploitability: plain.exploitability + 1, discoverability: plain.discoverability + 1 })
    const hub = suggested(analysed('a [Orders Service]\n b [Billing Service]\n c [Mailing Service]\n db (PostgreSQL)\n a > db\n b > db\n c > db').findings, 'database-access-too-wide')
    expect(hub).toEqual({ ...plain, affectedUsers: plain.affectedUsers + 1 })
    const apart = suggested(analysed('a [Orders Service]\n box data Vault zone\n db (PostgreSQL)\n end\n a > db').findings, 'database-access-too-wide')
    expect(apart).toEqual({ ...plain, exploitability: plain.exploitability + 1 })
  })
})
