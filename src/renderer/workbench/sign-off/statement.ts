import type { SignatureRequest } from '../../../shared/domain/register.ts'

/** What somebody is about to sign, as far as it is filled in. */
export interface Statement {
  name: string
  role: string
  meaning: SignatureRequest['meaning']
  scope: 'all' | string[]
  comment: string
}

export const emptyStatement: Statement = { name: '', role: '', meaning: 'approved', scope: 'all', comment: '' }

/** Whether nothing is missing that signing needs. */
export function isWhole({ name, role, meaning, scope, comment }: Statement): boolean {
  return name.trim() !== '' && role.trim() !== '' && (scope === 'all' || scope.length > 0) && (meaning !== 'declined' || comment.trim() !== '')
}

export function requestOf(statement: Statement): SignatureRequest {
  return { ...statement, name: statement.name.trim(), role: statement.role.trim(), comment: statement.comment.trim() }
}
