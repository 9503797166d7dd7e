import { describe, expect, test } from 'vitest'
import type { Box, Model } from '../../../src/shared/domain/model.ts'
import { ownPositions } from '../../../src/shared/picture/place.ts'
import { zoomedSvg } from '../../../src/shared/picture/zoom.ts'
import { boundary, box, element, flow, model } from '../model/models.ts'

/** A thousand elements on a grid, each with a flow to the next and to the one below. */
const across = 40
const large: Model = model({
  elements: Array.from({ length: 1000 }, (_, at) => element(`e${at}`, { position: box((at % across) * 260, Math.floor(at / across) * 160, 130, 60) })),
  flows: Array.from({ length: 2000 }, (_, at) => flow(`f${at}`, `e${Math.floor(at / 2) % 1000}`, `e${(Math.floor(at / 2) + (at % 2 === 0 ? 1 : across)) % 1000}`)),
})

function frameOf(svg: string | null): Box {
  const [x = NaN, y = NaN, width = NaN, height = NaN] = (/viewBox="([^"]+)"/.exec(svg ?? '')?.[1] ?? '').split(' ').map(Number)
  return { x, y, width, height }
}
const labels = (svg: string | null): string[] => [...(svg ?? '').matchAll(/font-size="14"[^>]*>([^<]+)</g)].map((match) => match[1] ?? '')

describe('the picture around some parts', () => {
  test('has its frame around them, and what stands beside them stays in its place', () => {
    const small = model({ elements: [element('a', { position: box(0, 0) }), element('b', { position: box(400, 0) }), element('c', { position: box(650, 500) })], flows: [flow('f', 'a', 'b'), flow('g', 'b', 'c')] })
    const svg = zoomedSvg(small, ownPositions(small), 'light', ['a'])
    const frame = frameOf(svg)
    expect(frame.x).toBeLessThan(0)
    expect(frame.x + frame.width).toBeLessThan(400)
    expect(labels(svg)).toEqual(['a', 'b', 'c'])
    expect(svg).toContain('#2b4fd8')
  })

  test('a flow brings its two ends into the frame', () => {
    const svg = zoomedSvg(large, ownPositions(large), 'light', ['f0'])
    const frame = frameOf(svg)
    expect(frame.x).toBeLessThan(0)
    expect(frame.x + frame.width).toBeGreaterThan(390)
    expect(frame.width).toBeLessThan(700)
  })

  test('costs what it shows: of a thousand elements it draws those around', () => {
    const svg = zoomedSvg(large, ownPositions(large), 'light', ['e500'])
    expect(labels(svg)).toContain('e500')
    expect(labels(svg).length).toBeLessThanOrEqual(49)
    expect((svg ?? '').length).toBeLessThan(60_000)
  })

  test('parts too far apart to be read are drawn side by side, in their boundaries', () => {
    const spread = model({
      elements: [element('left', { position: box(0, 0), parent: 'cloud' }), element('right', { position: box(9000, 4000) }), element('other', { position: box(5000, 2000) })],
      flows: [flow('f', 'left', 'right')],
      boundaries: [boundary('cloud', { label: 'Cloud', position: box(-50, -50, 3000, 3000) })],
    })
    const svg = zoomedSvg(spread, ownPositions(spread), 'light', ['left', 'right'])
    expect(frameOf(svg).width).toBeLessThan(800)
    expect(labels(svg)).toEqual(['left', 'right'])
    expect(svg).toContain('>Cloud<')
  })

  test('parts without a place are laid out with at most four neighbours', () => {
    const star = model({ elements: [element('hub'), ...Array.from({ length: 9 }, (_, at) => element(`n${at}`))], flows: Array.from({ length: 9 }, (_, at) => flow(`f${at}`, 'hub', `n${at}`)) })
    expect(labels(zoomedSvg(star, new Map(), 'light', ['hub']))).toHaveLength(5)
  })

  test('an element in itself is drawn all the same, and parts that are not there give no picture', () => {
    const odd = model({ elements: [element('a', { parent: 'b' }), element('b', { parent: 'a' })] })
    expect(labels(zoomedSvg(odd, new Map(), 'dark', ['a']))).toEqual(['a'])
    expect(zoomedSvg(odd, new Map(), 'dark', ['gone'])).toBeNull()
  })
})
