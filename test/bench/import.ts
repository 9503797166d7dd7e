import { readFile } from '../../src/main/import/registry.ts'
import { startTestApp } from '../support/app.ts'
import { scaleFiles, type Scale, type ScaleFile } from '../support/scale-files.ts'
import { measured, report, timed, type Measured } from './report.ts'

const standard: Scale = { elements: 1_000, flows: 2_000, threats: 1_000 }
const runs = 5
const megabyte = 1024 * 1024
/** Of Mermaid no more than 4,000,000 characters are read. */
const main = ['Mermaid', 'draw.io', 'Threat Dragon', 'Microsoft TMT', 'OTM, JSON', 'OTM, YAML', 'Threagile', 'Threat Composer', 'register, CSV']

function budget({ format }: ScaleFile): string {
  return format === 'mermaid' ? '800 ms' : '500 ms'
}

function read(bytes: Uint8Array, name: string): Promise<unknown> {
  return readFile(bytes, name, { ids: 'source', newId: () => '' })
}

/** Reading alone, the libraries loaded: what a file takes beyond the start. The first reading, with its libraries, stands beside it. */
async function reading(file: ScaleFile): Promise<void> {
  const bytes = file.make(standard)
  const first = await timed(() => read(bytes, file.name))
  const times: Measured[] = []
  for (let run = 0; run < runs; run++) times.push(await timed(() => read(bytes, file.name)))
  const what = file.kind === 'list' ? `read ${file.what}, ${String(standard.threats)} threats` : `read ${file.what}, ${String(standard.elements)}/${String(standard.flows)}`
  report(what, measured(times), budget(file), `${(bytes.length / megabyte).toFixed(1)} MB; the first one ${first.clock.toFixed(0)}, cpu ${first.cpu.toFixed(0)}`)
}

/** As many parts as 10 MB hold, or a refusal where that is more than the format's limit. */
async function readingLarge(file: ScaleFile): Promise<void> {
  const times = (10 * megabyte) / file.make(standard).length
  const [elements, flows, threats] = [standard.elements * times, standard.flows * times, standard.threats * times].map(Math.round)
  const bytes = file.make({ elements: elements ?? 0, flows: flows ?? 0, threats: threats ?? 0 })
  let outcome = `${String(file.kind === 'list' ? threats : `${String(elements)}/${String(flows)}`)}`
  const time = await timed(async () => {
    try {
      await read(bytes, file.name)
    } catch (problem) {
      outcome = `refused: ${problem instanceof Error ? problem.message.slice(0, 120) : ''}`
    }
  })
  report(`read ${file.what}, 10 MB`, measured([time]), '10 s', outcome)
}

/** From the call of a page to its answer: read in the worker, recognised, stored, on disk. */
async function importing(): Promise<void> {
  const running = await startTestApp('MessagePort')
  for (const file of scaleFiles.filter(({ what }) => what === 'Mermaid' || what === 'draw.io')) {
    const input = { name: file.name, bytes: Buffer.from(file.make(standard)).toString('base64') }
    const times: Measured[] = []
    for (let run = 0; run <= runs; run++) {
      let project = ''
      times.push(await timed(async () => ({ project } = await running.api.model.importFile({ project: null, file: input, job: `bench ${String(run)}` }))))
      // What it starts by itself is not to be counted to the next one.
      await running.api.analysis.get({ project })
      await new Promise((done) => setTimeout(done, 700))
    }
    const [first, ...later] = times
    report(`import ${file.what}, ${String(standard.elements)}/${String(standard.flows)}, saved`, measured(later), budget(file), `the first one, with its libraries: ${(first?.clock ?? Number.NaN).toFixed(0)}`)
  }
  await running.close()
}

/** Prints what it takes to read and to import large files of every format. */
export async function bench(): Promise<void> {
  for (const file of scaleFiles) await reading(file)
  for (const file of scaleFiles) if (main.includes(file.what)) await readingLarge(file)
  await importing()
}
