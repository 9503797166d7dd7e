import type { Id } from '../../../shared/domain/id.ts'
import type { ImportedFile } from '../../../shared/domain/import.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import { gatherMitigations, type MitigationDraft } from '../../../shared/domain/mitigation.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { flagPhrases, type Threat } from '../../../shared/domain/threat.ts'
import { importedWords, type ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { listMitigations, nextMitigationOrder, writeMitigation } from '../../store/mitigations.ts'
import { readModel } from '../../store/models.ts'
import { displayIdTaken, listThreats, nextDisplayId, nextOrder, noteDisplayId, writeThreat, writeThreatList } from '../../store/threats.ts'
import { checkRows } from '../../stride/vocabulary/references.ts'
import type { AppContext } from '../context.ts'
import { catalogueOf } from '../rules/rules.ts'

/** Adds the rows of a threat list to the register, as part of a step. @returns the new threats' ids, in the list's order. */
export function importThreats(context: AppContext, project: Id, file: string, imported: ImportedFile): Id[] {
  const { db } = context
  const list = context.newId()
  writeThreatList(db, project, { id: list, format: imported.format, file, layout: imported.listLayout ?? {} })
  const references = checkAll(context, imported.threats)
  // Ids that the list itself brings are kept for their own rows, even where an earlier row of it needs a new one.
  for (const row of imported.threats) noteDisplayId(db, project, row.displayId)
  const firstOrder = nextOrder(db, project)
  const ids = imported.threats.map((row, index) => {
    const threat = threatOfRow(context, project, row, { kind: 'import', list, format: imported.format, file })
    writeThreat(db, project, { ...threat, references: references[index] ?? [], order: firstOrder + index })
    return threat.id
  })
  importMitigations(context, project, gatherMitigations(imported.threats.map(({ covering = [] }, index) => ({ id: ids[index] ?? '', covering }))))
  return ids
}

/** What the list says is done: one of a title that the project has covers the new threats too, and stays as it is otherwise. */
function importMitigations({ db, clock, newId }: AppContext, project: Id, drafts: readonly MitigationDraft[]): void {
  if (drafts.length === 0) return
  const known = new Map(listMitigations(db, project).map((one) => [one.title, one]))
  const at = clock()
  for (const draft of drafts) {
    const there = known.get(draft.title)
    if (there) writeMitigation(db, project, { ...there, threats: [...new Set([...there.threats, ...draft.threats])], updatedAt: at })
    else writeMitigation(db, project, { ...draft, id: newId(), order: nextMitigationOrder(db, project), createdAt: at, updatedAt: at })
  }
}

/** All rows of the list at once, for an unversioned ASVS id is read in the version that fits the whole document best. */
function checkAll(context: AppContext, rows: readonly ImportedThreat[]): Threat['references'][] {
  if (rows.every((row) => row.references.length === 0)) return rows.map(() => [])
  return checkRows(rows.map((row) => row.references.map((reference) => reference.text)), catalogueOf(context))
}

function threatOfRow(context: AppContext, project: Id, row: ImportedThreat, source: Threat['source']): Threat {
  const { displayId, score, decision } = row
  const taken = displayId === '' || displayIdTaken(context.db, project, displayId)
  const given = taken ? nextDisplayId(context.db, project, row.stride[0] ?? 'Tampering') : displayId
  const flags = taken && displayId !== '' ? [...row.flags, flagPhrases.say('id-taken', { id: displayId, given })] : row.flags
  const at = context.clock()
  return {
    ...importedWords(row),
    id: context.newId(),
    displayId: given,
    affected: [],
    evidence: [],
    source,
    suggested: null,
    imported: score,
    settled: null,
    decision: decision ?? null,
    gone: null,
    flags,
    order: 0,
    createdAt: at,
    updatedAt: at,
  }
}

/**
 * Finds the parts of the model that imported rows name, as part of a step: by key, else by label. Rows whose parts are known stay.
 * Run after a list came and after a model came, for either may come first.
 */
export function resolveImported(context: AppContext, project: Id): void {
  const unresolved = listThreats(context.db, project).filter((threat) => threat.source.kind === 'import' && threat.evidence.length + threat.affected.length === 0)
  if (unresolved.length === 0) return
  const model = readModel(context.db, project)
  const names = namesOf(model)
  const find = (named: readonly string[]) => [...new Set(named.flatMap((name) => names.get(name) ?? names.get(keyOf(name)) ?? []))]
  for (const threat of unresolved) {
    const evidence = find(threat.evidenceKeys)
    const affected = find(threat.affectedLabels)
    if (evidence.length + affected.length > 0) writeThreat(context.db, project, { ...threat, evidence, affected })
  }
}

/** Ids by key and by label; an element before a flow before a boundary where several have the same name. */
function namesOf(model: Model): Map<string, Id> {
  const names = new Map<string, Id>()
  for (const part of [...model.elements, ...model.flows, ...model.boundaries]) {
    for (const name of [part.key, part.label]) if (name !== '' && !names.has(name)) names.set(name, part.id)
  }
  return names
}
