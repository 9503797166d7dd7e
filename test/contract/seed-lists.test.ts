import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../src/main/cli/program.ts'
import { startTestApp, tempDir } from '../support/app.ts'

const seeds = resolve(import.meta.dirname, '../../../shared/seeds')
const lists = [
  { file: 'ecs-fargate-stride-dread.txt', format: 'stride-list' },
  { file: 'threat-thinker-report.md', format: 'threat-table' },
] as const

const said = (bytes: string): string => Buffer.from(bytes, 'base64').toString('utf8')

describe.skipIf(!existsSync(seeds))('a list that comes in goes out as the same text (skipped where ../shared is not there)', () => {
  test.each(lists)('$file: imported, edited and edited back, frozen, moved to another library, and by the command line', { timeout: 180_000 }, async ({ file, format }) => {
    const path = join(seeds, file)
    const text = readFileSync(path, 'utf8')
    const [first, second] = [await startTestApp(), await startTestApp()]
    const exported = async ({ api }: typeof first, project: string, revision: string | null = null) => said((await api.register.export({ project, format, revision, cut: 'nothing', job: 'e' })).bytes)
    const { project } = await first.api.model.importFile({ project: null, file: { name: file, bytes: Buffer.from(text).toString('base64') }, job: 'i' })
    expect(await exported(first, project)).toBe(text)

    const [threat] = await first.api.threat.list({ project })
    if (!threat) throw new Error('no threat')
    await first.api.threat.update({ project, threat: threat.id, set: { title: `${threat.title}!` } })
    expect(await exported(first, project)).not.toBe(text)
    await first.api.threat.update({ project, threat: threat.id, set: { title: threat.title } })
    expect(await exported(first, project)).toBe(text)
    await first.api.threat.update({ project, threat: threat.id, set: { title: 'Something else' } })
    await first.api.history.undo({ project })
    expect(await exported(first, project)).toBe(text)
    const { id: revision } = await first.api.register.freeze({ project })
    expect(await exported(first, project, revision)).toBe(text)

    const moved = await first.api.register.export({ project, format: 'dread', revision: null, cut: 'nothing', job: 'd' })
    const opened = await second.api.model.importFile({ project: null, file: { name: moved.name, bytes: moved.bytes }, job: 'o' })
    expect(await exported(second, opened.project)).toBe(text)
    await Promise.all([first.close(), second.close()])

    const folder = tempDir()
    const dread = join(folder.path, 'seed.dread')
    writeFileSync(dread, Buffer.from(moved.bytes, 'base64'))
    for (const args of [['convert', path, '--to', format], ['export', dread, '--to', format], ['export', dread, '--to', format, '--revision', 'last'], ['export', dread, '--to', format, '--lang', 'de']]) {
      const out: string[] = []
      expect(await runCli(args, 'test', { data: (data) => out.push(typeof data === 'string' ? data : Buffer.from(data).toString('utf8')), message: () => undefined })).toBe(0)
      expect(out.join('')).toBe(text)
    }
    folder.remove()
  })
})
