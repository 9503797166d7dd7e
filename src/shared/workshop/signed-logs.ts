import type { Disclosure } from '../domain/workshop.ts'
import type { WorkshopReport } from '../domain/workshop-report.ts'
import type { RegisterDocument, SignedWorkshop } from '../proof/register-document.ts'
import { digestsOfLog } from '../proof/sealed.ts'
import { entriesOf } from './events.ts'
import { replay } from './reduce.ts'
import { workshopReport } from './report.ts'

/** A workshop of a register, and what its log tells with what is still disclosed of it. */
export interface SignedLog extends Pick<SignedWorkshop, 'name' | 'log' | 'head'> {
  /** Null where the log has events that this program does not know. */
  report: WorkshopReport | null
}

/** What the logs of a register tell. Never throws: whoever signs a register can put anything into its logs. */
export function signedLogs({ workshops, project }: Pick<RegisterDocument, 'workshops' | 'project'>, disclosures: readonly Disclosure[], cut: boolean): SignedLog[] {
  const known = new Map(disclosures.map((one) => [one.digest, one]))
  return workshops.map(({ name, log, head }) => ({ name, log, head, report: reportOf(log, known, { project: project.name, cut }) }))
}

function reportOf(log: SignedWorkshop['log'], known: ReadonlyMap<string, Disclosure>, options: { project: string; cut: boolean }): WorkshopReport | null {
  try {
    const entries = entriesOf(log.map((event) => ({ event, disclosures: [...digestsOfLog([event])].flatMap((digest) => known.get(digest) ?? []) })))
    const state = replay(entries)
    // Not the clock: the same register gives the same page, also of a workshop that is still open.
    return state && workshopReport(entries, state, { ...options, now: entries.at(-1)?.at ?? '' })
  } catch {
    return null
  }
}
