import type { Dropped } from '../../shared/domain/import.ts'
import type { ColumnMapping } from '../../shared/list/register-columns.ts'
import { FileProblem } from './file-problem.ts'

/** Largest file that is read at all, in bytes: what the transport carries. */
export const maxBytes = 32 * 1024 * 1024

/** How far an import has come. */
export interface ImportProgress {
  stage: 'read' | 'parse' | 'build'
  done: number
  total: number
}

/** What a format's reader gets. */
export interface ReadContext {
  name: string
  progress: (progress: ImportProgress) => void
  /** Throws the abort reason where the caller has cancelled. */
  checkCancelled: () => void
  /** What the columns of a register are, where somebody said; else the reader guesses. */
  columns?: ColumnMapping | undefined
  /** Nothing is imported yet: a person will say what the columns are. */
  preview?: boolean | undefined
}

/** The file's text. Refuses what is not UTF-8 and what holds control characters, as binary files do. */
export function decodeText(bytes: Uint8Array, name: string): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new FileProblem({ file: name, place: 'the whole file', expected: 'UTF-8 text' })
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new FileProblem({ file: name, place: `line ${String(lineAt(text, nul))}`, expected: 'text without NUL bytes' })
  return text
}

/** The number of the line that holds `index`, from 1. */
export function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** At most 500 characters, as labels may have; a longer one is cut and reported. */
export function fitLabel(label: string, what: string, dropped: Dropped[], line?: number): string {
  if (label.length <= 500) return label
  dropped.push({ ...(line === undefined ? {} : { line }), what: `${what} ${label.slice(0, 40)}...`, why: `label cut from ${String(label.length)} to 500 characters` })
  return label.slice(0, 500)
}
