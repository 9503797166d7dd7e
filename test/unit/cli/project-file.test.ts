import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dreadFactors } from '../../../src/shared/domain/dread.ts'
import { type FacilitatorCommand } from '../../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings } from '../../../src/shared/domain/workshop.ts'
import { runCli } from '../../../src/main/cli/program.ts'
import { libraryFile } from '../../../src/main/store/open.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'dreadnought-file-'))
let running: TestApp
let project: string
let revision: string
let dread: string

/** A project with a model, a threat that a workshop settled, one that it left hidden, a decision, and a signed revision. */
beforeAll(async () => {
  running = await startTestApp()
  const { api } = running
  project = (await api.project.create({ name: 'Order service' })).id
  const diagram = (await api.model.get({ project })).diagrams[0]?.id ?? ''
  await api.model.edit({ project, label: 'draw', edits: [{ type: 'add-element', id: 'api', diagram, label: 'API', kind: 'process', technology: null, parent: null, position: null }] })
  const threats: string[] = []
  for (const title of ['Injection', 'Replay']) threats.push((await api.threat.create({ project, draft: { title, description: 'How.', stride: ['Tampering'], affected: ['api'], mitigations: [], marker: 'none', references: ['CWE-89'] } })).id)
  const workshop = (await api.workshop.create({ project, name: 'March', agenda: threats, settings: { ...defaultWorkshopSettings, autoReveal: false, revealCountdownSeconds: 0 } })).id
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop, command: one })
  await command({ type: 'start' })
  await command({ type: 'add-seat', name: 'Grace Hopper', role: null })
  const { seats } = await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  await command({ type: 'open', items: threats })
  for (const item of threats) {
    for (const [index, seat] of seats.entries()) {
      await command({ type: 'enter-votes', item, seat: seat.id, via: 'grid', votes: Object.fromEntries(dreadFactors.map((factor, at) => [factor, { value: Number((index === 0 ? '87798' : '77788')[at]) }])) })
    }
  }
  await command({ type: 'reveal', items: threats.slice(0, 1) })
  await command({ type: 'settle', items: threats.slice(0, 1), dissent: '' })
  await command({ type: 'close' })
  await api.threat.decide({ project, threats: threats.slice(0, 1), decision: { response: 'mitigate', rationale: 'cheap', owner: 'Grace Hopper', due: '2026-09-30', existingControls: '' } })
  revision = (await api.register.freeze({ project })).id
  await api.register.sign({ project, revision, request: { name: 'Ada Lovelace', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
  dread = path.join(folder, 'order.dread')
  writeFileSync(dread, await ofTheApp('dread'))
})

afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true })
})

async function ofTheApp(format: 'json' | 'csv' | 'stride-list' | 'threat-table' | 'dread' | 'pdf', of: string | null = null, cut: 'nothing' | 'names-and-votes' = 'nothing') {
  return Buffer.from((await running.api.register.export({ project, format, revision: of, cut, job: 'j' })).bytes, 'base64')
}

test('its picture is the same from the library, from the file, and of its last revision', async () => {
  const db = ['--db', path.join(running.dataDir, libraryFile)]
  const drawn = (await run('export', 'Order service', '--to', 'svg', ...db)).out.toString()
  expect(drawn).toContain('>API</text>')
  expect((await run('export', dread, '--to', 'svg')).out.toString()).toBe(drawn)
  for (const from of [['Order service', ...db], [dread]]) expect((await run('export', ...from, '--to', 'svg', '--revision', 'last')).out.toString()).toBe(drawn)
  const { bytes, name } = await running.api.register.export({ project, format: 'svg', revision: null, cut: 'nothing', job: 'j' })
  expect([name, Buffer.from(bytes, 'base64').toString()]).toEqual(['order_service.svg', drawn])
  expect((await run('export', dread, '--to', 'png', '--legend')).out.subarray(1, 4).toString()).toBe('PNG')
})

async function run(...args: string[]) {
  const out: Buffer[] = []
  const err: string[] = []
  const code = await runCli(args, '1.2.3', { data: (text) => out.push(Buffer.from(text)), message: (text) => err.push(text) })
  return { code, out: Buffer.concat(out), err }
}

describe('export of a .dread file', () => {
  test.each(['json', 'csv', 'stride-list', 'threat-table', 'dread'] as const)('%s has the bytes that the library gives, whole and cut', async (format) => {
    const { code, out, err } = await run('export', dread, '--to', format)
    expect([code, out.toString()]).toEqual([0, (await ofTheApp(format)).toString()])
    expect(err.filter((line) => !line.startsWith('not carried: '))).toEqual([])
    expect((await run('export', dread, '--to', format, '--cut')).out).toEqual(await ofTheApp(format, null, 'names-and-votes'))
  })

  test('scores with the interval of the votes come back from the logs', async () => {
    expect(JSON.parse((await run('export', dread, '--to', 'json')).out.toString()).threats).toMatchObject([
      { title: 'Injection', affected: ['API'], score: { origin: 'voted', total: 39, interval: { q1: 37.5, q3: 38.5 } }, decision: { owner: 'Grace Hopper' } },
      { title: 'Replay', score: { origin: null } },
    ])
  })

  test('a signed revision comes out as the register file that verifies, and in the text formats', async () => {
    const register = path.join(folder, 'register.json')
    writeFileSync(register, (await run('export', dread, '--to', 'json', '--revision', 'last')).out)
    expect((await run('verify', register)).code).toBe(0)
    expect((await run('export', dread, '--to', 'json', '--revision', '1')).out).toEqual(await ofTheApp('json', revision))
    expect((await run('export', dread, '--to', 'csv', '--revision', '1')).out).toEqual(await ofTheApp('csv', revision))
    expect((await run('export', dread, '--to', 'json', '--revision', '1', '--cut')).out).toEqual(await ofTheApp('json', revision, 'names-and-votes'))
    expect(await run('export', dread, '--to', 'csv', '--revision', '7')).toMatchObject({ code: 2, err: [`dreadnought: ${dread} has no revision 7`, 'it has 1 revision'] })
    expect((await run('export', dread, '--to', 'pdf', '--revision', '1')).out.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('the draft as PDF, the same twice', async () => {
    const { code, out, err } = await run('export', dread, '--to', 'pdf')
    expect([code, err, out.subarray(0, 5).toString()]).toEqual([0, [], '%PDF-'])
    expect((await run('export', dread, '--to', 'pdf')).out.equals(out)).toBe(true)
  })

  test('encrypted with a passphrase from a file: written, read by import and convert, and opened again', { timeout: 90_000 }, async () => {
    const words = path.join(folder, 'words')
    writeFileSync(words, 'correct horse\n')
    const locked = path.join(folder, 'locked.dread')
    const written = await run('export', dread, '--to', 'dread', '--passphrase-file', words)
    expect([written.code, written.err]).toEqual([0, []])
    writeFileSync(locked, written.out)
    expect(written.out.toString('latin1')).toMatch(/^dreadnought-encrypted\/1 /)
    const open = ['--passphrase-file', words]
    expect((await run('export', locked, '--to', 'dread', '--plain', ...open)).out).toEqual(readFileSync(dread))
    expect(JSON.parse((await run('import', locked, ...open)).out.toString())).toMatchObject({ format: 'dread', model: { elements: 1, threats: 2 } })
    expect(JSON.parse((await run('import', dread)).out.toString())).toMatchObject({ format: 'dread', model: { elements: 1, threats: 2 } })
    expect((await run('convert', locked, '--to', 'mermaid', ...open)).out.toString()).toContain('_api["API"]')
  })

  test('encrypted, without its passphrase or with another: exit 2, and what was expected', { timeout: 90_000 }, async () => {
    const [words, others] = [path.join(folder, 'words'), path.join(folder, 'others')]
    writeFileSync(words, 'correct horse\n')
    writeFileSync(others, 'wrong horse\n')
    const locked = path.join(folder, 'locked.dread')
    writeFileSync(locked, (await run('export', dread, '--to', 'dread', '--passphrase-file', words)).out)
    expect(await run('import', locked)).toMatchObject({ code: 2, err: [expect.stringContaining('an encrypted project file'), expect.stringContaining('--passphrase-file')] })
    expect(await run('convert', locked, '--to', 'csv', '--passphrase-file', others)).toMatchObject({ code: 2, err: [expect.stringContaining('does not open it'), expect.any(String)] })
    expect(await run('export', dread, '--to', 'dread', '--passphrase-file', path.join(folder, 'nothing'))).toMatchObject({ code: 2, err: [expect.stringContaining('can not be read (there is none)')] })
    writeFileSync(others, 'short\n')
    expect(await run('export', dread, '--to', 'dread', '--passphrase-file', others)).toMatchObject({ code: 2, err: [expect.stringContaining('a passphrase of 5 characters'), 'expected 8 to 1000'] })
  })

  test.each([
    ['that is not there', () => path.join(folder, 'none.dread'), /the path$/, 'there is none'],
    ['that is cut off', () => damaged((text) => text.slice(0, text.length / 2)), /dread: /, 'a project file \\(.dread\\)'],
    ['of another shape', () => damaged((text) => text.replaceAll('"displayId":"TM1"', '"displayId":7')), /threats\.0\.displayId$/, 'a project file'],
    ['with an event that is none', () => damaged((text) => text.replaceAll('"type":"voted"', '"type":"bogus"')), /workshops\.0\.log$/, 'replayed'],
    ['with __proto__', () => damaged((text) => text.replace('{', '{"__proto__":{},')), /the whole file$/, '__proto__'],
    ['that is no JSON', () => damaged(() => 'flowchart LR'), /dread: /, 'not JSON|not whole JSON'],
  ])('a file %s: exit 2, the file, the place, and what was expected', async (_what, file, place, expected) => {
    const { code, out, err } = await run('export', file(), '--to', 'csv')
    expect([code, out.length, err.length]).toEqual([2, 0, 2])
    expect(err[0]).toMatch(place)
    expect(err[1]).toMatch(new RegExp(expected))
  })

  function damaged(change: (text: string) => string): string {
    const file = path.join(folder, 'damaged.dread')
    writeFileSync(file, change(readFileSync(dread, 'utf8')))
    return file
  }
})
