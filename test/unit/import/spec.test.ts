import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './support.ts'

test('every numbered rule of SPEC.md stands in the title of a test, and every number in a title is one of its rules', () => {
  const rules = [...readFileSync(path.join(root, 'src/main/import/SPEC.md'), 'utf8').matchAll(/^- \*\*(I\d+)\*\*/gm)].map(([, rule]) => rule ?? '')
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const titles = files.flatMap((name) => [...readFileSync(path.join(import.meta.dirname, name), 'utf8').matchAll(/['"`](I\d+)(?:, (I\d+))* [^'"`\n]/g)].flatMap(([whole]) => whole.match(/I\d+/g) ?? []))
  expect(new Set(rules).size).toBe(rules.length)
  expect([...new Set(titles)].sort()).toEqual([...rules].sort())
})
