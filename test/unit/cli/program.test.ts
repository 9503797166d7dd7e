import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { insertProject } from '../../../src/main/store/projects.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { registerFileBytes } from '../../../src/shared/proof/register-file.ts'
import { sha256, signedParts } from '../../support/register-fixture.ts'
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
      model: { elements: 11, flows: 10, boundaries: 4, diagrams: 1, threats: 0, mitigations: 0, assets: 0 },
      import: { elements: { parsed: 11, candidates: 11 }, edges: { parsed: 10, candidates: 10 }, labels: { parsed: 11, candidates: 11 }, flowLabels: { parsed: 10, candidates: 10 }, dropped: [] },
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

test('one of a kind is not many', async () => {
  const one = file('one.mmd', 'flowchart LR\n subgraph zone\n a --> b\n end')
  expect((await run('import', one, '--format', 'text')).out.split('\n')[0]).toBe('mermaid: 2 elements, 1 flow, 1 boundary, 1 diagram')
})

describe('analyze', () => {
  test('says rules, counts, threats by key and label, and the same bytes on every run', async () => {
    const { code, out } = await run('analyze', sample('container-deployment.mmd'))
    const report = JSON.parse(out)
    expect(code).toBe(0)
    expect(report.model).toMatchObject({ elements: 11, flows: 12 })
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

  test('--engine native is what runs without it', async () => {
    expect((await run('analyze', sample('container-deployment.mmd'), '--engine', 'native')).out).toBe((await run('analyze', sample('container-deployment.mmd'))).out)
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
    expect(err).toEqual([`wrote ${target}`, 'not carried: the +/- marker (5)', 'not carried: the five DREAD values (their mean is) (5)', 'not carried: the text around the rows (1)'])
    expect(readFileSync(target, 'utf8')).toContain('| SS1 | High | Reused passwords |')
  })
})

describe('convert of a model', () => {
  test('to Mermaid reads back with the same counts and keys, and says what it could not carry', async () => {
    const { code, out, err } = await run('convert', sample('web-shop.drawio'), '--to', 'mermaid')
    expect([code, err]).toEqual([0, [expect.stringMatching(/^not carried: places on the drawing \(\d+\)$/)]])
    const again = file('again.mmd', out)
    const diff = JSON.parse((await run('diff', sample('web-shop.drawio'), again)).out)
    expect([diff.elements.added, diff.elements.removed, diff.flows, diff.boundaries.added]).toEqual([[], [], { added: [], removed: [], changed: [] }, []])
    expect((await run('convert', again, '--to', 'mermaid')).out).toBe(out)
  })

  test('threats are no Mermaid', async () => {
    expect(await run('convert', sample('web-shop-threats.txt'), '--to', 'mermaid')).toMatchObject({ code: 2, out: '', err: [expect.stringContaining('holds threats, not a model'), expect.stringMatching(/^threats can be converted to: json, csv, .*threat-table, stride-list, threat-composer/)] })
  })
})

describe('diff of models', () => {
  test('exit 0 where nothing differs, 1 where something does; json first', async () => {
    const a = file('a.mmd', 'flowchart LR\n a[Thing] --> b[(Store)]')
    const b = file('b.mmd', 'flowchart LR\n a([Thing]) -- HTTPS --> b[(Store)]\n b --> c')
    expect(JSON.parse((await run('diff', a, a)).out).same).toBe(true)
    expect(await run('diff', a, a, '--format', 'md')).toMatchObject({ code: 0, out: 'No differences.\n' })
    const { code, out } = await run('diff', a, b)
    expect([code, JSON.parse(out)]).toMatchObject([1, {
      same: false,
      schema: 'dreadnought-diff/1',
      elements: { added: [{ key: 'c', label: 'c', says: { kind: 'process' } }], removed: [], changed: [{ key: 'thing', label: 'Thing', was: { key: 'thing' }, fields: [{ field: 'kind', before: 'process', after: 'external-entity' }] }] },
      flows: { added: [{ key: 'store->c' }], removed: [], changed: [{ key: 'thing->store', fields: [{ field: 'label', before: '', after: 'HTTPS' }, { field: 'fact encrypted', before: 'unknown', after: 'yes' }, { field: 'fact protocol', before: 'unknown', after: 'https' }] }] },
      boundaries: { added: [], removed: [], changed: [] },
    }])
    const { findings } = JSON.parse(out)
    expect(findings.gone).toContainEqual(expect.objectContaining({ state: 'gone', because: expect.arrayContaining([{ kind: 'fact', part: 'Thing -> Store: HTTPS', fact: 'encrypted', before: 'unknown', after: 'yes' }]) }))
    expect(findings.new.length + findings.changed.length).toBeGreaterThan(0)
    expect((await run('diff', a, b)).out).toBe(out)
    expect((await run('diff', a, b, '--format', 'md')).out).toContain('| ~ changed | `thing->store`<br>HTTPS | label: *none* → HTTPS<br>fact encrypted: unknown → yes<br>fact protocol: unknown → https |')
  })

  test('one system in two notations is the same; kinds, technologies and facts are as the analysis sees them', async () => {
    const box = (id: string, value: string, style: string) => `<mxCell id="${id}" value="${value}" style="${style}" vertex="1" parent="1"><mxGeometry x="${Number(id) * 200}" y="10" width="90" height="50" as="geometry"/></mxCell>`
    const drawn = file('same.drawio', `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${box('2', 'Customer', 'rounded=1')}${box('3', 'Orders PostgreSQL', 'rounded=0')}<mxCell id="4" value="TLS" edge="1" source="2" target="3" parent="1"/></root></mxGraphModel>`)
    const written = file('same.mmd', 'flowchart LR\n u([Customer]) -- TLS --> d[(Orders PostgreSQL)]')
    expect((await run('diff', drawn, written)).out).toBe((await run('diff', written, written)).out)
    const other = file('other.mmd', 'flowchart LR\n u([Customer]) -- plain HTTP --> d[(Orders PostgreSQL)]')
    expect((await run('diff', written, other)).out).toContain('"field": "fact encrypted"')
    expect(JSON.parse((await run('convert', written, '--to', 'json')).out).model.elements).toMatchObject([{ kind: 'external-entity' }, { kind: 'data-store', technology: 'sql-database' }])
  })
})

describe('diff of files that hold a model and threats', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../fixtures/import/tm7/lending-library.tm7'), 'utf8')

  test('both are compared; against a diagram, the model alone', async () => {
    const a = file('a.tm7', source)
    expect(await run('diff', a, a, '--format', 'md')).toMatchObject({ code: 0, out: 'No differences.\n' })
    const { code, out } = await run('diff', a, file('b.tm7', source.replaceAll('Loan desk', 'Counter')))
    expect([code, JSON.parse(out).elements.changed.map(({ label, was }: { label: string; was: { label: string } }) => [was.label, label])]).toEqual([1, [['Loan desk', 'Counter']]])
    expect(Object.keys(JSON.parse(out))).toEqual(['schema', 'same', 'threats', 'elements', 'flows', 'boundaries', 'findings'])
    const other = await run('diff', a, file('b.mmd', 'flowchart LR\n  a[Reader] --> b[Loan desk]\n'))
    expect([other.code, Object.keys(JSON.parse(other.out))]).toEqual([1, ['schema', 'same', 'elements', 'flows', 'boundaries', 'findings']])
  })
})

describe('diff of registers', () => {
  const parts = signedParts(2)
  const before = file('before.json', Buffer.from(registerFileBytes(parts, sha256)).toString())
  function changed(name: string, change: (register: typeof parts.register) => typeof parts.register, disclosures = parts.disclosures): string {
    return file(name, Buffer.from(registerFileBytes({ ...parts, register: change(parts.register), disclosures }, sha256)).toString())
  }

  test('the same register, also with names and votes cut, is the same', async () => {
    const none = { added: [], removed: [], changed: [] }
    const { code, out } = await run('diff', before, changed('cut.json', (register) => register, []))
    expect([code, JSON.parse(out)]).toEqual([0, { schema: 'dreadnought-diff/1', same: true, threats: none, mitigations: none, header: none, elements: none, flows: none, boundaries: none }])
  })

  test('says what changed in threats with scores and decisions, header and model', async () => {
    const after = changed('after.json', ({ threats: [first, second], header, model: { elements: [api, ...rest], ...model }, ...register }) => {
      if (!first?.decision || !second || !first.settled || !api) throw new Error('the fixture has another shape')
      return {
        ...register,
        header: { ...header, system: 'Orders', treatmentLine: 25 },
        model: { ...model, elements: [{ ...api, key: 'gateway', label: 'Gateway' }, ...rest] },
        threats: [
          { ...first, title: 'Renamed', settled: { ...first.settled, values: { ...first.settled.values, damage: 3 } }, decision: { ...first.decision, response: 'accept', owner: null } },
          { ...second, id: 'new', displayId: 'SS9' },
        ],
      }
    })
    const { code, out } = await run('diff', before, after)
    expect(code).toBe(1)
    const diff = JSON.parse(out)
    expect(diff).toMatchObject({ same: false, threats: { added: [{ key: 'SS9' }], removed: [{ key: 'SS2' }] }, header: { changed: [{ key: 'header', fields: [{ field: 'system', before: '', after: 'Orders' }, { field: 'treatmentLine', before: '30', after: '25' }] }] } })
    expect(diff.elements.changed).toEqual([{ key: 'gateway', label: 'Gateway', was: { key: 'api', label: 'API' }, fields: [{ field: 'label', before: 'API', after: 'Gateway' }] }])
    expect(diff.threats.changed).toMatchObject([{ key: 'SS1', fields: expect.arrayContaining([
      { field: 'title', before: 'Threat 1', after: 'Renamed' }, { field: 'score', before: '9 6 7 8 5', after: '3 6 7 8 5' }, { field: 'total', before: '35', after: '29' },
      { field: 'response', before: 'mitigate', after: 'accept' }, { field: 'owner', before: 'Ada', after: '' },
    ]) }])
    expect((await run('diff', before, after, '--format', 'md')).out).toMatch(/\| - removed \| `SS2`<br>/)
    expect((await run('diff', before, after)).out).toBe(out)
  })

  test.each([
    ['a register and a model', () => [before, sample('web-shop.drawio')], 'dreadnought: the first file holds a register, the second a model'],
    ['a register that is cut off', () => [before, file('half.json', readFileSync(before, 'utf8').slice(0, 900))], /half\.json: /],
    ['a register without threats', () => [before, file('odd.json', '{"format":"dreadnought-register-file/1"}')], /odd\.json: register$/],
    ['JSON with __proto__', () => [before, file('proto.json', '{"format":"dreadnought-register-file/1","__proto__":{}}')], /proto\.json: the whole file/],
  ])('%s: exit 2', async (_what, files, problem) => {
    const { code, out, err } = await run('diff', ...files())
    expect([code, out]).toEqual([2, ''])
    expect(err[0]).toMatch(problem)
  })
})

describe('verify', () => {
  const register = Buffer.from(registerFileBytes(signedParts(1), sha256)).toString()

  test('what is no register is no case for a check: exit 2, one clear line', async () => {
    for (const path of [sample('web-shop.drawio'), sample('container-deployment.mmd'), file('other.json', '{"a":1}')]) {
      expect(await run('verify', path)).toEqual({ code: 2, out: '', err: [`dreadnought: ${path}: the whole file`, 'expected a register file, such as "register.json" of a signed revision'] })
    }
  })

  test('of a PDF and of an exported page it is said where the register is', async () => {
    const refused = async (path: string) => (await run('verify', path)).err[1]
    expect(await refused(file('report.pdf', `%PDF-1.7\n${register}`))).toBe('expected a register file; a PDF carries it as an attachment: save that, and verify it')
    expect(await refused(file('report.html', `<!doctype html><script>${register}</script>`))).toBe('expected a register file; a page that was exported checks itself when it is opened in a browser')
  })

  test('a register that fails exits 1, whichever byte is wrong, and however short it is cut', async () => {
    expect((await run('verify', file('good.json', register))).code).toBe(0)
    for (let at = 0; at < register.length; at += 97) {
      expect([at, (await run('verify', file('bad.json', `${register.slice(0, at)}#${register.slice(at + 1)}`))).code]).toEqual([at, 1])
    }
    const { code, out } = await run('verify', file('half.json', register.slice(0, 400)))
    expect([code, out.split('\n')[2]]).toMatchObject([1, expect.stringContaining('FAIL The file is a register')])
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
    expect(await run('export', 'Shop', '--to', 'json', '--revision', '1', '--db', db)).toMatchObject({ code: 2, err: ['dreadnought: "Shop" has no revision 1', 'it has 0 revisions'] })
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
    [['analyze', sample('web-shop.drawio'), '--rules', '/nowhere']], [['analyze', sample('web-shop.drawio'), '--rules', sample('web-shop.drawio')]], [['analyze', sample('web-shop.drawio'), '--engine', 'tmt']], [['analyze', 'x', '--engine', 'foo']], [['convert', sample('web-shop.drawio'), '--to', 'stride-list']], [['diff', sample('web-shop.drawio'), sample('web-shop-threats.txt')]],
  ])('%j', async (args) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err.join('\n').split('\n').length).toBeLessThanOrEqual(3)
    expect(err.join('\n')).not.toMatch(/\bat .*\.[jt]s:\d/)
  })

  test('says which folder of rules, and that a file has no template', async () => {
    expect((await run('analyze', sample('web-shop.drawio'), '--rules', '/nowhere')).err).toEqual(['dreadnought: --rules /nowhere: there is none', 'expected a folder of rule packs (YAML files)'])
    expect((await run('analyze', sample('web-shop.drawio'), '--engine', 'tmt')).err).toEqual([`dreadnought: ${sample('web-shop.drawio')}: no template for --engine tmt inside it`, 'expected a .tm7 that embeds one, or --rules FILE.tb7'])
  })

  test('no command: the help on standard output, one line on standard error', async () => {
    const { code, out, err } = await run()
    expect([code, err]).toEqual([2, ['dreadnought: no command given']])
    expect(out).toContain('Usage: dreadnought')
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
