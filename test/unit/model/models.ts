import type { Boundary, Box, Element, Flow, Model } from '../../../src/shared/domain/model.ts'

const common = { diagram: 'd', facts: {}, sourceId: null, notes: '' }

export function element(id: string, set: Partial<Element> = {}): Element {
  return { ...common, id, key: id, label: id, kind: 'process', technology: null, parent: null, position: null, ...set }
}

export function boundary(id: string, set: Partial<Boundary> = {}): Boundary {
  return { ...common, id, key: id, label: id, kind: 'box', parent: null, position: null, ...set }
}

export function flow(id: string, source: string | null, target: string | null, set: Partial<Flow> = {}): Flow {
  return { ...common, id, key: id, label: '', source, target, bidirectional: false, ...set }
}

export function model(set: Partial<Model>): Model {
  return { diagrams: [{ id: 'd', name: 'd', order: 1 }], elements: [], flows: [], boundaries: [], ...set }
}

export function box(x: number, y: number, width = 100, height = 50): Box {
  return { x, y, width, height }
}

/** A container service: a person outside, five parts in a cloud, two of them in a network. */
export const containers = model({
  elements: [
    element('person', { kind: 'external-entity' }),
    element('registry', { parent: 'cloud', kind: 'data-store' }),
    element('control', { parent: 'cloud' }),
    element('logs', { parent: 'cloud', kind: 'data-store' }),
    element('task', { parent: 'network' }),
    element('metadata', { parent: 'network' }),
  ],
  boundaries: [boundary('cloud'), boundary('network', { parent: 'cloud' })],
  flows: [
    flow('f1', 'person', 'registry', { label: 'HTTPS push the image of the container' }),
    flow('f2', 'person', 'control', { label: 'HTTPS register' }),
    flow('f3', 'control', 'task', { label: 'HTTPS launch' }),
    flow('f4', 'registry', 'task', { label: 'HTTPS pull' }),
    flow('f5', 'metadata', 'task', { label: 'HTTP role credentials and environment' }),
    flow('f6', 'task', 'logs', { label: 'HTTPS stream' }),
    flow('f7', 'task', null),
  ],
})
