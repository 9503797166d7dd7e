import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id } from '../domain/id.ts'
import { TemplateInfo } from '../domain/tmt.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })

/** The template of Microsoft's tool that a project keeps. As a pack it is called `tmt`: `rule.setSettings` switches it on and off. */
export const templateContract = {
  /** Null where the project has none. */
  get: op.input(OfProject).output(TemplateInfo.nullable()),
  /** Keeps the template of a .tb7, or of a .tm7, in place of the one that is there, and switches it on. */
  use: op.input(OfProject.extend({ file: z.object({ name: z.string().max(500), bytes: z.base64() }) })).output(TemplateInfo),
  drop: op.input(OfProject).output(z.void()),
}
