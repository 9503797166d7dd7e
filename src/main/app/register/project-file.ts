import { z } from 'zod'
import { Id } from '../../../shared/domain/id.ts'
import { Mitigation } from '../../../shared/domain/mitigation.ts'
import { Model } from '../../../shared/domain/model.ts'
import { ProjectHeader } from '../../../shared/domain/project.ts'
import { ProjectRows } from '../../../shared/domain/project-rows.ts'
import { Threat } from '../../../shared/domain/threat.ts'
import { Disclosure, WorkshopEvent } from '../../../shared/domain/workshop.ts'
import { Envelope } from '../../../shared/proof/dsse.ts'
import { SignedList } from '../../../shared/proof/register-document.ts'
import type { RegisterParts } from '../../../shared/proof/register-file.ts'
import { digestsOfLog } from '../../../shared/proof/sealed.ts'
import { PublicKey } from '../../../shared/proof/signoff.ts'
import { projectFileFormat } from '../../export/dread.ts'
import { FileProblem } from '../../import/file-problem.ts'
import { entryOf } from '../../../shared/workshop/events.ts'
import { replay } from '../../../shared/workshop/reduce.ts'
import type { HeldWorkshop } from '../room/workshop-votes.ts'
import { readJson, shaped } from './json-input.ts'
import { draftOf, type Draft } from './register-draft.ts'

const Workshop = z.object({ id: Id, name: z.string(), log: z.array(WorkshopEvent), disclosures: z.array(Disclosure) })
const Revision = z.object({ register: z.unknown(), disclosures: z.array(Disclosure), envelopes: z.array(Envelope), keys: z.array(PublicKey) })
const ProjectFile = z.object({
  format: z.literal(projectFileFormat),
  project: z.object({ id: Id, name: z.string() }),
  header: ProjectHeader,
  model: Model,
  lists: z.array(SignedList),
  threats: z.array(Threat),
  mitigations: z.array(Mitigation).default([]),
  workshops: z.array(Workshop),
  revisions: z.array(Revision),
  library: ProjectRows.optional(),
})
type Workshop = z.infer<typeof Workshop>

/** A project as a file holds it. */
export interface FiledProject {
  project: { id: string; name: string }
  draft: Draft
  revisions: RegisterParts[]
  /** What a library needs to hold the project; absent in a copy without names and votes. */
  library: ProjectRows | undefined
}

/** Whether a file says of itself that it is a project. */
export function saysProject(value: unknown): boolean {
  return z.object({ format: z.literal(projectFileFormat) }).safeParse(value).success
}

/** Reads a .dread file that is called `path`. Throws a FileProblem where it is none. */
export function readProjectBytes(bytes: Uint8Array, path: string): FiledProject {
  return readProject(readJson(bytes, path, what), path)
}

export const what = 'a project file (.dread)'

/** As {@link readProjectBytes}, of the JSON that the file holds. */
export function readProject(value: unknown, path: string): FiledProject {
  const { project, revisions, workshops, library, ...rest } = shaped(ProjectFile, value, path, what)
  return { project, draft: draftOf({ ...rest, workshops: workshops.flatMap((workshop, index) => heldWorkshop(workshop, index, path)) }), revisions, library }
}

/** A workshop with its log replayed, as the library holds it. */
function heldWorkshop({ id, name, log, disclosures }: Workshop, index: number, file: string): HeldWorkshop[] {
  // In the order of the file, so that what is written again is the same.
  const places = new Map(disclosures.map(({ digest }, place) => [digest, place]))
  const entries = log.map((event) => {
    const own = [...digestsOfLog([event])].flatMap((digest) => places.get(digest) ?? []).sort((a, b) => a - b)
    return { event, disclosures: own.flatMap((place) => disclosures[place] ?? []) }
  })
  try {
    const state = replay(entries.map(({ event, disclosures: shown }) => entryOf(event, shown)))
    return state ? [{ id, name, log: entries, state }] : []
  } catch {
    throw new FileProblem({ file, place: `workshops.${String(index)}.log`, expected: 'a log of a workshop that can be replayed' })
  }
}
