import type { Dropped, ImportedFile } from '../../../shared/domain/import.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { droppedReasons, droppedThings } from '../../../shared/domain/import-phrases.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import type { ImportedThreat } from '../../../shared/domain/threat-list.ts'
import { composerId } from '../../export/tools/threat-composer.ts'
import { listThreats } from '../../store/threats.ts'
import type { AppContext } from '../context.ts'

/** The file without the threats that the project has, from an earlier reading or because the file is an export of it; they keep what was decided about them. */
export function onlyNewThreats(context: AppContext, project: Id, imported: ImportedFile): { file: ImportedFile; dropped: Dropped[] } {
  if (imported.threats.length === 0) return { file: imported, dropped: [] }
  const known = new Set(listThreats(context.db, project).flatMap(namesInFiles))
  const threats = imported.threats.filter((threat) => !namesOf(threat).some((name) => known.has(name)))
  const again = imported.threats.length - threats.length
  if (again === 0) return { file: imported, dropped: [] }
  // The way of writing of a file that brings nothing new is that of the register already.
  const file = { ...imported, threats, listLayout: threats.length === 0 ? null : imported.listLayout }
  return { file, dropped: [{ what: droppedThings.say('threats', { count: again }), why: droppedReasons.say('here-already') }] }
}

/** What tells a threat of a tool from its others: its id there (`threat-id`); in a .tm7 its type, its flow and its number. */
function toolName({ layout }: Pick<ImportedThreat, 'layout'>): string | null {
  if (layout['threat-id'] !== undefined) return layout['threat-id']
  const [type, flow, number] = [layout['tm7-type'], layout['tm7-flow'], layout['tm7-number']]
  return type === undefined ? null : JSON.stringify([type, flow, number])
}

/** A list without ids of its own names a threat by our display id and its title; one of the two alone may be another threat's. */
function rowName({ displayId, title }: Pick<Threat, 'displayId' | 'title'>): string {
  return JSON.stringify([displayId, title.replace(/\s+/g, ' ').trim()])
}

const own = (id: string): string => `our ${id}`

/** By what names a file may call a threat that the project has. */
function namesInFiles(threat: Threat): string[] {
  const name = toolName(threat)
  return [...(name === null ? [] : [name]), rowName(threat), own(threat.id), own(composerId('threat', threat.id))]
}

/** What a file calls a threat: as its tool does, and as ours where it is an export of ours. */
function namesOf(threat: ImportedThreat): string[] {
  const name = toolName(threat)
  if (name === null) return threat.displayId === '' ? [] : [rowName(threat)]
  const { layout } = threat
  const ids = [layout['td-id'], layout['otm-id'], name.startsWith(composerPrefix) ? name.slice(composerPrefix.length) : undefined]
  return [name, ...ids.flatMap((id) => (id === undefined || id === '' ? [] : [own(id)]))]
}

const composerPrefix = 'threat-composer:'
