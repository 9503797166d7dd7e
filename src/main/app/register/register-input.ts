import { z } from 'zod'
import { RegisterFile, registerFileFormat } from '../../../shared/proof/register-file.ts'
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
