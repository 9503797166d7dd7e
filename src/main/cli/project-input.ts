import type { ImportedFile, ImportReport } from '../../shared/domain/import.ts'
import { byThreat, type Mitigation, withoutThreats } from '../../shared/domain/mitigation.ts'
import type { Threat } from '../../shared/domain/threat.ts'
import { decryptProject, isEncrypted, WrongPassphrase } from '../app/register/encrypted-project.ts'
import { looksLikeJson } from '../app/register/json-input.ts'
import { saysProjectEarly } from '../app/register/opened-project.ts'
import { readProjectBytes } from '../app/register/project-file.ts'
import { CliProblem } from './io.ts'
import { givenPassphrase } from './passphrase.ts'

/** The bytes of a project file, out of its encryption where it has one. */
export async function plainProject(bytes: Uint8Array, path: string, passphraseFile: string | undefined): Promise<Uint8Array> {
  if (!isEncrypted(bytes)) return bytes
  const passphrase = givenPassphrase(passphraseFile)
  if (passphrase === null) throw new CliProblem(`dreadnought: ${path}: an encrypted project file`, 'expected its passphrase: --passphrase-file FILE, or the variable DREADNOUGHT_PASSPHRASE')
  try {
    return await decryptProject(bytes, passphrase, path)
  } catch (problem) {
    if (problem instanceof WrongPassphrase) throw new CliProblem(`dreadnought: ${path}: the passphrase does not open it`, 'expected its passphrase, and the file as it was written: nobody can tell which of the two is wrong')
    throw problem
  }
}

/** Whether the bytes are a project file, which needs no reader of other tools' formats. */
export function isProject(bytes: Uint8Array): boolean {
  return isEncrypted(bytes) || (looksLikeJson(bytes) && saysProjectEarly(bytes))
}

/** A project file as every other file that is read: its model, and its threats as a list. */
export function importedProject(bytes: Uint8Array, path: string): ImportedFile {
  const { draft } = readProjectBytes(bytes, path)
  const { model, header } = draft
  const all = (count: number): { parsed: number; candidates: number } => ({ parsed: count, candidates: count })
  const named = (parts: readonly { label: string }[]): number => parts.filter(({ label }) => label !== '').length
  const report: ImportReport = { elements: all(model.elements.length), edges: all(model.flows.length), labels: all(named(model.elements)), flowLabels: all(named(model.flows)), dropped: [] }
  const covering = byThreat(draft.mitigations)
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const { system, release, purpose, environment, exclusions, assumptions, assets } = header
  return {
    format: 'dread',
    model,
    threats: draft.rows.map(({ threat, affected, total, band }) => importedThreat(threat, { affected, total, band, keys, covering: covering.get(threat.id) ?? [] })),
    listLayout: null,
    report,
    about: { header: { system, release, purpose, environment, exclusions }, assumptions, assets, mitigations: new Set([...draft.rows.flatMap(({ threat }) => threat.mitigations), ...draft.mitigations.map(({ title }) => title)]).size },
  }
}

interface Row {
  affected: string[]
  total: number | null
  band: string | null
  keys: ReadonlyMap<string, string>
  covering: readonly Mitigation[]
}

function importedThreat(threat: Threat, { affected, total, band, keys, covering }: Row): ImportedFile['threats'][number] {
  const { displayId, title, description, stride, marker, confidence, references, mitigations, layout, flags, settled, imported, suggested, decision, statement, concerns } = threat
  return {
    displayId, title, description, stride, marker, confidence, references, mitigations, layout, flags,
    affectedLabels: threat.affectedLabels.length > 0 ? threat.affectedLabels : affected,
    evidenceKeys: threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keys.get(id) ?? []),
    score: { dread: settled?.values ?? imported?.dread ?? suggested, total, severity: band, score: null },
    ...(decision ? { decision } : {}),
    ...(statement ? { statement } : {}),
    ...(concerns ? { concerns } : {}),
    ...(covering.length > 0 ? { covering: covering.map(withoutThreats) } : {}),
  }
}
