import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { countModel } from '../../../src/shared/domain/model.ts'
import type { ImportFormat, ImportedFile } from '../../../src/shared/domain/import.ts'
import { FileProblem } from '../../../src/main/import/file-problem.ts'
import type { InvalidFile } from '../../../src/main/import/file-problem.ts'
import { readFile } from '../../../src/main/import/registry.ts'

export const root = path.resolve(import.meta.dirname, '../../..')
/** Models and lists beside the repository; tests that want them skip where they are not. */
export const shared = path.resolve(root, '../shared')
export const hasShared = existsSync(path.join(shared, 'corpus/manifest.json'))

export function read(bytes: Uint8Array | string, name: string, from?: ImportFormat): Promise<ImportedFile> {
  let count = 0
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return readFile(data, name, { from, ids: 'source', newId: () => `id-${(count += 1)}` })
}

export function readPath(file: string): Promise<ImportedFile> {
  return read(readFileSync(file), path.basename(file))
}

export function fixture(name: string): string {
  return path.join(root, 'test/fixtures/import', name)
}

export const counts = (file: ImportedFile) => countModel(file.model)

/** What a file is refused with. Anything else that is thrown fails the test. */
export async function refusal(bytes: Uint8Array | string, name: string): Promise<InvalidFile> {
  try {
    await read(bytes, name)
  } catch (problem) {
    if (problem instanceof FileProblem) return problem.problem
    throw problem
  }
  throw new Error(`${name} was read`)
}
