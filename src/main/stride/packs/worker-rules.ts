import { loadRuleBook, type RuleBook } from './book.ts'
import { readOwnPacks, withOwnPacks, type OwnedBook, type PackFile } from './own-packs.ts'

/** The rule books of the worker. `own` is the version of the user's packs, as the application saw it; empty means without them. */
export interface WorkerRules {
  base: () => RuleBook
  owned: (own: string) => OwnedBook
  /** The own packs as they lie in the folder now. */
  files: () => PackFile[]
}

export function workerRules(resources: string, folder: string | undefined): WorkerRules {
  let base: RuleBook | undefined
  let plain: OwnedBook | undefined
  let last: { own: string; owned: OwnedBook } | undefined
  const read = () => (folder === undefined ? { files: [], problems: [] } : readOwnPacks(folder))
  const rules: WorkerRules = {
    base: () => (base ??= loadRuleBook(resources)),
    owned: (own) => {
      if (own === '') return (plain ??= { book: rules.base(), own: [], problems: [] })
      if (last?.own === own) return last.owned
      const { files, problems } = read()
      const owned = withOwnPacks(rules.base(), files)
      last = { own, owned: { ...owned, problems: [...problems, ...owned.problems] } }
      return last.owned
    },
    files: () => read().files,
  }
  return rules
}
