import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importTable } from '../../../scripts/import-table.ts'

const root = resolve(import.meta.dirname, '../../..')

/** One planted file per rule that matters: the file, what it says, and the rule that has to fire (a cycle is told once, for one of its files). */
const plants = [
  { file: 'src/shared/domain/planted-node.ts', text: `import { readFileSync } from 'node:fs'\nexport const read = readFileSync`, rule: 'shared: no Node' },
  { file: 'src/shared/domain/planted-package.ts', text: `import Fastify from 'fastify'\nexport const make = Fastify`, rule: 'shared: packages' },
  { file: 'src/shared/domain/planted-main.ts', text: `import type { Jobs } from '../../main/app/context.ts'\nexport type Planted = Jobs`, rule: 'shared: local' },
  { file: 'src/main/stride/planted-store.ts', text: `import { planted } from '../store/planted.ts'\nexport const taken = planted`, rule: 'main/stride: local' },
  { file: 'src/main/store/planted.ts', text: `import { app } from 'electron'\nexport const planted = app`, rule: 'main/store: packages' },
  { file: 'src/main/workshop/planted-import.ts', text: `import { planted } from '../import/planted.ts'\nexport const taken = planted`, rule: 'main/workshop: local' },
  { file: 'src/main/import/planted.ts', text: `import type { Database } from 'better-sqlite3'\nexport type Planted = Database\nexport const planted = 1`, rule: 'main/import: packages' },
  { file: 'src/main/export/planted-import.ts', text: `import { planted } from '../import/planted.ts'\nexport const taken = planted`, rule: 'main/export: local' },
  { file: 'src/main/app/planted-electron.ts', text: `import { dialog } from 'electron'\nexport const ask = dialog`, rule: 'main/app: packages' },
  { file: 'src/main/http/planted-electron.ts', text: `import { app } from 'electron'\nexport const taken = app`, rule: 'main/http: packages' },
  { file: 'src/preload/planted-node.ts', text: `import { readFileSync } from 'fs'\nexport const read = readFileSync`, rule: 'preload: no Node' },
  { file: 'src/renderer/workbench/planted-main.ts', text: `import type { AppContext } from '../../main/app/context.ts'\nexport type Planted = AppContext`, rule: 'renderer/workbench: local' },
  { file: 'src/renderer/workbench/planted-seat.ts', text: `import { planted } from '../seat/planted.ts'\nexport const taken = planted`, rule: 'renderer/workbench: local' },
  { file: 'src/renderer/seat/planted.ts', text: `import { createElement } from 'react'\nexport const planted = createElement`, rule: 'renderer/seat: packages' },
  { file: 'src/renderer/seat/planted-workbench.ts', text: `import { taken } from '../workbench/planted-seat.ts'\nexport const again = taken`, rule: 'renderer/seat: local' },
  { file: 'src/renderer/seat/planted-contract.ts', text: `import { seatContract } from '../../shared/contract/seat.ts'\nexport const contract = seatContract`, rule: 'renderer/seat: contract as types only' },
  { file: 'src/renderer/verifier/planted-workbench.ts', text: `import { taken } from '../workbench/planted-seat.ts'\nexport const again = taken`, rule: 'renderer/verifier: local' },
  { file: 'src/main/planted/planted.ts', text: `import { join } from 'node:path'\nexport const planted = join`, rule: 'not in the table' },
  { file: 'src/shared/proof/planted-missing.ts', text: `import { nothing } from './no-such-file.ts'\nexport const taken = nothing`, rule: 'not found' },
  { file: 'src/shared/proof/planted-cycle-a.ts', text: `import { b } from './planted-cycle-b.ts'\nexport const a = () => b`, rule: 'cycle' },
  { file: 'src/shared/proof/planted-cycle-b.ts', text: `import { a } from './planted-cycle-a.ts'\nexport const b = () => a`, rule: null },
]

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), `${text}\n`)
}

function check(folder: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/check-imports.ts'), folder], { encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

// Reading all imports takes a second or two; a busy machine may take many times that.
describe('the import table', { timeout: 180_000 }, () => {
  let folder = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dreadnought-imports-'))
    cpSync(join(root, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('fails for every planted violation, by the rule that is meant', () => {
    const copy = join(folder, 'planted')
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true })
    cpSync(join(root, 'package.json'), join(copy, 'package.json'))
    for (const { file, text } of plants) write(copy, file, text)
    const { status, output } = check(copy)
    expect(status).toBe(1)
    const seen = output.split('\n').flatMap((line, index, lines) => {
      const from = /^(src\/\S+) -> /.exec(line)?.[1]
      return from === undefined ? [] : [`${from} | ${lines[index + 1]?.trim() ?? ''}`]
    })
    for (const { file, rule } of plants) if (rule !== null) expect(seen).toContain(`${file} | forbidden: ${rule}`)
  })

  it('fails where nothing was read', () => {
    const empty = join(folder, 'empty')
    mkdirSync(join(empty, 'src'), { recursive: true })
    cpSync(join(root, 'package.json'), join(empty, 'package.json'))
    const { status, output } = check(empty)
    expect(status).toBe(1)
    expect(output).toContain('modules were read; at least')
  })

  it('fails where a source file on disk was not among the modules read', () => {
    // A name that dependency-cruiser leaves out by itself stands for every way of not being read.
    const partial = join(folder, 'partial')
    cpSync(join(root, 'src/shared'), join(partial, 'src/shared'), { recursive: true })
    cpSync(join(root, 'package.json'), join(partial, 'package.json'))
    write(partial, 'src/shared/node_modules/hidden.ts', 'export const hidden = 1')
    const { status, output } = check(partial)
    expect(status).toBe(1)
    expect(output).toContain('src/shared/node_modules/hidden.ts: imports were not read')
  })

  it('lets only the Electron parts name electron', () => {
    const parts = importTable.filter((part) => part.packages.includes('electron')).map((part) => part.name)
    expect(parts).toEqual(['main/electron', 'main/index', 'preload'])
  })

  it('keeps workbench, seat and verifier apart, and every page from the main process', () => {
    const pages = importTable.filter((part) => part.name.startsWith('renderer/'))
    expect(pages).toHaveLength(6)
    for (const page of pages) {
      expect(page.node).toBe(false)
      for (const path of ['src/main/app/app.ts', 'src/renderer/workbench/main.tsx', 'src/renderer/seat/main.tsx', 'src/renderer/verifier/main.ts']) {
        expect(page.local.some((pattern) => new RegExp(pattern).test(path))).toBe(false)
      }
    }
  })
})
