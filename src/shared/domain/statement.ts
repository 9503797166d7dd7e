import { z } from 'zod'

const Part = z.string().max(2000)

/** Who does what to what: the sentence that a threat makes. Any part may be empty. */
export const ThreatStatement = z.object({ who: Part, precondition: Part, action: Part, impact: Part, asset: Part })
export type ThreatStatement = z.infer<typeof ThreatStatement>

export const statementFields = ['who', 'precondition', 'action', 'impact', 'asset'] as const

export const noStatement: ThreatStatement = { who: '', precondition: '', action: '', impact: '', asset: '' }

/** Whether any part of it says something: one that does not is absent. */
export function saysSomething(statement: ThreatStatement | undefined): statement is ThreatStatement {
  return statement !== undefined && Object.values(statement).some((part) => part !== '')
}

export const concerns = ['safety', 'privacy'] as const
export const Concern = z.enum(concerns)
export type Concern = z.infer<typeof Concern>
