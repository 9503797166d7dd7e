import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../src/shared/proof/base64.ts'
import { fromUtf8, hex, utf8 } from '../../../src/shared/proof/bytes.ts'
import { canonicalBytes, canonicalText } from '../../../src/shared/proof/canonical.ts'
import { disclosureDigest, opens, seal } from '../../../src/shared/proof/disclosure.ts'
import { sha256 } from '../../support/register-fixture.ts'
import { preAuthenticationEncoding } from '../../../src/shared/proof/statement-bytes.ts'

describe('canonical form', () => {
  test('F1: the example of RFC 8785, section 3.2.3', () => {
    const input: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(hex(canonicalBytes(input))).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    )
  })

  test('F1: keys sort by UTF-16 code units, as in section 3.2.3', () => {
    const input = { '€': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '😀': 'Emoji: Grinning Face', '\u0080': 'Control', 'ö': 'Latin Small Letter O With Diaeresis' }
    expect(Object.values(JSON.parse(canonicalText(input)) as Record<string, string>).sort()).toEqual(Object.values(input).sort())
    expect([...canonicalText(input).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ])
  })

  test.each([
    ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'], ['ffefffffffffffff', '-1.7976931348623157e+308'], ['4340000000000000', '9007199254740992'], ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'], ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'], ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'], ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'], ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'], ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('F1: the number with IEEE 754 bits %s is %s (RFC 8785, appendix B)', (bits, text) => {
    expect(canonicalText(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  const cycle: unknown[] = []
  cycle.push(cycle)
  test.each([
    ['undefined', undefined], ['an undefined property', { a: undefined }], ['an undefined item', [undefined]], ['a function', { a: () => 1 }], ['NaN', Number.NaN], ['infinity', [Infinity]],
    ['a lone surrogate', '\ud800'], ['a lone surrogate as key', { '\udc00': 1 }], ['a cycle', cycle], ['a date', new Date(0)], ['a bigint', 1n],
  ])('F2: %s is refused', (_what, value) => {
    expect(() => canonicalText(value)).toThrow()
  })

  test('F1: it is the text that the library writes, and what it refuses is refused', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1', '10', '2', '007', '-1', '__proto__', 'constructor', 'toString', ''))
    const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs))),
    }))
    const outcome = (write: () => unknown): unknown => {
      try {
        return write()
      } catch {
        return 'refused'
      }
    }
    fc.assert(fc.property(value, (one) => {
      expect(outcome(() => canonicalText(one))).toEqual(outcome(() => canonicalize(one)))
    }), { numRuns: 2000 })
    const deep = (depth: number): unknown => (depth === 0 ? 1 : [{ a: deep(depth - 1) }])
    expect(canonicalText(deep(200))).toBe(canonicalize(deep(200)))
  })

  test('F1: encoding what was decoded gives the same text, whatever the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalText(value)
      expect(canonicalText(JSON.parse(text))).toBe(text)
      expect(canonicalText(reversed(value))).toBe(text)
    }))
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)]))
}

describe('base64', () => {
  test('F3: both alphabets agree with Node and come back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }))
  })

  test.each(['QQ', 'QQ=', 'QR==', 'QQ===', 'QUJ=', 'Q Q=', 'QQ==\n', '=', 'Q', 'QUI-'])('F3: %j is not base64', (text) => {
    expect(fromBase64(text)).toBeNull()
  })

  test.each(['QQ==', 'QR', 'Q', 'QUI+', 'QQ '])('F3: %j is not base64url', (text) => {
    expect(fromBase64Url(text)).toBeNull()
  })

  test('F3: text that is not UTF-8 is refused, and a byte order mark is kept', () => {
    expect(fromUtf8(new Uint8Array([0xff]))).toBeNull()
    expect(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('\ufeffA')
  })
})

describe('envelopes and seals', () => {
  test('F4: the known vector of the pre-authentication encoding', () => {
    expect(fromUtf8(preAuthenticationEncoding('http://example.com/HelloWorld', utf8('hello world')))).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  })

  test('F4: lengths are in bytes', () => {
    expect(fromUtf8(preAuthenticationEncoding('t', utf8('ö')))).toBe('DSSEv1 1 t 2 ö')
  })

  test('S1: a digest is the base64url SHA-256 of the canonical JSON of salt, name and value', () => {
    const expected = createHash('sha256').update('["c2FsdA","name",{"a":1,"b":2}]').digest('base64url')
    expect(disclosureDigest('c2FsdA', 'name', { b: 2, a: 1 }, sha256)).toBe(expected)
  })

  test('S1: what was sealed opens, and any other salt, name or value does not', () => {
    const sealed = seal('name', 'Ada', new Uint8Array(16).fill(7), sha256)
    expect(opens(sealed, sha256)).toBe(true)
    expect(opens({ ...sealed, value: 'Ade' }, sha256)).toBe(false)
    expect(opens({ ...sealed, name: 'nome' }, sha256)).toBe(false)
    expect(opens({ ...sealed, salt: `${sealed.salt.slice(0, -1)}x` }, sha256)).toBe(false)
  })
})
