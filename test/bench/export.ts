import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportRegistry } from '../../src/main/export/registry.ts'
import { writeXlsx } from '../../src/main/export/xlsx.ts'
import { createJobs } from '../../src/main/app/jobs.ts'
import { largeReport } from '../support/report-fixture.ts'
import { measured, report, timed, type Measured } from './report.ts'

const [threats, runs] = [1_000, 3]

/**
 * Prints what a large register takes in each format: every threat described, voted on in two rounds and decided. The PDF is made in the worker; its
 * first run reads the libraries and fonts; the others are what the same session takes again.
 */
export async function bench(): Promise<void> {
  const jobs = createJobs({ resources: resolve(import.meta.dirname, '../../resources') }, console.error)
  const input = largeReport(threats)
  const attachment = { name: 'register.json', bytes: new Uint8Array(Buffer.from(JSON.stringify(input.rows))) }
  // The library is read and compiled by the first report that a session makes.
  let size = 0
  const once = () => timed(async () => {
    const bytes = await jobs.run('pdf', { report: input, attachment })
    size = bytes.length
  })
  const first = await once()
  const times: Measured[] = []
  for (let run = 1; run < runs; run++) times.push(await once())
  report(`pdf, ${String(threats)} threats, first`, measured([first]), '5000 ms')
  report(`pdf, ${String(threats)} threats, again`, measured(times), '5000 ms', `${(size / 1e6).toFixed(1)} MB`)
  report('  of it to hand over, on the main event loop', measured([await timed(() => structuredClone(input))]), '50 ms')
  await jobs.close()
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await bench()
