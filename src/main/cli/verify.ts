import type { VerifyReport } from '../../shared/domain/register.ts'
import { verifyRegister } from '../../shared/proof/verify.ts'
import { nodeCrypto } from '../app/crypto.ts'
import { needRegister } from '../app/register/register-input.ts'
import { maxRegister, readInput } from './io.ts'
import type { Output } from './io.ts'

export async function runVerify(path: string, options: { trust: string[] }, output: Output): Promise<number> {
  const bytes = readInput(path, maxRegister)
  needRegister(bytes, path)
  const report = await verifyRegister(new Uint8Array(bytes), nodeCrypto, options.trust.length > 0 ? { trust: options.trust } : {})
  output.data(verifyText(report, path))
  return report.ok ? 0 : 1
}

/** What was checked, check by check and signer by signer. Control characters of the file never reach the terminal. */
export function verifyText(report: VerifyReport, path: string): string {
  const lines = [`${path}: ${report.ok ? 'everything holds' : 'NOT verified'}`, '']
  for (const { what, ok, detail } of report.checks) lines.push(`${ok ? 'ok  ' : 'FAIL'} ${what}${detail === '' ? '' : `: ${detail}`}`)
  for (const signer of report.signers) {
    const trust = signer.trusted === null ? '' : signer.trusted ? ', trusted' : ', NOT TRUSTED'
    lines.push('', `${signer.ok ? 'ok  ' : 'FAIL'} ${signer.name}, ${signer.role}: ${signer.meaning}, ${signer.scope}`)
    lines.push(`     at ${signer.at}, ${signer.assurance}${trust}`, `     key ${signer.fingerprint}`)
  }
  if (report.notProven.length > 0) lines.push('', 'Not proven by this:', ...report.notProven.map((text) => `- ${text}`))
  return `${lines.map(printable).join('\n')}\n`
}

function printable(line: string): string {
  return line.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
