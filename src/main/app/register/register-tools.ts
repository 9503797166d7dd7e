import type { Id } from '../../../shared/domain/id.ts'
import type { RegisterDocument } from '../../../shared/proof/register-document.ts'
import type { AppContext } from '../context.ts'
import { readRuleSettings } from '../../store/rule-settings.ts'
import type { RulePacks } from '../rules/rule-packs.ts'
import { catalogueOf } from '../rules/rules.ts'

export type Tools = Pick<RegisterDocument['revision'], 'program' | 'rulePacks' | 'catalogue'>

/** What a revision says that it was made with: program, the rule packs that run in the project, and the versions of the reference catalogues. */
export async function toolsOf(context: AppContext, packs: Pick<RulePacks, 'version'>, project: Id): Promise<Tools> {
  const library = await context.jobs.run('rules', { own: packs.version() })
  const settings = readRuleSettings(context.db, project)
  const { cwe, capec, asvs } = catalogueOf(context)
  return {
    program: `Dreadnought ${context.version}`,
    rulePacks: library.packs.filter(({ id }) => settings.packs[id] !== false).map(({ id, version }) => `${id} ${version}`),
    catalogue: `CWE ${cwe.version}, CAPEC ${capec.version}, ASVS ${Object.keys(asvs.versions).join(' and ')}`,
  }
}
