import { placedOn } from '../../../shared/domain/asset.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ImportedAbout } from '../../../shared/domain/import.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { unnamedSystem, type ProjectHeader } from '../../../shared/domain/project.ts'
import { readModel } from '../../store/models.ts'
import { readHeader, writeHeader } from '../../store/projects.ts'
import type { AppContext } from '../context.ts'

/** Takes what a file says of the system into the project's header, as part of a step. What the header says already stays. */
export function importAbout(context: AppContext, project: Id, about: ImportedAbout | undefined): void {
  if (!about) return
  const header = readHeader(context.db, project)
  const next = merged(header, about, context.newId, () => idsBySource(readModel(context.db, project)))
  if (JSON.stringify(next) !== JSON.stringify(header)) writeHeader(context.db, project, next)
}

function merged(header: ProjectHeader, { header: said, assumptions, assets }: ImportedAbout, newId: () => Id, readIds: () => ReadonlyMap<string, Id>): ProjectHeader {
  const texts = new Set(header.assumptions.map(({ text }) => text))
  const names = new Set(header.assets.map(({ name }) => name))
  const fresh = assets.filter(({ name }) => isNew(names, name))
  // Of a large model, reading takes a while; few files say where their assets are.
  const ids = fresh.some(({ sources }) => sources) ? readIds() : new Map<string, Id>()
  return {
    ...header,
    system: header.system || (said.system === unnamedSystem ? '' : (said.system ?? '')),
    release: header.release || (said.release ?? ''),
    purpose: header.purpose || (said.purpose ?? ''),
    environment: header.environment || (said.environment ?? ''),
    exclusions: header.exclusions || (said.exclusions ?? ''),
    assumptions: [...header.assumptions, ...assumptions.filter(({ text }) => isNew(texts, text)).map((assumption) => ({ id: newId(), ...assumption }))],
    assets: [...header.assets, ...fresh.map(({ sources, ...asset }) => placedOn({ id: newId(), ...asset }, (sources ?? []).flatMap((source) => ids.get(source) ?? [])))],
  }
}

function idsBySource({ elements, flows }: Model): ReadonlyMap<string, Id> {
  return new Map([...elements, ...flows].flatMap(({ sourceId, id }) => (sourceId === null ? [] : [[sourceId, id]])))
}

function isNew(known: Set<string>, name: string): boolean {
  if (known.has(name)) return false
  known.add(name)
  return true
}
