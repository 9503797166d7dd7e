import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counts, fixture, read, readPath } from './support.ts'

describe('Mermaid', () => {
  test('shapes, chains, &, labels, nested subgraphs and links to a subgraph', async () => {
    const { model, report } = await readPath(fixture('shapes.mmd'))
    expect(model.diagrams.map(({ name }) => name)).toEqual(['Parcel tracking'])
    expect(model.elements.map(({ label, kind }) => [label, kind])).toEqual([
      ['Courier', 'external-entity'], ['Scanner & app', 'process'], ['Web page', 'process'], ['API', 'process'], ['Parcel store', 'data-store'], ['Audit trail', 'data-store'],
    ])
    expect(model.boundaries.map(({ label }) => label)).toEqual(['Data centre', 'Inner zone'])
    const parent = (key: string) => [...model.elements, ...model.boundaries].find((part) => part.key === key)?.parent
    expect([parent('inner_zone'), parent('api'), parent('parcel_store')]).toEqual(['boundary:plant', 'boundary:plant', 'boundary:inner'])
    expect(model.flows.map(({ key, label, bidirectional }) => [key, label, bidirectional])).toEqual([
      ['courier->scanner_app', 'scans', false], ['courier->web_page', 'scans', false], ['scanner_app->api', '', true], ['web_page->api', '', false],
      ['api->parcel_store', 'reads writes', false], ['api->audit_trail', '', false], ['web_page->data_centre', '', false],
    ])
    expect(report).toMatchObject({ elements: { parsed: 6, candidates: 6 }, edges: { parsed: 6, candidates: 7 }, labels: { parsed: 6, candidates: 6 }, flowLabels: { parsed: 3, candidates: 3 } })
    expect(report.dropped.map(({ what }) => what)).toEqual(['link courier ~~~ web', 'link web -> api', 'link web -> plant'])
  })

  test('labels are text: tags, entities and signs come out as people read them', async () => {
    const { model } = await read('flowchart LR\n a["A <b>bold</b> &amp; #quot;x#quot; 1 < 2"] -- "x<br>y" --> b["**b** #35;"]', 'x.mmd')
    expect(model.elements.map(({ label }) => label)).toEqual(['A bold & "x" 1 < 2', 'b #'])
    expect(model.flows[0]?.label).toBe('x y')
  })

  test('the report never counts more parsed than there are candidates, and all of a well-formed one', async () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd1', 'e_2')
    const node = fc.tuple(id, fc.constantFrom('', '[Box]', '(Round)', '[(Store)]', '([Person])', '{{Hex}}', '["a - b --> c; d"]')).map(([name, shape]) => name + shape)
    const group = fc.array(node, { minLength: 1, maxLength: 3 }).map((nodes) => nodes.join(' & '))
    const link = fc.constantFrom(' --> ', ' -- text --> ', '-->|text|', ' <--> ', ' -.-> ', ' ==> ', ' --- ', ' -. text .-> ', ' --x ')
    const statement = fc.tuple(group, fc.array(fc.tuple(link, group), { maxLength: 3 })).map(([first, rest]) => first + rest.map((part) => part.join('')).join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', ';\n', '\n%% note --> x\n'), async (lines, separator) => {
        const { model, report } = await read(`flowchart LR\n${lines.join(separator)}`, 'x.mmd')
        expect(report.edges).toEqual({ parsed: model.flows.length, candidates: model.flows.length })
        expect(report.elements).toEqual({ parsed: model.elements.length, candidates: model.elements.length })
        expect(report.flowLabels.parsed).toBe(report.flowLabels.candidates)
      }),
      { numRuns: 60 },
    )
  })
})

describe('draw.io', () => {
  test('containers, labels of edges, wrappers, free ends, pages', async () => {
    const file = await readPath(fixture('office.drawio'))
    const { model, report } = file
    expect(counts(file)).toEqual({ elements: 5, flows: 3, boundaries: 2, diagrams: 2 })
    expect(model.elements.map(({ key, kind, technology }) => [key, kind, technology])).toEqual([
      ['desk_screen', 'process', null], ['filing_cabinet', 'process', 'shape:mxgraph.aws4.s3'], ['guest', 'external-entity', null], ['spare_room', 'process', null], ['desk_screen_2', 'process', null],
    ])
    expect(model.elements[0]).toMatchObject({ label: 'Desk & screen', parent: 'boundary:hall', position: { x: 120, y: 90, width: 100, height: 60 }, sourceId: 'desk' })
    expect(model.elements[4]?.sourceId).toBe('p2/desk')
    expect(model.boundaries.map(({ label, kind }) => [label, kind])).toEqual([['Hall', 'box'], ['Street', 'line']])
    expect(model.flows.map(({ key, label, bidirectional }) => [key, label, bidirectional])).toEqual([
      ['guest->desk_screen', 'greets', false], ['desk_screen->filing_cabinet', 'files', true], ['guest->desk_screen#2', 'backwards', false],
      ['desk_screen->', 'nowhere', false], ['desk_screen->#2', 'lost', false], ['guest->hall', 'enters', false],
    ])
    expect(report.edges).toEqual({ parsed: 3, candidates: 6 })
    expect(report.dropped.map(({ what }) => what)).toEqual(['text "Drawn by hand"', 'edge e4 "nowhere"', 'edge e5 "lost"', 'edge e6 "enters"'])
  })

  test('a compressed page is read like a plain one', async () => {
    const plain = readFileSync(fixture('office.drawio'), 'utf8')
    const packed = plain.replace(/<mxGraphModel>[\s\S]*?<\/mxGraphModel>/g, (xml) => deflateRawSync(encodeURIComponent(xml)).toString('base64'))
    expect(packed).not.toContain('mxGraphModel')
    expect((await read(packed, 'office.drawio')).model).toEqual((await read(plain, 'office.drawio')).model)
  })

  test('names of object properties are names like any other', async () => {
    const file = await read('<mxGraphModel><root><mxCell id="__proto__" value="A" style="__proto__=1;constructor" vertex="1" parent="hasOwnProperty"/><mxCell id="toString" value="B" vertex="1"/><mxCell id="e" edge="1" source="__proto__" target="toString"/></root></mxGraphModel>', 'x.drawio')
    expect(counts(file)).toEqual({ elements: 2, flows: 1, boundaries: 0, diagrams: 1 })
    expect(Object.prototype).not.toHaveProperty('1')
  })

  test('a stencil in a frame is told by frame and content, a picture by its path', async () => {
    const cell = (id: string, style: string) => `<mxCell id="${id}" value="Thing" style="${style}" vertex="1" parent="1"><mxGeometry width="50" height="50" as="geometry"/></mxCell>`
    const cells = [cell('a', 'shape=mxgraph.kubernetes.icon;prIcon=pod'), cell('b', 'shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sqs'), cell('c', 'image;image=img/lib/azure2/security/Key_Vaults.svg')]
    const { model } = await read(`<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells.join('')}</root></mxGraphModel>`, 'x.drawio')
    expect(model.elements.map(({ technology }) => technology)).toEqual(['shape:mxgraph.kubernetes.pod', 'shape:mxgraph.aws4.sqs', 'shape:azure2/security/Key_Vaults.svg'])
  })

  test('never more parsed than candidates, whatever cells there are', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '1')
    // A parent is a cell further up, so that no circles come about; those are refused.
    const up = fc.nat()
    const style = fc.constantFrom('', 'text;html=1', 'group', 'dashed=1', 'swimlane', 'container=1', 'shape=cylinder3', 'shape=mxgraph.aws4.s3', 'ellipse', 'childLayout=stackLayout', 'edgeLabel')
    const cell = fc.record({ parent: up, source: name, target: name, style, edge: fc.boolean(), label: fc.constantFrom('', 'x', 'y'), x: fc.integer({ min: 0, max: 200 }), size: fc.integer({ min: 0, max: 300 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 6 }), async (cells) => {
        const xml = cells.map((one, index) => `<mxCell id="${'abcdef'.charAt(index)}" value="${one.label}" style="${one.style}" parent="${'1abcdef'.charAt(one.parent % (index + 1))}" ${one.edge ? `edge="1" source="${one.source}" target="${one.target}"` : 'vertex="1"'}><mxGeometry x="${one.x}" y="${one.x}" width="${one.size}" height="${one.size}" as="geometry"/></mxCell>`)
        // One that is surely an element: a diagram without any is refused.
        const sure = '<mxCell id="z" value="z" parent="1" vertex="1"><mxGeometry x="900" y="900" width="10" height="10" as="geometry"/></mxCell>'
        const { report, model } = await read(`<mxGraphModel><root>${xml.join('')}${sure}</root></mxGraphModel>`, 'x.drawio')
        for (const share of [report.elements, report.edges, report.labels, report.flowLabels]) expect(share.parsed).toBeLessThanOrEqual(share.candidates)
        const ids = [...model.elements, ...model.boundaries, ...model.flows].map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})
