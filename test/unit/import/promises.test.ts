import { expect, test } from 'vitest'
import { scaleFiles } from '../../support/scale-files.ts'
import { read } from './support.ts'

const small = { elements: 7, flows: 9, threats: 6 }
const cases = scaleFiles.map((file) => [file.what, file, file.make(small)] as const)

test.each(cases)('I6 %s: the same file gives the same import', async (_what, file, bytes) => {
  expect(JSON.stringify(await read(bytes, file.name))).toBe(JSON.stringify(await read(bytes, file.name)))
})

test.each(cases)('I3 %s: of a good file all that it contains is read, counted apart from the reading', async (_what, file, bytes) => {
  const { report, model, threats } = await read(bytes, file.name)
  const diagram = file.kind === 'diagram'
  expect(report.elements).toEqual({ parsed: diagram ? small.elements : 0, candidates: diagram ? small.elements : 0 })
  expect(report.edges).toEqual({ parsed: diagram ? small.flows : 0, candidates: diagram ? small.flows : 0 })
  expect(model.elements.length).toBe(report.elements.parsed)
  if (!diagram) expect(threats.length).toBe(small.threats)
})

/** What the files here say of a part that has no field of ours. */
const unknown: readonly (readonly [what: string, said: string])[] = [
  ['Microsoft TMT', 'Isolation Level: No'],
  ['OTM, JSON', 'owner: Team'],
  ['OTM, YAML', 'owner: Team'],
  ['Threagile', 'machine: virtual'],
  ['TM-BOM', 'repo_link: https://example.org'],
  ['pytm', 'port: 443'],
]

test.each(unknown)('I5 %s: what has no field here is kept in the notes', async (what, said) => {
  const file = scaleFiles.find((one) => one.what === what)
  const { model } = await read(file?.make(small) ?? '', file?.name ?? '')
  expect(model.elements[0]?.notes).toContain(said)
})

test.each([
  ['Threat Dragon', '"privilegeLevel": ""', '"shelfCount": "twelve"', 'shelfCount: twelve'],
  ['Threat Thinker IR', '"auth": true', '"shelfCount": "twelve"', 'shelfCount: twelve'],
])('I5 %s: a property that nobody knows is kept in the notes', async (what, place, instead, said) => {
  const file = scaleFiles.find((one) => one.what === what)
  const text = new TextDecoder().decode(file?.make(small))
  expect(text).toContain(place)
  const { model } = await read(text.replace(place, instead), file?.name ?? '')
  expect(model.elements[0]?.notes).toContain(said)
})
