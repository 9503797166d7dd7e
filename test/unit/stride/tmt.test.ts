import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../../src/main/cli/program.ts'
import { linesCross, boxCrosses } from '../../../src/main/stride/tmt/crossing.ts'
import { compileTmt, isLong, runTmt, TemplateTooSlow } from '../../../src/main/stride/tmt/run.ts'
import { typesOf } from '../../../src/main/stride/tmt/types.ts'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { strideOfCategory, type TmtDrawing, type TmtLine, type TmtTemplate, type TmtThreatType } from '../../../src/shared/domain/tmt.ts'
import { fixture, hasShared, read, readPath, shared } from '../import/support.ts'

const library = await readPath(fixture('tm7/lending-library.tm7'))
const drawing: TmtDrawing = library.tmt ?? { template: null, parts: [], generates: true }
const template: TmtTemplate = drawing.template ?? { id: '', name: '', version: '', author: '', types: [], categories: [], threatTypes: [], priorities: [] }
const guid = (number: number) => `${String(number).padStart(8, '0')}-aaaa-4bbb-8ccc-000000000000`

/** Type and number of the flow of each threat: `S1 21`. */
const pairs = (model: Model, from: TmtDrawing | null = drawing, by: TmtTemplate = template) =>
  runTmt(compileTmt(by), model, from).map(({ rule, evidence }) => `${rule} ${Number(model.flows.find(({ id }) => evidence.includes(id))?.sourceId?.slice(0, 8))}`)
/** The template with one threat type only. */
const only = (include: string, exclude = '', more: Partial<TmtThreatType> = {}): TmtTemplate => ({
  ...template,
  threatTypes: [{ id: 'Z', title: 'z', description: '', category: 'S', include, exclude, priority: '', mitigations: [], ...more }],
})
const flowsWhere = (include: string, exclude = '') => pairs(library.model, drawing, only(include, exclude)).map((pair) => Number(pair.slice(2)))

describe('templates of Microsoft TMT', () => {
  test('T3 is holds for a type and what derives from it; the root of all types is none', () => {
    expect(flowsWhere("source is 'GE.EI'")).toEqual([21])
    expect(flowsWhere("source is 'SE.EI.Reader'")).toEqual([21])
    expect(flowsWhere("target is 'SE.DS.SQL' or source is 'own.press'")).toEqual([22, 33])
    expect(flowsWhere("source is 'GE.P'")).toEqual([22, 33])
    expect(flowsWhere("source is 'ROOT' or target is 'ROOT' or flow is 'ROOT'")).toEqual([])
    expect(flowsWhere("flow is 'GE.DF'")).toEqual([21, 22, 23, 33])
  })

  test('T3 types that derive from each other without end are followed a hundred deep', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({ id: `t${String(index)}`, name: '', parent: `t${String(index + 1)}`, attributes: [] }))
    expect(typesOf({ ...template, types: chain }).lineOf('t0', 'GE.P').size).toBe(100)
  })

  test('T18 a template is known to be long by its filters and by the lines that flows may cross', () => {
    const [type] = template.threatTypes
    const [flow, boundary] = [library.model.flows[0], library.model.boundaries[0]]
    if (!type || !flow || !boundary) throw new Error('the fixture has each of them')
    const flows = Array.from({ length: 1000 }, () => flow)
    const lines = (count: number): Model => ({ ...library.model, flows, boundaries: Array.from({ length: count }, () => ({ ...boundary, kind: 'line' as const })) })
    expect([isLong(template, library.model), isLong(template, lines(20)), isLong(template, lines(21))]).toEqual([false, false, true])
    const long = { ...template, threatTypes: Array.from({ length: 3 }, () => ({ ...type, include: 'x'.repeat(20_000) })) }
    expect([isLong(long, library.model), isLong(long, lines(0))]).toEqual([false, true])
  })

  test('T18 a run that takes too long ends, and names the threat type that took the most of it', () => {
    const runnable = compileTmt(template)
    // For the limit, and then at the beginning and the end of each threat type.
    const clock = (...times: number[]) => () => times.shift() ?? Infinity
    const run = (limitMs: number) => runTmt(runnable, library.model, drawing, { limitMs, now: clock(0, 0, 1, 1, 9, 9, 11, 11, 12, 12, 13) })
    expect(run(13)).toEqual(runTmt(runnable, library.model, drawing))
    expect(() => run(10)).toThrow(new TemplateTooSlow('I1', 10))
    expect(() => run(0)).toThrow(new TemplateTooSlow('S1', 0))
  })

  test('T3 types that derive from each other in a circle end; a type that the template does not know is of its generic type', () => {
    const types = typesOf({ ...template, types: [{ id: 'a', name: '', parent: 'b', attributes: [] }, { id: 'b', name: '', parent: 'a', attributes: [] }] })
    expect([...types.lineOf('a', 'GE.P')]).toEqual(['a', 'b'])
    expect([...types.lineOf('unheard', 'b')]).toEqual(['unheard', 'b', 'a'])
  })

  test('T4 a property is what the file says, else the first value of the type; a fixed one as the type says', () => {
    expect(flowsWhere("flow.providesConfidentiality is 'Yes'")).toEqual([21, 33])
    expect(flowsWhere("flow.providesConfidentiality is 'No'")).toEqual([22, 23])
    // The reminder says nothing of its journal: its type's first value.
    expect(flowsWhere("target.logs is 'No'")).toEqual([21, 23])
    expect(flowsWhere("source.unheard is 'No' or source.logs is 'no'")).toEqual([])
  })

  test('T4 an answer of the room goes before the file', () => {
    const model = { ...library.model, flows: library.model.flows.map((flow) => (flow.sourceId === guid(22) ? { ...flow, facts: { encrypted: { value: 'yes', origin: { by: 'user' as const, detail: '' } } } } : flow)) }
    expect(pairs(model)).not.toContain('I1 22')
    expect(pairs(model)).toContain('I1 23')
  })

  test('T5 a flow crosses a line where they meet as they are drawn, bends included', () => {
    const straight = (x1: number, y1: number, x2: number, y2: number): TmtLine => ({ from: { x: x1, y: y1 }, bend: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, to: { x: x2, y: y2 } })
    const wall = straight(100, 0, 100, 100)
    expect(linesCross(straight(0, 50, 200, 50), wall)).toBe(true)
    expect(linesCross(straight(0, 50, 90, 50), wall)).toBe(false)
    expect(linesCross(straight(0, 150, 200, 150), wall)).toBe(false)
    // Straight it would pass below the wall; its bend lifts it over, and the curve goes through the bend.
    expect(linesCross({ from: { x: 0, y: 150 }, bend: { x: 100, y: 90 }, to: { x: 200, y: 150 } }, wall)).toBe(true)
    expect(linesCross({ from: { x: 0, y: 150 }, bend: { x: 100, y: 110 }, to: { x: 200, y: 150 } }, wall)).toBe(false)
    expect(linesCross(straight(100, 20, 100, 60), wall)).toBe(true)
    expect(linesCross(straight(100, 101, 100, 160), wall)).toBe(false)
    expect(flowsWhere("flow crosses 'SE.TB.L.Street'")).toEqual([21])
    expect(flowsWhere("flow crosses 'GE.TB.L'")).toEqual([21])
  })

  test('T5 crossing does not depend on who is asked first, nor on where the drawing lies', () => {
    const coordinate = fc.integer({ min: -500, max: 500 })
    const point = fc.record({ x: coordinate, y: coordinate })
    const line = fc.record({ from: point, bend: point, to: point })
    const moved = ({ from, bend, to }: TmtLine, by: number): TmtLine => ({ from: { x: from.x + by, y: from.y + by }, bend: { x: bend.x + by, y: bend.y + by }, to: { x: to.x + by, y: to.y + by } })
    fc.assert(fc.property(line, line, (a, b) => {
      expect(linesCross(a, b)).toBe(linesCross(b, a))
      expect(linesCross(a, a)).toBe(true)
      // By a power of two, so that no rounding is in play.
      expect(linesCross(moved(a, 1024), moved(b, 1024))).toBe(linesCross(a, b))
    }))
  })

  test('T6 a flow crosses a box that is around exactly one of its ends', () => {
    const box = { x: 0, y: 0, width: 100, height: 100 }
    const line = (x1: number, x2: number): TmtLine => ({ from: { x: x1, y: 50 }, bend: { x: 50, y: 50 }, to: { x: x2, y: 50 } })
    expect(boxCrosses(box, line(50, 150))).toBe(true)
    expect(boxCrosses(box, line(-50, 50))).toBe(true)
    expect(boxCrosses(box, line(20, 80))).toBe(false)
    expect(boxCrosses(box, line(-50, 150))).toBe(false)
    expect(flowsWhere("flow crosses 'SE.TB.B.House'")).toEqual([21])
    expect(flowsWhere("flow crosses 'GE.TB.B'")).toEqual([21, 22, 23])
  })

  test('T7 a threat is made where the include filter holds and the exclude filter does not; without an include filter none is', () => {
    expect(pairs(library.model)).toEqual(['S1 21', 'I2 22', 'I1 22', 'I1 23', 'E1 22', 'E1 23'])
    expect(flowsWhere("flow is 'GE.DF'", "flow is 'GE.DF'")).toEqual([])
    expect(pairs(library.model, drawing, only(''))).toEqual([])
  })

  test('T8 a filter that cannot be read is named with its threat type; the others run', () => {
    const compiled = compileTmt(template)
    expect(compiled.problems).toEqual([{ type: 'X9', filter: 'include', at: 11, expected: 'a value in \'quotes\', found "GE.P"' }])
    expect(compiled.rules.map(({ type }) => type.id)).toEqual(['S1', 'I1', 'I2', 'E1', 'SU'])
    expect(compileTmt(only("source is 'a'", 'flow')).problems).toEqual([{ type: 'Z', filter: 'exclude', at: 5, expected: '"is" or "crosses", found the end' }])
  })

  test('T9 a flow that is out of scope, or has a free end, has no threats; ends that are out of scope have', () => {
    expect(flowsWhere("flow is 'GE.DF'")).not.toContain(25)
    expect(flowsWhere("target is 'GE.P'")).toEqual([21, 23])
  })

  test('T10 names are filled in title and description; other braces stay', () => {
    const [first] = runTmt(compileTmt(only("source is 'GE.EI'", '', { title: '{source.Name} -> {target.name} by {flow.Name}', description: '{flow.Color} {Source.Name}' })), library.model, drawing)
    expect([first?.title, first?.why]).toEqual(['Reader -> Loan desk by Ask for a book', '{flow.Color} Reader'])
  })

  test('T11 identity is the threat type with the flow and its ends: moving and renaming keep it', () => {
    const ids = runTmt(compileTmt(template), library.model, drawing).map(({ id }) => id)
    const renamed = { ...library.model, elements: library.model.elements.map((element) => ({ ...element, label: `new ${element.label}`, position: null })) }
    expect(runTmt(compileTmt(template), renamed, drawing).map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    const twice = { ...template, threatTypes: [...template.threatTypes, ...template.threatTypes] }
    expect(runTmt(compileTmt(twice), library.model, drawing).map(({ id }) => id)).toEqual(ids)
  })

  test('T12 all are confirmed; STRIDE goes by the category, the score by the priority', () => {
    const findings = runTmt(compileTmt(template), library.model, drawing)
    expect(findings.map(({ rule, stride, severity, score, status, unknowns }) => [rule, stride[0], severity, score, status, unknowns.length])).toEqual([
      ['S1', 'Spoofing', 'High', 30, 'confirmed', 0],
      ['I2', 'Information Disclosure', 'High', 30, 'confirmed', 0],
      ['I1', 'Information Disclosure', 'Medium', 20, 'confirmed', 0],
      ['I1', 'Information Disclosure', 'Medium', 20, 'confirmed', 0],
      ['E1', 'Elevation of Privilege', 'Low', 10, 'confirmed', 0],
      ['E1', 'Elevation of Privilege', 'Low', 10, 'confirmed', 0],
    ])
    expect(['Denial Of Service', 'ELEVATION OF PRIVILEGES', 'Compliance', 'Tampering'].map(strideOfCategory)).toEqual(['Denial of Service', 'Elevation of Privilege', null, 'Tampering'])
  })

  test('T13 a flow keeps the crossings that it was drawn with until its ends move to other boundaries or it gets another end', () => {
    const house = library.model.boundaries[0]
    const reader = library.model.elements[0]
    expect(house?.label).toBe('Library house')
    const inside: Model = { ...library.model, elements: library.model.elements.map((element) => (element === reader ? { ...element, parent: house?.id ?? null } : element)) }
    const boxes = only("flow crosses 'GE.TB.B'")
    expect(pairs(library.model, drawing, boxes)).toEqual(['Z 21', 'Z 22', 'Z 23'])
    // The reader was moved in: the wall of the house is crossed no more, the street still is.
    expect(pairs(inside, drawing, boxes)).toEqual(['Z 22', 'Z 23'])
    expect(pairs(inside, drawing, only("flow crosses 'GE.TB.L'"))).toEqual(['Z 21'])
    // Nobody drew where a flow with another end runs: no line, and boxes by what holds its ends.
    const other: Model = { ...library.model, flows: library.model.flows.map((flow) => (flow.sourceId === guid(21) ? { ...flow, target: library.model.elements[2]?.id ?? null } : flow)) }
    expect(pairs(other, drawing, only("flow crosses 'GE.TB.L'"))).toEqual([])
    expect(pairs(other, drawing, boxes)).toContain('Z 21')
    const gone: Model = { ...library.model, boundaries: library.model.boundaries.filter(({ kind }) => kind === 'box') }
    expect(pairs(gone, drawing, only("flow crosses 'GE.TB.L'"))).toEqual([])
  })

  test('T14 on a model of another tool, kinds are the generic types, boxes are boundaries, and facts are properties', async () => {
    const { model } = await read('flowchart LR\n subgraph In\n web[Web] --> db[(Orders)]\n end\n user([User]) -->|HTTPS| web\n', 'a.mmd')
    const kinds: Model = { ...model, elements: model.elements.map((element) => (element.label === 'User' ? { ...element, kind: 'external-entity' as const } : element)) }
    const run = (include: string, on: Model = kinds) => runTmt(compileTmt(only(include)), on, null).map(({ evidence }) => on.flows.find(({ id }) => evidence.includes(id))?.key)
    expect(run("source is 'GE.EI' and target is 'GE.P' and flow crosses 'GE.TB.B'")).toEqual(['user->web'])
    expect(run("target is 'GE.DS' and flow.providesConfidentiality is 'No'")).toEqual(['web->orders'])
    const known: Model = { ...kinds, flows: kinds.flows.map((flow) => ({ ...flow, facts: { encrypted: { value: 'yes', origin: { by: 'import' as const, detail: 'x' } } } })) }
    expect(run("flow.providesConfidentiality is 'Yes'", known)).toEqual(['web->orders', 'user->web'])
  })

  test('T15 the same file gives the same bytes', async () => {
    const again = await readPath(fixture('tm7/lending-library.tm7'))
    const say = (file: ImportedFile) => JSON.stringify(runTmt(compileTmt(template), file.model, file.tmt ?? null))
    expect(say(again)).toBe(say(library))
  })
})

describe('analyze --engine tmt', () => {
  const run = async (...args: string[]) => {
    const said = { code: 0, data: '', messages: [] as string[] }
    said.code = await runCli(['analyze', ...args], '0', { data: (text) => void (said.data += String(text)), message: (text) => void said.messages.push(text) })
    return said
  }
  const file = fixture('tm7/lending-library.tm7')

  test('T16 runs the template inside the file: rule is the type id, source.flow the GUID', async () => {
    const { code, data, messages } = await run(file, '--engine', 'tmt')
    const report = JSON.parse(data)
    expect(code).toBe(0)
    expect(report.rules).toMatchObject({ packs: ['Library rules@1.2'], count: 5, problems: [{ type: 'X9' }] })
    expect(report.threats[0]).toMatchObject({ rule: 'S1', title: 'Somebody else as Reader', stride: ['Spoofing'], affected: ['Reader', 'Loan desk'], evidence: ['reader', 'loan_desk', 'reader->loan_desk'], status: 'confirmed', source: { flow: guid(21) } })
    expect(messages).toEqual(['dreadnought: threat type X9: include filter, character 11: expected a value in \'quotes\', found "GE.P"; it makes no threats'])
    expect((await run(file, '--engine', 'tmt')).data).toBe(data)
    expect((await run(file, '--engine', 'tmt', '--format', 'threat-table')).data).toContain('| Somebody else as Reader |')
  })

  test('T16 or the one that --rules names; without any, exit 2 and one clear line', async () => {
    const other = await run(file, '--engine', 'tmt', '--rules', fixture('tm7/library-rules.tb7'))
    expect(JSON.parse(other.data).threats).toEqual(JSON.parse((await run(file, '--engine', 'tmt')).data).threats)
    const sample = path.resolve(import.meta.dirname, '../../../resources/samples/web-shop.drawio')
    expect(await run(sample, '--engine', 'tmt')).toMatchObject({ code: 2, data: '', messages: [expect.stringContaining('no template for --engine tmt inside it'), expect.stringContaining('--rules FILE.tb7')] })
    expect((await run(sample, '--engine', 'tmt', '--rules', fixture('tm7/library-rules.tb7'))).code).toBe(0)
    expect(await run(file, '--engine', 'tmt', '--rules', sample)).toMatchObject({ code: 2, data: '' })
    expect(await run(file, '--engine', 'tmt', '--rules', file, '--rules', file)).toMatchObject({ code: 2, messages: [expect.stringContaining('more than one'), expect.anything()] })
  })
})

describe.skipIf(!hasShared)('T17 files that keep the threats that the tool made (skipped where ../shared is not there)', () => {
  const folder = path.join(shared, 'corpus/tm7')
  const names = hasShared ? Object.keys(JSON.parse(readFileSync(path.join(shared, 'corpus/manifest.json'), 'utf8'))).filter((name) => name.endsWith('.tm7')).map((name) => path.basename(name)) : []

  test.each(names)('%s: exactly those', async (name) => {
    const file = await readPath(path.join(folder, name))
    if (!file.tmt?.template) {
      expect(name).toContain('exit-zero')
      return
    }
    const runnable = compileTmt(file.tmt.template)
    expect(runnable.problems).toEqual([])
    const flows = new Map(file.model.flows.map(({ id, sourceId }) => [id, sourceId]))
    const findings = runTmt(runnable, file.model, file.tmt)
    const ours = findings.map(({ rule, evidence }) => `${rule} ${String(flows.get(evidence.at(-1) ?? ''))}`)
    const stored = new Map(file.threats.map((threat) => [`${String(threat.layout['tm7-type'])} ${String(threat.layout['tm7-flow'])}`, threat]))
    expect(ours.toSorted()).toEqual([...stored.keys()].toSorted())
    findings.forEach((finding, index) => {
      const threat = stored.get(ours[index] ?? '')
      expect(finding.stride).toEqual(threat?.stride)
      // In one file somebody went on writing a name after the threats were made.
      if (!finding.title.includes('WAF')) expect([finding.title, finding.why]).toEqual([threat?.title, threat?.description])
    })
  })
})
