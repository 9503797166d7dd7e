import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id } from '../domain/id.ts'
import { Considered, QuestionOutcomes, QuestionRef } from '../domain/outcome.ts'
import { Stride } from '../domain/stride.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })

/** What one asks an analysis beyond its findings. Nothing here changes the model. */
export const inquiryContract = {
  /** What each answer to each of `questions` would confirm and clear. */
  outcomes: op.input(OfProject.extend({ questions: z.array(QuestionRef).min(1).max(20) })).output(z.array(QuestionOutcomes)),
  /** Which rules were considered for a part, in one category or in all, and what stopped them. */
  considered: op.input(OfProject.extend({ part: Id, stride: Stride.nullable() })).output(Considered),
  /** The question that the room is asked now: what the projector's page shows. */
  asked: op.input(OfProject).output(QuestionRef.nullable()),
  ask: op.input(OfProject.extend({ question: QuestionRef.nullable() })).output(QuestionRef.nullable()),
}
