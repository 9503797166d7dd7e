import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { ownPack } from '../../support/own-pack.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packs-'))
  writeFileSync(path.join(folder, 'model.mmd'), 'flowchart LR\n  a[Old Thing] --> b[(Store)]\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function analyze(): Promise<{ code: number; out: string; err: string[] }> {
  let out = ''
  const err: string[] = []
  const code = await runCli(['analyze', path.join(folder, 'model.mmd'), '--rules', folder], '0', { data: (text) => (out += String(text)), message: (text) => err.push(text) })
  return { code, out, err }
}

test('L8 --rules runs the packs of a folder beside the shipped ones', async () => {
  writeFileSync(path.join(folder, 'own.yaml'), ownPack)
  const { code, out } = await analyze()
  expect(code).toBe(0)
  expect(out).toContain('Old Thing is old')
})

test.each([
  ['a rule that is wrong', ownPack.replace('kind: process', 'kind: robot'), 'line 10, column 19'],
  ['a pack that is wrong', 'pack: own\ntitle: Own\nversion: 1\nrules: []\n', 'line 3, column 10'],
  ['bytes that are not text', Buffer.from([0xff, 0xfe]), 'line 1, column 1'],
])('L8 %s stops the command: exit 2, with file, line and column', async (_name, bytes, place) => {
  writeFileSync(path.join(folder, 'own.yaml'), bytes)
  const { code, out, err } = await analyze()
  expect([code, out, err.length]).toEqual([2, '', 2])
  expect(err[0]).toBe(`dreadnought: ${path.join(folder, 'own.yaml')}, ${place}`)
  // The file is named once.
  expect(err[1]).not.toContain('own.yaml')
})

test.each<[string, (pack: string) => void, string]>([
  ['a link to a device', (pack) => symlinkSync('/dev/zero', pack), 'not a file'],
  ['a folder', (pack) => mkdirSync(pack), 'not a file'],
  ['a huge file', (pack) => (writeFileSync(pack, ''), truncateSync(pack, 3_000_000_000)), 'larger than 2000000 bytes'],
])('L8 %s is not read', async (_name, make, problem) => {
  make(path.join(folder, 'own.yaml'))
  const { code, err } = await analyze()
  expect([code, err]).toEqual([2, [`dreadnought: ${path.join(folder, 'own.yaml')}, line 1, column 1`, problem]])
})
