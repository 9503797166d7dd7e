import { lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { PackProblem } from '../../../shared/domain/rule.ts'
import type { RuleBook } from './book.ts'
import { checkPack, packFiles, packText, type RulePack, type Taken } from './rules.ts'
import { ResourceError } from '../vocabulary/yaml-file.ts'

/** A pack of the user's own as it lies in the folder. */
export interface PackFile {
  name: string
  text: string
}

/** A rule book with the user's own packs in it, and what was left out and why. */
export interface OwnedBook {
  book: RuleBook
  own: { pack: RulePack; file: string }[]
  problems: PackProblem[]
}

/** Limits of what is read at all. A pack that is larger is a mistake, or an attack on the room's time. */
export const ownPackLimits = { files: 60, characters: 400_000, allCharacters: 4_000_000, rules: 1500 }

/** The own packs of a folder; none where there is no folder. What can not be read is a problem of its own. */
export function readOwnPacks(folder: string): { files: PackFile[]; problems: PackProblem[] } {
  const files: PackFile[] = []
  const problems: PackProblem[] = []
  for (const name of ownPackNames(folder)) {
    try {
      files.push({ name, text: readOwnPack(folder, name) })
    } catch (error) {
      problems.push(error instanceof ResourceError ? problemOf(error) : { file: name, line: 1, column: 1, text: 'can not be read' })
    }
  }
  return { files, problems }
}

/** Names of the own packs; a link or a folder is none. */
export function ownPackNames(folder: string): string[] {
  try {
    return packFiles(folder)
  } catch {
    return []
  }
}

/** @throws ResourceError where it is too large, a link, or not text. */
export function readOwnPack(folder: string, name: string): string {
  const file = path.join(folder, name)
  const stat = lstatSync(file)
  if (!stat.isFile()) throw new ResourceError(name, 1, 1, 'not a file')
  if (stat.size > ownPackLimits.characters * 4) throw new ResourceError(name, 1, 1, `larger than ${ownPackLimits.characters} characters`)
  return packText(name, readFileSync(file))
}

export function problemOf({ file, line, column, problem }: ResourceError): PackProblem {
  return { file: path.basename(file), line, column, text: problem }
}

/** `book` with every one of `files` that is a sound pack; those that are not are left out, and say why. */
export function withOwnPacks(book: RuleBook, files: readonly PackFile[]): OwnedBook {
  const taken = takenBy(book)
  const own: OwnedBook['own'] = []
  const problems: PackProblem[] = []
  let rules = 0
  let characters = 0
  for (const [index, { name, text }] of files.entries()) {
    const refuse = (problem: string) => problems.push({ file: name, line: 1, column: 1, text: problem })
    if (index >= ownPackLimits.files) {
      refuse(`more than ${ownPackLimits.files} packs`)
      continue
    }
    characters += text.length
    if (characters > ownPackLimits.allCharacters) {
      refuse(`more than ${ownPackLimits.allCharacters} characters in all own packs`)
      continue
    }
    const checked = checkOwnPack(book, { name, text }, taken)
    problems.push(...checked.problems)
    if (checked.pack === null) continue
    rules += checked.pack.rules.length
    if (rules > ownPackLimits.rules) refuse(`more than ${ownPackLimits.rules} rules in all own packs`)
    else own.push({ pack: checked.pack, file: name })
  }
  return { book: own.length === 0 ? book : { ...book, packs: [...book.packs, ...own.map(({ pack }) => pack)] }, own, problems }
}

/** One own pack beside those whose ids are `taken`. */
export function checkOwnPack(book: RuleBook, { name, text }: PackFile, taken: Taken): { pack: RulePack | null; problems: PackProblem[] } {
  if (text.length > ownPackLimits.characters) return { pack: null, problems: [{ file: name, line: 1, column: 1, text: `larger than ${ownPackLimits.characters} characters` }] }
  const { pack, problems } = checkPack(name, text, { vocabulary: book.vocabulary, technologies: book.taxonomy.technologies }, book.modifiers, taken)
  return { pack, problems: problems.map(problemOf) }
}

/** The ids that the packs of `book` have. */
export function takenBy(book: RuleBook): Taken {
  const taken: Taken = { packs: new Map(), rules: new Map() }
  for (const pack of book.packs) {
    const file = pack.file ?? pack.id
    taken.packs.set(pack.id, file)
    for (const rule of pack.rules) taken.rules.set(rule.id, file)
  }
  return taken
}
