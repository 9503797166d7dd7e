import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { importRules } from './import-table.ts'

export interface ImportCheck {
  /** Number of source files whose imports were read. */
  modules: number
  violations: { rule: string; from: string; to: string }[]
  /** Source files on disk that were not read: never empty by accident, as when a parser doesn't know the language's version. */
  unread: string[]
}

function sourceFiles(root: string): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}

/** Reads every import below `root`/src and holds it against the import table. */
export async function checkImports(root: string): Promise<ImportCheck> {
  const { output } = await cruise(
    ['src'],
    {
      baseDir: root,
      ruleSet: { forbidden: importRules() },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      combinedDependencies: true,
    },
    { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'module', 'browser', 'default', 'require', 'types'] },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text where a result was asked for')
  const read = new Set(output.modules.filter((module) => module.source.startsWith('src/')).map((module) => module.source))
  return {
    modules: read.size,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    unread: sourceFiles(root).filter((file) => !read.has(file)),
  }
}

/** Below this many something is wrong with the reading, not with the code. */
const leastModules = 20

if (import.meta.main) {
  const { modules, violations, unread } = await checkImports(resolve(process.argv[2] ?? join(import.meta.dirname, '..')))
  for (const { rule, from, to } of violations) console.error(`${from} -> ${to}\n  forbidden: ${rule}`)
  for (const file of unread) console.error(`${file}: imports were not read`)
  if (modules < leastModules) console.error(`Only ${modules} modules were read; at least ${leastModules} are expected.`)
  console.log(`imports: ${modules} modules read, ${violations.length} violations`)
  process.exitCode = violations.length > 0 || unread.length > 0 || modules < leastModules ? 1 : 0
}
