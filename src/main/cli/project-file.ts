import { z } from 'zod'
import { Id } from '../../shared/domain/id.ts'
import { Model } from '../../shared/domain/model.ts'
import { ProjectHeader } from '../../shared/domain/project.ts'
import type { ExportFormat } from '../../shared/domain/register.ts'
import { Threat } from '../../shared/domain/threat.ts'
import { Disclosure, WorkshopEvent } from '../../shared/domain/workshop.ts'
import { hex } from '../../shared/proof/bytes.ts'
import { canonicalBytes } from '../../shared/proof/canonical.ts'
import { Envelope } from '../../shared/proof/dsse.ts'
import { RegisterDocument, SignedList } from '../../shared/proof/register-document.ts'
import { cut } from '../../shared/proof/register-file.ts'
import type { RegisterParts } from '../../shared/proof/register-file.ts'
import { digestsOfLog } from '../../shared/proof/sealed.ts'
import { PublicKey } from '../../shared/proof/signoff.ts'
import { sha256 } from '../app/crypto.ts'
import type { Jobs } from '../app/context.ts'
import { draftOf } from '../app/register/register-draft.ts'
import type { Draft } from '../app/register/register-draft.ts'
import { fileOf } from '../app/register/register-parts.ts'
import { dreadOf, reportOfDraft, reportOfRevision, textFormat } from '../app/register/register-report.ts'
import type { HeldWorkshop } from '../app/room/workshop-votes.ts'
import { projectFileFormat } from '../export/dread.ts'
import { FileProblem } from '../import/file-problem.ts'
import { entryOf } from '../workshop/events.ts'
import { replay } from '../workshop/reduce.ts'
import { CliProblem, counted, maxRegister, readInput } from './io.ts'
import { readJson, shaped } from './json-input.ts'

const Workshop = z.object({ id: Id, name: z.string(), log: z.array(WorkshopEvent), disclosures: z.array(Disclosure) })
const Revision = z.object({ register: z.unknown(), disclosures: z.array(Disclosure), envelopes: z.array(Envelope), keys: z.array(PublicKey) })
const ProjectFile = z.object({
  format: z.literal(projectFileFormat),
  project: z.object({ id: Id, name: z.string() }),
  header: ProjectHeader,
  model: Model,
  lists: z.array(SignedList),
  threats: z.array(Threat),
  workshops: z.array(Workshop),
  revisions: z.array(Revision),
})
type Workshop = z.infer<typeof Workshop>

/** A project as a file holds it. */
export interface FiledProject {
  project: { id: string; name: string }
  draft: Draft
  revisions: RegisterParts[]
}

/** Whether a file says of itself that it is a project. */
export function saysProject(value: unknown): boolean {
  return z.object({ format: z.literal(projectFileFormat) }).safeParse(value).success
}

/** Reads a .dread file. Throws a FileProblem where it is none. */
export function readProjectFile(path: string): FiledProject {
  const what = 'a project file (.dread)'
  const value = readJson(readInput(path, maxRegister), path, what)
  const { project, revisions, workshops, ...rest } = shaped(ProjectFile, value, path, what)
  return { project, draft: draftOf({ ...rest, workshops: workshops.flatMap((workshop, index) => heldWorkshop(workshop, index, path)) }), revisions }
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

interface FileExport {
  format: ExportFormat
  /** Number of a frozen revision, or `last`; the draft where it is not given. */
  revision: string | undefined
  whole: boolean
}

/** The register of a project file in a format, as {@link exportRegister} writes that of a library's project. */
export async function exportProjectFile(path: string, { format, revision, whole }: FileExport, jobs: Pick<Jobs, 'run'>): Promise<Uint8Array | string> {
  const { project, draft, revisions } = readProjectFile(path)
  if (format === 'dread') return dreadOf(project, draft, revisions, whole)
  if (revision !== undefined) return exportRevision(path, revisions, revision, format, whole)
  // A file does not say when the project last changed, but each threat does.
  const report = reportOfDraft(draft, '1970-01-01T00:00:00.000Z', whole)
  if (format === 'pdf') return jobs.run('pdf', { report: { ...report.pdf, project: project.name }, attachment: null }, { job: 'export', signal: undefined })
  return textFormat(format).write(report.text)
}

function exportRevision(path: string, revisions: readonly RegisterParts[], wanted: string, format: ExportFormat, whole: boolean): Uint8Array | string {
  const registers = revisions.map((parts, index) => ({ parts, register: shaped(RegisterDocument, parts.register, path, `a register as revision (revisions.${String(index)})`) }))
  const found = wanted === 'last' ? registers.at(-1) : registers.find(({ register }) => String(register.revision.number) === wanted)
  if (!found) throw new CliProblem(`dreadnought: ${path} has no revision ${wanted}`, `it has ${counted(registers.length, 'revisions')}`)
  const { parts, register } = found
  if (format === 'json') return fileOf(whole ? parts : cut(parts))
  if (format === 'pdf') throw new CliProblem('dreadnought: the PDF of a signed revision is written from the library only, not from a .dread file', 'expected another format, or no --revision')
  const hash = hex(sha256(canonicalBytes(parts.register)))
  return textFormat(format).write(reportOfRevision({ register, disclosures: parts.disclosures }, hash, [], whole).text)
}
