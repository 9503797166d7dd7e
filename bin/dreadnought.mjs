#!/usr/bin/env node
// Plain JavaScript that Node 20 can run: finds a Node that can run the rest, and runs it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const oldest = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node that the package brings along, wherever it was installed; null where it is not. */
function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    const file = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** The command line: from source in a checkout, bundled in an installed package (Node strips no types under node_modules). */
function entry() {
  const installed = root.split(sep).includes('node_modules')
  return installed ? join(root, 'out', 'main', 'cli.js') : join(root, 'src', 'main', 'cli.ts')
}

if (Number(process.versions.node.split('.')[0]) >= oldest) {
  // argv[1] stays this file, so that messages name the command that was typed.
  await import(pathToFileURL(entry()).href)
} else {
  const node = packagedNode()
  if (node === null) {
    process.stderr.write(`dreadnought: needs Node ${oldest} or newer, and this is ${process.versions.node}\n`)
    process.stderr.write('run "npm ci" in its folder, which brings the right one, or install a newer Node\n')
    process.exitCode = 2
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', (problem) => {
      process.stderr.write(`dreadnought: ${node} does not start: ${problem.message}\n`)
      process.exitCode = 2
    })
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
    })
  }
}
