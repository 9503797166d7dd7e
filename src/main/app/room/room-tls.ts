import { join } from 'node:path'
import { readPrivate, writePrivate } from '../../store/private-files.ts'
import { fingerprintOf, makeCertificate, newCertificateKey, stillGood } from './certificate.ts'
import type { AppContext } from '../context.ts'

/** What a listener needs to speak TLS, both as PEM, and what a person can compare. */
export interface RoomTls {
  key: string
  cert: string
  fingerprint: string
}

/**
 * The installation's certificate for rooms. It stays the same, so that a phone which accepted it once is not asked again,
 * until it has to name something it does not, or is about to run out; the key stays even then.
 */
export async function roomTls(context: Pick<AppContext, 'dataDir' | 'clock' | 'randomBytes'>, names: readonly string[]): Promise<RoomTls> {
  const keyFile = join(context.dataDir, 'keys', 'room-tls-key.pem')
  const certFile = join(context.dataDir, 'keys', 'room-tls-cert.pem')
  const now = Date.parse(context.clock())
  const all = [...new Set([...names, 'localhost', '127.0.0.1'])]
  let key = readPrivate(keyFile)
  if (key === null) {
    key = newCertificateKey()
    writePrivate(keyFile, key)
  }
  let cert = readPrivate(certFile)
  if (cert === null || !stillGood(cert, all, key, now)) {
    cert = await makeCertificate(all, key, context.randomBytes(15), now)
    writePrivate(certFile, cert)
  }
  return { key, cert, fingerprint: fingerprintOf(cert) }
}
