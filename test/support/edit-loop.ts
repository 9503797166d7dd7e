import { randomUUID } from 'node:crypto'
import { createApp } from '../../src/main/app/app.ts'
import { overPort } from './app.ts'

/** Edits in a loop and says each edit once it was acknowledged, until it is killed. */
const dataDir = process.argv[2] ?? ''
const app = await createApp({ dataDir, host: 'browser' })
const { api } = overPort(app)
const { id: project } = await api.project.create({ name: 'Killed' })
const diagram = (await api.model.get({ project })).diagrams[0]?.id ?? ''
process.stdout.write(`project ${project}\n`)
for (;;) {
  const id = randomUUID()
  await api.model.edit({ project, label: 'add', edits: [{ type: 'add-element', id, diagram, label: 'E', kind: 'process', technology: null, parent: null, position: null }] })
  process.stdout.write(`${id}\n`)
}
