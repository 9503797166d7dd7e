import fc from 'fast-check'
import type { ModelEdit } from '../../../src/shared/contract/workbench.ts'

const parts = ['a', 'b', 'c', 'e', 'f']
const flows = ['x', 'y', 'z']
const notes = ['m', 'n']
const part = fc.constantFrom(...parts)
const flow = fc.constantFrom(...flows)
const note = fc.constantFrom(...notes)
const anything = fc.constantFrom(...parts, ...flows, ...notes, 'd2')
const diagram = fc.constantFrom('d', 'd', 'd2', 'd3')
export const anyLabel = fc.oneof(fc.constantFrom('API', 'User DB', 'HTTPS login', ''), fc.string({ unit: 'grapheme', maxLength: 20 }))
const number = fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)))
const box = fc.record({ x: number, y: number, width: fc.nat(500), height: fc.nat(500) })
const point = fc.record({ x: number, y: number })
const kind = fc.constantFrom('process' as const, 'data-store' as const, 'external-entity' as const)
const shape = fc.constantFrom('box' as const, 'line' as const)
const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const outOfScope = fc.option(fc.constantFrom('', 'others look at it'))
const technology = fc.option(fc.constantFrom('aws.s3', 'postgresql'))
const factName = fc.constantFrom('encrypted', 'authenticated')
const facts = fc.dictionary(factName, fc.record({ value: fc.constantFrom('yes', 'no'), origin: fc.record({ by: fc.constantFrom('user' as const, 'import' as const), detail: fc.constant('') }) }), { maxKeys: 2, noNullPrototype: true })

/** Mostly an id of its own: copies of which one is taken are refused as a whole, and then hardly any would be made. */
const copied = (taken: readonly string[], own: string) => fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...taken) }, { weight: 4, arbitrary: fc.constantFrom(...own) })

type Kinds = { [Type in ModelEdit['type']]: fc.Arbitrary<Extract<ModelEdit, { type: Type }>> }

/** Every kind of edit: one that the contract gains and this lacks does not compile. Ids are few, so that edits meet. */
export const editKinds: Kinds = {
  'add-element': fc.record({ type: fc.constant('add-element'), id: part, diagram, label: anyLabel, kind, technology, parent: fc.option(part), position: fc.option(box) }),
  'add-flow': fc.record({ type: fc.constant('add-flow'), id: flow, diagram, label: anyLabel, source: part, target: part, bidirectional: fc.boolean() }),
  'add-boundary': fc.record({ type: fc.constant('add-boundary'), id: part, diagram, label: anyLabel, kind: shape, parent: fc.option(part), position: fc.option(box) }),
  'add-note': fc.record({ type: fc.constant('add-note'), id: note, diagram, text, position: box }),
  'add-copies': fc.record({
    type: fc.constant('add-copies'),
    elements: fc.uniqueArray(fc.record({ id: copied(parts, 'ghij'), diagram, label: anyLabel, kind, technology, parent: fc.option(part), facts, position: fc.option(box), notes: text, outOfScope: fc.constantFrom(undefined, 'theirs') }), { maxLength: 2, selector: ({ id }) => id }),
    flows: fc.uniqueArray(fc.record({ id: copied(flows, 'uvw'), diagram, label: anyLabel, source: part, target: part, bidirectional: fc.boolean(), facts, bends: fc.array(point, { minLength: 1, maxLength: 3 }), notes: text }), { maxLength: 1, selector: ({ id }) => id }),
    boundaries: fc.uniqueArray(fc.record({ id: copied(parts, 'ghij'), diagram, label: anyLabel, kind: shape, parent: fc.option(part), facts, position: fc.option(box), notes: text }), { maxLength: 2, selector: ({ id }) => id }),
    notes: fc.uniqueArray(fc.record({ id: copied(notes, 'op'), diagram, text, position: box }), { maxLength: 1, selector: ({ id }) => id }),
  }),
  'update-element': fc.record({ type: fc.constant('update-element'), id: part, set: fc.record({ label: anyLabel, kind, technology, parent: fc.option(part), notes: text, outOfScope }, { requiredKeys: [] }) }),
  'update-flow': fc.record({ type: fc.constant('update-flow'), id: flow, set: fc.record({ label: anyLabel, source: part, target: part, bidirectional: fc.boolean(), bends: fc.array(point, { maxLength: 3 }), notes: text, outOfScope }, { requiredKeys: [] }) }),
  'update-boundary': fc.record({ type: fc.constant('update-boundary'), id: part, set: fc.record({ label: anyLabel, kind: shape, parent: fc.option(part), notes: text, outOfScope }, { requiredKeys: [] }) }),
  'update-note': fc.record({ type: fc.constant('update-note'), id: note, set: fc.record({ text }) }),
  'add-diagram': fc.record({ type: fc.constant('add-diagram'), id: diagram, name: text, opener: fc.option(part) }),
  'update-diagram': fc.record({ type: fc.constant('update-diagram'), id: diagram, set: fc.record({ name: text, opener: fc.option(part) }, { requiredKeys: [] }) }),
  'order-diagrams': fc.record({ type: fc.constant('order-diagrams'), ids: fc.uniqueArray(diagram, { minLength: 1, maxLength: 3 }) }),
  'move-to-diagram': fc.record({ type: fc.constant('move-to-diagram'), ids: fc.uniqueArray(anything, { minLength: 1, maxLength: 3 }), diagram }),
  'set-fact': fc.record({ type: fc.constant('set-fact'), on: fc.oneof(part, flow), fact: factName, value: fc.option(fc.constantFrom('yes', 'no')) }),
  place: fc.record({ type: fc.constant('place'), places: fc.uniqueArray(fc.record({ id: fc.oneof(part, note), box }), { maxLength: 2, selector: ({ id }) => id }) }),
  remove: fc.record({ type: fc.constant('remove'), ids: fc.array(anything, { minLength: 1, maxLength: 2 }) }),
}

/** Any edit of a project that has the diagram `d`; many of them are refused, as those of people are. */
export const anyEdit: fc.Arbitrary<ModelEdit> = fc.oneof(...Object.values<fc.Arbitrary<ModelEdit>>(editKinds))
/** Parts to begin with, so that the edits that follow have something to meet. */
export const firstEdits: ModelEdit[] = [
  { type: 'add-diagram', id: 'd2', name: 'Second', opener: null },
  { type: 'add-boundary', id: 'b', diagram: 'd', label: 'Net', kind: 'box', parent: null, position: { x: 0, y: 0, width: 400, height: 300 } },
  { type: 'add-element', id: 'a', diagram: 'd', label: 'API', kind: 'process', technology: null, parent: 'b', position: { x: 10, y: 10, width: 160, height: 54 } },
  { type: 'add-element', id: 'c', diagram: 'd', label: 'User DB', kind: 'data-store', technology: null, parent: null, position: null },
  { type: 'add-flow', id: 'x', diagram: 'd', label: 'SQL', source: 'a', target: 'c', bidirectional: false },
  { type: 'add-note', id: 'm', diagram: 'd', text: 'to be asked', position: { x: 0, y: 400, width: 200, height: 80 } },
]
