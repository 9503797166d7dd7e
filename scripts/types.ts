import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/**
 * TypeScript 7, under a name of its own: it checks in a quarter of the processor's time, but lint and the import check read 6 only. Its
 * several checkers would each work out the contract's types anew, and in all take as long as 6 does.
 */
const compiler = ['node_modules/typescript-7/bin/tsc', '--checkers', '1']

export interface TypeCheck {
  world: string
  /** What the own Node runs, from the root of the repository. */
  args: readonly string[]
}

/** One a world (see CONTRIBUTING: who may import whom), the longest first. */
export function typeChecks(): TypeCheck[] {
  const longest = ['web', 'test', 'node']
  const rank = (world: string): number => (longest.includes(world) ? longest.indexOf(world) : longest.length)
  const worlds = readdirSync(root).flatMap((name) => /^tsconfig\.(?!base)(\w+)\.json$/.exec(name)?.[1] ?? [])
  return worlds.sort((a, b) => rank(a) - rank(b)).map((world) => ({ world, args: [...compiler, '-p', `tsconfig.${world}.json`] }))
}

if (import.meta.main) {
  const failed = typeChecks().filter(({ args }) => spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' }).status !== 0)
  if (failed.length > 0) {
    console.error(`types are wrong: ${failed.map(({ world }) => world).join(', ')}`)
    process.exitCode = 1
  }
}
