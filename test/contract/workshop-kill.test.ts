import { expect, it } from 'vitest'
import { killRuns } from '../support/kill-runs.ts'

const kills = 10
const seats = 6

it(`I2 I7 ${String(kills)} kills under load: no acknowledged vote is lost, none is invented, every seat comes back`, { timeout: 60_000 + kills * 15_000 }, async () => {
  const { acknowledged, lost, invented, reattach } = await killRuns({ kills, seats })
  expect({ lost, invented }).toEqual({ lost: 0, invented: 0 })
  expect(reattach).toHaveLength(kills * seats)
  expect(acknowledged).toBeGreaterThan(kills * seats)
})
