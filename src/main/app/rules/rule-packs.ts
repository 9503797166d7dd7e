import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, watch } from 'node:fs'
import { join } from 'node:path'
import { writePrivate } from '../../store/private-files.ts'
import { ownPackNames, readOwnPack } from '../../stride/packs/own-packs.ts'
import { ResourceError } from '../../stride/vocabulary/yaml-file.ts'
import type { Changes } from '../context.ts'
import { invalidFile, notFound } from '../problems.ts'

/** The user's own packs: YAML files in a folder of the data directory, which anybody may also edit there. */
export interface RulePacks {
  folder: string
  /** Changes with every change of a file; what analyses are cached by. Empty where there are none, or where they take too long to be used. */
  version: () => string
  /** Notes that the packs as they are take too long: they are left out until one of them changes. */
  leaveOut: (version: string) => void
  /** Whether they are left out now. */
  leftOut: () => boolean
  names: () => string[]
  read: (file: string) => string
  write: (file: string, text: string) => void
  remove: (file: string) => void
  restore: (file: string) => boolean
  close: () => void
}

/** Where removed packs wait for an undo; no pack's name begins with a dot. */
const aside = '.removed'
/** A text editor writes a file in several steps. */
const settleMs = 150

/** @param changes told when a file changes, by whoever's hand. */
export function createRulePacks(dataDir: string, changes: Changes, log: (message: string) => void): RulePacks {
  const folder = join(dataDir, 'rules')
  let slow = ''
  const announce = () => changes.publish({ project: null, topics: ['rules', 'analysis'] })
  const stopWatching = watchFolder(folder, announce, log)
  const names = () => ownPackNames(folder)
  const known = (file: string): string => {
    // No path is made of what a page says: only names that are in the folder.
    const name = names().find((candidate) => candidate === file)
    if (name === undefined) throw notFound('pack')
    return name
  }
  const asItIs = () => names().map((name) => stamp(folder, name)).join('\n')
  return {
    folder,
    version: () => {
      const now = asItIs()
      return now === slow ? '' : now
    },
    leaveOut: (version) => {
      slow = version
      announce()
    },
    leftOut: () => slow !== '' && slow === asItIs(),
    names,
    read: (file) => {
      try {
        return readOwnPack(folder, known(file))
      } catch (error) {
        if (error instanceof ResourceError) throw invalidFile({ file, place: `line ${String(error.line)}, column ${String(error.column)}`, expected: error.problem })
        throw error
      }
    },
    write: (file, text) => {
      writePrivate(join(folder, file), text)
      announce()
    },
    remove: (file) => {
      const name = known(file)
      mkdirSync(join(folder, aside), { recursive: true, mode: 0o700 })
      renameSync(join(folder, name), join(folder, aside, asideName(name, (lastAside(folder, name) ?? 0) + 1)))
      announce()
    },
    restore: (file) => {
      const last = lastAside(folder, file)
      if (last === null) throw notFound('pack')
      if (names().includes(file)) return false
      renameSync(join(folder, aside, asideName(file, last)), join(folder, file))
      announce()
      return true
    },
    close: stopWatching,
  }
}

/** What the nth removed file of a name is called: none is lost where a pack of that name is removed again. No pack's name ends in a number. */
function asideName(file: string, number: number): string {
  return number === 1 ? file : `${file}.${String(number)}`
}

/** The number of the last removed file of a name; null where there is none. No path is made of the name: it is compared with what is there. */
function lastAside(folder: string, file: string): number | null {
  const numbers = allAside(folder).flatMap((name) => {
    const [, base, number = '1'] = /^(.+\.ya?ml)(?:\.([1-9]\d*))?$/.exec(name) ?? []
    return base === file ? [Number(number)] : []
  })
  return numbers.length === 0 ? null : Math.max(...numbers)
}

function allAside(folder: string): string[] {
  try {
    return readdirSync(join(folder, aside))
  } catch {
    return []
  }
}

/** What differs between any two versions of a file: a file that is written whole is another inode, too. */
function stamp(folder: string, name: string): string {
  try {
    const { size, mtimeMs, ino } = lstatSync(join(folder, name))
    return `${name} ${String(size)} ${String(mtimeMs)} ${String(ino)}`
  } catch {
    return name
  }
}

/** The folder is there from the start, so that people find it. Where it can not be watched, changes are seen at the next analysis. */
function watchFolder(folder: string, changed: () => void, log: (message: string) => void): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    let timer: NodeJS.Timeout | undefined
    const watcher = watch(folder, { persistent: false }, () => {
      clearTimeout(timer)
      timer = setTimeout(changed, settleMs).unref()
    })
    watcher.on('error', (error) => log(`the folder of rule packs is not watched any more: ${error.message}`))
    return () => {
      clearTimeout(timer)
      watcher.close()
    }
  } catch (error) {
    log(`the folder of rule packs can not be watched: ${String(error)}`)
    return () => undefined
  }
}

/** The text of a shipped pack. The name is one that the program itself listed. */
export function shippedPack(resources: string, file: string): string {
  return readFileSync(join(resources, 'rules', file), 'utf8')
}
