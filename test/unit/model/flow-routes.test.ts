import { describe, expect, it } from 'vitest'
import { routeFlows } from '../../../src/renderer/workbench/model/graph/flow-routes.ts'
import { box } from './models.ts'

const label = { width: 80, height: 20 }

describe('the way of flows', () => {
  it('is straight, with the label in its middle, where nothing stands in between', () => {
    const routes = routeFlows(new Map([['a', box(0, 0)], ['b', box(400, 0)]]), [{ id: 'f', source: 'a', target: 'b', label }])
    expect(routes.get('f')).toEqual({ bend: 0, label: { x: 0, y: 0 } })
  })

  it('goes around a node that stands in between', () => {
    const nodes = new Map([['a', box(0, 0)], ['between', box(300, 0)], ['b', box(600, 0)]])
    expect(routeFlows(nodes, [{ id: 'f', source: 'a', target: 'b', label }]).get('f')?.bend).not.toBe(0)
  })

  it('keeps flows between the same two nodes apart, in either direction', () => {
    const nodes = new Map([['a', box(0, 0)], ['b', box(400, 0)]])
    const none = { width: 0, height: 0 }
    const routes = routeFlows(nodes, [
      { id: 'there', source: 'a', target: 'b', label: none },
      { id: 'again', source: 'a', target: 'b', label: none },
      { id: 'back', source: 'b', target: 'a', label: none },
    ])
    const sides = [routes.get('there')?.bend, routes.get('again')?.bend, -(routes.get('back')?.bend ?? 0)]
    expect(new Set(sides).size).toBe(3)
  })

  it('puts a label beside the line where the nodes leave no room for it', () => {
    const routes = routeFlows(new Map([['a', box(0, 0)], ['b', box(130, 0)]]), [{ id: 'f', source: 'a', target: 'b', label }])
    expect(Math.abs(routes.get('f')?.label.y ?? 0)).toBeGreaterThan(30)
  })
})
