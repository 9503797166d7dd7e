import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonSchemaText, type publishedSchemas } from '../../src/main/export/json-shape.ts'
import { fromUtf8 } from '../../src/shared/proof/bytes.ts'
import { fromBase64 } from '../../src/shared/proof/base64.ts'
import { openEnvelope } from '../../src/shared/proof/dsse.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { wholeRegister } from '../support/whole-register.ts'

const schemas = ['register-1.json', 'register-draft-1.json'] as const

function validator(name: keyof typeof publishedSchemas) {
  const text = readFileSync(resolve(import.meta.dirname, '../../resources/schema', name), 'utf8')
  return new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(JSON.parse(text) as object)
}

let running: TestApp
let project: string
let revision: string
beforeAll(async () => {
  running = await startTestApp()
  const { api } = running
  const drawing = 'flowchart LR\n  a([Customer]) -->|HTTP| b[API]\n  b --> c[(Orders)]\n'
  project = (await api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: 'i' })).project
  const { analysis } = await api.analysis.get({ project })
  const threats = await api.threat.accept({ project, findings: analysis.findings.slice(0, 4).map(({ id }) => id) })
  await api.threat.decide({ project, threats: threats.slice(0, 1).map(({ id }) => id), decision: { response: 'accept', rationale: 'rare', owner: 'Ada', due: '2026-09-30', existingControls: '' } })
  revision = (await api.register.freeze({ project })).id
  await api.register.sign({ project, revision, request: { name: 'Ada', role: 'Risk owner', meaning: 'approved', scope: 'all', comment: 'seen' } })
})
afterAll(() => running.close())

async function exported(format: 'json' | 'dsse', of: string | null, cut: 'nothing' | 'names-and-votes' = 'nothing'): Promise<unknown> {
  const { bytes } = await running.api.register.export({ project, format, revision: of, cut, job: 'j' })
  return JSON.parse(Buffer.from(bytes, 'base64').toString())
}

describe('what is exported as JSON', () => {
  test.each(schemas)('%s is what the program says by now; else run "node scripts/write-schemas.ts"', (name) => {
    expect(readFileSync(resolve(import.meta.dirname, '../../resources/schema', name), 'utf8')).toBe(jsonSchemaText(name))
  })

  test('signed registers, whole and cut, are what their schema says, and drafts what theirs does', async () => {
    const [signed, draft] = [validator('register-1.json'), validator('register-draft-1.json')]
    for (const cut of ['nothing', 'names-and-votes'] as const) {
      signed(await exported('json', revision, cut))
      expect(signed.errors).toBeNull()
      draft(await exported('json', null, cut))
      expect(draft.errors).toBeNull()
    }
    // They say something: neither passes for the other.
    expect(signed(await exported('json', null))).toBe(false)
    expect(draft(await exported('json', revision))).toBe(false)
  })

  test('so is a register that holds one of everything: workshops and votes, mitigations, statements, required signers', async () => {
    const made = await wholeRegister()
    const [signed, draft] = [validator('register-1.json'), validator('register-draft-1.json')]
    for (const cut of ['nothing', 'names-and-votes'] as const) {
      signed(JSON.parse(fromUtf8(await made.exported('json', { cut })) ?? ''))
      expect(signed.errors).toBeNull()
      draft(JSON.parse(fromUtf8(await made.exported('json', { cut, revision: null })) ?? ''))
      expect(draft.errors).toBeNull()
    }
    await made.close()
  })

  test('the envelopes alone are DSSE with the keys they name; of a draft, or where nobody signed, there are none', async () => {
    const file = (await exported('dsse', revision)) as { envelopes: Parameters<typeof openEnvelope>[0][]; keys: { keyId: string; publicKey: string }[] }
    expect(Object.keys(file)).toEqual(['envelopes', 'keys'])
    const opened = file.envelopes.map((envelope) => openEnvelope(envelope))
    expect(opened.map((one) => (JSON.parse(fromUtf8(one?.payload ?? new Uint8Array()) ?? '') as { comment: string }).comment)).toEqual(['seen'])
    expect(file.keys.map(({ keyId }) => keyId)).toEqual(opened.map((one) => one?.keyid))
    expect(fromBase64(file.keys[0]?.publicKey ?? '')).toHaveLength(32)
    await expect(exported('dsse', null)).rejects.toMatchObject({ data: { reason: 'draft-unsigned' } })
  })
})
