import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { fixture } from '../import/support.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'diff-tmt-'))
afterAll(() => rmSync(folder, { recursive: true }))
const library = fixture('tm7/lending-library.tm7')

async function diff(...args: string[]) {
  let data = ''
  const messages: string[] = []
  const code = await runCli(['diff', ...args], '0', { data: (text) => (data += String(text)), message: (text) => messages.push(text) })
  return { code, data, messages }
}

test('T19 diff --engine tmt says what the template finds in the one and not in the other', async () => {
  expect(JSON.parse((await diff(library, library, '--engine', 'tmt')).data)).toMatchObject({ same: true, findings: { new: [], changed: [], gone: [] } })
  const newer = path.join(folder, 'newer.tm7')
  writeFileSync(newer, readFileSync(library, 'utf8').replaceAll('>SE.EI.Reader<', '>SE.EI.Other<').replaceAll('>GE.EI<', '>GE.DS<'))
  const { code, data } = await diff(library, newer, '--engine', 'tmt')
  expect(code).toBe(1)
  const gone = (text: string) => JSON.parse(text).findings.gone.map(({ rule }: { rule: string }) => rule)
  expect(gone(data)).toContain('S1')
  expect(JSON.parse((await diff(newer, library, '--engine', 'tmt')).data).findings.new.map(({ rule }: { rule: string }) => rule)).toEqual(gone(data))
  expect((await diff(library, newer, '--engine', 'tmt')).data).toBe(data)
})

test('T19 without a template in either, or without two models, it says so', async () => {
  const [flow, list] = [path.join(folder, 'a.mmd'), path.join(folder, 'list.txt')]
  writeFileSync(flow, 'flowchart LR\n a[Desk] --> b[(Cards)]\n')
  expect(await diff(flow, flow, '--engine', 'tmt')).toMatchObject({ code: 2, data: '', messages: [expect.stringContaining('no template'), expect.stringContaining('expected two models')] })
  expect((await diff(library, flow, '--engine', 'tmt')).code).toBe(1)
  writeFileSync(list, 'Spoofing\n\u2022 SS1 \u2013 Somebody else\nDescription: x\n')
  expect(await diff(list, flow, '--engine', 'tmt', '--from', 'stride-list')).toMatchObject({ code: 2, data: '' })
})
