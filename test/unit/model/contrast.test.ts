import { describe, expect, it } from 'vitest'
import { dark, heatDark, heatLight, light, type Palette, severityDark, severityLight, type SeverityLook } from '../../../src/renderer/ui/tokens.ts'

type Colour = readonly [number, number, number]

function colour(hex: string): Colour {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16))
  return [r, g, b]
}

const over = (top: Colour, alpha: number, below: Colour): Colour => [0, 1, 2].map((at) => (top[at] ?? 0) * alpha + (below[at] ?? 0) * (1 - alpha)) as unknown as Colour

/** Relative luminance of WCAG 2, 0 to 1. */
function luminance(of: Colour): number {
  const [r = 0, g = 0, b = 0] = of.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of WCAG 2, 1 to 21. */
function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Lightness of CIE L*, 0 to 100. */
function lightness(of: Colour): number {
  const y = luminance(of)
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y
}

/** Everything that the canvas writes, as the painter puts it there; alphas are those of paint-node, paint-flow and paint-look. */
function writing(palette: Palette): Record<string, [Colour, Colour]> {
  const [background, surface, soft] = [colour(palette.background), colour(palette.surface), colour(palette.accentSoft)]
  const inBoundary = over(soft, 0.34, background)
  const inThree = over(soft, 0.34, over(soft, 0.34, inBoundary))
  const text = colour(palette.text)
  return {
    'name of a process or store': [text, surface],
    'name of an external entity': [text, background],
    'name of a boundary on the diagram': [colour(palette.muted), background],
    'name of a boundary in a boundary': [colour(palette.muted), inBoundary],
    'name of a boundary three deep': [colour(palette.muted), inThree],
    'name of an element with content': [colour(palette.muted), over(surface, 0.6, inThree)],
    'label of a flow, on its paper': [text, over(background, 0.9, inThree)],
    'label of a chosen flow': [colour(palette.accent), over(background, 0.9, inThree)],
    'text of a note': [text, over(surface, 0.75, inBoundary)],
  }
}

const schemes: [string, Palette, readonly SeverityLook[], SeverityLook[]][] = [
  ['light', light, heatLight, Object.values(severityLight)],
  ['dark', dark, heatDark, Object.values(severityDark)],
]

describe.each(schemes)('on the canvas, %s', (_, palette, heat, severity) => {
  it.each(Object.entries(writing(palette)))('the %s has a contrast of 4.5 at least', (_what, [ink, paper]) => {
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5)
  })

  it('figures and names on heat and severity have a contrast of 4.5 at least', () => {
    for (const { fill, text } of [...heat, ...severity]) expect(contrast(colour(text), colour(fill)), fill).toBeGreaterThanOrEqual(4.5)
  })

  it('steps of heat go one way in lightness, and neighbours differ by 12 at least', () => {
    const steps = heat.map(({ fill }) => lightness(colour(fill)))
    const gaps = steps.slice(1).map((step, index) => step - (steps[index] ?? 0))
    expect(gaps.every((gap) => gap > 0) || gaps.every((gap) => gap < 0)).toBe(true)
    expect(Math.min(...gaps.map(Math.abs))).toBeGreaterThanOrEqual(12)
  })

  it('outlines, flows and what is chosen stand out from the paper by 3 at least', () => {
    for (const ground of [colour(palette.background), over(colour(palette.accentSoft), 0.34, colour(palette.background))]) {
      expect(contrast(colour(palette.accent), ground)).toBeGreaterThanOrEqual(3)
      expect(contrast(over(colour(palette.muted), 0.8, ground), ground)).toBeGreaterThanOrEqual(3)
    }
  })
})
