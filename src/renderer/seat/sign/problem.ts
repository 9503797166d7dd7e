const byCode = { WRONG_CODE: 'code', TOO_MANY_REQUESTS: 'busy', ROOM_FULL: 'full' } as const
const byReason = { 'signed-already': 'already', 'revision-erased': 'erased', 'signature-no-reason': 'reason', 'signature-own-key': 'ownKey' } as const

export type SignProblem = (typeof byCode)[keyof typeof byCode] | (typeof byReason)[keyof typeof byReason] | 'line' | 'refused'

/** Why it did not work, as the page says it. */
export function problemOf(error: unknown): SignProblem {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'line'
  const { code } = error
  for (const [known, problem] of Object.entries(byCode)) if (code === known) return problem
  const reason = 'data' in error && typeof error.data === 'object' && error.data !== null && 'reason' in error.data ? error.data.reason : null
  for (const [known, problem] of Object.entries(byReason)) if (reason === known) return problem
  return 'refused'
}
