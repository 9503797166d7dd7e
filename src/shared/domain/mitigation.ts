import { z } from 'zod'
import { Id, Instant, PlainDate } from './id.ts'

// Node and browsers have it; the types of neither are here.
declare const URL: { new (text: string): { href: string; username: string; password: string }; canParse: (text: string) => boolean }

export const mitigationStatuses = ['planned', 'implemented', 'verified'] as const
export const MitigationStatus = z.enum(mitigationStatuses)
export type MitigationStatus = z.infer<typeof MitigationStatus>

const Text = z.string().max(20_000)

/** Something that is done about threats: a thing of its own, since one may cover several. */
export const Mitigation = z.object({
  id: Id,
  title: z.string().min(1).max(1000),
  /** What has to hold once it is done. */
  requirement: Text,
  status: MitigationStatus,
  /** How it is verified, what came out, and when; of a verified one. */
  test: Text,
  result: Text,
  verifiedOn: PlainDate.nullable(),
  owner: z.string().max(200),
  due: PlainDate.nullable(),
  /** Where it is tracked: an address or a key. It is shown, and opened only where somebody asks for it (`ticketAddress`). */
  ticket: z.string().max(2000),
  /** Ids of the threats that it covers. */
  threats: z.array(Id),
  /** Place among the mitigations of the project. */
  order: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Mitigation = z.infer<typeof Mitigation>

/** What a person writes of a mitigation. */
export const MitigationDraft = Mitigation.omit({ id: true, order: true, createdAt: true, updatedAt: true })
export type MitigationDraft = z.infer<typeof MitigationDraft>

/** What is changed of mitigations; what is absent stays. */
export const MitigationChange = MitigationDraft.partial()
export type MitigationChange = z.infer<typeof MitigationChange>

/** A mitigation as a file has it, beside each threat that it covers. */
export const ImportedMitigation = MitigationDraft.omit({ threats: true })
export type ImportedMitigation = z.infer<typeof ImportedMitigation>

/** A mitigation as it stands beside a threat in a file. */
export function withoutThreats({ title, requirement, status, test, result, verifiedOn, owner, due, ticket }: ImportedMitigation): ImportedMitigation {
  return { title, requirement, status, test, result, verifiedOn, owner, due, ticket }
}

/** The mitigations that stand beside these threats, each once: those that say the same are the same one. */
export function gatherMitigations(rows: readonly { id: Id; covering: readonly ImportedMitigation[] }[]): MitigationDraft[] {
  const gathered = new Map<string, MitigationDraft>()
  for (const { id, covering } of rows) {
    for (const one of covering) {
      const says = JSON.stringify(Object.values(withoutThreats(one)))
      const known = gathered.get(says)
      if (!known) gathered.set(says, { ...withoutThreats(one), threats: [id] })
      else if (!known.threats.includes(id)) known.threats.push(id)
    }
  }
  return [...gathered.values()]
}

export const emptyMitigation: Omit<MitigationDraft, 'title' | 'threats'> = { requirement: '', status: 'planned', test: '', result: '', verifiedOn: null, owner: '', due: null, ticket: '' }

/** Mitigations by the threats that they cover. */
export function byThreat<One extends Pick<Mitigation, 'threats'>>(mitigations: readonly One[]): Map<Id, One[]> {
  const covering = new Map<Id, One[]>()
  for (const mitigation of mitigations) {
    for (const threat of mitigation.threats) {
      const known = covering.get(threat)
      if (known) known.push(mitigation)
      else covering.set(threat, [mitigation])
    }
  }
  return covering
}

/** Whether it is there by now. */
export function isInPlace({ status }: Pick<Mitigation, 'status'>): boolean {
  return status !== 'planned'
}

/** Whether it should have been done before `today` and is not. */
export function isLate({ due, status }: Pick<Mitigation, 'due' | 'status'>, today: PlainDate): boolean {
  return due !== null && due < today && status === 'planned'
}

/** Whether it counts as verified without saying by which test, with what result, and when. */
export function lacksProof({ status, test, result, verifiedOn }: Pick<Mitigation, 'status' | 'test' | 'result' | 'verifiedOn'>): boolean {
  return status === 'verified' && (test.trim() === '' || result.trim() === '' || verifiedOn === null)
}

/** The address of a ticket that may be opened: http or https, without a password in it. Null for a key, and for everything else. */
export function ticketAddress(ticket: string): string | null {
  const text = ticket.trim()
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const { href, username, password } = new URL(text)
  return username === '' && password === '' ? href : null
}
