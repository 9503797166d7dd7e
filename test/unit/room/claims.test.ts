import { describe, expect, it } from 'vitest'
import { createClaims } from '../../../src/main/app/room/room-claims.ts'

const claim = { id: 'claim-1', name: 'Ada', address: '192.168.7.8', at: '2026-05-04T09:00:00.000Z' }

describe('D6 a claim that is taken out to be answered', () => {
  it('is nobody else’s, and waits again where it could not be answered', async () => {
    const claims = createClaims(() => undefined)
    const asked = claims.ask(claim, undefined)
    const taken = claims.take(claim.id)
    expect(claims.list()).toEqual([])
    expect(claims.take(claim.id)).toBeNull()
    expect(claims.answer(claim.id, 'denied')).toBe(false)
    taken?.putBack()
    expect(claims.list()).toEqual([claim])
    claims.answer(claim.id, 'denied')
    expect(await asked).toBe('denied')
  })

  it('does not wait again where the device went away, or the room ended, meanwhile', async () => {
    const claims = createClaims(() => undefined)
    const device = new AbortController()
    const asked = claims.ask(claim, device.signal)
    const taken = claims.take(claim.id)
    device.abort()
    taken?.putBack()
    expect(await asked).toBe('gone')
    const next = claims.ask({ ...claim, id: 'claim-2' }, undefined)
    const nextTaken = claims.take('claim-2')
    claims.end()
    nextTaken?.putBack()
    expect(await next).toBe('gone')
    expect(claims.list()).toEqual([])
  })
})
