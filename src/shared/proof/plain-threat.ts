import type { Disclosure } from '../domain/workshop.ts'
import type { ProjectHeader } from '../domain/project.ts'
import { Mitigation } from '../domain/mitigation.ts'
import { Threat } from '../domain/threat.ts'
import type { SignedHeader, SignedMitigation, SignedThreat } from './register-document.ts'

/** Name of the disclosure that holds a person's name: of a decision, a mitigation or an assumption. */
export const ownerName = 'owner'

/** Finds the name behind a digest; null where it was cut. */
export type Unseal = (digest: string) => string | null

/** Looks names up among `disclosures`. */
export function unsealNames(disclosures: readonly Disclosure[]): Unseal {
  const names = new Map<string, string>()
  for (const { digest, value } of disclosures) if (typeof value === 'string') names.set(digest, value)
  return (digest) => names.get(digest) ?? null
}

/** A signed threat as the workbench knows threats. An owner whose name was cut is empty. */
export function plainThreat(signed: SignedThreat, unseal: Unseal): Threat {
  return Threat.parse({
    ...signed,
    updatedAt: signed.createdAt,
    decision: signed.decision && plainDecision(signed.decision, unseal),
  })
}

/** A signed decision as the workbench knows it. A person whose name was cut is empty, or what `unseal` gives instead. */
export function plainDecision(signed: NonNullable<SignedThreat['decision']>, unseal: Unseal) {
  const { riskOwner = null, approver = null, ...rest } = signed
  return {
    ...rest,
    owner: ownerOf(signed.owner, unseal),
    ...(riskOwner === null ? {} : { riskOwner: ownerOf(riskOwner, unseal) }),
    ...(approver === null ? {} : { approver: ownerOf(approver, unseal) }),
  }
}

/** A signed mitigation as the workbench knows it. */
export function plainMitigation(signed: SignedMitigation, unseal: Unseal): Mitigation {
  return Mitigation.parse({ ...signed, updatedAt: signed.createdAt, owner: ownerOf(signed.owner, unseal) })
}

/** A signed header as the workbench knows headers. */
export function plainHeader(signed: SignedHeader, unseal: Unseal): ProjectHeader {
  return { ...signed, assumptions: signed.assumptions.map((one) => ({ ...one, owner: ownerOf(one.owner, unseal) })) }
}

function ownerOf(digest: string | null, unseal: Unseal): string {
  return digest === null ? '' : (unseal(digest) ?? '')
}
