import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Instant } from '../../../shared/domain/id.ts'
import { writeOver } from './key-file.ts'

const EarlierKeyFile = z.object({ publicKey: z.base64(), from: Instant, to: Instant })

/** The public part of a key that this installation signed with before. Its private part is gone. */
export interface EarlierKey {
  /** The 32 raw bytes. */
  publicKey: Uint8Array
  from: Instant
  to: Instant
}

/** Notes a key that is about to be replaced. Noting it again changes only until when. */
export function noteEarlierKey(keyFolder: string, { publicKey, from, to }: EarlierKey): void {
  const folder = join(keyFolder, 'earlier')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const raw = Buffer.from(publicKey)
  writeOver(join(folder, `${raw.toString('hex')}.json`), JSON.stringify({ publicKey: raw.toString('base64'), from, to }), to)
}

/** All that were noted, the latest first; what can not be read is left out. */
export function listEarlierKeys(keyFolder: string): EarlierKey[] {
  const folder = join(keyFolder, 'earlier')
  if (!existsSync(folder)) return []
  const keys = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? readEarlierKey(join(folder, name)) : []))
  return keys.sort((a, b) => (a.to < b.to ? 1 : -1))
}

function readEarlierKey(path: string): EarlierKey[] {
  try {
    const { publicKey, from, to } = EarlierKeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    return [{ publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')), from, to }]
  } catch {
    return []
  }
}
