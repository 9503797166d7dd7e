import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { readFile } from '../import/registry.ts'
import { maxBytes } from '../import/source.ts'
import { importOptions, maxRegister, readInput } from './io.ts'
import { importedProject, isProject, plainProject } from './project-input.ts'

/** Reads a model or threat list; ids derive from the file, so that the same file always gives the same answer. A project file gives its own. */
export async function importInput(path: string, from: ImportFormat | undefined, { columns, passphraseFile }: { columns?: ColumnMapping | undefined; passphraseFile?: string | undefined } = {}): Promise<ImportedFile> {
  const isNamed = /\.dread$/i.test(path)
  const bytes = readInput(path, isNamed ? maxRegister : maxBytes)
  if (from === undefined || from === 'dread') {
    if (isNamed || from === 'dread' || isProject(bytes)) return importedProject(await plainProject(bytes, path, passphraseFile), path)
  }
  return readFile(bytes, path, importOptions(path, from, columns))
}
