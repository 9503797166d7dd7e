import type { RequiredSignature, RequiredSigner, RequiredScope } from '../domain/sign-off.ts'

/** What it takes of a threat to say whether somebody has to sign for it. */
export interface SignedFor {
  id: string
  score: { mustTreat: boolean | null } | null
  decision: { response: string } | null
}

/** What one signer stated over a revision. Only statements that hold may be passed on. */
export interface Statement {
  name: string
  role: string
  meaning: string
  scope: 'all' | readonly string[]
}

/**
 * How far each required signature is. The order of statements does not matter, as times are not proven: a role is signed when its agreements
 * with the right meaning cover all threats they have to, whoever else declined; several people of one role may share the threats.
 */
export function requiredSignatures(required: readonly RequiredSigner[], threats: readonly SignedFor[], statements: readonly Statement[]): RequiredSignature[] {
  return required.map((signer) => {
    const own = statements.filter((one) => sameRole(one.role, signer.role))
    const agreed = own.filter((one) => one.meaning === signer.meaning)
    const declined = own.filter((one) => one.meaning === 'declined')
    if (agreed.length > 0 && covers(agreed, neededIds(signer.scope, threats))) return { ...signer, state: 'signed', names: namesOf(agreed) }
    if (declined.length > 0) return { ...signer, state: 'declined', names: namesOf(declined) }
    if (agreed.length > 0) return { ...signer, state: 'partly', names: namesOf(agreed) }
    return { ...signer, state: 'open', names: [] }
  })
}

/** Roles are compared as people read them: without regard to case and to the space around them. */
export function sameRole(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

function plain(role: string): string {
  return role.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

/** The threats that a required scope means. */
export function neededIds(scope: RequiredScope, threats: readonly SignedFor[]): string[] {
  const meant = threats.filter((threat) => scope === 'all' || (scope === 'must-treat' ? threat.score?.mustTreat === true : threat.decision?.response === 'accept'))
  return meant.map((threat) => threat.id)
}

function covers(agreed: readonly Statement[], needed: readonly string[]): boolean {
  if (agreed.some((one) => one.scope === 'all')) return true
  const signed = new Set(agreed.flatMap((one) => (one.scope === 'all' ? [] : one.scope)))
  return needed.every((id) => signed.has(id))
}

function namesOf(statements: readonly Statement[]): string[] {
  return [...new Set(statements.map((one) => one.name))]
}
