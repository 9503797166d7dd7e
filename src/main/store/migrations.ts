import type { Migration } from './migrate.ts'
import { library } from './migrations/0001-library.ts'
import { workshop } from './migrations/0002-workshop.ts'
import { signoff } from './migrations/0003-signoff.ts'
import { keys } from './migrations/0004-keys.ts'
import { room } from './migrations/0005-room.ts'
import { rubric } from './migrations/0006-rubric.ts'
import { entry } from './migrations/0007-entry.ts'
import { ruleSettings } from './migrations/0008-rule-settings.ts'
import { seen } from './migrations/0009-seen.ts'
import { drawing } from './migrations/0010-drawing.ts'
import { childDiagrams } from './migrations/0011-child-diagrams.ts'
import { decisions } from './migrations/0012-decisions.ts'
import { scope } from './migrations/0013-scope.ts'
import { blueprints } from './migrations/0014-blueprints.ts'
import { trustedKeys } from './migrations/0015-trusted-keys.ts'

/** Every migration, in order. Append only: a released one never changes. */
export const migrations: readonly Migration[] = [library, workshop, signoff, keys, room, rubric, entry, ruleSettings, seen, drawing, childDiagrams, decisions, scope, blueprints, trustedKeys]
