import { ORPCError } from '@orpc/client'
import type { RefusalReason } from '../../shared/contract/errors.ts'
import type { SeatKey } from './i18n.ts'

/** Refusals that a seat, a scribe or a co-facilitator meets and can do something about. */
const reasons: Partial<Record<RefusalReason, SeatKey>> = {
  disputed: 'refused.disputed',
  'factors-missing': 'refused.factorsMissing',
  practice: 'refused.practice',
  'no-reveal-pending': 'refused.noReveal',
  'nothing-to-reveal': 'refused.nothingToReveal',
  'too-many-comments': 'refused.tooMany',
  'too-many-proposals': 'refused.tooMany',
  'not-asked': 'refused.notAsked',
  'not-text': 'refused.notText',
}

const codes = new Map<string, SeatKey>([
  ['FORBIDDEN', 'refused.forbidden'],
  ['WRONG_PHASE', 'refused.phase'],
  ['NOT_COUNTED', 'refused.late'],
  ['NOT_FOUND', 'refused.gone'],
  ['TOO_MANY_REQUESTS', 'refused.busy'],
  ['UNAUTHORIZED', 'refused.line'],
])

function isReason(reason: unknown): reason is RefusalReason {
  return typeof reason === 'string' && Object.keys(reasons).includes(reason)
}

function reasonOf(data: unknown): SeatKey | undefined {
  if (typeof data !== 'object' || data === null || !('reason' in data) || !isReason(data.reason)) return undefined
  return reasons[data.reason]
}

/** Why something was not done, as a text of the page. An error that is no refusal means that nobody answered. */
export function refusalKey(error: unknown): SeatKey {
  if (!(error instanceof ORPCError)) return 'refused.line'
  const { code, data }: { code: string; data: unknown } = error
  return (code === 'REFUSED' ? reasonOf(data) : codes.get(code)) ?? 'problem.other'
}
