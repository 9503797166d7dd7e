import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { ProjectRows } from '../../src/shared/domain/project-rows.ts'
import { insertProjectRows, leftOut, openProjectRows, readProjectRows, UnfitRowsError } from '../../src/main/store/project-rows.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

const drawing = `flowchart LR
  customer([Customer]) -->|HTTPS order| api[Orders API]
  api -->|SQL| db[(Orders DB)]
`

let from: TestApp
let project: string
beforeAll(async () => {
  from = await startTestApp()
  const { api } = from
  project = (await api.model.importFile({ project: null, file: { name: 'shop.mmd', bytes: Buffer.from(drawing).toString('base64') }, job: 'i' })).project
  const { elements } = await api.model.get({ project })
  await api.model.edit({ project, label: 'answer', edits: [{ type: 'set-fact', on: elements[1]?.id ?? '', fact: 'authenticated', value: 'no' }] })
  const threat = await api.threat.create({ project, draft: { title: 'Injection', description: 'Told step by step.', stride: ['Tampering'], affected: [elements[1]?.id ?? ''], mitigations: ['Bind'], marker: 'none', references: [] } })
  const { id } = await api.workshop.create({ project, name: 'March', agenda: [threat.id], settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false } })
  const command = (one: FacilitatorCommand) => api.workshop.command({ workshop: id, command: one })
  await command({ type: 'start' })
  await command({ type: 'add-seat', name: 'Grace Hopper', role: null })
  const view = await command({ type: 'add-seat', name: 'Ada Lovelace', role: null })
  await command({ type: 'open', items: [threat.id] })
  const votes = Object.fromEntries(dreadFactors.map((factor, index) => [factor, { value: index + 4 }]))
  for (const { id: seat } of view.seats) await command({ type: 'enter-votes', item: threat.id, seat, via: 'grid', votes })
  await command({ type: 'reveal', items: [threat.id] })
  await command({ type: 'settle', items: [threat.id], dissent: '' })
  const revision = await api.register.freeze({ project })
  await api.register.sign({ project, revision: revision.id, request: { name: 'Owner', role: 'Risk owner', meaning: 'approved', scope: 'all' } })
})
afterAll(async () => {
  await from.close()
})

/** As it comes out of a file. */
const filed = (rows: ProjectRows): ProjectRows => ProjectRows.parse(JSON.parse(JSON.stringify(rows)))

describe('the rows of one project', () => {
  test('every table of the library is either part of a project or left out on purpose', () => {
    const tables = from.app.context.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_%' ORDER BY 1").pluck().all()
    const known = [...Object.keys(readProjectRows(from.app.context.db, project).tables), ...leftOut]
    expect(tables).toEqual(known.sort())
  })

  test('taken into another library they are the same project: model, register, workshop, revisions that verify, and the same rows again', async () => {
    const rows = readProjectRows(from.app.context.db, project)
    const to = await startTestApp()
    try {
      const alone = openProjectRows(filed(rows), project)
      insertProjectRows(to.app.context.db, readProjectRows(alone, project))
      alone.close()
      expect(readProjectRows(to.app.context.db, project)).toEqual(rows)
      expect(await to.api.model.get({ project })).toEqual(await from.api.model.get({ project }))
      expect(await to.api.register.rows({ project })).toEqual(await from.api.register.rows({ project }))
      const [revision] = await to.api.register.revisions({ project })
      const file = await to.api.register.export({ project, format: 'json', revision: revision?.id ?? null, cut: 'nothing', job: 'e' })
      const report = await to.api.register.verify({ file: { name: 'r.json', bytes: file.bytes } })
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
      const [workshop] = await to.api.workshop.list({ project })
      expect((await to.api.workshop.get({ workshop: workshop?.id ?? '' })).items[0]).toMatchObject({ phase: 'settled' })
    } finally {
      await to.close()
    }
  })

  describe('in a file', () => {
    const whole = async (cut: 'nothing' | 'names-and-votes' = 'nothing') => (await from.api.register.export({ project, format: 'dread', revision: null, cut, job: 'e' })).bytes
    const open = (to: TestApp, bytes: string, replace = false) => to.api.model.importFile({ project: null, file: { name: 'shop.dread', bytes }, job: 'i', replace })

    test('another library opens it, and writes the same file again, byte by byte', async () => {
      const bytes = await whole()
      const to = await startTestApp()
      try {
        expect(await open(to, bytes)).toMatchObject({ project, format: 'dread', report: { elements: { parsed: 3, candidates: 3 }, edges: { parsed: 2, candidates: 2 }, dropped: [] } })
        expect((await to.api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', job: 'e' })).bytes).toBe(bytes)
        const { analysis } = await to.api.analysis.get({ project })
        expect(analysis.findings.map(({ id }) => id)).toEqual((await from.api.analysis.get({ project })).analysis.findings.map(({ id }) => id))
        expect(to.logged).toEqual([])
      } finally {
        await to.close()
      }
    })

    test('a project that is there is replaced only where that is said, and a copy of the library is kept', async () => {
      const bytes = await whole()
      const to = await startTestApp()
      try {
        await open(to, bytes)
        await to.api.project.rename({ project, name: 'Mine' })
        const [element] = (await to.api.model.get({ project })).elements
        await to.api.model.edit({ project, label: 'rename', edits: [{ type: 'update-element', id: element?.id ?? '', set: { label: 'Changed here' } }] })
        await expect(open(to, bytes)).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'project-exists', detail: 'Mine' } })
        expect((await to.api.project.get({ project })).name).toBe('Mine')
        // A workshop under way is nobody's to sweep off the table.
        await expect(open(to, bytes, true)).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'workshop-open', detail: 'March' } })
        const [workshop] = await to.api.workshop.list({ project })
        await to.api.workshop.command({ workshop: workshop?.id ?? '', command: { type: 'close' } })
        await open(to, bytes, true)
        expect(await to.api.model.get({ project })).toEqual(await from.api.model.get({ project }))
        expect(readdirSync(join(to.dataDir, 'backups')).some((name) => name.includes('before-replacing-a-project'))).toBe(true)
        // One that was deleted comes back.
        await to.api.project.remove({ project })
        await open(to, bytes)
        expect((await to.api.project.list({ search: '' })).map(({ id }) => id)).toContain(project)
      } finally {
        await to.close()
      }
    })

    test('encrypted it opens with its passphrase only; without it, with another, or changed, it changes nothing', async () => {
      const exported = async (passphrase: string | null) => (await from.api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', passphrase, job: 'e' })).bytes
      const locked = await exported('correct horse')
      expect(Buffer.from(locked, 'base64').toString('latin1')).toMatch(/^dreadnought-encrypted\/1 /)
      expect(Buffer.from(locked, 'base64').toString('latin1')).not.toContain('Injection')
      await expect(exported('short')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      const to = await startTestApp()
      try {
        const before = await to.api.project.list({ search: '' })
        const file = (bytes: string) => ({ name: 'shop.dread', bytes })
        const openLocked = (bytes: string, passphrase?: string, replace = false) => to.api.model.importFile({ project: null, file: file(bytes), job: 'i', replace, ...(passphrase === undefined ? {} : { passphrase }) })
        expect(await to.api.model.previewFile({ file: file(locked), job: 'p' })).toMatchObject({ format: 'dread', threats: 0 })
        await expect(openLocked(locked)).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'passphrase-needed' } })
        await expect(openLocked(locked, 'wrong horse')).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'passphrase-wrong' } })
        const changed = Buffer.from(locked, 'base64')
        changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
        await expect(openLocked(changed.toString('base64'), 'correct horse')).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'passphrase-wrong' } })
        await expect(openLocked(Buffer.from('dreadnought-encrypted/1 {}\nx').toString('base64'), 'correct horse')).rejects.toMatchObject({ code: 'INVALID_FILE' })
        expect(await to.api.project.list({ search: '' })).toEqual(before)
        expect(await openLocked(locked, 'correct horse')).toMatchObject({ project, format: 'dread' })
        await expect(openLocked(locked, 'correct horse')).rejects.toMatchObject({ data: { reason: 'project-exists' } })
        expect((await to.api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', job: 'e' })).bytes).toBe(await exported(null))
        expect(to.logged).toEqual([])
      } finally {
        await to.close()
      }
    })

    test('a copy without names and votes, and a file that shows one thing and holds another, are refused and change nothing', async () => {
      const text = Buffer.from(await whole(), 'base64').toString('utf8')
      const shown = text.replace('"title":"Injection"', '"title":"Harmless"')
      expect(shown).not.toBe(text)
      const to = await startTestApp()
      try {
        const before = await to.api.project.list({ search: '' })
        for (const bytes of [await whole('names-and-votes'), Buffer.from(shown).toString('base64'), Buffer.from(text.slice(0, -100)).toString('base64')]) {
          await expect(open(to, bytes)).rejects.toMatchObject({ code: 'INVALID_FILE' })
        }
        expect(await to.api.project.list({ search: '' })).toEqual(before)
      } finally {
        await to.close()
      }
    })
  })

  test('what is sealed until its reveal stays out, and so does the room of the machine', () => {
    const { db } = from.app.context
    const all = readProjectRows(db, project)
    const none = readProjectRows(db, project, () => true)
    expect(all.tables['workshop_disclosures']?.rows.length).toBeGreaterThan(0)
    expect(none.tables['workshop_disclosures']?.rows).toEqual([])
    const { columns, rows } = all.tables['workshops'] ?? { columns: [], rows: [] }
    expect(rows[0]?.[columns.indexOf('room_open')]).toBe(0)
    expect(rows[0]?.[columns.indexOf('room_code')]).toBeNull()
  })

  test('rows that are not one whole project are refused', () => {
    const rows = filed(readProjectRows(from.app.context.db, project))
    const changed = (change: (tables: ProjectRows['tables']) => void): ProjectRows => {
      const copy = structuredClone(rows)
      change(copy.tables)
      return copy
    }
    const wrong: ProjectRows[] = [
      { ...rows, schema: 999 },
      changed((tables) => delete tables['projects']),
      changed((tables) => tables['elements']?.columns.splice(0, 1, 'no_such_column')),
      changed((tables) => tables['elements']?.rows[0]?.pop()),
      changed((tables) => tables['elements']?.rows.push(tables['elements'].rows[0] ?? [])),
      changed((tables) => tables['elements']?.rows[0]?.splice(tables['elements'].columns.indexOf('project'), 1, 'another')),
      changed((tables) => tables['elements']?.rows[0]?.splice(tables['elements'].columns.indexOf('label'), 1, { base64: 'AAAA' })),
      changed((tables) => tables['workshop_events']?.rows.forEach((row) => row.splice(tables['workshop_events']?.columns.indexOf('workshop') ?? 0, 1, 'another'))),
    ]
    for (const one of wrong) expect(() => openProjectRows(one, project).close()).toThrow(UnfitRowsError)
  })
})
