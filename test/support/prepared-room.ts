import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { PracticeThreat } from '../../src/shared/domain/practice.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings, type FacilitatorView, type WorkshopSettings } from '../../src/shared/domain/workshop.ts'
import type { WorkbenchClient } from '../../src/renderer/transport/connect.ts'
import { attach, exchange, tokenOf } from './app.ts'
import type { ServedApp } from './served-app.ts'

/** A room of the real application with its workshop prepared through the workbench's own calls. */
export interface PreparedRoom {
  api: WorkbenchClient
  project: string
  workshop: string
  /** Ids of the agenda's threats, in order. */
  threats: string[]
  /** On loopback, with the code. */
  url: string
  view: () => Promise<FacilitatorView>
  command: (command: FacilitatorCommand) => Promise<FacilitatorView>
  /** The seat of that name. */
  seat: (name: string) => Promise<string>
  close: () => void
}

export interface RoomPlan {
  /** With `tables`, the first gets the first half of the agenda and the second the rest. */
  settings?: Partial<WorkshopSettings>
  tables?: [string, string]
  practice?: PracticeThreat
  /** Before the workshop is made, which keeps things as they are then. */
  prepare?: (api: WorkbenchClient, project: string) => Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** Four threats on two elements of a small shop, the first two on the same one. */
const threats = [
  { title: 'Somebody orders as another customer', on: 0, stride: 'Spoofing' },
  { title: 'Prices are changed on the way', on: 0, stride: 'Tampering' },
  { title: 'An order is denied afterwards', on: 1, stride: 'Repudiation' },
  { title: 'The stock list is read by strangers', on: 1, stride: 'Information Disclosure' },
] as const

export async function prepareRoom(app: ServedApp, plan: RoomPlan = {}): Promise<PreparedRoom> {
  const { origin } = new URL(app.url)
  const server = { origin, port: app.port, freshUrl: () => app.url, close: () => Promise.resolve() }
  const { cookie, tab } = await exchange(server, tokenOf(app.url))
  const { api, close } = attach(origin, cookie, tab)
  const bytes = readFileSync(resolve(root, 'resources/samples/web-shop.drawio')).toString('base64')
  const { project } = await api.model.importFile({ project: null, file: { name: 'web-shop.drawio', bytes }, job: 'import' })
  await plan.prepare?.(api, project)
  const { elements } = await api.model.get({ project })
  const agenda: string[] = []
  for (const { title, on, stride } of threats) {
    const draft = { title, description: 'Told in the room as it might happen, step by step.', stride: [stride], affected: [elements[on]?.id ?? ''], mitigations: [], marker: 'none' as const, references: [] }
    agenda.push((await api.threat.create({ project, draft })).id)
  }
  const tables = plan.tables?.map((name, index) => ({ id: `table-${String(index + 1)}`, name, items: agenda.slice(index * 2, index * 2 + 2) })) ?? []
  const settings: WorkshopSettings = { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false, tables, ...plan.settings }
  const { id: workshop } = await api.workshop.create({ project, name: 'Web shop review', agenda, settings, practice: plan.practice ?? null })
  const { code, urls } = await api.workshop.openRoom({ workshop })
  const view = (): Promise<FacilitatorView> => api.workshop.get({ workshop })
  return {
    api,
    project,
    workshop,
    threats: agenda,
    url: `http://127.0.0.1:${new URL(urls[0] ?? '').port}/#${code}`,
    view,
    command: (command) => api.workshop.command({ workshop, command }),
    seat: async (name) => (await view()).seats.find((seat) => seat.name === name)?.id ?? '',
    close,
  }
}
