import { describe, expect, test } from 'vitest'
import { read } from './support.ts'

describe('Open Threat Model', () => {
  test('version 0.1 has the kinds of zones as their ids', async () => {
    const { model } = await read(JSON.stringify({ otmVersion: '0.1.0', project: { name: 'Ferry', id: 'ferry' }, trustZones: [{ id: 'f0ba7722-39b6-4c81-8290-a30a248bb8d9', name: 'Quay' }, { id: 'private', name: 'Office' }], components: [{ id: 'a', name: 'Kiosk', type: 'web-client', parent: { trustZone: 'private' } }] }), 'ferry.otm')
    expect(model.boundaries.map(({ label, facts }) => [label, facts['zone']?.value])).toEqual([['Quay', 'internet'], ['Office', undefined]])
    expect(model.elements.map(({ label, kind, parent }) => [label, kind, parent])).toEqual([['Kiosk', 'external-entity', 'boundary:private']])
  })
})
