import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
/** Where the rules of the register are tested: as pure code, and as a signed revision keeps its scheme. */
const files = [...readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts')).map((name) => `test/unit/register/${name}`), 'test/contract/register-workshop.test.ts']

test('every numbered rule of REGISTER-SPEC.md stands in the title of a test, and every number in a title is one of its rules', () => {
  const rules = [...readFileSync(path.join(root, 'src/shared/domain/REGISTER-SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule ?? '')
  const titles = files.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/test(?:\.each\(.*\))?\('((?:[A-Z]\d+ )+)/g)].flatMap(([, numbers = '']) => numbers.trim().split(' ')))
  expect(new Set(rules).size).toBe(rules.length)
  expect([...new Set(titles)].sort()).toEqual([...rules].sort())
})
