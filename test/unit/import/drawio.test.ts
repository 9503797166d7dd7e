import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { counts, read, refusal } from './support.ts'

/** A shape; `more` are attributes of the wrapper that draw.io puts around a shape with data. */
function shape(id: string, label: string, style: string, place: [number, number, number, number], { parent = '1', more }: { parent?: string; more?: string } = {}): string {
  const [x, y, width, height] = place
  const geometry = `<mxGeometry x="${String(x)}" y="${String(y)}" width="${String(width)}" height="${String(height)}" as="geometry"/>`
  if (more !== undefined) return `<object id="${id}" label="${label}" ${more}><mxCell style="${style}" vertex="1" parent="${parent}">${geometry}</mxCell></object>`
  return `<mxCell id="${id}" value="${label}" style="${style}" vertex="1" parent="${parent}">${geometry}</mxCell>`
}

function flow(id: string, source: string, target: string, style = 'endArrow=classic;html=1;'): string {
  return `<mxCell id="${id}" style="${style}" edge="1" parent="1" source="${source}" target="${target}"><mxGeometry relative="1" as="geometry"/></mxCell>`
}

const page = (...cells: string[]): string => `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells.join('')}</root></mxGraphModel>`
const file = (text: string): string => `<mxfile><diagram id="p" name="Ward">${text}</diagram></mxfile>`
const box = 'rounded=0;whiteSpace=wrap;html=1;'
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

describe('draw.io, as people draw', () => {
  const ward = page(shape('a', 'Bell', box, [0, 0, 80, 40]), shape('b', 'Nurse station', box, [200, 0, 80, 40]), flow('f', 'a', 'b'))

  test.each([
    ['plain', ward],
    ['escaped', escaped(ward)],
    ['percent-encoded', encodeURIComponent(ward)],
    ['deflated', deflateRawSync(Buffer.from(encodeURIComponent(ward))).toString('base64')],
    ['deflated without percents', deflateRawSync(Buffer.from(ward)).toString('base64')],
  ])('a page may be written %s', async (_how, text) => {
    expect(counts(await read(file(text), 'ward.drawio'))).toEqual({ elements: 2, flows: 1, boundaries: 0, diagrams: 1 })
  })

  test('in data-flow notation a plain rectangle is an external entity, an open one a data store, an ellipse a process', async () => {
    const { model } = await read(page(
      shape('c', 'Patient', box, [0, 0, 120, 60]), shape('p', 'Call handling', 'ellipse;html=1;', [300, 0, 80, 80]), shape('s', 'Call book', 'shape=partialRectangle;left=0;right=0;fillColor=none;', [600, 0, 120, 60]),
      shape('x', 'Pharmacy', 'shape=mxgraph.dfd.externalEntity;', [0, 200, 120, 60]), shape('l', 'Shelf', 'shape=mxgraph.dfd.dataStoreID;', [600, 200, 100, 30]),
      flow('1f', 'c', 'p'), flow('2f', 'p', 's'), flow('3f', 'p', 'x'), flow('4f', 'p', 'l'),
    ), 'ward.drawio')
    expect(model.elements.map(({ label, kind }) => [label, kind])).toEqual([['Patient', 'external-entity'], ['Call handling', 'process'], ['Call book', 'data-store'], ['Pharmacy', 'external-entity'], ['Shelf', 'data-store']])
  })

  test('where nothing is drawn in that notation a plain rectangle is a process', async () => {
    const { model } = await read(file(ward), 'ward.drawio')
    expect(model.elements.map(({ kind }) => kind)).toEqual(['process', 'process'])
  })

  test('a dashed arc and a dashed line are boundaries to be crossed; a dashed box without filling is one though nothing stands in it whole', async () => {
    const file = await read(page(
      shape('a', 'Bell', box, [0, 0, 80, 40]), shape('arc', 'Door', 'shape=requiredInterface;dashed=1;', [150, 0, 20, 300]), shape('line', '', 'line;dashed=1;', [0, 400, 300, 10]),
      shape('zone', 'Corridor', 'dashed=1;fillColor=none;html=1;', [60, -20, 300, 200]),
    ), 'ward.drawio')
    expect(file.model.boundaries.map(({ label, kind }) => [label, kind])).toEqual([['Door', 'line'], ['', 'line'], ['Corridor', 'box']])
    expect(file.model.elements.map(({ label }) => label)).toEqual(['Bell'])
    expect(file.report.elements).toEqual({ parsed: 1, candidates: 1 })
  })

  test('frames of a cloud, zones of IriusRisk and scopes of the C4 library are boundaries, empty or not, and an unlabelled icon in one is a thing of its own', async () => {
    const frame = 'container=1;dashed=0;shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc;'
    const { model } = await read(page(
      shape('vpc', 'Ward network', frame, [0, 0, 600, 400]), shape('empty', 'Spare subnet', frame, [300, 200, 200, 150], { parent: 'vpc' }), shape('gate', '', 'shape=mxgraph.aws4.internet_gateway;', [20, 20, 48, 48], { parent: 'vpc' }),
      shape('zone', 'Staff', 'dashed=0;ir.type=TRUSTZONE;ir.ref=x;', [700, 0, 200, 200]), shape('api', 'Rota', 'ir.type=COMPONENT;ir.componentDefinition.ref=lambda;', [20, 20, 60, 60], { parent: 'zone' }),
      shape('scope', 'card', 'dashed=1;', [700, 300, 300, 200], { more: 'placeholders="1" c4Name="Ward system" c4Type="SystemScopeBoundary"' }),
      shape('web', '&lt;b&gt;%c4Name%&lt;/b&gt; [%c4Type%]', 'rounded=1;html=1;', [720, 320, 100, 60], { more: 'placeholders="1" c4Name="Ward page" c4Type="Container" c4Technology="Angular" c4Description="What nurses see"' }),
    ), 'ward.drawio')
    expect(model.boundaries.map(({ label }) => label)).toEqual(['Ward network', 'Spare subnet', 'Staff', 'Ward system'])
    expect(model.elements.map(({ label, technology, parent }) => [label, technology, parent])).toEqual([
      ['', 'shape:mxgraph.aws4.internet_gateway', 'boundary:vpc'], ['Rota', 'shape:lambda', 'boundary:zone'], ['Ward page', null, 'boundary:scope'],
    ])
    expect(model.elements[2]?.notes).toContain('c4Technology: Angular')
  })

  test('a text on an unlabelled box, and one under an unlabelled picture, is its label; the rest are notes', async () => {
    const { model, report } = await read(page(
      shape('card', '', 'rounded=1;html=1;', [0, 0, 200, 120]), shape('small', 'since May', 'text;html=1;', [20, 60, 100, 20]), shape('name', 'Drug cabinet', 'text;html=1;', [20, 10, 120, 20]),
      shape('pic', '', 'shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3;', [400, 0, 60, 60]), shape('under', 'Scans', 'text;html=1;align=center;', [380, 62, 100, 20]), shape('far', 'Draft', 'text;html=1;', [900, 900, 100, 20]), flow('f', 'card', 'pic'),
    ), 'ward.drawio')
    expect(model.elements.map(({ label }) => label)).toEqual(['Drug cabinet', 'Scans'])
    expect(report.dropped.map(({ what }) => what)).toEqual(['text "since May"', 'text "Draft"'])
  })

  test('pools with lanes are boundaries with boundaries in them, drawn as stacks or as tables; a list with rows stays one element', async () => {
    const { model } = await read(page(
      shape('pool', 'Ward', 'swimlane;childLayout=stackLayout;horizontal=1;', [0, 0, 600, 300]), shape('day', 'Day', 'swimlane;horizontal=0;', [0, 20, 600, 120], { parent: 'pool' }), shape('night', 'Night', 'swimlane;horizontal=0;', [0, 140, 600, 120], { parent: 'pool' }),
      shape('a', 'Rounds', box, [50, 30, 80, 40], { parent: 'day' }), shape('b', 'Watch', box, [50, 30, 80, 40], { parent: 'night' }),
      shape('table', 'House', 'shape=table;childLayout=tableLayout;', [700, 0, 600, 200]), shape('row', 'Kitchen', 'shape=tableRow;', [0, 20, 600, 120], { parent: 'table' }), shape('cell', '', 'swimlane;swimlaneHead=0;', [40, 0, 280, 120], { parent: 'row' }),
      shape('c', 'Cook', box, [40, 30, 80, 40], { parent: 'cell' }),
      shape('list', 'Rota', 'swimlane;childLayout=stackLayout;', [0, 400, 160, 90]), shape('item', 'Monday', 'text;', [0, 26, 160, 26], { parent: 'list' }),
      flow('f', 'a', 'b'), flow('g', 'b', 'c'), flow('h', 'c', 'item'),
    ), 'ward.drawio')
    const label = (id: string | null) => [...model.elements, ...model.boundaries].find((one) => one.id === id)?.label
    expect(model.boundaries.map((one) => [one.label, label(one.parent)])).toEqual([['Ward', undefined], ['Day', 'Ward'], ['Night', 'Ward'], ['House', undefined], ['Kitchen', 'House']])
    expect(model.elements.map((one) => [one.label, label(one.parent)])).toEqual([['Rounds', 'Day'], ['Watch', 'Night'], ['Cook', 'Kitchen'], ['Rota', undefined]])
    expect(model.flows.map(({ key }) => key)).toEqual(['rounds->watch', 'watch->cook', 'cook->rota'])
  })

  test('on a box that holds things only a text at its top is its name', async () => {
    const around = (y: number) => page(shape('zone', '', 'rounded=0;html=1;', [0, 0, 800, 600]), shape('a', 'Bell', box, [50, 100, 80, 40]), shape('t', 'Ward two', 'text;html=1;', [300, y, 200, 20]))
    const labels = async (y: number) => (await read(around(y), 'ward.drawio')).model.boundaries.map(({ label }) => label)
    expect([await labels(10), await labels(400)]).toEqual([['Ward two'], ['']])
  })

  test('the figures of steps beside a drawing are notes', async () => {
    const { model, report } = await read(page(shape('a', 'Bell', box, [0, 0, 80, 40]), shape('one', '1', 'ellipse;html=1;aspect=fixed;', [100, 0, 23, 23]), shape('two', '2b)', 'rounded=1;html=1;', [130, 0, 30, 30]), shape('key', '', 'ellipse;html=1;', [160, 0, 23, 23]), shape('big', '3', 'ellipse;html=1;', [200, 0, 90, 90])), 'ward.drawio')
    expect(model.elements.map(({ label }) => label)).toEqual(['Bell', '3'])
    expect(report.elements).toEqual({ parsed: 2, candidates: 2 })
  })

  test('sticky notes and loose arrows are no elements', async () => {
    const { model, report } = await read(page(shape('a', 'Bell', box, [0, 0, 80, 40]), shape('n', 'Ask the matron', 'shape=note;html=1;', [0, 100, 80, 80]), shape('w', '', 'shape=singleArrow;', [100, 100, 80, 40])), 'ward.drawio')
    expect(model.elements.map(({ label }) => label)).toEqual(['Bell'])
    expect(report.elements).toEqual({ parsed: 1, candidates: 1 })
    expect(report.dropped.map(({ what }) => what)).toEqual(['text "Ask the matron"', 'picture w'])
  })

  test.each([
    ['startArrow=oval;endArrow=classic;', 'a->b', false],
    ['startArrow=block;endArrow=open;', 'a->b', true],
    ['startArrow=classicThin;endArrow=none;', 'b->a', false],
    ['startArrow=none;endArrow=none;', 'a->b', false],
    ['startArrow=ERone;endArrow=ERmany;', 'a->b', false],
  ])('heads "%s" mean %s, both ways: %s', async (style, key, both) => {
    const { model } = await read(page(shape('x', 'a', box, [0, 0, 80, 40]), shape('y', 'b', box, [200, 0, 80, 40]), flow('f', 'x', 'y', style)), 'ward.drawio')
    expect(model.flows.map((one) => [one.key, one.bidirectional])).toEqual([[key, both]])
  })

  test('a part icon in the frame of its library is the stencil', async () => {
    const { model } = await read(page(shape('x', 'Edge', 'shape=mxgraph.gcp2.hexIcon;prIcon=cloud_armor;', [0, 0, 80, 40]), shape('y', 'Pod', 'shape=mxgraph.kubernetes.icon;prIcon=pod;', [100, 0, 80, 40])), 'ward.drawio')
    expect(model.elements.map(({ technology }) => technology)).toEqual(['shape:mxgraph.gcp2.cloud_armor', 'shape:mxgraph.kubernetes.pod'])
  })
})

function chunk(kind: string, data: Buffer): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  const body = Buffer.concat([Buffer.from(kind), data])
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const png = (...chunks: Buffer[]): Buffer => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', Buffer.alloc(13)), ...chunks, chunk('IEND', Buffer.alloc(0))])

describe('draw.io in pictures', () => {
  const ward = file(page(shape('a', 'Bell', box, [0, 0, 80, 40]), shape('b', 'Nurse station', box, [200, 0, 80, 40]), flow('f', 'a', 'b')))
  const svg = (content: string): string => `<?xml version="1.0"?>\n<!-- made -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg" width="9px" ${content}><g/></svg>`
  const pictures: [string, string, string | Buffer][] = [
    ['SVG', 'ward.drawio.svg', svg(`content="${escaped(ward)}"`)],
    ['SVG by another name', 'ward.svg', svg(`content="${escaped(ward)}"`)],
    ['PNG', 'ward.drawio.png', png(chunk('tEXt', Buffer.from(`mxfile\0${encodeURIComponent(ward)}`)))],
    ['PNG, deflated', 'ward.png', png(chunk('zTXt', Buffer.concat([Buffer.from('mxGraphModel\0\0'), deflateSync(encodeURIComponent(ward))])))],
  ]

  test.each(pictures)('%s', async (_kind, name, bytes) => {
    const picture = await read(bytes, name)
    expect(picture.format).toBe('drawio')
    expect(counts(picture)).toEqual({ elements: 2, flows: 1, boundaries: 0, diagrams: 1 })
  })

  test.each<[string, string, string | Buffer]>([
    ['a picture without a diagram', 'ward.drawio.svg', svg('')],
    ['a PNG without one', 'ward.drawio.png', png()],
    ['a PNG cut short', 'ward.drawio.png', png().subarray(0, 20)],
    ['a damaged one', 'ward.drawio.png', png(chunk('zTXt', Buffer.from('mxfile\0\0abc')))],
    ['one that unpacks without end', 'ward.drawio.png', png(chunk('zTXt', Buffer.concat([Buffer.from('mxfile\0\0'), deflateSync(Buffer.alloc(80 * 1024 * 1024))])))],
    ['an entity bomb', 'ward.drawio.svg', '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg content="&b;"/>'],
  ])('%s is refused', async (_what, name, bytes) => {
    expect((await refusal(bytes, name)).expected).not.toBe('')
  })
})
