import { describe, expect, it } from 'vitest'
import { readPort } from '../../../src/main/http/port.ts'

describe('the port of an option', () => {
  it('is a whole number that a port can have, 0 for any free one, and nothing where nothing is given', () => {
    expect(['0', '8080', '65535'].map((given) => readPort('seat-port', given))).toEqual([0, 8080, 65_535])
    expect(readPort('port', undefined)).toBeUndefined()
  })

  it.each(['', ' ', '-1', '65536', '80.5', 'http', true])('is refused by the name of its option where it is %j', (given) => {
    expect(() => readPort('seat-port', given)).toThrow('--seat-port takes a number from 0 to 65535')
  })
})
