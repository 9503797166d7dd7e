import './verifier.css'
import { fromBase64 } from '../../shared/proof/base64.ts'
import { verifyRegister } from '../../shared/proof/verify.ts'
import { pageCrypto } from './crypto.ts'
import { startFilters } from './filters.ts'
import { showFound } from './found.ts'
import { shownOtherwise } from './self-check.ts'
import { startSorting } from './sorting.ts'
import { textsOf } from './texts.ts'

// First of all, while the page is still as it was written.
const texts = textsOf(document.documentElement.lang)
const text = document.getElementById('signed')?.textContent
const bytes = text === undefined ? null : fromBase64(text)
const otherwise = bytes ? shownOtherwise(bytes, document, texts) : null

startFilters(document)
startSorting(document)
if (text !== undefined) void check([])

async function check(trust: readonly string[]): Promise<void> {
  const report = bytes ? await verifyRegister(bytes, pageCrypto, trust.length > 0 ? { trust } : {}) : null
  showFound(document, texts, { bytes, report, otherwise, trust, onTrust: (next) => void check(next) })
}
