import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementAt, firstScale, zoomed } from '../../../src/renderer/seat/hit.ts'

const placed = (id: string, x: number, y: number, width: number, height: number) => ({ id, label: id, box: { x, y, width, height } })
const cloud = placed('cloud', 0, 0, 500, 300)
const api = placed('api', 50, 100, 120, 60)
const store = placed('store', 300, 100, 120, 60)
const all = [cloud, api, store]

describe('the element under a finger', () => {
  it('is the innermost one, not what lies around it', () => {
    expect(elementAt(all, 60, 110, 1)).toBe('api')
    expect(elementAt(all, 310, 159, 1)).toBe('store')
    expect(elementAt(all, 240, 130, 1)).toBe('cloud')
  })
  it('is the nearest within reach of a finger, which covers more of a picture that is shown small', () => {
    expect(elementAt([api, store], 180, 130, 1)).toBe('api')
    expect(elementAt([api, store], 200, 130, 1)).toBeNull()
    expect(elementAt([api, store], 200, 130, 0.4)).toBe('api')
    expect(elementAt([], 10, 10, 1)).toBeNull()
  })
})

describe('the size of a picture', () => {
  const picture = { svg: '', width: 1200, height: 600, elements: [placed('actor', 0, 0, 40, 70), api] }
  it('lets the smallest element be touched where elements are to be tapped, and can be read where not', () => {
    expect(firstScale(picture, { width: 328, height: 340 }, true)).toBe(1)
    expect(firstScale({ ...picture, elements: [placed('dot', 0, 0, 20, 20)] }, { width: 328, height: 340 }, true)).toBe(2)
    expect(firstScale(picture, { width: 328, height: 340 }, false)).toBe(0.7)
    expect(firstScale(picture, { width: 1100, height: 540 }, false)).toBe(0.9)
    expect(firstScale(picture, { width: 5000, height: 5000 }, false)).toBe(1)
  })
  it('stays between the whole of it and three times its size, however often it is changed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('in' as const, 'out' as const)), (steps) => {
        let scale = firstScale(picture, { width: 328, height: 340 }, true)
        for (const by of steps) scale = zoomed(scale, by, picture, 328)
        expect(scale).toBeLessThanOrEqual(3)
        expect(scale).toBeGreaterThanOrEqual(328 / 1200)
      }),
    )
  })
})
