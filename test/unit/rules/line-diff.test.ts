import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines } from '../../../src/renderer/workbench/rules/line-diff.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

test('both texts can be read out of their differences', () => {
  fc.assert(fc.property(text, text, (first, second) => {
    const lines = diffLines(first, second)
    const of = (other: string) => lines.filter(({ side }) => side !== other).map((line) => line.text).join('\n')
    expect([of('second'), of('first')]).toEqual([first, second])
  }))
})

test('a text does not differ from itself, and one changed line is one line of each', () => {
  expect(diffLines('a\nb', 'a\nb').every(({ side }) => side === 'both')).toBe(true)
  expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([{ side: 'both', text: 'a' }, { side: 'first', text: 'b' }, { side: 'second', text: 'x' }, { side: 'both', text: 'c' }])
})

test('very long texts are told apart as a whole between their first and last difference', () => {
  const lines = (word: string) => ['same', ...Array.from({ length: 2100 }, (_, index) => `${word} ${String(index)}`), 'same'].join('\n')
  const found = diffLines(lines('mine'), lines('theirs'))
  expect([found.length, found[0]?.side, found[1]?.side, found.at(-2)?.side, found.at(-1)?.side]).toEqual([4202, 'both', 'first', 'second', 'both'])
})
