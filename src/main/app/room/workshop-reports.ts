import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import { keyOf } from '../../../shared/domain/key.ts'
import type { ReportFormat, WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { writeWorkshopJson } from '../../export/workshop-json.ts'
import { writeWorkshopMarkdown } from '../../export/markdown/workshop-md.ts'
import { readProject } from '../../store/projects.ts'
import { type LogEntry, readLog, readWorkshop } from '../../store/workshops.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../problems.ts'
import type { ExportedFile } from '../register/register-export.ts'
import type { Rooms } from './rooms.ts'

/** What a workshop leaves behind, for the facilitator's workbench alone. Read from the stored log at each call, and told by the worker: votes elsewhere go on. */
export function workshopReportHandlers(context: AppContext, rooms: Pick<Rooms, 'live'>) {
  const os = implement(workbenchContract).workshop
  return {
    report: os.report.handler(({ input, signal }) => reportOf(context, rooms, input.workshop, { cut: false, signal })),
    timeline: os.timeline.handler(({ input, signal }) => context.jobs.run('workshop-timeline', { log: logOf(context, rooms, input.workshop), now: context.clock() }, { signal })),
    exportReport: os.exportReport.handler(async ({ input, signal }) => {
      const report = await reportOf(context, rooms, input.workshop, { cut: input.cut === 'names-and-votes', signal })
      return exportReport(context, report, input, signal)
    }),
  }
}

/** The stored log. Refused where it was damaged, which opening the room finds out. */
function logOf(context: AppContext, rooms: Pick<Rooms, 'live'>, workshop: Id): LogEntry[] {
  rooms.live(workshop)
  return readLog(context.db, workshop)
}

function reportOf(context: AppContext, rooms: Pick<Rooms, 'live'>, workshop: Id, { cut, signal }: { cut: boolean; signal: AbortSignal | undefined }): Promise<WorkshopReport> {
  const log = logOf(context, rooms, workshop)
  const row = readWorkshop(context.db, workshop)
  if (!row) throw notFound('workshop')
  const project = readProject(context.db, row.project)?.name ?? ''
  return context.jobs.run('workshop-report', { log, project, now: context.clock(), cut }, { signal })
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
