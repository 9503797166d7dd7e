import type { WorkshopEvent } from '../domain/workshop.ts'
import { digestPattern } from './disclosure.ts'
import type { RegisterDocument } from './register-document.ts'

/** The digests in events' payloads, wherever they stand: what a disclosure of a log can open. */
export function digestsOfLog(log: readonly Pick<WorkshopEvent, 'payload'>[]): Set<string> {
  const digests = new Set<string>()
  const waiting: unknown[] = log.map((event) => event.payload)
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      if (digestPattern.test(next)) digests.add(next)
    } else if (typeof next === 'object' && next !== null) {
      for (const item of Object.values(next)) waiting.push(item)
    }
  }
  return digests
}

/** Every digest in a register: owners', and those of its workshops' logs. Signers' digests stand in the envelopes. */
export function digestsOf(register: Omit<RegisterDocument, 'revision'>): Set<string> {
  return new Set([...register.workshops.flatMap(({ log }) => [...digestsOfLog(log)]), ...digestsOfOwners(register)])
}

/** The digests of owners: of decisions, mitigations and assumptions. */
export function digestsOfOwners(register: Pick<RegisterDocument, 'threats' | 'mitigations' | 'header'>): string[] {
  const owners = [
    ...register.threats.flatMap(({ decision }) => [decision?.owner, decision?.riskOwner, decision?.approver]),
    ...(register.mitigations ?? []).map((one) => one.owner),
    ...register.header.assumptions.map((one) => one.owner),
  ]
  return owners.filter((owner) => typeof owner === 'string')
}
