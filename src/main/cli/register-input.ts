import { z } from 'zod'
import type { ComparedRegister } from '../../shared/domain/diff-register.ts'
import { registerRows } from '../../shared/domain/register-rows.ts'
import { opens } from '../../shared/proof/disclosure.ts'
import { ownerName, plainHeader, plainThreat, unsealNames } from '../../shared/proof/plain-threat.ts'
import { RegisterFile, registerFileFormat } from '../../shared/proof/register-file.ts'
import { sha256 } from '../app/crypto.ts'
import { contentOf } from '../app/register/register-draft.ts'
import { shaped } from './json-input.ts'
import type { FiledProject } from './project-file.ts'

/** What of a register file is compared. */
export type OpenRegister = Pick<RegisterFile, 'disclosures'> & { register: Omit<RegisterFile['register'], 'revision'> }

/** What a file of this program names its shape. */
export const Formatted = z.object({ format: z.string() })

/** Whether a file says of itself that it is a register. */
export function saysRegister(value: unknown): boolean {
  return Formatted.safeParse(value).data?.format === registerFileFormat
}

/** Reads a register file. Throws a FileProblem where it is none. Checks no signature: `verify` does. */
export function readRegister(value: unknown, file: string): RegisterFile {
  return shaped(RegisterFile, value, file, 'a register file')
}

/** The register of a project file as it stands there, not frozen. Nothing is sealed for anybody else, so the salts may be plain. */
export function registerOfDraft({ project, draft }: FiledProject): OpenRegister {
  const { content, disclosures } = contentOf(project, draft, null, (length) => new Uint8Array(length))
  return { register: content, disclosures }
}

/**
 * Two register files to compare. A name that one of them shows is known for both, as an owner that only one of them
 * has cut did not change; where both have cut it, its digest stands for it.
 */
export function comparedRegisters(files: OpenRegister[]): ComparedRegister[] {
  const names = unsealNames(files.flatMap(({ disclosures }) => disclosures).filter((one) => one.name === ownerName && opens(one, sha256)))
  return files.map(({ register }) => {
    const unseal = (digest: string): string => names(digest) ?? `(cut: ${digest.slice(0, 12)})`
    const header = plainHeader(register.header, unseal)
    const signed = new Map(register.threats.map((threat) => [threat.id, threat]))
    const rows = registerRows(register.threats.map((threat) => plainThreat(threat, unseal)), header, (threat) => signed.get(threat.id)?.affectedNames ?? [], () => [])
    return { header, model: register.model, rows, rounds: new Map(register.threats.map(({ id, rounds }) => [id, rounds])) }
  })
}
