import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultHeader } from '../../src/shared/domain/project.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

const drawing = `flowchart LR
  customer([Customer]) -->|HTTPS order| api[Orders API]
  subgraph shop[Shop]
    api -->|SQL| db[(Orders DB)]
  end
`

let running: TestApp
let project: string
beforeAll(async () => {
  running = await startTestApp()
  const { api } = running
  project = (await api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: 'i' })).project
  const { elements, boundaries, diagrams } = await api.model.get({ project })
  const [first, second] = elements
  const diagram = diagrams[0]?.id ?? ''
  const places = [...elements, ...boundaries].map(({ id }, index) => ({ id, box: { x: 10 + index * 200, y: 20, width: 120, height: 60 } }))
  await api.model.edit({
    project,
    label: 'draw',
    edits: [
      { type: 'place', places },
      { type: 'set-fact', on: second?.id ?? '', fact: 'authenticated', value: 'no' },
      { type: 'update-element', id: second?.id ?? '', set: { notes: 'Runs twice.\nOne of them is old.' } },
      { type: 'add-element', id: '0190aaaa-0000-7000-8000-000000000001', diagram, label: 'Mail relay', kind: 'process', technology: null, parent: null, position: { x: 900, y: 20, width: 120, height: 60 } },
      { type: 'add-flow', id: '0190aaaa-0000-7000-8000-000000000002', diagram, label: 'mail text', source: second?.id ?? '', target: '0190aaaa-0000-7000-8000-000000000001', bidirectional: false },
    ],
  })
  const { analysis } = await api.analysis.get({ project })
  await api.threat.accept({ project, findings: analysis.findings.slice(0, 3).map(({ id }) => id) })
  const hand = await api.threat.create({ project, draft: { title: 'Orders are read at the printer', description: 'Paper lies about.', stride: ['Information Disclosure', 'Tampering'], affected: [first?.id ?? ''], mitigations: ['Lock the room'], marker: 'plus', references: ['CWE-319'] } })
  await api.threat.decide({ project, threats: [hand.id], decision: { response: 'accept', rationale: 'small', owner: 'Kim', due: null, existingControls: '' } })
  await api.project.setHeader({ project, header: { ...defaultHeader, purpose: 'Sells books.', assumptions: [{ id: 'as', text: 'The room is locked.', owner: 'Kim', confirmed: 'yes' }], assets: [{ id: 'at', name: 'Orders', confidentiality: 'high', integrity: 'medium', availability: 'low' }] } })
})
afterAll(async () => {
  await running.close()
})

const everything = async () => {
  const { api } = running
  return { model: await api.model.get({ project }), threats: await api.threat.list({ project }), header: await api.project.header({ project }), undo: await api.history.state({ project }), rows: await api.register.rows({ project }) }
}

describe('an export that is imported into the project it came from', () => {
  test.each(['threat-dragon', 'otm', 'threat-composer', 'drawio', 'mermaid', 'stride-list', 'threat-table', 'csv'] as const)('%s brings no threat a second time and changes nothing', async (format) => {
    const { api } = running
    const before = await everything()
    const file = await api.register.export({ project, format, revision: null, cut: 'nothing', job: 'e' })
    const answer = await api.model.importFile({ project, file: { name: file.name, bytes: file.bytes }, job: 'i' })
    expect(answer.threats).toEqual([])
    if (format !== 'drawio' && format !== 'mermaid') expect(answer.report.dropped).toContainEqual({ what: '4 threats', why: 'here already, from an earlier reading of the file' })
    expect(await everything()).toEqual(before)
  })

  test('what was drawn here is still no part of any file: an update from the drawing keeps it', async () => {
    const { api } = running
    const file = await api.register.export({ project, format: 'otm', revision: null, cut: 'nothing', job: 'e' })
    await api.model.importFile({ project, file: { name: file.name, bytes: file.bytes }, job: 'i' })
    await api.model.importFile({ project, file: { name: 'shop.mmd', bytes: Buffer.from(drawing.replace('Orders API', 'Order service')).toString('base64') }, job: 'i' })
    expect((await api.model.get({ project })).elements.map(({ label }) => label)).toEqual(['Customer', 'Order service', 'Orders DB', 'Mail relay'])
  })
})
