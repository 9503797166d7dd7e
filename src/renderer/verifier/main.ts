import './verifier.css'
import { fromBase64 } from '../../shared/proof/base64.ts'
import { verifyRegister } from '../../shared/proof/verify.ts'
import { pageCrypto } from './crypto.ts'
import { startFilters } from './filters.ts'
import { showFound } from './found.ts'
import { shownOtherwise } from './self-check.ts'

// First of all, while the page is still as it was written.
const text = document.getElementById('signed')?.textContent
const bytes = text === undefined ? null : fromBase64(text)
const otherwise = bytes ? shownOtherwise(bytes, document) : null

startFilters(document)
if (text !== undefined) void check([])

async function check(trust: readonly string[]): Promise<void> {
  const report = bytes ? await verifyRegister(bytes, pageCrypto, trust.length > 0 ? { trust } : {}) : null
  showFound(document, { bytes, report, otherwise, trust, onTrust: (next) => void check(next) })
}
