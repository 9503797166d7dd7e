import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { rootFolder } from './app/paths.ts'
import { processOutput } from './cli/io.ts'
import { runCli } from './cli/program.ts'

// A reader that stops reading, such as `head`, is no failure.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') throw problem
})

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(rootFolder(), 'package.json'), 'utf8')))

try {
  process.exitCode = await runCli(process.argv.slice(2), version, processOutput)
} catch (problem) {
  process.stderr.write(`dreadnought: this is a defect: ${problem instanceof Error ? (process.env['DREADNOUGHT_DEBUG'] ? problem.stack ?? problem.message : problem.message.split('\n')[0] ?? '') : String(problem)}\n`)
  process.exitCode = 2
}
