import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, makeCertificate, newCertificateKey, stillGood } from '../../../src/main/app/room/certificate.ts'
import { roomTls } from '../../../src/main/app/room/room-tls.ts'

const now = Date.UTC(2026, 4, 4)
const day = 86_400_000

describe('a certificate for rooms', () => {
  it('names what was asked, is for servers alone, is signed with its own key, and is good for a year', async () => {
    const key = newCertificateKey()
    const pem = await makeCertificate(['192.168.1.5', 'a.local'], key, randomBytes(15), now)
    const read = new X509Certificate(pem)
    expect(read.subjectAltName).toBe('IP Address:192.168.1.5, DNS:a.local')
    expect(read.ca).toBe(false)
    expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(read.verify(createPublicKey(createPrivateKey(key)))).toBe(true)
    expect(Date.parse(read.validTo) - now).toBe(365 * day)
    expect(now - Date.parse(read.validFrom)).toBe(day)
    expect(fingerprintOf(pem)).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  })

  it('is no good any more for a name it lacks, for another key, and in its last month', async () => {
    const key = newCertificateKey()
    const pem = await makeCertificate(['192.168.1.5', 'a.local'], key, randomBytes(15), now)
    expect(stillGood(pem, ['a.local'], key, now)).toBe(true)
    expect(stillGood(pem, ['a.local', 'b.local'], key, now)).toBe(false)
    expect(stillGood(pem, ['192.168.1.6'], key, now)).toBe(false)
    expect(stillGood(pem, ['a.local'], newCertificateKey(), now)).toBe(false)
    expect(stillGood(pem, ['a.local'], key, now + 334 * day)).toBe(true)
    expect(stillGood(pem, ['a.local'], key, now + 336 * day)).toBe(false)
  })

  it('stays the same until it has to name more; the key stays even then; a damaged one is made anew', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'room-tls-'))
    const context = { dataDir, clock: () => new Date(now).toISOString(), randomBytes: (length: number) => Uint8Array.from(randomBytes(length)) }
    try {
      const first = await roomTls(context, ['192.168.1.5'])
      expect(await roomTls(context, ['192.168.1.5'])).toEqual(first)
      const second = await roomTls(context, ['192.168.1.5', 'a.local'])
      expect(second.fingerprint).not.toBe(first.fingerprint)
      expect(second.key).toBe(first.key)
      writeFileSync(join(dataDir, 'keys', 'room-tls-cert.pem'), 'half a certif')
      expect((await roomTls(context, ['192.168.1.5'])).key).toBe(first.key)
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
