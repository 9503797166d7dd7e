import { readFileSync } from 'node:fs'
import { CliProblem, systemReason } from './io.ts'

/** A passphrase has to stand against guessing on somebody else's machine. */
const shortest = 8
const longest = 1000

/** Where a passphrase comes from besides a file: arguments are seen by everybody on the machine. */
const variable = 'DREADNOUGHT_PASSPHRASE'

export const passphraseHelp = `of an encrypted project file: the first line of this file, or of standard input for "-"; without it, the variable ${variable}`

/** The passphrase that somebody gave: the first line of `file` (`-`: of standard input), else that of the environment; null where nobody gave one. */
export function givenPassphrase(file: string | undefined): string | null {
  if (file === undefined) return process.env[variable] || null
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (problem) {
    throw new CliProblem(`dreadnought: ${file}: the passphrase can not be read (${systemReason(problem)})`)
  }
  const [line = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (line === '') throw new CliProblem(`dreadnought: ${file === '-' ? 'standard input' : file}: its first line is empty`, 'expected a passphrase there')
  return line
}

/** As {@link givenPassphrase}, for what is to be encrypted. */
export function newPassphrase(file: string | undefined): string | null {
  const given = givenPassphrase(file)
  if (given !== null && (given.length < shortest || given.length > longest)) throw new CliProblem(`dreadnought: a passphrase of ${String(given.length)} characters`, `expected ${String(shortest)} to ${String(longest)}`)
  return given
}
