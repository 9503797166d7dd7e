import { randomUUID } from 'node:crypto'
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, futimesSync, linkSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../../../shared/domain/id.ts'

/**
 * Writes a file that only its owner can read, whole or not at all; one that is there already stays, also where another process was
 * faster. The file's own time says since when it is.
 */
export function writeNew(path: string, text: string, since: Instant): void {
  const draft = writeDraft(path, text, since)
  try {
    putInPlace(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(path)
}

/** Puts a file in the place of the one that is there, whole or not at all: at every moment one of the two is there. */
export function writeOver(path: string, text: string, since: Instant): void {
  renameSync(writeDraft(path, text, since), path)
  syncFolder(path)
}

/** Removes a file, and first what interrupted writes left of it. */
export function removeWhole(path: string): void {
  removeDrafts(path)
  rmSync(path, { force: true })
  syncFolder(path)
}

/** Removes what interrupted writes left: a draft may be a second name of the very key. */
export function removeDrafts(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(`${basename(path)}.`) && draftEnding.test(name)) rmSync(join(dirname(path), name), { force: true })
  }
}

/** Gives a file another name, under which nobody looks for it. */
export function setAside(path: string, at: Instant): void {
  renameSync(path, `${path}.set-aside-${at.replaceAll(/[^0-9TZ]/g, '')}`)
  syncFolder(path)
}

/** Since when a file is as it is. */
export function sinceOf(path: string): Instant {
  return statSync(path).mtime.toISOString()
}

const draftEnding = /[.][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function writeDraft(path: string, text: string, since: Instant): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, text)
    futimesSync(file, new Date(since), new Date(since))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return draft
}

function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (existsSync(path)) return
    // A file system without hard links.
    if (!(error instanceof Error)) throw error
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
  }
}

// Else a power cut may take the new name back. Windows opens no folders, and needs no such call.
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
