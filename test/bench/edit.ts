import { randomUUID } from 'node:crypto'
import type { ModelEdit } from '../../src/shared/contract/workbench.ts'
import { startTestApp } from '../support/app.ts'
import { measured, report, timed, type Measured } from './report.ts'

const [elements, flows, runs] = [1_000, 2_000, 300]

/** Prints what one edit of a large model takes, from the call of a page to its answer: applied, recorded for undo, and on disk. */
export async function bench(): Promise<void> {
  const running = await startTestApp('MessagePort')
  const { id: project } = await running.api.project.create({ name: 'Large' })
  const diagram = (await running.api.model.get({ project })).diagrams[0]?.id ?? ''
  const ids = Array.from({ length: elements }, () => randomUUID())
  const at = (index: number) => ids[index % elements] ?? ''
  const box = (index: number) => ({ x: index * 10, y: index * 7, width: 120, height: 60 })
  const draw: ModelEdit[] = [
    ...ids.map((id, index): ModelEdit => ({ type: 'add-element', id, diagram, label: `Service ${String(index)}`, kind: 'process', technology: null, parent: null, position: box(index) })),
    ...Array.from({ length: flows }, (_, index): ModelEdit => ({ type: 'add-flow', id: randomUUID(), diagram, label: 'calls', source: at(index), target: at(index * 7 + 1), bidirectional: false })),
  ]
  await running.api.model.edit({ project, label: 'draw', edits: draw })
  const kinds: Record<string, (index: number) => ModelEdit> = {
    move: (index) => ({ type: 'place', places: [{ id: at(index), box: box(index + 1) }] }),
    rename: (index) => ({ type: 'update-element', id: at(index), set: { label: `Renamed ${String(index)}` } }),
    connect: (index) => ({ type: 'add-flow', id: randomUUID(), diagram, label: '', source: at(index), target: at(index + 3), bidirectional: false }),
  }
  for (const [name, make] of Object.entries(kinds)) {
    const times: Measured[] = []
    for (let index = 0; index < runs; index++) times.push(await timed(() => running.api.model.edit({ project, label: name, edits: [make(index * 3)] })))
    report(`edit ${name}, ${String(elements)}/${String(flows)}, saved`, measured(times), 'p95 10 ms')
  }
  await running.close()
}
