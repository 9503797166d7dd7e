import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { createCalls } from '../../../src/renderer/seat/calls.ts'
import { refusalKey } from '../../../src/renderer/seat/refusals.ts'
import { errors, refusalReasons } from '../../../src/shared/contract/errors.ts'
import en from '../../../resources/locales/en/seat.json' with { type: 'json' }
import de from '../../../resources/locales/de/seat.json' with { type: 'json' }

const said = (code: string, data: unknown = undefined): string => refusalKey(new ORPCError(code, { data }))

describe('a refusal on the page', () => {
  it('has words in both languages for every code and reason there is', () => {
    const keys = [...Object.keys(errors).map((code) => said(code)), ...refusalReasons.map((reason) => said('REFUSED', { reason, detail: '' }))]
    for (const key of new Set(keys)) {
      expect(Object.keys(en)).toContain(key)
      expect(Object.keys(de)).toContain(key)
    }
  })
  it('says what it is where a seat, a scribe or a co-facilitator can do something about it', () => {
    expect(said('REFUSED', { reason: 'disputed', detail: '' })).toBe('refused.disputed')
    expect(said('REFUSED', { reason: 'nothing-to-reveal', detail: '' })).toBe('refused.nothingToReveal')
    expect(said('WRONG_PHASE', { phase: 'revealed' })).toBe('refused.phase')
    expect(said('FORBIDDEN')).toBe('refused.forbidden')
  })
  it('is not mixed up with a line that is dead, nor with what nobody foresaw', () => {
    expect(refusalKey(new Error('no answer'))).toBe('refused.line')
    expect(said('REFUSED', { reason: 'constructor', detail: '' })).toBe('problem.other')
    expect(said('INTERNAL_SERVER_ERROR')).toBe('problem.other')
  })
})

describe('a call without a line', () => {
  it('is answered by the page itself', async () => {
    const calls = createCalls({ client: () => null, renew: () => undefined })
    expect(await calls.ask((room) => room.hand({ raised: true }))).toEqual({ refusal: 'refused.line' })
  })
})

it('the two languages have the same texts with the same places for values', () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
  const places = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([place]) => place).sort()
  const other: Record<string, string> = de
  for (const [key, text] of Object.entries(en)) expect(places(other[key] ?? ''), key).toEqual(places(text))
})
