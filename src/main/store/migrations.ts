import type { Migration } from './migrate.ts'
import { library } from './migrations/0001-library.ts'

/** Every migration, in order. Append only: a released one never changes. */
export const migrations: readonly Migration[] = [library]
