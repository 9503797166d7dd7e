/** Why a file was refused, for people: which file, where in it, and what was expected there. One line each. */
export interface InvalidFile {
  file: string
  place: string
  expected: string
}

/** Thrown when a file cannot be read; the application answers it as `INVALID_FILE`. A class, so that it can be told from a defect. */
export class FileProblem extends Error {
  readonly problem: InvalidFile

  constructor(problem: InvalidFile) {
    super(`${problem.file}: ${problem.place}: expected ${problem.expected}`)
    this.name = 'FileProblem'
    this.problem = problem
  }
}

/** A short, single-line quotation of source text. */
export function quote(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `"${line.slice(0, length)}..."` : `"${line}"`
}
