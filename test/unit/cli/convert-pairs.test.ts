import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { converted, convertFormats } from '../../../src/main/cli/convert.ts'
import { importInput } from '../../../src/main/cli/import-input.ts'
import { CliProblem } from '../../../src/main/cli/io.ts'
import { runCli } from '../../../src/main/cli/program.ts'
import { FileProblem } from '../../../src/main/import/file-problem.ts'
import { detectFormat } from '../../../src/main/import/registry.ts'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import { countModel } from '../../../src/shared/domain/model.ts'
import { NotCarried } from '../../../src/shared/domain/not-carried.ts'
import { hasShared, read as readText, shared } from '../import/support.ts'

const Manifest = z.record(z.string(), z.looseObject({ refuse: z.unknown().optional() }))
const corpus = hasShared ? readdirSync(path.join(shared, 'corpus'), { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(shared, 'corpus', name)).isFile() && !/\.md$|manifest\.json$/.test(name)).sort() : []
const seeds = hasShared ? readdirSync(path.join(shared, 'seeds')).filter((name) => statSync(path.join(shared, 'seeds', name)).isFile()).sort() : []

async function run(...args: string[]): Promise<{ code: number; out: string; err: string[] }> {
  const out: Buffer[] = []
  const err: string[] = []
  const code = await runCli(args, '1.2.3', { data: (text) => out.push(Buffer.from(text)), message: (text) => err.push(text) })
  return { code, out: Buffer.concat(out).toString(), err }
}

function attempt<Result>(act: () => Result): Result | CliProblem {
  try {
    return act()
  } catch (problem) {
    if (problem instanceof CliProblem) return problem
    throw problem
  }
}

/** How our reader detects what a writer wrote; a JSON of ours is for scripts, and read by none. */
const writtenAs: Partial<Record<(typeof convertFormats)[number], string>> = { mermaid: 'mermaid', drawio: 'drawio', 'threat-dragon': 'threat-dragon', otm: 'otm', 'threat-composer': 'threat-composer', csv: 'csv', 'threat-table': 'threat-thinker-report', 'stride-list': 'stride-list' }
const holdsModel = new Set(['mermaid', 'drawio', 'threat-dragon', 'otm'])

describe.skipIf(!hasShared)('convert, every file by every writer (skipped where ../shared is not there)', () => {
  const files = [...corpus.map((name) => path.join('corpus', name)), ...seeds.map((name) => path.join('seeds', name))]

  test.each(files.map((name, index) => [name, index] as const))('%s', { timeout: 120_000 }, async (name, index) => {
    const file = path.join(shared, name)
    // The command itself on each file once, by every writer in turn.
    const turn = convertFormats[index % convertFormats.length] ?? 'json'
    const command = await run('convert', file, '--to', turn)
    let read: ImportedFile
    try {
      read = await importInput(file, undefined)
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem
      return expect([command.code, command.out, command.err.length], name).toEqual([2, '', 2])
    }
    for (const to of convertFormats) {
      const what = `${name} to ${to}`
      const outcome = attempt(() => converted(read, file, to))
      // As far as it holds what the format is for; else it is refused, and nothing is written.
      if (outcome instanceof CliProblem) {
        expect(outcome.lines[0], what).toMatch(/holds (threats, not a model|a model, not threats)/)
        if (to === turn) expect([command.code, command.out, command.err.length], what).toEqual([2, '', 2])
        continue
      }
      const { text, lost } = outcome
      if (to === turn) expect([command.code, command.out, command.err], what).toEqual([0, text, lost.map((one) => `not carried: ${one.what} (${String(one.count)})`)])
      expect(text, what).not.toBe('')
      for (const one of lost) expect(NotCarried.safeParse(one).success, `${what}: ${one.what}`).toBe(true)
      const format = writtenAs[to]
      // A list without a row looks like nothing.
      if (format !== undefined && (holdsModel.has(to) || read.threats.length > 0)) expect(detectFormat(Buffer.from(text), 'written'), what).toBe(format)
      if (!holdsModel.has(to) || read.model.elements.length === 0) continue
      const [before, after] = [countModel(read.model), countModel((await readText(text, 'written')).model)]
      const has = (thing: string): boolean => lost.some((one) => one.what.includes(thing))
      expect(after.elements, what).toBe(before.elements)
      if (!has('ends of flows') && !has('free end')) expect(after.flows, what).toBe(before.flows)
      if (!has('boundaries that are lines')) expect(after.boundaries, what).toBe(before.boundaries)
      if (!has('diagrams')) expect(after.diagrams, what).toBe(before.diagrams)
    }
  })

  test('what the manifest wants refused is refused by every writer', async () => {
    const manifest = Manifest.safeParse(JSON.parse(readFileSync(path.join(shared, 'corpus/manifest.json'), 'utf8'))).data ?? {}
    const refused = Object.entries(manifest).filter(([, entry]) => entry.refuse !== undefined).map(([name]) => path.join(shared, 'corpus', name))
    for (const file of refused) expect((await run('convert', file, '--to', 'drawio')).code, file).toBe(2)
  })
})
