import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { renderPaper } from '../../../src/main/export/pdf/paper-ballot-pdf.ts'
import { paperDocument, type PaperInput, type PaperItem } from '../../../src/main/export/paper-ballot.ts'
import { pdfType } from '../../../src/main/export/pdf/pdf-engine.ts'
import { wholeRubric } from '../../../src/main/app/room/rubric-texts.ts'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { emptyRubric } from '../../../src/shared/domain/rubric.ts'

function items(count: number, title = 'Somebody reads the backup that was left on the old server'): PaperItem[] {
  return Array.from({ length: count }, (_, index) => ({ displayId: `SS${String(index + 1)}`, title, stride: ['Spoofing'], affected: ['Backup', 'Old server'], factors: dreadFactors }))
}

function input(set: Partial<PaperInput> = {}): PaperInput {
  return {
    language: 'en',
    paper: 'a4',
    workshop: 'Spring review',
    project: 'Payment',
    code: '482913',
    rubric: wholeRubric(null, 'en'),
    ballots: [{ name: 'Ana', role: null, table: null, items: items(17) }],
    at: '2026-02-03T04:05:06.000Z',
    ...set,
  }
}

/** How many pages a PDF says it has, in its own object streams too. */
function pagesOf(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index = 0, 0: { length } }) => {
    try {
      return inflateSync(Buffer.from(bytes).subarray(index + length)).toString('latin1')
    } catch {
      return ''
    }
  })
  return (`${text}${streams.join('')}`.match(/\/Type \/Page\b(?!s)/g) ?? []).length
}

const textOf = (of: PaperInput) => JSON.stringify(paperDocument(of, pdfType()).content)

describe('paper ballots', () => {
  it('P1 hold id, title, affected elements, five boxes, the rubric, the name and the code, and no number besides', () => {
    const text = textOf(input({ ballots: [{ name: 'Ana', role: 'Business', table: 'Table 2', items: items(2) }] }))
    for (const part of ['SS1', 'SS2', 'Somebody reads', 'Backup, Old server', '482 913', 'Ana', 'Role: Business', 'Table: Table 2', 'Reproducibility', 'The worst case']) expect(text).toContain(part)
    expect(text.match(/"type":"rect"/g)).toHaveLength(10)
    expect(text).not.toMatch(/suggested|imported|total|score/i)
  })

  it('P2 have no box where a role is not asked, and take the project\'s own words', () => {
    const own = { ...emptyRubric, damage: { ...emptyRubric.damage, 10: 'The bridge falls down.' } }
    const [first] = items(1)
    const text = textOf(input({ rubric: wholeRubric(own, 'de'), language: 'de', ballots: [{ name: null, role: null, table: null, items: first ? [{ ...first, factors: ['damage', 'affectedUsers'] }] : [] }] }))
    expect(text.match(/"type":"rect"/g)).toHaveLength(2)
    expect(text).toContain('The bridge falls')
    expect(text).toContain('Was die Zahlen bedeuten')
    expect(text).toContain('Gelingt meistens')
  })

  it.each(['a4', 'letter'] as const)('P3 on %s every ballot has an even number of pages of its own, whatever its length', async (paper) => {
    for (const count of [1, 17, 33]) {
      for (const title of ['Short', 'A title that goes on and on, because somebody wanted to say everything in it that there is to say about the matter, twice if need be, and then some more']) {
        const of = input({ paper, ballots: [1, 2, 3].map((number) => ({ name: `Person ${String(number)}`, role: null, table: null, items: items(count, title) })) })
        const { footers } = paperDocument(of, pdfType())
        expect(footers.length % 6).toBe(0)
        expect(pagesOf(await renderPaper(of))).toBe(footers.length)
      }
    }
  })

  it('P4 are the same bytes for the same input, in black and grey only', async () => {
    const [one, other] = [await renderPaper(input()), await renderPaper(input())]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
    const colours = new Set(textOf(input()).match(/#[0-9a-f]{6}/g))
    for (const colour of colours) expect(colour).toMatch(/^#([0-9a-f]{2})\1\1$/)
  })

  it('P5 names that no letter of the typeface shows, and very long ones, stay on their line', async () => {
    const of = input({ workshop: 'W'.repeat(200), ballots: [{ name: `${'長'.repeat(5)} ${'x'.repeat(100)}`, role: 'r'.repeat(100), table: 't'.repeat(100), items: items(3) }] })
    expect(pagesOf(await renderPaper(of))).toBe(2)
  })
})
