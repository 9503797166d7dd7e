import { expect, test } from 'vitest'
import { freeSpot } from '../../../src/renderer/workbench/model/graph/drop-target.ts'

test('what is put in stands on nothing, wherever it stood where it comes from', () => {
  const taken = [{ x: -200, y: -200, width: 400, height: 400 }]
  const stamp = { x: -50, y: -50, width: 300, height: 100 }
  const spot = freeSpot(taken, { x: 0, y: 0 }, stamp)
  expect(spot).toMatchObject({ width: 300, height: 100 })
  const apart = spot.x >= 200 || spot.x + spot.width <= -200 || spot.y >= 200 || spot.y + spot.height <= -200
  expect(apart).toBe(true)
})
