import { generatedModel } from '../fixtures/stride/generate.ts'
import { startTestApp } from '../support/app.ts'
import { measured, report, timed, type Measured } from './report.ts'

const [elements, flows, runs] = [1_000, 2_000, 7]
const model = generatedModel(elements, flows, 1)

function mermaidText(): string {
  const lines = ['flowchart LR']
  for (const { id, label } of model.boundaries) {
    lines.push(`  subgraph ${id}["${label}"]`)
    for (const element of model.elements) if (element.parent === id) lines.push(`    ${element.id}["${element.label}"]`)
    lines.push('  end')
  }
  for (const { source, target, label } of model.flows) lines.push(`  ${String(source)} -->${label === '' ? '' : `|"${label}"|`} ${String(target)}`)
  return lines.join('\n')
}

function drawioText(): string {
  const box = (id: string, label: string, parent: string, style: string, at: number) =>
    `<mxCell id="${id}" value="${label}" style="${style}" vertex="1" parent="${parent}"><mxGeometry x="${String((at % 5) * 160)}" y="${String(Math.floor(at / 5) * 90)}" width="120" height="60" as="geometry"/></mxCell>`
  const cells = [
    ...model.boundaries.map(({ id, label }, at) => box(id, label, '1', 'swimlane;container=1;', at * 20)),
    ...model.elements.map(({ id, label, parent }, at) => box(id, label, parent ?? '1', 'rounded=0;', at)),
    ...model.flows.map(
      ({ id, label, source, target }) => `<mxCell id="${id}" value="${label}" style="edgeStyle=none;" edge="1" parent="1" source="${String(source)}" target="${String(target)}"><mxGeometry relative="1" as="geometry"/></mxCell>`,
    ),
  ]
  return `<mxfile><diagram name="Large"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells.join('')}</root></mxGraphModel></diagram></mxfile>`
}

/** Prints what it takes to import a large file, from the call of a page to its answer: read in the worker, recognised, stored, on disk. */
export async function bench(): Promise<void> {
  const running = await startTestApp('MessagePort')
  for (const [what, name, text, budget] of [
    ['Mermaid', 'large.mmd', mermaidText(), '800 ms'],
    ['draw.io', 'large.drawio', drawioText(), '500 ms'],
  ] as const) {
    const file = { name, bytes: Buffer.from(text).toString('base64') }
    const times: Measured[] = []
    for (let run = 0; run <= runs; run++) {
      let project = ''
      times.push(await timed(async () => ({ project } = await running.api.model.importFile({ project: null, file, job: `bench ${String(run)}` }))))
      // What it starts by itself is not to be counted to the next one.
      await running.api.analysis.get({ project })
      await new Promise((done) => setTimeout(done, 700))
    }
    const [first, ...later] = times
    report(`import ${what}, ${String(elements)}/${String(flows)}, saved`, measured(later), budget, `the first one, with its libraries: ${(first?.clock ?? Number.NaN).toFixed(0)}`)
  }
  await running.close()
}
