import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/main/stride/analyze.ts'
import { createAnalyzer } from '../../../src/main/stride/analyzer.ts'
import type { RuleBook } from '../../../src/main/stride/book.ts'
import { recognise } from '../../../src/main/stride/recognise.ts'
import { loadModifiers } from '../../../src/main/stride/scoring.ts'
import type { Model } from '../../../src/shared/domain/model.ts'
import { generatedModel } from '../../fixtures/stride/generate.ts'
import { anyStep, takeStep } from '../../fixtures/stride/model-edits.ts'
import { clinicBooking } from '../../fixtures/stride/systems.ts'
import { book, recognised } from './support.ts'

/** After every step: the same as from the beginning, to the byte. */
function follow(start: Model, steps: readonly { name: string; seed: number }[], own: RuleBook, options = {}): void {
  const analyzer = createAnalyzer()
  let model = start
  analyzer.analyze(model, own, options)
  for (const step of steps) {
    model = takeStep(model, step)
    const after = analyzer.analyze(model, own, options)
    const anew = analyze(model, own, options)
    expect(JSON.stringify(after) === JSON.stringify(anew) ? after : { ...after, step }).toEqual(anew)
  }
}

describe('after an edit', () => {
  it('N1 an analysis is the same, to the byte, as one from the beginning', () => {
    const models = [1, 2, 3].map((seed) => recognise(generatedModel(24, 48, seed), book))
    fc.assert(
      fc.property(fc.constantFrom(...models, recognised(clinicBooking)), fc.array(anyStep, { minLength: 1, maxLength: 6 }), (model, steps) => follow(model, steps, book)),
      { numRuns: 60 },
    )
  })
})
