import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseFlowKey, baseKey, keyOf, uniqueKeys } from '../../../src/shared/domain/key.ts'

describe('keys', () => {
  test.each([
    ['Aurora<br>(RDS)', 'aurora_rds'],
    ['Aurora &lt;RDS&gt;', 'aurora_rds'],
    ['  Größe & Öl — Café ', 'gro_e_ol_cafe'],
    ['S3 Bucket<br/>Logs/Uploads', 's3_bucket_logs_uploads'],
    ['東京', ''],
    ['__proto__', 'proto'],
  ])('%s is %s', (label, key) => {
    expect(keyOf(label)).toBe(key)
  })

  test('where nothing is left, the source id stands in, else the kind', () => {
    expect(baseKey('東京', 'Node-1', 'process')).toBe('node_1')
    expect(baseKey('?', '...', 'data-store')).toBe('data_store')
    expect(baseKey('', null, 'boundary')).toBe('boundary')
  })

  test('a taken key gets the next free suffix, also past one that a label brought along', () => {
    const key = uniqueKeys()
    expect(['api', 'api_2', 'api', 'api', 'api_2'].map(key)).toEqual(['api', 'api_2', 'api_3', 'api_4', 'api_2_2'])
    const flow = uniqueKeys([], '#')
    expect([flow(baseFlowKey('a', 'b')), flow(baseFlowKey('a', 'b')), flow(baseFlowKey('a', null))]).toEqual(['a->b', 'a->b#2', 'a->'])
  })

  test('keys are unique, of a-z 0-9 _ only, and the same every time, whatever the labels', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'a 2', 'A_2', ''))), (labels) => {
        const make = () => {
          const key = uniqueKeys()
          return labels.map((label) => key(baseKey(label, null, 'process')))
        }
        const keys = make()
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.every((key) => /^[a-z0-9]+(_[a-z0-9]+)*$/.test(key))).toBe(true)
        expect(make()).toEqual(keys)
      }),
    )
  })
})
