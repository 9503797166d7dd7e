import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { root } from '../import/support.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'dreadnought-picture-'))
afterAll(() => rmSync(folder, { recursive: true }))
const drawn = path.join(root, 'resources/samples/web-shop.drawio')

async function run(...args: string[]): Promise<{ code: number; out: Buffer; err: string[] }> {
  const out: Buffer[] = []
  const err: string[] = []
  const code = await runCli(args, '1.2.3', { data: (text) => out.push(Buffer.from(text)), message: (text) => err.push(text) })
  return { code, out: Buffer.concat(out), err }
}

describe('convert to a picture', () => {
  test('SVG goes to stdout, the same on each run; theme and legend change it', async () => {
    const first = await run('convert', drawn, '--to', 'svg')
    expect([first.code, first.err]).toEqual([0, []])
    expect(first.out.toString()).toMatch(/^<svg [^]*<\/svg>\n$/)
    expect((await run('convert', drawn, '--to', 'svg')).out.equals(first.out)).toBe(true)
    const legend = (await run('convert', drawn, '--to', 'svg', '--legend')).out.toString()
    expect(legend).toContain('>Trust boundary</text>')
    expect(first.out.toString()).not.toContain('>Trust boundary</text>')
    expect((await run('convert', drawn, '--to', 'svg', '--theme', 'dark')).out.toString()).toContain('fill="#10131a"')
  })

  test('PNG goes to a file, twice as large as the drawing or as large as it is told to be', async () => {
    const file = path.join(folder, 'shop.png')
    const width = async (...more: string[]) => {
      expect((await run('convert', drawn, '--to', 'png', '-o', file, ...more)).code).toBe(0)
      return readFileSync(file).readUInt32BE(16)
    }
    const usual = await width()
    expect(Math.abs((await width('--scale', '1')) * 2 - usual)).toBeLessThanOrEqual(2)
    expect((await run('convert', drawn, '--to', 'png', '--scale', '0')).code).toBe(2)
  })

  test('one of several diagrams by its name; an unknown one is refused with the names there are', async () => {
    const page = (name: string, label: string) => `<diagram name="${name}"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="a" value="${label}" vertex="1" parent="1"><mxGeometry x="10" y="10" width="120" height="60" as="geometry"/></mxCell></root></mxGraphModel></diagram>`
    const file = path.join(folder, 'two.drawio')
    writeFileSync(file, `<mxfile>${page('Shop', 'Web shop')}${page('Back office', 'Ledger')}</mxfile>`)
    const one = await run('convert', file, '--to', 'svg', '--diagram', 'Back office')
    expect(one.out.toString()).toContain('>Ledger<')
    expect(one.out.toString()).not.toContain('Web shop')
    expect(one.err).toEqual(['not carried: other diagrams (a picture is of one) (1)'])
    const none = await run('convert', file, '--to', 'svg', '--diagram', 'Cellar')
    expect([none.code, none.out.length, none.err]).toEqual([2, 0, [`dreadnought: ${file}: there is no diagram "Cellar"`, 'it has "Shop", "Back office"']])
  })

  test('a list of threats has no picture, and one that would be too large is refused', async () => {
    const list = path.join(root, 'resources/samples/web-shop-threats.txt')
    expect(await run('convert', list, '--to', 'png')).toMatchObject({ code: 2, err: [expect.stringContaining('holds threats, not a model'), expect.stringContaining('stride-list')] })
    const far = path.join(folder, 'far.drawio')
    const cell = (id: string, at: number) => `<mxCell id="${id}" value="${id}" vertex="1" parent="1"><mxGeometry x="${at}" y="${at}" width="120" height="60" as="geometry"/></mxCell>`
    writeFileSync(far, `<mxfile><diagram name="d"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cell('A', 0)}${cell('B', 90_000)}</root></mxGraphModel></diagram></mxfile>`)
    expect(await run('convert', far, '--to', 'png')).toMatchObject({ code: 2, err: [expect.stringContaining('more than can be drawn'), expect.stringContaining('--to svg')] })
    expect((await run('convert', far, '--to', 'svg')).code).toBe(0)
  })
})
