import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { insertProject } from '../../../src/main/store/projects.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { fixture, root } from '../import/support.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'dreadnought-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; err: string[] }> {
  let out = ''
  const err: string[] = []
  const code = await runCli(args, '1.2.3', { data: (text) => (out += typeof text === 'string' ? text : Buffer.from(text).toString()), message: (text) => err.push(text) })
  return { code, out, err }
}
const sample = (name: string) => path.join(root, 'resources/samples', name)
function file(name: string, text: string): string {
  const target = path.join(folder, name)
  writeFileSync(target, text)
  return target
}

describe('import', () => {
  test('prints format, counts and report', async () => {
    const { code, out, err } = await run('import', sample('web-shop.drawio'))
    expect([code, err]).toEqual([0, []])
    expect(JSON.parse(out)).toEqual({
      format: 'drawio',
      model: { elements: 9, flows: 8, boundaries: 3, diagrams: 1, threats: 0, mitigations: 0, assets: 0 },
      import: { elements: { parsed: 9, candidates: 9 }, edges: { parsed: 8, candidates: 8 }, labels: { parsed: 9, candidates: 9 }, flowLabels: { parsed: 8, candidates: 8 }, dropped: [] },
    })
  })

  test('as text it says every thing that was dropped, with its line', async () => {
    const { out } = await run('import', fixture('office.drawio'), '--format', 'text')
    expect(out.split('\n').slice(0, 3)).toEqual([
      'drawio: 5 elements, 3 flows, 2 boundaries, 2 diagrams',
      'read: elements 5/5, edges 3/6, labels 5/5, flow labels 3/6',
      'line 12: text "Drawn by hand": a note on the diagram, not an element',
    ])
  })
})

describe('analyze', () => {
  test('says rules, counts, threats by key and label, and the same bytes on every run', async () => {
    const { code, out } = await run('analyze', sample('container-deployment.mmd'))
    const report = JSON.parse(out)
    expect(code).toBe(0)
    expect(report.model).toMatchObject({ elements: 8, flows: 8 })
    expect(report.threats.length).toBeGreaterThan(0)
    expect(Object.keys(report.threats[0])).toEqual(['id', 'rule', 'title', 'stride', 'why', 'affected', 'evidence', 'references', 'mitigations', 'severity', 'score', 'dread', 'status', 'unknowns'])
    expect((await run('analyze', sample('container-deployment.mmd'))).out).toBe(out)
  })

  test('writes its findings as lists too', async () => {
    const model = sample('container-deployment.mmd')
    const [json, table, list] = [await run('analyze', model), await run('analyze', model, '--format', 'threat-table'), await run('analyze', model, '--format', 'stride-list')]
    const count = JSON.parse(json.out).threats.length
    for (const [name, { out }] of [['table.md', table], ['list.txt', list]] as const) {
      expect(JSON.parse((await run('import', file(name, out))).out).model.threats).toBe(count)
    }
  })

  test('a threat list has nothing to analyse', async () => {
    expect(await run('analyze', sample('web-shop-threats.txt'))).toMatchObject({ code: 2, out: '' })
  })
})

describe('convert', () => {
  test('a list to its own format is the same text, and says nothing on standard error', async () => {
    const text = readFileSync(sample('web-shop-threats.txt'), 'utf8')
    expect(await run('convert', sample('web-shop-threats.txt'), '--to', 'stride-list')).toEqual({ code: 0, out: text, err: [] })
  })

  test('what the other format cannot carry is told; -o writes a file that only its owner reads', async () => {
    const target = path.join(folder, 'out.md')
    const { code, out, err } = await run('convert', sample('web-shop-threats.txt'), '--to', 'threat-table', '-o', target)
    expect([code, out]).toEqual([0, ''])
    expect(err).toEqual([`wrote ${target}`, 'not carried: the +/- marker of 5 threats', 'not carried: the five DREAD values (their mean is) of 5 threats'])
    expect(readFileSync(target, 'utf8')).toContain('| SS1 | High | Reused passwords |')
  })
})

describe('diff', () => {
  test('exit 0 where nothing differs, 1 where something does', async () => {
    const a = file('a.mmd', 'flowchart LR\n a[Api] --> b[(Store)]')
    const b = file('b.mmd', 'flowchart LR\n a([Api]) -- HTTPS --> b[(Store)]\n b --> c')
    expect(await run('diff', a, a)).toMatchObject({ code: 0, out: 'No differences.\n' })
    const { code, out } = await run('diff', a, b, '--format', 'json')
    expect([code, JSON.parse(out)]).toEqual([1, {
      same: false,
      elements: { added: ['c'], removed: [], changed: [{ key: 'api', fields: [{ field: 'kind', before: 'process', after: 'external-entity' }] }] },
      flows: { added: ['store->c'], removed: [], changed: [{ key: 'api->store', fields: [{ field: 'label', before: '', after: 'HTTPS' }] }] },
      boundaries: { added: [], removed: [], changed: [] },
    }])
    expect((await run('diff', a, b)).out).toContain('- changed `api->store`: label `` -> `HTTPS`')
  })
})

describe('verify', () => {
  test('what is no register fails, and exits 1', async () => {
    const { code, out } = await run('verify', sample('web-shop.drawio'))
    expect(code).toBe(1)
    expect(out).toContain('NOT verified')
    expect(out).toContain('FAIL The file is a register')
  })
})

describe('projects and export', () => {
  const data = path.join(folder, 'data')
  const db = path.join(data, 'library.sqlite')

  test('read a library by id or exact name; what is not there is said', async () => {
    const store = openStore(data, () => '2026-01-01T00:00:00.000Z')
    for (const id of ['p1', 'p2', 'p3']) insertProject(store.db, { id, name: id === 'p1' ? 'Shop' : 'Twin', at: '2026-01-01T00:00:00.000Z' })
    store.db.close()
    expect(JSON.parse((await run('projects', '--db', db)).out)).toMatchObject([{ id: 'p3' }, { id: 'p2' }, { id: 'p1', name: 'Shop', threats: 0, signedRevisions: 0 }])
    expect(JSON.parse((await run('export', 'Shop', '--to', 'json', '--db', db)).out)).toMatchObject({ threats: [] })
    expect((await run('export', 'p2', '--to', 'csv', '--db', db)).out).toMatch(/^\ufeffid,title/)
    expect(await run('export', 'Twin', '--to', 'csv', '--db', db)).toMatchObject({ code: 2, err: ['dreadnought: 2 projects are named "Twin"', 'expected an id: see "dreadnought projects"'] })
    expect(await run('export', 'shop', '--to', 'csv', '--db', db)).toMatchObject({ code: 2 })
    expect(await run('export', 'Shop', '--to', 'json', '--revision', '1', '--db', db)).toMatchObject({ code: 2, err: ['dreadnought: "Shop" has no revision 1', 'it has 0'] })
  })

  test('a file that is no library is left alone', async () => {
    const other = file('notes.sqlite', 'not a database')
    expect(await run('projects', '--db', other)).toMatchObject({ code: 2, out: '' })
    expect(readFileSync(other, 'utf8')).toBe('not a database')
    expect(await run('projects', '--db', path.join(folder, 'none.sqlite'))).toMatchObject({ code: 2 })
  })
})

describe('bad usage and bad files: exit 2, at most three lines, nothing on standard output', () => {
  test.each<[string[]]>([
    [['import']], [['bogus']], [['import', 'x', '--from', 'foo']], [['convert', 'x']], [['convert', 'x', '--to', 'foo']], [['import', '/nowhere/at/all']], [['import', '/']], [['verify', '/nowhere']],
    [['analyze', sample('web-shop.drawio'), '--rules', '/nowhere']], [['convert', sample('web-shop.drawio'), '--to', 'stride-list']], [['diff', sample('web-shop.drawio'), sample('web-shop-threats.txt')]],
  ])('%j', async (args) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err.join('\n').split('\n').length).toBeLessThanOrEqual(3)
    expect(err.join('\n')).not.toMatch(/\bat .*\.[jt]s:\d/)
  })

  test('names the file, the place, and what was expected; text of the file steers no terminal', async () => {
    const bad = file('bad.mmd', 'flowchart LR\n a --> b\n c[\u001b[31mfoo --> d\n')
    expect(await run('import', bad)).toEqual({ code: 2, out: '', err: [`dreadnought: ${bad}: line 3, "c[ [31mfoo --> d"`, 'expected valid flowchart syntax (did not expect "[")'] })
  })
})

test('the installed command runs from any folder and hands the exit code on', () => {
  const ran = spawnSync(process.execPath, [path.join(root, 'bin/dreadnought.mjs'), 'import', 'none.mmd'], { cwd: folder, encoding: 'utf8' })
  expect([ran.status, ran.stdout, ran.stderr]).toEqual([2, '', 'dreadnought: none.mmd: the path\nexpected a file that can be read (there is none)\n'])
})
