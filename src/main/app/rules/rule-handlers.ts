import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { PackInfo, PackProblem, RuleLibrary } from '../../../shared/domain/rule.ts'
import { hex } from '../../../shared/proof/bytes.ts'
import { readModel } from '../../store/models.ts'
import { readHeader } from '../../store/projects.ts'
import { deleteSuppression, readRuleSettings, writeSuppression, writeSwitch } from '../../store/rule-settings.ts'
import { copyPackText } from '../../stride/packs/copy-pack.ts'
import { ownPackLimits } from '../../stride/packs/own-packs.ts'
import { choiceOf, noChoice } from '../../stride/packs/rule-choice.ts'
import { packText } from '../../stride/packs/rules.ts'
import { ResourceError } from '../../stride/vocabulary/yaml-file.ts'
import type { AppContext } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { JobTooLong } from '../jobs.ts'
import { invalidFile, notFound, refused } from '../problems.ts'
import { shippedPack, type RulePacks } from './rule-packs.ts'
import { needProject, step } from '../step.ts'
import { isText } from '../text.ts'

/** What of a pack is worked out before somebody is told that it takes too long. */
const previewLimitMs = 10_000

export function ruleHandlers(context: AppContext, packs: RulePacks) {
  const os = implement(workbenchContract).rule
  const { db, jobs } = context

  /** Reading own packs may take as long as a preview; then they are left out, as where an analysis with them takes too long. */
  async function listed(own: string): Promise<Omit<RuleLibrary, 'folder'>> {
    try {
      return await jobs.run('rules', { own }, { limitMs: own === '' ? undefined : previewLimitMs })
    } catch (error) {
      if (!(error instanceof JobTooLong)) throw error
      packs.leaveOut(own)
      return jobs.run('rules', { own: '' })
    }
  }
  async function library(): Promise<RuleLibrary> {
    const found = await listed(packs.version())
    const problems = packs.leftOut() ? packs.names().map((file): PackProblem => ({ file, line: 1, column: 1, text: 'own packs took too long together, and are left out until one of them changes' })) : found.problems
    return { ...found, problems, folder: packs.folder }
  }
  async function packOf(id: string): Promise<PackInfo> {
    const found = (await library()).packs.find((pack) => pack.id === id)
    if (!found) throw notFound('pack')
    return found
  }
  async function textOf(file: string, origin: PackInfo['origin']): Promise<string> {
    if (origin === 'own') return packs.read(file)
    const known = (await library()).packs.find((pack) => pack.origin === 'shipped' && pack.file === file)
    if (!known) throw notFound('pack')
    return shippedPack(context.resources, known.file)
  }
  async function preview(project: Id | null, draft: { file: string | null; text: string }) {
    const model = project === null ? null : readModel(db, project)
    const choice = project === null ? noChoice : choiceOf(readRuleSettings(db, project))
    try {
      // Not ended with its caller: that would end the worker, and what it has at hand for the next analysis.
      return await jobs.run('preview', { model, assets: project === null ? [] : readHeader(db, project).assets, choice, draft }, { limitMs: previewLimitMs })
    } catch (error) {
      if (error instanceof JobTooLong) throw refused('rules-too-slow')
      throw error
    }
  }
  /** Into a new file where `file` is null; that one must be free. Over another text than that of `revision` only where this is null. */
  async function save(file: string | null, text: string, revision: string | null): Promise<PackInfo & { revision: string }> {
    const { pack, problems } = await preview(null, { file, text })
    if (pack === null) throw unsound(file ?? 'rules', problems)
    const name = file ?? `${pack.id}.yaml`
    if (file === null && packs.names().includes(name)) throw refused('pack-exists', name)
    // Nothing may come between this and the writing: another window saves as well.
    if (file !== null && revision !== null && revisionOf(packs.read(file)) !== revision) throw refused('pack-changed', file)
    packs.write(name, text)
    return { ...pack, file: name, origin: 'own', revision: revisionOf(text) }
  }

  return {
    library: os.library.handler(library),
    detail: os.detail.handler(async ({ input }) => {
      const detail = await jobs.run('rule', { own: packs.version(), rule: input.rule })
      if (!detail) throw notFound('rule')
      return detail
    }),
    settings: os.settings.handler(({ input }) => {
      needProject(context, input.project)
      return readRuleSettings(db, input.project)
    }),
    setSettings: os.setSettings.handler(({ input }) => {
      step(context, input.project, 'rule settings', () => {
        for (const [name, on] of Object.entries(input.packs)) writeSwitch(db, input.project, 'pack', name, on)
        for (const [name, on] of Object.entries(input.rules)) writeSwitch(db, input.project, 'rule', name, on)
      })
      return readRuleSettings(db, input.project)
    }),
    suppress: os.suppress.handler(({ input: { project, rule, on, reason } }) => {
      if (!isText(reason)) throw refused('not-text')
      step(context, project, 'suppress rule', () => {
        const model = readModel(db, project)
        const parts = new Set([...model.elements, ...model.flows].map(({ id }) => id))
        for (const part of on) {
          if (!parts.has(part)) throw notFound('object')
          writeSuppression(db, project, { rule, on: part, reason, at: context.clock() })
        }
      })
      return readRuleSettings(db, project)
    }),
    unsuppress: os.unsuppress.handler(({ input: { project, rule, on } }) => {
      step(context, project, 'take back suppression', () => {
        for (const part of on) deleteSuppression(db, project, rule, part)
      })
      return readRuleSettings(db, project)
    }),
    preview: os.preview.handler(({ input }) => {
      if (input.project !== null) needProject(context, input.project)
      return preview(input.project, { file: input.file, text: input.text })
    }),
    packText: os.packText.handler(async ({ input }) => {
      const text = await textOf(input.file, input.origin)
      return { text, revision: revisionOf(text) }
    }),
    copyPack: os.copyPack.handler(async ({ input }) => {
      const { packs: all, rules } = await library()
      const pack = await packOf(input.pack)
      const free = (taken: readonly { id: string }[]) => (id: string) => {
        const is = (candidate: string) => taken.some((one) => one.id === candidate)
        for (let number = 1; ; number++) {
          const candidate = `${id.slice(0, 70)}-own${number === 1 ? '' : String(number)}`
          if (!is(candidate)) return candidate
        }
      }
      const text = copyPackText(await textOf(pack.file, pack.origin), { pack: free(all), rule: free(rules), title: (title) => `${title} (own)`.slice(0, 100) })
      return { text }
    }),
    savePack: os.savePack.handler(({ input: { file, text, revision } }) => {
      if (file !== null && !packs.names().includes(file)) throw notFound('pack')
      return save(file, text, revision)
    }),
    importPack: os.importPack.handler(async ({ input: { file, replace } }) => {
      const bytes = Buffer.from(file.bytes, 'base64')
      if (bytes.length > ownPackLimits.characters * 4) throw invalidFile({ file: file.name, place: 'the whole file', expected: 'at most 1 MB' })
      const text = decode(file.name, bytes)
      const id = packIdOf(text)
      const there = (await library()).packs.find((pack) => pack.origin === 'own' && pack.id === id)?.file ?? packs.names().find((name) => name === `${id}.yaml`) ?? null
      const { pack, problems } = await preview(null, { file: there, text })
      if (pack === null) throw unsound(file.name, problems)
      if (there !== null && !replace) throw refused('pack-exists', there)
      return save(there, text, null)
    }),
    exportPack: os.exportPack.handler(async ({ input }) => ({ name: input.file, mime: 'application/yaml', bytes: Buffer.from(await textOf(input.file, input.origin)).toString('base64') })),
    removePack: os.removePack.handler(({ input }) => packs.remove(input.file)),
    restorePack: os.restorePack.handler(({ input }) => {
      if (!packs.restore(input.file)) throw refused('pack-exists', input.file)
    }),
  }
}

function revisionOf(text: string): string {
  return hex(sha256(new TextEncoder().encode(text)))
}

/** The refusal of a pack that is not sound, with the first place. */
function unsound(file: string, [problem]: readonly PackProblem[]) {
  return invalidFile({ file, place: `line ${String(problem?.line ?? 1)}, column ${String(problem?.column ?? 1)}`, expected: problem?.text ?? '' })
}

/** The id that a text gives its pack; it may be wrong in every other way. */
function packIdOf(text: string): string {
  const [, id = ''] = /^pack:\s*['"]?([a-z0-9][a-z0-9-]*)['"]?\s*$/m.exec(text) ?? []
  return id
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return packText(name, bytes)
  } catch (error) {
    if (error instanceof ResourceError) throw invalidFile({ file: name, place: 'the whole file', expected: 'UTF-8 text' })
    throw error
  }
}
