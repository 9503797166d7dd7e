import { resolve } from 'node:path'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { type PictureWish, writePicture as write } from '../../../src/main/export/picture/picture.ts'
import { mostPixels } from '../../../src/main/export/picture/png.ts'
import { PictureTooLarge } from '../../../src/main/export/picture/too-large.ts'
import { dark, light, severityDark, severityLight } from '../../../src/renderer/ui/tokens.ts'
import { emptyModel, type Box, type Element, type Flow, type Model } from '../../../src/shared/domain/model.ts'
import { arrange } from '../../../src/shared/picture/arrange.ts'
import { diagramSvg, drawDiagram } from '../../../src/shared/picture/diagram.ts'
import { englishLegend } from '../../../src/shared/picture/legend.ts'
import { heatColours, pictureColours } from '../../../src/shared/picture/look.ts'
import { ownPositions, placeAll } from '../../../src/shared/picture/place.ts'
import { overlap } from '../../../src/shared/picture/route.ts'

const kinds = ['process', 'data-store', 'external-entity'] as const
const fonts = resolve(import.meta.dirname, '../../../resources/fonts')
const writePicture = (model: Model, wish: PictureWish) => write(model, wish, fonts)
const usual: PictureWish = { format: 'svg', theme: 'light', diagram: null, legend: null, scale: 1, heat: null }

function element(id: string, set: Partial<Element> = {}): Element {
  return { id, diagram: 'd', key: id, label: id, kind: 'process', technology: null, parent: null, facts: {}, position: null, sourceId: null, notes: '', ...set }
}

function flow(id: string, source: string | null, target: string | null, set: Partial<Flow> = {}): Flow {
  return { id, diagram: 'd', key: id, label: '', source, target, bidirectional: false, facts: {}, sourceId: null, notes: '', ...set }
}

function modelOf(elements: Element[], flows: Flow[] = [], more: Partial<Model> = {}): Model {
  return { ...emptyModel, diagrams: [{ id: 'd', name: 'Main', order: 0 }], elements, flows, ...more }
}

/** What stands in the elements called `text`, read by an XML parser that refuses what is not well-formed. */
function texts(svg: string): string[] {
  const found: string[] = []
  let inside: string | null = null
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    if (!['svg', 'rect', 'text', 'path', 'polygon', 'line', 'circle'].includes(name)) throw new Error(`an element <${name}>`)
    if (name === 'text') inside = ''
  })
  parser.on('text', (text) => {
    if (inside !== null) inside += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'text' && inside !== null) found.push(inside)
    if (name === 'text') inside = null
  })
  parser.write(svg).close()
  return found
}

/** A connected system as people draw them: `count` elements in zones, each talking to one before it, some to another one. */
const system = (count: number) =>
  fc.array(fc.record({ word: fc.constantFrom('Order API', 'Payments', 'Audit log', 'Customer', 'Recommendation service', 'S3 bucket', 'Identity provider'), back: fc.nat(), more: fc.nat(9) }), { minLength: count, maxLength: count }).map((rows): Model => {
    const elements = rows.map(({ word }, at) => element(`e${at}`, { label: `${word} ${at}`, kind: kinds[at % 3] ?? 'process', parent: at % 4 === 0 ? null : `b${at % 4}` }))
    const flows = rows.flatMap(({ back, more }, at) => [
      ...(at === 0 ? [] : [flow(`f${at}`, `e${back % at}`, `e${at}`, { label: at % 2 === 0 ? 'HTTPS order' : 'HTTPS login with credentials' })]),
      ...(more === 0 && at > 1 ? [flow(`g${at}`, `e${at}`, `e${(back + 1) % at}`, { label: 'event' })] : []),
    ])
    const boundaries = ['b1', 'b2', 'b3'].map((id) => ({ id, diagram: 'd', key: id, label: `Zone ${id}`, kind: 'box' as const, parent: null, facts: {}, position: null, sourceId: null, notes: '' }))
    return modelOf(elements, flows, { boundaries: count > 4 ? boundaries : [] })
  })

describe('a picture', () => {
  test.each([10, 100])('of %i elements has no label on an element, on a title or on another label', (count) => {
    fc.assert(
      fc.property(system(count), (model) => {
        const { boxes, labels } = arrange(model, placeAll(model, new Map()))
        const standing = model.elements.flatMap(({ id }) => boxes.get(id) ?? [])
        const all: Box[] = [...standing, ...labels.map(({ box }) => box)]
        for (const [at, box] of all.entries()) for (const other of all.slice(at + 1)) expect(overlap(box, other)).toBe(0)
      }),
      { numRuns: count > 50 ? 3 : 25, seed: 7 },
    )
  })

  test('is well-formed XML that shows every label as text, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), fc.constantFrom(...['<script>alert(1)</script>', '"><image href="x"/>', ']]>', '&#0;&lt;', '\u0000\u0008\u000b\uffff', 'משתמש', '登录服务', '\u202eevil']), async (random, nasty) => {
        const model = modelOf([element('a', { label: nasty }), element('b', { label: random })], [flow('f', 'a', 'b', { label: `${random} ${nasty}` })], {
          boundaries: [{ id: 'z', diagram: 'd', key: 'z', label: nasty, kind: 'line', parent: null, facts: {}, position: { x: 10, y: 10, width: 8, height: 90 }, sourceId: null, notes: '' }],
          notes: [{ id: 'n', diagram: 'd', text: `${nasty}\n${random}`, position: { x: 0, y: 300, width: 200, height: 90 } }],
        })
        const svg = new TextDecoder().decode((await writePicture(model, { ...usual, legend: englishLegend })).data)
        // The legend's own; labels of nothing but control characters show nothing.
        expect(texts(svg).length).toBeGreaterThanOrEqual(5)
      }),
      { numRuns: 40 },
    )
    const plain = diagramSvg(modelOf([element('a', { label: 'x < y & "z"' })]), new Map(), 'light')
    expect(texts(plain).join(' ')).toBe('x < y & "z"')
  })

  test('is the same bytes each time, as SVG and as PNG, and another one in the dark', async () => {
    const model = modelOf([element('a'), element('b', { kind: 'data-store' })], [flow('f', 'a', 'b', { label: 'SQL' })])
    for (const format of ['svg', 'png'] as const) {
      const first = await writePicture(model, { ...usual, format })
      const again = await writePicture(structuredClone(model), { ...usual, format })
      expect(Buffer.from(again.data).equals(Buffer.from(first.data))).toBe(true)
      const night = await writePicture(model, { ...usual, format, theme: 'dark' })
      expect(Buffer.from(night.data).equals(Buffer.from(first.data))).toBe(false)
    }
  })

  test('as PNG has as many pixels as its scale says, shows Chinese and Hebrew, and tells of letters that no font has', async () => {
    const model = modelOf([element('a', { label: 'ⴰⴱ' }), element('b', { label: 'Straße Ω Ж 登录 משתמש' })])
    const { width, height } = drawDiagram(model, new Map(), 'light')
    for (const scale of [1, 3]) {
      const { data, notCarried } = await writePicture(model, { ...usual, format: 'png', scale })
      const view = new DataView(data.buffer, data.byteOffset)
      expect(view.getUint32(0)).toBe(0x89504e47)
      expect(Math.abs(view.getUint32(16) - width * scale)).toBeLessThanOrEqual(1)
      expect(Math.abs(view.getUint32(20) - height * scale)).toBeLessThanOrEqual(1)
      expect(notCarried).toEqual([{ what: 'letters that no font here has (an SVG shows them)', count: 2 }])
    }
    // A letter that is drawn is not the box that stands for all that are missing.
    const png = async (label: string) => Buffer.from((await writePicture(modelOf([element('a', { label })]), { ...usual, format: 'png' })).data)
    expect((await png('登')).equals(await png('录'))).toBe(false)
    expect((await png('ⴰ')).equals(await png('ⴱ'))).toBe(true)
    const far = modelOf([element('a', { position: { x: 0, y: 0, width: 100, height: 60 } }), element('b', { position: { x: Math.sqrt(mostPixels), y: Math.sqrt(mostPixels), width: 100, height: 60 } })])
    await expect(writePicture(far, { ...usual, format: 'png' })).rejects.toThrow(PictureTooLarge)
  })

  test('hatches what is out of scope, within its shape, and the legend says so', () => {
    const box = { x: 40, y: 20, width: 120, height: 50 }
    const parts = (outOfScope?: string) => modelOf([element('a', { position: box, ...(outOfScope === undefined ? {} : { outOfScope }) }), element('b', { position: { ...box, x: 300 } })], [flow('f', 'a', 'b')])
    const hatched = (svg: string) => [...svg.matchAll(/<path d="([^"]*)"[^>]*stroke-opacity/g)].map(([, path = '']) => path)
    expect(hatched(diagramSvg(parts(), ownPositions(parts()), 'light'))).toEqual([])
    const [path = '', ...others] = hatched(diagramSvg(parts('run by others'), ownPositions(parts()), 'light'))
    expect(others).toEqual([])
    const ends = [...path.matchAll(/[ML] (-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
    expect(ends.length).toBeGreaterThan(10)
    // A process of that height is a pill: nothing lies outside of its round ends.
    for (const { x, y } of ends) {
      const nearest = Math.min(Math.max(x, box.x + 25), box.x + box.width - 25)
      expect(Math.hypot(x - nearest, y - (box.y + 25))).toBeLessThan(25.02)
    }
    expect(texts(diagramSvg(parts('run by others'), new Map(), 'light', { legend: englishLegend }))).toContain('Out of scope')
    expect(texts(diagramSvg(parts(), new Map(), 'light', { legend: englishLegend }))).not.toContain('Out of scope')
  })

  test('is of one diagram, and tells of the others', async () => {
    const model = modelOf([element('a'), element('b', { diagram: 'two' })], [], { diagrams: [{ id: 'd', name: 'Main', order: 0 }, { id: 'two', name: 'Second', order: 1 }, { id: 'bare', name: 'Empty', order: 2 }] })
    const { data, notCarried } = await writePicture(model, { ...usual, diagram: 'two' })
    expect(texts(new TextDecoder().decode(data))).toEqual(['b'])
    expect(notCarried).toEqual([{ what: 'other diagrams (a picture is of one)', count: 1 }])
  })

  test('draws bends, free ends, notes and boundaries that are lines', () => {
    const box = (x: number, y: number): Box => ({ x, y, width: 120, height: 54 })
    const model = modelOf([element('a', { position: box(0, 0) }), element('b', { position: box(400, 0) })], [flow('f', 'a', 'b', { bends: [{ x: 60, y: 200 }, { x: 460, y: 200 }] }), flow('g', 'a', null, { label: 'nowhere yet' })], {
      boundaries: [{ id: 'z', diagram: 'd', key: 'z', label: 'Perimeter', kind: 'line', parent: null, facts: {}, position: { x: 300, y: -40, width: 8, height: 160 }, sourceId: null, notes: '' }],
      notes: [{ id: 'n', diagram: 'd', text: 'Ask the\nvendor', position: { x: 0, y: 260, width: 160, height: 70 } }],
    })
    const svg = diagramSvg(model, ownPositions(model), 'light')
    expect(svg).toContain('L 60 200 L 460 200 L')
    expect(svg).toMatch(/<line x1="304" y1="-40" x2="304" y2="120"[^>]*stroke-dasharray/)
    expect(svg).toMatch(/<circle [^>]*stroke-dasharray/)
    expect(texts(svg)).toEqual(expect.arrayContaining(['Perimeter', 'Ask the', 'vendor', 'nowhere yet']))
    expect(drawDiagram(model, ownPositions(model), 'light').height).toBeGreaterThan(340)
  })

  test('shows a name whole where its box is too small for it', () => {
    const label = 'Recommendation and personalisation service of the shop'
    const svg = diagramSvg(modelOf([element('a', { label, position: { x: 0, y: 0, width: 90, height: 40 } })]), new Map([['a', { x: 0, y: 0, width: 90, height: 40 }]]), 'light')
    expect(texts(svg).join(' ')).toBe(label)
  })

  test('says in its legend what is in it and nothing else; heat stands there by name and on elements by letter', () => {
    const model = modelOf([element('a'), element('b', { kind: 'data-store' })], [flow('f', 'a', 'b')])
    const plain = texts(diagramSvg(model, new Map(), 'light', { legend: englishLegend }))
    expect(plain).toEqual(expect.arrayContaining(['Process', 'Data store', 'Data flow']))
    expect(plain).not.toContain('External entity')
    const hot = texts(diagramSvg(model, new Map(), 'dark', { legend: englishLegend, heat: new Map([['a', 'Critical' as const]]) }))
    expect(hot).toEqual(expect.arrayContaining(['Critical', 'C']))
    expect(hot).not.toContain('High')
  })

  test('has the colours of the editor', () => {
    expect(heatColours).toEqual({ light: severityLight, dark: severityDark })
    for (const [colours, palette] of [[pictureColours.light, light], [pictureColours.dark, dark]] as const) {
      expect(colours).toMatchObject({ zone: palette.accentSoft, line: palette.muted, text: palette.text, lit: palette.accent })
    }
  })
})
