import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reportHead } from './report.ts'

/** Runs every benchmark of this folder in turn: files that export `bench`. Names as arguments choose some of them. */
const chosen = process.argv.slice(2)
reportHead()
for (const name of readdirSync(import.meta.dirname).sort()) {
  if (!name.endsWith('.ts') || name === 'index.ts' || (chosen.length > 0 && !chosen.includes(name.replace('.ts', '')))) continue
  const module = (await import(pathToFileURL(join(import.meta.dirname, name)).href)) as { bench?: () => void | Promise<void> }
  await module.bench?.()
}
