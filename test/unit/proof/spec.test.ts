import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
/** Where the rules of the proof are tested: by itself, and as the application keeps them. */
const places = ['test/unit/proof', 'test/contract/register.test.ts', 'test/contract/register-workshop.test.ts', 'test/contract/sign-off.test.ts', 'test/contract/sign-room.test.ts', 'test/contract/tamper.test.ts', 'test/contract/keys.test.ts', 'test/unit/store/own-key.test.ts']

test('every numbered rule of SPEC.md stands in the title of a test, and every number in a title is one of its rules', () => {
  const rules = [...readFileSync(path.join(root, 'src/shared/proof/SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule ?? '')
  const files = places.flatMap((place) => (place.endsWith('.ts') ? [place] : readdirSync(path.join(root, place)).filter((name) => name.endsWith('.test.ts')).map((name) => `${place}/${name}`)))
  const titles = files.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/['"`]((?:[FSKLHR]\d+, )*[FSKLHR]\d+): [^'"`\n]/g)].flatMap(([, numbers = '']) => numbers.split(', ')))
  expect(new Set(rules).size).toBe(rules.length)
  expect([...new Set(titles)].sort()).toEqual([...rules].sort())
})
