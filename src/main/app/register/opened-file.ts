import { looksLikeJson, readJson } from './json-input.ts'
import { readProject, saysProject } from './project-file.ts'
import { openDraft, type OpenRegister } from './register-compared.ts'
import { readRegister, saysRegister } from './register-input.ts'

/**
 * The register that a file holds, to be compared: a register file, or a project file (.dread) as it stands. Null for a file that does not
 * say that it is either. Checks no signature: `verify` does.
 * @throws FileProblem where it says so and is not.
 */
export function openedFile(bytes: Uint8Array, name: string): OpenRegister | null {
  if (!looksLikeJson(bytes)) return null
  const value = readJson(bytes, name, 'a register file, a project file (.dread), a model or a threat list')
  if (saysRegister(value)) return readRegister(value, name)
  if (!saysProject(value)) return null
  const { project, draft } = readProject(value, name)
  return openDraft(project, draft)
}
