import { z } from 'zod'
import type { DreadValues } from '../../../shared/domain/dread.ts'
import { Stride } from '../../../shared/domain/stride.ts'
import { parseCondition, type Condition, type Words } from './condition.ts'
import { readYaml } from '../vocabulary/yaml-file.ts'

/** A step up or down of one factor. */
const Step = z.number().int().min(-9).max(9)
/** Steps by the letters of the word; what is left out stays. */
export const Steps = z.strictObject({ D: Step, R: Step, E: Step, A: Step, Di: Step }).partial()

const Modifier = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  /** Why it raises, in words. */
  text: z.string().min(1).max(200),
  on: z.enum(['element', 'flow']),
  /** The primary categories of the rules it applies to; all where left out. */
  stride: z.array(Stride).min(1).optional(),
  when: z.record(z.string(), z.unknown()),
  by: Steps,
})
const ScoringFile = z.strictObject({ modifiers: z.array(Modifier) })

/** A condition that raises a suggestion where it is true of some subject of a finding. */
export interface Raise {
  when: Condition
  by: DreadValues
}

/** A raise that holds for every rule about the same kind of subject. */
export interface Modifier extends Raise {
  id: string
  /** Why it raises, in words. */
  text: string
  on: 'element' | 'flow'
  stride: ReadonlySet<Stride>
}

/** Steps as values of all five factors. */
export function stepsOf(by: z.infer<typeof Steps>): DreadValues {
  return { damage: by.D ?? 0, reproducibility: by.R ?? 0, exploitability: by.E ?? 0, affectedUsers: by.A ?? 0, discoverability: by.Di ?? 0 }
}

/** Reads the modifiers that every pack shares. @throws ResourceError with line and column. */
export function loadModifiers(file: string, words: Words): Modifier[] {
  const { content, problem } = readYaml(file, ScoringFile)
  return content.modifiers.map(({ id, text, on, stride, when, by }, index) => {
    const { condition, problem: wrong } = parseCondition(when, on, words)
    if (wrong) throw problem(['modifiers', index, 'when', ...wrong.path], `modifier ${id}: ${wrong.text}`)
    return { id, text, on, stride: new Set(stride ?? Stride.options), when: condition, by: stepsOf(by) }
  })
}

/** Those that apply to a rule about `on` whose primary category is `category`. */
export function modifiersFor(modifiers: readonly Modifier[], on: 'element' | 'flow', category: Stride | undefined): Modifier[] {
  return modifiers.filter((modifier) => modifier.on === on && category !== undefined && modifier.stride.has(category))
}
