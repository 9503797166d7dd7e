import type { Database } from 'better-sqlite3'
import type { ComparedRegister } from '../../../shared/domain/diff-register.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { registerRows } from '../../../shared/domain/register-rows.ts'
import type { Disclosure } from '../../../shared/domain/workshop.ts'
import { opens } from '../../../shared/proof/disclosure.ts'
import { ownerName, plainHeader, plainMitigation, plainThreat, unsealNames } from '../../../shared/proof/plain-threat.ts'
import type { RegisterDocument } from '../../../shared/proof/register-document.ts'
import { readDisclosures, type RevisionRow } from '../../store/revisions.ts'
import { sha256 } from '../crypto.ts'
import { contentOf, parseRegister, type Draft } from './register-draft.ts'

/** What of a register is compared: not when it was frozen, nor who signed it. */
export interface OpenRegister {
  register: Omit<RegisterDocument, 'revision'>
  disclosures: Disclosure[]
}

/** The register as it stands, not frozen. Nothing is sealed for anybody else, so the salts may be plain. */
export function openDraft(project: { id: Id; name: string }, draft: Draft): OpenRegister {
  const { content, disclosures } = contentOf(project, draft, null, (length) => new Uint8Array(length))
  return { register: content, disclosures }
}

export function openRevision(db: Database, row: RevisionRow): OpenRegister {
  return { register: parseRegister(row.register), disclosures: readDisclosures(db, row.id) }
}

/**
 * Registers to compare with each other. A name that one of them shows is known for all, as an owner that only one of them
 * has cut did not change; where all have cut it, its digest stands for it.
 */
export function comparedRegisters(files: readonly OpenRegister[]): ComparedRegister[] {
  const names = unsealNames(files.flatMap(({ disclosures }) => disclosures).filter((one) => one.name === ownerName && opens(one, sha256)))
  return files.map(({ register }) => {
    const unseal = (digest: string): string => names(digest) ?? `(cut: ${digest.slice(0, 12)})`
    const header = plainHeader(register.header, unseal)
    const signed = new Map(register.threats.map((threat) => [threat.id, threat]))
    const rows = registerRows(register.threats.map((threat) => plainThreat(threat, unseal)), header, (threat) => signed.get(threat.id)?.affectedNames ?? [], () => [])
    const mitigations = (register.mitigations ?? []).map((one) => plainMitigation(one, unseal))
    return { header, model: register.model, rows, mitigations, rounds: new Map(register.threats.map(({ id, rounds }) => [id, rounds])) }
  })
}
