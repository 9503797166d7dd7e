import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Blueprint, BlueprintSize, ModelParts } from '../domain/blueprint.ts'
import { Id } from '../domain/id.ts'
import { ProjectSummary } from '../domain/project.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfBlueprint = z.object({ blueprint: Id })
const Words = z.object({ name: z.string().trim().min(1).max(200), description: z.string().max(2000) })

/** Templates that a project begins with, and stamps that are put into a diagram: built-in ones, and the user's own in this library. */
export const blueprintContract = {
  /** The built-in ones first, then the user's own by name. */
  list: op.output(z.array(Blueprint)),
  /** What is in one, laid out. Ids are its own: whoever puts it somewhere gives it new ones. */
  parts: op.input(OfBlueprint).output(ModelParts),
  save: op.input(Words.extend({ size: BlueprintSize, parts: ModelParts })).output(Blueprint),
  /** Of one's own. */
  rename: op.input(OfBlueprint.extend(Words.shape)).output(Blueprint),
  /** Of one's own. It can be restored until the application is next started after 30 days. */
  remove: op.input(OfBlueprint).output(z.void()),
  restore: op.input(OfBlueprint).output(Blueprint),
  /** A new project that begins with it. Filling it is one undoable step, called `label`. */
  start: op.input(OfBlueprint.extend({ name: z.string().min(1).max(200), label: z.string().max(200) })).output(ProjectSummary),
}
