import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The folder that holds package.json, resources and out: the same from source and bundled. */
export function rootFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`)
  }
}

/** The version of this program, as its package.json says. */
export function ownVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(rootFolder(), 'package.json'), 'utf8'))).version
}

/** Where a user's library lives unless told otherwise, by the custom of the system. */
export function defaultDataDir(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Dreadnought')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Dreadnought')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'dreadnought')
}
