import type { VerifyReport } from '../../shared/domain/register.ts'
import { verifyRegister } from '../../shared/proof/verify.ts'
import { nodeCrypto } from '../app/crypto.ts'
import { FileProblem } from '../import/file-problem.ts'
import { maxRegister, readInput } from './io.ts'
import type { Output } from './io.ts'

/**
 * Words that every register file holds, far from each other, so that no change of a byte makes a register into something
 * else; and how one begins, for one that was cut off.
 */
const registerWords = ['dreadnought-register-file/', 'dreadnought-register/', '"revisionHash"']
const registerBegins = '{"disclosures":['

/** Whether the bytes are a register, whole or damaged; other files are no case for a check. */
function isRegisterAtAll(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).trimStart()
  return text.startsWith(registerBegins) || registerWords.some((word) => text.includes(word))
}

export async function runVerify(path: string, options: { trust: string[] }, output: Output): Promise<number> {
  const bytes = readInput(path, maxRegister)
  if (!isRegisterAtAll(bytes)) throw new FileProblem({ file: path, place: 'the whole file', expected: 'a register file, such as "register.json" of a signed revision' })
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
