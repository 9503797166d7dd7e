import { join } from 'node:path'
import type { DocumentChoice } from '../../../shared/domain/document.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { cut } from '../../../shared/proof/register-file.ts'
import { htmlFile, readPageParts } from '../../export/html.ts'
import type { RevisionRow } from '../../store/revisions.ts'
import type { AppContext } from '../context.ts'
import { rootFolder } from '../paths.ts'
import { refused } from '../problems.ts'
import { openDraft } from './register-compared.ts'
import { parseRegister, readDraft } from './register-draft.ts'
import { fileOf, partsOf } from './register-parts.ts'

/** A register as one HTML file; that of a revision carries what is signed and checks itself. Without names and votes where it is not `whole`. */
export function registerHtml(context: Pick<AppContext, 'db'>, row: RevisionRow | null, project: { id: Id; name: string }, whole: boolean, choice: DocumentChoice): string {
  const page = readPageParts(join(rootFolder(), 'out/verifier/page.json'))
  if (!page) throw refused('no-page')
  if (row) {
    const parts = whole ? partsOf(context, row) : cut(partsOf(context, row))
    const register = parseRegister(row.register)
    return htmlFile(page, { register, frozen: { revision: register.revision, hash: row.hash, envelopes: parts.envelopes }, disclosures: parts.disclosures }, choice, fileOf(parts))
  }
  const { register, disclosures } = openDraft({ id: project.id, name: project.name }, readDraft(context.db, project.id))
  return htmlFile(page, { register, frozen: null, disclosures: whole ? disclosures : [] }, choice, null)
}
