import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import type { ImportedThreat } from '../../../src/shared/domain/threat-list.ts'
import { FileProblem } from '../../../src/main/import/file-problem.ts'
import { hasShared, read, root, shared } from './support.ts'

const list = readFileSync(path.join(root, 'resources/samples/web-shop-threats.txt'))
const odd = Buffer.from('Notes.\r\n\r\n1) Tampering:\r\n  * T-1 - Wrong sum \t-\r\n    Description:   two\r\n    lines  \r\n    D:1 R:2 E:3 A:4 Di:10 => Total:20  \r\n\r\n\r\n3) Spoofing\r\n* S-1 - Another  +\r\n  Description: of it – “quoted”\r\n  D:10 R:2 E:3 A:4 Di:5 => Total:24')

async function readOrRefuse(bytes: Uint8Array, from?: 'stride-list'): Promise<ImportedFile | FileProblem> {
  try {
    return await read(bytes, 'list.txt', from)
  } catch (problem) {
    if (problem instanceof FileProblem) return problem
    throw problem
  }
}

const said = ({ layout, ...rest }: ImportedThreat) => ({ ...rest, layout: Object.keys(layout) })

/** What a cut list may come to: `refused`, `whole` rows, or `flagged`; anything else is `silent`. */
function outcome(got: ImportedFile | FileProblem, whole: ImportedFile): 'refused' | 'whole' | 'flagged' | 'silent' {
  if (got instanceof FileProblem) return 'refused'
  if (got.threats.some(({ flags }, at) => flags.length > (whole.threats[at]?.flags.length ?? 0)) || got.report.dropped.length > 0) return 'flagged'
  return JSON.stringify(got.threats.map(said)) === JSON.stringify(whole.threats.slice(0, got.threats.length).map(said)) ? 'whole' : 'silent'
}

describe('a list that was cut off is never taken for whole', () => {
  test.each([['the sample', list], ['an odd one', odd]])('%s, at every byte', async (_name, bytes) => {
    const whole = await read(bytes, 'list.txt', 'stride-list')
    for (const from of ['stride-list', undefined] as const) {
      for (let at = 1; at < bytes.length; at += 1) {
        expect([at, outcome(await readOrRefuse(bytes.subarray(0, at), from), whole)]).not.toEqual([at, 'silent'])
      }
    }
  })

  test('any list of whole rows, at any place', async () => {
    const word = fc.constantFrom('key', 'Öl', 'D:8', 'Total:', '→', '+', '-', '•', 'R:7', 'x'.repeat(40))
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => `a ${parts.join(' ')} z`)
    const value = fc.integer({ min: 1, max: 10 })
    const row = fc.record({ title: words, description: words, values: fc.tuple(value, value, value, value, value), marker: fc.constantFrom('  +', '  -', ''), end: fc.constantFrom('\n', '  \n\n', '\n\n\n') })
    const lists = fc.array(row, { minLength: 1, maxLength: 4 }).map((rows) =>
      `1. SPOOFING\n${rows.map(({ title, description, values: [d, r, e, a, di], marker, end }, at) => `• SS${String(at + 1)} – ${title}${marker}\n  Description: ${description}\n  D:${d} R:${r} E:${e} A:${a} Di:${di} → Total:${d + r + e + a + di}${end}`).join('')}`)
    await fc.assert(
      fc.asyncProperty(lists, fc.double({ min: 0, max: 1, noNaN: true }), async (text, share) => {
        const bytes = new TextEncoder().encode(text)
        const whole = await read(bytes, 'list.txt', 'stride-list')
        const cut = bytes.subarray(0, Math.max(1, Math.floor(bytes.length * share)))
        expect(outcome(await readOrRefuse(cut, 'stride-list'), whole)).not.toBe('silent')
      }),
      { numRuns: 400 },
    )
  })

  test.skipIf(!hasShared)('the seed list, at every byte', async () => {
    const bytes = readFileSync(path.join(shared, 'seeds/ecs-fargate-stride-dread.txt'))
    const whole = await read(bytes, 'list.txt')
    for (let at = 1; at < bytes.length; at += 1) {
      expect([at, outcome(await readOrRefuse(bytes.subarray(0, at)), whole)]).not.toEqual([at, 'silent'])
    }
  })
})

describe('an incomplete row', () => {
  const head = '1. SPOOFING\n• SS1 – First  +\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5 → Total:15\n'

  test.each([
    ['• SS2 – Sec', 'line 5', 'a description and the five DREAD values of "SS2"; the file ends inside a row'],
    ['• SS2 – Second\n  Description: Half a', 'line 6', 'the five DREAD values of "SS2"; the file ends inside a row'],
    ['• SS2 – Second\n  Description: Words.\n  D:1 R:2 E:', 'line 7', 'the five DREAD values of "SS2"; the file ends inside a row'],
    ['• SS2 – Second\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5 → Tot', 'line 7', 'the total of "SS2"; the file ends inside a row'],
    ['• SS2 – ', 'line 5', 'a title of "SS2"; the file ends inside a row'],
    ['• SS2', 'line 5', 'an id and a title after "• SS2"; the file ends inside a row'],
  ])('at the end of the file is refused: %j', async (end, place, expected) => {
    expect(await readOrRefuse(new TextEncoder().encode(head + end))).toMatchObject({ problem: { file: 'list.txt', place, expected } })
  })

  test('elsewhere is kept, and said with its line; one without a title is text', async () => {
    const { threats, report } = await read(`${head}• SS2 – No rating\n  Description: Words.\n• SS3 – No words\n  D:1 R:2 E:3 A:4 Di:5 → Total:15\n• SS4 – Half a rating\n  Description: Words.\n  D:1 R:2\n• SS5 – Half a total\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5 → Total:\n• SS6 – \n  Description: Words.\n• SS7 – No total\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5\n`, 'list.txt')
    expect(threats.map(({ displayId, flags }) => [displayId, flags])).toEqual([
      ['SS1', []], ['SS2', ['line 5: no DREAD rating']], ['SS3', ['line 7: no description']], ['SS4', ['line 9: an incomplete DREAD rating']], ['SS5', ['line 12: an incomplete total']], ['SS7', ['line 17: no total']],
    ])
    expect(report.dropped).toMatchObject([{ line: 5 }, { line: 7 }, { line: 9 }, { line: 12 }, { line: 15, why: 'it has no title; kept as text' }, { line: 17 }])
  })

  test('a list that states no totals lacks none', async () => {
    const { threats, report } = await read('1. SPOOFING\n• SS1 – First\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5\n• SS2 – Second\n  Description: Words.\n  D:1 R:2 E:3 A:4 Di:5', 'list.txt')
    expect([threats.flatMap(({ flags }) => flags), report.dropped]).toEqual([[], []])
  })
})
