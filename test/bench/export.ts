import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderPdf } from '../../src/main/export/pdf/pdf.ts'
import { exportRegistry } from '../../src/main/export/registry.ts'
import { writeXlsx } from '../../src/main/export/xlsx.ts'
import type { ExportFormat } from '../../src/shared/domain/register.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import { startTestApp } from '../support/app.ts'
import { largeReport } from '../support/report-fixture.ts'
import { measured, report, timed, type Measured } from './report.ts'

const [threats, runs] = [1_000, 3]

/**
 * Prints what a large register takes in each format: every threat described, voted on in two rounds and decided. The first PDF reads the libraries and
 * fonts and compiles them; the others are what the same session takes again.
 */
async function writing(): Promise<void> {
  const fonts = resolve(import.meta.dirname, '../../resources/fonts')
  const input = largeReport(threats)
  const attachment = { name: 'register.json', bytes: new Uint8Array(Buffer.from(JSON.stringify(input.rows))) }
  let size = 0
  const once = () => timed(async () => {
    size = (await renderPdf(input, attachment, fonts)).length
  })
  const first = await once()
  const times: Measured[] = []
  for (let run = 1; run < runs; run++) times.push(await once())
  report(`pdf, ${String(threats)} threats, first`, measured([first]), '5000 ms')
  report(`pdf, ${String(threats)} threats, again`, measured(times), '5000 ms', `${(size / 1e6).toFixed(1)} MB`)
  const { rows, mitigations, header, model, rounds, revision } = input
  const record = { project: input.project, at: input.at, rounds, revision, workshops: [] }
  const register = { rows: [...rows], mitigations, header, model, layouts: {}, record }
  for (const { id, write } of exportRegistry) {
    const all: Measured[] = []
    let text = ''
    for (let run = 0; run < 5; run++) all.push(await timed(() => (text = write(register))))
    report(`${id}, ${String(threats)} threats`, measured(all), '1000 ms', `${(text.length / 1e6).toFixed(1)} MB`)
  }
  const books: Measured[] = []
  for (let run = 0; run < runs; run++) books.push(await timed(() => writeXlsx(register)))
  report(`xlsx, ${String(threats)} threats`, measured(books), '1000 ms')
}

/** A register as a spreadsheet gives it. */
function list(): string {
  const lines = Array.from({ length: threats }, (_, index) => [`T${String(index + 1)}`, `Forged message number ${String(index + 1)} reaches the order queue`, strideCategories[index % 6], `Service ${String(index % 90)}`, ...[0, 1, 2, 3, 4].map((step) => String(1 + ((index * 7 + step * 3) % 10))), `Somebody who can reach the queue sends a message that looks like one of service ${String(index)}; nothing that is logged tells the two apart.`].join(','))
  return ['id,title,stride,affected,damage,reproducibility,exploitability,affectedUsers,discoverability,description', ...lines].join('\r\n')
}

/** Prints how long the application is kept from anything else while a signed register of that size is exported from its library. */
async function waiting(): Promise<void> {
  const { api, close } = await startTestApp()
  const { project, threats: ids } = await api.model.importFile({ project: null, file: { name: 'register.csv', bytes: Buffer.from(list()).toString('base64') }, job: 'import' })
  await api.decision.set({ project, threats: ids, set: { response: 'mitigate', rationale: 'Keys are there already; it costs a week.', owner: 'Grace Ölçay', due: '2026-06-30', existingControls: 'Network policy' } })
  const { id: revision } = await api.register.freeze({ project })
  await api.register.sign({ project, revision, request: { name: 'Grace Ölçay', role: 'Risk owner', meaning: 'approved', scope: 'all', comment: '' } })
  const built = existsSync(resolve(import.meta.dirname, '../../out/verifier/page.json'))
  for (const format of ['pdf', 'xlsx', ...(built ? (['html'] as const) : []), 'json', 'md', 'csv', 'dread'] as const satisfies readonly ExportFormat[]) {
    const all: Measured[] = []
    const here: number[] = []
    for (let run = 0; run < runs; run++) {
      const before = process.threadCpuUsage()
      all.push(await timed(() => api.register.export({ project, format, revision: format === 'dread' ? null : revision, cut: 'nothing', job: 'export' })))
      const { user, system } = process.threadCpuUsage(before)
      here.push((user + system) / 1000)
    }
    // All of what this thread does for it, the client of this bench included: no single wait is longer.
    report(`${format} out of the library, ${String(threats)} threats`, measured(all), format === 'pdf' ? '5000 ms' : '1000 ms', `of it on the main event loop ${Math.max(...here).toFixed(0)} ms (50 ms)`)
  }
  await close()
}

/** What exports of a large register take, and what waits for them. */
export async function bench(): Promise<void> {
  await writing()
  await waiting()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
