import { implement } from '@orpc/server'
import type { DiffSide } from '../../shared/contract/diff.ts'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import { comparison, type Comparison } from '../../shared/domain/comparison.ts'
import { diffParts } from '../../shared/domain/diff.ts'
import { diffFindings, lookOf } from '../../shared/domain/diff-findings.ts'
import { drawnChanges } from '../../shared/domain/drawn-changes.ts'
import { partsOfModel } from '../../shared/domain/diff-parts.ts'
import { diffRegisters, rowsUnderOldIds } from '../../shared/domain/diff-register.ts'
import type { Id } from '../../shared/domain/id.ts'
import { matchModels, underOldIds } from '../../shared/domain/match-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { TmtPart } from '../../shared/domain/tmt.ts'
import { toBase64 } from '../../shared/proof/base64.ts'
import { diffMarkdown } from '../export/markdown/diff-md.ts'
import { lookBefore } from '../store/history.ts'
import { readModel } from '../store/models.ts'
import { readRuleSettings } from '../store/rule-settings.ts'
import type { Analyses } from './analysis/analysis.ts'
import type { AppContext } from './context.ts'
import { withAnalysis } from './analysis/fresh-analysis.ts'
import type { Looks } from './analysis/looks.ts'
import { invalidFile, notFound, refused } from './problems.ts'
import { isEncrypted } from './register/encrypted-project.ts'
import { readDraft } from './register/register-draft.ts'
import { comparedRegisters, openDraft, openRevision, type OpenRegister } from './register/register-compared.ts'
import { revisionOrThrow } from './register/register-parts.ts'
import { needProject, projectOrThrow } from './step.ts'

interface Parts {
  context: AppContext
  analyses: Analyses
  looks: Looks
}

/** Implements `diff` of the workbench contract. */
export function diffHandlers(parts: Parts) {
  const os = implement(workbenchContract).diff
  const { context, analyses, looks } = parts
  return {
    since: os.since.handler(({ input: { project } }) => {
      needProject(context, project)
      const seen = looks.last(project)
      if (!seen) return { seen: null, changes: [] }
      return withAnalysis(context, analyses, project, (analysis) => {
        const now = lookOf(readModel(context.db, project), analysis, readRuleSettings(context.db, project))
        return { seen: { at: seen.at, cause: seen.cause }, changes: diffFindings(seen.look, now) }
      })
    }),
    markSeen: os.markSeen.handler(async ({ input: { project } }) => {
      needProject(context, project)
      return { at: await looks.take(project, 'marked') }
    }),
    forgetSeen: os.forgetSeen.handler(({ input: { project, at } }) => {
      needProject(context, project)
      looks.forget(project, at)
    }),
    compare: os.compare.handler(({ input, signal }) => compareSides(parts, input, signal)),
    drawing: os.drawing.handler(async ({ input, signal }) => {
      const { a, b } = await twoSides(parts, input, signal)
      return drawnChanges(a.model, b.model)
    }),
    export: os.export.handler(async ({ input, signal }) => {
      const found = await compareSides(parts, input, signal)
      const { name } = projectOrThrow(context, input.project)
      const text = input.format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : diffMarkdown(found)
      return { name: `${name} changes.${input.format}`, mime: input.format === 'json' ? 'application/json' : 'text/markdown', bytes: toBase64(new TextEncoder().encode(text)) }
    }),
  }
}

interface Wish {
  project: Id
  before: DiffSide
  after: DiffSide
  job: string
}

/** The one side's model; its register as well, where it is of a register. */
interface Side {
  model: Model
  register: OpenRegister | null
  /** What a file of Microsoft's tool says of its own drawing; null where the project's template reads what the project kept of it. */
  drawn: TmtPart[] | null
}

/** Both sides, with the parts of the later one under the ids that they have in the earlier one. */
async function twoSides({ context, looks }: Pick<Parts, 'context' | 'looks'>, { project, before, after, job }: Wish, signal: AbortSignal | undefined): Promise<{ a: Side; b: Side; ids: ReadonlyMap<Id, Id> }> {
  needProject(context, project)
  const read = (side: DiffSide) => readSide({ context, looks }, project, side, { job, signal })
  const [a, other] = [await read(before), await read(after)]
  const ids = matchModels(a.model, other.model, { sameIds: true })
  return { a, b: { ...other, model: underOldIds(other.model, ids, a.model) }, ids }
}

/** Both models are judged by the project's rules as they are now, so that a difference is one of the models. */
async function compareSides(all: Parts, wish: Wish, signal: AbortSignal | undefined): Promise<Comparison> {
  const { context, analyses } = all
  const { project } = wish
  const { a, b, ids } = await twoSides(all, wish, signal)
  const settings = readRuleSettings(context.db, project)
  const [lookA, lookB] = [lookOf(a.model, await analyses.ofModel(project, a.model, a.drawn), settings), lookOf(b.model, await analyses.ofModel(project, b.model, b.drawn), settings)]
  const [partsA, partsB] = [partsOfModel(a.model), partsOfModel(b.model)]
  const lists = { elements: diffParts(partsA.elements, partsB.elements), flows: diffParts(partsA.flows, partsB.flows), boundaries: diffParts(partsA.boundaries, partsB.boundaries) }
  const [registerA, registerB] = a.register && b.register ? comparedRegisters([a.register, b.register]) : []
  const registers = registerA && registerB ? diffRegisters(registerA, { ...registerB, rows: rowsUnderOldIds(registerB.rows, ids) }) : {}
  return comparison({ ...registers, ...lists }, diffFindings(lookA, lookB))
}

async function readSide({ context, looks }: Pick<Parts, 'context' | 'looks'>, project: Id, side: DiffSide, options: { job: string; signal: AbortSignal | undefined }): Promise<Side> {
  switch (side.kind) {
    case 'now': {
      const { name } = projectOrThrow(context, project)
      const draft = readDraft(context.db, project)
      return { model: draft.model, register: openDraft({ id: project, name }, draft), drawn: null }
    }
    case 'seen': {
      const seen = looks.last(project)
      if (!seen) throw notFound('revision')
      return { model: seen.model, register: null, drawn: null }
    }
    case 'before-step': {
      const found = lookBefore(context.db, project, side.step, () => readModel(context.db, project))
      if (!found) throw notFound('step')
      return { model: found.seen, register: null, drawn: null }
    }
    case 'revision': {
      const register = openRevision(context.db, revisionOrThrow(context, project, side.revision))
      return { model: register.register.model, register, drawn: null }
    }
    case 'file': {
      const bytes = Buffer.from(side.file.bytes, 'base64')
      if (isEncrypted(bytes)) throw refused('passphrase-needed', side.file.name)
      const register = await context.jobs.run('open-register', { name: side.file.name, bytes }, options)
      if (register) return { model: register.register.model, register, drawn: null }
      const { model, tmt } = await context.jobs.run('import', { name: side.file.name, bytes, from: null }, options)
      if (model.elements.length === 0) throw invalidFile({ file: side.file.name, place: 'the whole file', expected: 'at least one element, found none' })
      return { model, register: null, drawn: tmt?.parts ?? null }
    }
  }
}
