import type { Id } from '../../../shared/domain/id.ts'
import type { TemplateInfo } from '../../../shared/domain/tmt.ts'

type Slow = NonNullable<TemplateInfo['slow']>

/** Templates that took too long on their project's model. Each is left out until another one takes its place, the threat type that took the time is switched off, or it is switched on anew. */
export interface SlowTemplates {
  /** @param off the rules that are switched off. */
  of: (project: Id, template: Id, off: readonly string[]) => Slow | null
  note: (project: Id, template: Id, slow: Slow) => void
  forget: (project: Id) => void
  any: () => boolean
}

export function createSlowTemplates(): SlowTemplates {
  const known = new Map<Id, { template: Id; slow: Slow }>()
  return {
    of: (project, template, off) => {
      const one = known.get(project)
      return one?.template === template && !off.includes(one.slow.type) ? one.slow : null
    },
    note: (project, template, slow) => void known.set(project, { template, slow }),
    forget: (project) => void known.delete(project),
    any: () => known.size > 0,
  }
}
