import type { RegisterDocument } from '../../../shared/proof/register-document.ts'
import type { AppContext } from '../context.ts'
import { ruleBook } from '../rules.ts'

/** What a revision says that it was made with: program, rule packs, and the versions of the reference catalogues. */
export function toolsOf(context: Pick<AppContext, 'resources' | 'version'>): Pick<RegisterDocument['revision'], 'program' | 'rulePacks' | 'catalogue'> {
  const { packs, catalogue } = ruleBook(context.resources)
  const { cwe, capec, asvs } = catalogue
  return {
    program: `Dreadnought ${context.version}`,
    rulePacks: packs.map((pack) => `${pack.id} ${pack.version}`),
    catalogue: `CWE ${cwe.version}, CAPEC ${capec.version}, ASVS ${Object.keys(asvs.versions).join(' and ')}`,
  }
}
