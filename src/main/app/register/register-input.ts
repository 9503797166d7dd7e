import { z } from 'zod'
import { RegisterFile, registerFileFormat } from '../../../shared/proof/register-file.ts'
import { FileProblem } from '../../import/file-problem.ts'
import { shaped } from './json-input.ts'

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

/**
 * Words that every register file holds, far from each other, so that no change of a byte makes a register into something
 * else; and how one begins, for one that was cut off.
 */
const registerWords = ['dreadnought-register-file/', 'dreadnought-register/', '"revisionHash"']
const registerBegins = '{"disclosures":['

/**
 * Refuses what is no register, whole or damaged: it is no case for `verify`, which would call it forged. Throws a
 * FileProblem that says where the register is in those files that carry one.
 */
export function needRegister(bytes: Uint8Array, file: string): void {
  const text = new TextDecoder().decode(bytes).trimStart()
  const refuse = (expected: string): FileProblem => new FileProblem({ file, place: 'the whole file', expected })
  if (text.startsWith('%PDF-')) throw refuse('a register file; a PDF carries it as an attachment: save that, and verify it')
  if (/^<!doctype html/i.test(text)) throw refuse('a register file; a page that was exported checks itself when it is opened in a browser')
  if (!text.startsWith(registerBegins) && !registerWords.some((word) => text.includes(word))) throw refuse('a register file, such as "register.json" of a signed revision')
}
