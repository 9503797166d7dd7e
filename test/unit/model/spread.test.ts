import { describe, expect, it } from 'vitest'
import { spread } from '../../../src/shared/domain/spread.ts'
import { boundary, box, element, flow, model } from './models.ts'

describe('positions from a file', () => {
  const tight = model({
    elements: [element('a', { position: box(0, 0) }), element('b', { position: box(130, 0), parent: 'n' })],
    flows: [flow('f', 'a', 'b', { label: 'HTTPS orders' })],
    boundaries: [boundary('n', { position: box(120, -20, 140, 100) })],
  })

  it('are drawn apart evenly where a flow’s label does not fit between its ends, and keep the nodes’ sizes', () => {
    const [a, b] = spread(tight).elements
    expect((b?.position?.x ?? 0) - (a?.position?.x ?? 0)).toBeGreaterThan(170)
    expect(b?.position).toMatchObject({ width: 100, height: 50 })
    const around = spread(tight).boundaries[0]?.position
    expect(around && b?.position && around.x <= b.position.x && around.x + around.width >= b.position.x + 100).toBe(true)
  })

  it('stay as they are where every label fits, or there is none', () => {
    const wide = { ...tight, elements: [element('a', { position: box(0, 0) }), element('b', { position: box(500, 0) })] }
    expect(spread(wide)).toBe(wide)
    const silent = { ...tight, flows: [flow('f', 'a', 'b')] }
    expect(spread(silent)).toBe(silent)
  })
})
