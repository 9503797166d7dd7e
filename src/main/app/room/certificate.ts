import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** How long a certificate is good for, in days: phones refuse longer ones. */
const lifeDays = 365
const dayMs = 86_400_000

/** Of X.509: `ecdsa-with-SHA256`, and the common name. */
const ecdsaSha256 = '1.2.840.10045.4.3.2'
const commonName = '2.5.4.3'

/** A new P-256 key as PEM (PKCS #8). */
export function newCertificateKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/**
 * A certificate for `names` (host names and IPv4 addresses), signed with its own key, as PEM.
 * @param key a P-256 key as PEM. @param serial 15 random bytes. @param now in milliseconds.
 */
export async function makeCertificate(names: readonly string[], key: string, serial: Uint8Array, now: number): Promise<string> {
  // Loaded only where a room wants TLS: most do not, and the start has no time for it.
  const { AsnConvert, OctetString } = await import('@peculiar/asn1-schema')
  const x509 = await import('@peculiar/asn1-x509')
  const privateKey = createPrivateKey(key)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const extension = (extnID: string, critical: boolean, value: unknown) => new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ecdsaSha256 })
  const holder = new x509.Name([
    new x509.RelativeDistinguishedName([new x509.AttributeTypeAndValue({ type: commonName, value: new x509.AttributeValue({ utf8String: 'Dreadnought room' }) })]),
  ])
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    // A leading 1 keeps it positive and of one length.
    serialNumber: Uint8Array.of(1, ...serial).buffer,
    signature: algorithm,
    issuer: holder,
    subject: holder,
    // A phone's clock may be behind.
    validity: new x509.Validity({ notBefore: new Date(now - dayMs), notAfter: new Date(now + lifeDays * dayMs) }),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey, x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions([
      extension(x509.id_ce_basicConstraints, true, new x509.BasicConstraints({ cA: false })),
      extension(x509.id_ce_extKeyUsage, false, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
      extension(
        x509.id_ce_subjectAltName,
        false,
        new x509.SubjectAlternativeName(names.map((name) => new x509.GeneralName(isIPv4(name) ? { iPAddress: name } : { dNSName: name }))),
      ),
    ]),
  })
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey)
  const whole = new x509.Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue: Uint8Array.from(signature).buffer })
  return new X509Certificate(Buffer.from(AsnConvert.serialize(whole))).toString()
}

/** Whether it is a certificate of this key, names all of `names`, and is good for a month more. */
export function stillGood(certificate: string, names: readonly string[], key: string, now: number): boolean {
  const known = readCertificate(certificate)
  if (!known) return false
  const covered = names.every((name) => (isIPv4(name) ? known.checkIP(name) : known.checkHost(name)) !== undefined)
  return covered && known.checkPrivateKey(createPrivateKey(key)) && Date.parse(known.validTo) > now + 30 * dayMs
}

function readCertificate(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text)
  } catch {
    return null
  }
}

/** SHA-256 of the certificate, as browsers show it: pairs of hex digits with colons. */
export function fingerprintOf(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256
}
