import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import i18next from 'i18next'
import type { TextProblem } from '../../code-editor.ts'
import { fileProblemText } from '../../phrases.ts'

const FileProblem = z.object({ place: z.string(), expected: z.string() })

/** Why a text could not be read, and in which line; null for an error of another kind. */
export function textProblem(error: unknown): TextProblem | null {
  if (!(error instanceof ORPCError) || error.code !== 'INVALID_FILE') return null
  const problem = FileProblem.safeParse(error.data)
  if (!problem.success) return null
  const { place, expected } = fileProblemText(problem.data)
  const line = /^line (\d+)/.exec(problem.data.place)?.[1]
  return { line: Number(line ?? 1), column: 1, message: i18next.t('model:text.problem', { place, expected }) }
}
