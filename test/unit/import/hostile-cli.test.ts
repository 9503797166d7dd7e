import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deflateBomb, textPart, zipOf } from '../../support/zip.ts'
import { root } from './support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dreadnought-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  code: number | null
  out: string
  err: string
  /** Most memory that the process ever had, in bytes. */
  peak: number
}

/** Runs the command line as a user does, and asks it for its memory when it ends. */
function dreadnought(...args: string[]): Promise<Run> {
  const tell = "process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))"
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', tellFile(tell), path.join(root, 'src/main/cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
    const texts = { out: '', err: '', peak: '' }
    child.stdout?.on('data', (data: Buffer) => (texts.out += data.toString()))
    child.stderr?.on('data', (data: Buffer) => (texts.err += data.toString()))
    child.stdio[3]?.on('data', (data: Buffer) => (texts.peak += data.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: texts.out, err: texts.err, peak: Number(texts.peak) * 1024 }))
  })
}

function tellFile(source: string): string {
  const file = path.join(folder, 'tell.cjs')
  writeFileSync(file, source)
  return file
}

const gigabyte = 1024 ** 3
const drawio = (page: string): string => `<mxfile><diagram name="p">${page}</diagram></mxfile>`
const laughs = `<!DOCTYPE x [<!ENTITY a "lol">${Array.from({ length: 12 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]>`
const aliases = `otmVersion: 1\nl0: &l0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, at) => `l${String(at + 1)}: &l${String(at + 1)} [${Array.from({ length: 9 }, () => `*l${String(at)}`).join(',')}]`).join('\n')}\n`
const workbook = (data: Buffer): Uint8Array =>
  zipOf([textPart('[Content_Types].xml', '<Types/>'), textPart('xl/workbook.xml', '<workbook><sheets><sheet name="a"/></sheets></workbook>'), { name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(40), packed: data }])

describe('bombs through the command line', { timeout: 120_000 }, () => {
  test.each<[what: string, name: string, bytes: () => Uint8Array | string, expected: RegExp]>([
    ['1.5 GB inflated from a page of draw.io', 'bomb.drawio', () => drawio(deflateBomb(1500).toString('base64')), /at most 64 MB once unpacked/],
    ['1.5 GB inflated from a workbook that says it is small', 'bomb.xlsx', () => workbook(deflateBomb(1500)), /at most 96 MB once unpacked/],
    ['entities that multiply', 'bomb.tm7', () => `${laughs}<ThreatModel>&m;</ThreatModel>`, /document type/],
    ['aliases that multiply', 'bomb.otm', () => aliases, /at most 4000000 values|alias/],
    ['brackets ten million deep', 'bomb.otm.json', () => '['.repeat(10_000_000), /nesting/],
    ['a line of thirty million commas', 'bomb.csv', () => ','.repeat(30_000_000), /row of headers|columns/],
    ['a line of ten million quotation marks', 'quotes.csv', () => '"'.repeat(10_000_000), /column for the title/],
    ['an empty file', 'empty.mmd', () => '', /not empty/],
  ])('I20 %s is refused in three lines at most, with exit code 2, in less than 1 GB', async (_what, name, bytes, expected) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes())
    const { code, out, err, peak } = await dreadnought('import', file)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(expected)
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(3)
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(gigabyte)
  })

  test('I20 a folder, and a file that is not there, are no files', async () => {
    for (const place of [folder, path.join(folder, 'none.mmd')]) {
      const { code, out, err } = await dreadnought('import', place)
      expect([code, out]).toEqual([2, ''])
      expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(3)
    }
  })
})
