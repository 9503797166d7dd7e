import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { ReportFormat, WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { writeWorkshopJson } from '../../export/workshop-json.ts'
import { writeWorkshopMarkdown } from '../../export/workshop-md.ts'
import { readProject } from '../../store/projects.ts'
import { readLog } from '../../store/workshops.ts'
import { entryOf, type Entry } from '../../workshop/events.ts'
import { replay } from '../../workshop/reduce.ts'
import { workshopReport } from '../../workshop/report.ts'
import { workshopTimeline } from '../../workshop/timeline.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../problems.ts'
import type { ExportedFile } from '../register/register-export.ts'
import type { Rooms } from './rooms.ts'

/** What a workshop leaves behind, for the facilitator's workbench alone. Read from the stored log at each call. */
export function workshopReportHandlers(context: AppContext, rooms: Pick<Rooms, 'live'>) {
  const os = implement(workbenchContract).workshop
  return {
    report: os.report.handler(({ input }) => reportOf(context, rooms, input.workshop, false)),
    timeline: os.timeline.handler(({ input }) => workshopTimeline(entriesOf(context, rooms, input.workshop), context.clock())),
    exportReport: os.exportReport.handler(({ input, signal }) => exportReport(context, reportOf(context, rooms, input.workshop, input.cut === 'names-and-votes'), input, signal)),
  }
}

/** The stored log. Refused where it was damaged, which opening the room finds out. */
function entriesOf(context: AppContext, rooms: Pick<Rooms, 'live'>, workshop: Id): Entry[] {
  rooms.live(workshop)
  return readLog(context.db, workshop).map(({ event, disclosures }) => entryOf(event, disclosures))
}

function reportOf(context: AppContext, rooms: Pick<Rooms, 'live'>, workshop: Id, cut: boolean): WorkshopReport {
  const entries = entriesOf(context, rooms, workshop)
  const state = replay(entries)
  if (!state) throw notFound('workshop')
  return workshopReport(entries, state, { project: readProject(context.db, state.project)?.name ?? '', now: context.clock(), cut })
}

const textFormats: Record<Exclude<ReportFormat, 'pdf'>, { mime: string; write: (report: WorkshopReport) => string }> = {
  md: { mime: 'text/markdown', write: writeWorkshopMarkdown },
  json: { mime: 'application/json', write: writeWorkshopJson },
}

async function exportReport(context: AppContext, report: WorkshopReport, { format, job }: { format: ReportFormat; job: string }, signal: AbortSignal | undefined): Promise<ExportedFile> {
  const name = `${keyOf(report.workshop.name) || 'workshop'}-report.${format}`
  const file = (mime: string, bytes: Uint8Array | string): ExportedFile => ({ name, mime, bytes: Buffer.from(bytes).toString('base64') })
  if (format === 'pdf') return file('application/pdf', await context.jobs.run('workshop-pdf', { report }, { job, signal }))
  const { mime, write } = textFormats[format]
  return file(mime, write(report))
}
