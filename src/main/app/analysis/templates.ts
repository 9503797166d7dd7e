import { implement } from '@orpc/server'
import { workbenchContract } from '../../../shared/contract/workbench.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ImportedFile } from '../../../shared/domain/import.ts'
import { tmtPack, type TemplateInfo } from '../../../shared/domain/tmt.ts'
import { maxBytes } from '../../import/source.ts'
import { listTriaged, writeTriaged } from '../../store/findings.ts'
import { readModel } from '../../store/models.ts'
import { readRuleSettings, writeSwitch } from '../../store/rule-settings.ts'
import { dropTemplate, readTemplate, templateHead, writeTemplate, writeTemplateText } from '../../store/templates.ts'
import { listThreats } from '../../store/threats.ts'
import { compileTmt, isLong, runTmt } from '../../stride/tmt/run.ts'
import { labelsOf } from './analysis.ts'
import type { AppContext } from '../context.ts'
import { JobTooLong } from '../jobs.ts'
import { invalidFile } from '../problems.ts'
import type { SlowTemplates } from './slow-templates.ts'
import { needProject, step } from '../step.ts'
import { switchedOff } from './template-findings.ts'

/** A file that takes longer is an attack on the room's time. */
const readLimitMs = 10_000

/** Keeps what a .tm7 brings for its template, as part of the step that imports it. A file without a template leaves the kept one, and renews what it is told of the drawing. */
export function keepTemplate(context: AppContext, project: Id, file: string, { tmt }: ImportedFile): void {
  if (!tmt) return
  const known = tmt.template ? null : readTemplate(context.db, project)
  writeTemplate(context.db, project, { id: context.newId(), file: known?.file ?? file, drawing: { ...tmt, template: tmt.template ?? known?.drawing.template ?? null } })
}

/**
 * Files the findings that the file itself kept as threats under these, as part of the step that imported them: nobody is asked
 * about them a second time, and they are gone when the template no longer makes them.
 */
export function adoptFindings(context: AppContext, project: Id, threats: readonly Id[]): void {
  const kept = readTemplate(context.db, project)
  if (threats.length === 0 || !kept?.drawing.template) return
  const { db } = context
  const model = readModel(db, project)
  const flows = new Map(model.flows.map(({ id, sourceId }) => [id, sourceId]))
  const name = (type: string, flow: string | null) => JSON.stringify([type, flow])
  const fresh = new Set(threats)
  const rows = listThreats(db, project).filter(({ id }) => fresh.has(id))
  const byName = new Map(rows.map(({ id, layout }) => [name(layout['tm7-type'] ?? '', layout['tm7-flow'] ?? ''), id]))
  // Only what the file keeps is run, for this is not the worker.
  const [typesKept, flowsKept] = [new Set(rows.map(({ layout }) => layout['tm7-type'])), new Set(rows.map(({ layout }) => layout['tm7-flow']))]
  const template = { ...kept.drawing.template, threatTypes: kept.drawing.template.threatTypes.filter(({ id }) => typesKept.has(id)) }
  const asked = { ...model, flows: model.flows.filter(({ sourceId }) => sourceId !== null && flowsKept.has(sourceId)) }
  // It would keep every room waiting. The findings are then asked about, as those of the worker.
  if (isLong(template, asked)) return
  const triaged = new Set(listTriaged(db, project).map(({ finding }) => finding))
  const labels = labelsOf(model)
  for (const finding of runTmt(compileTmt(template), asked, kept.drawing)) {
    const flow = finding.evidence.find((id) => flows.has(id))
    const threat = byName.get(name(finding.rule, flow === undefined ? null : (flows.get(flow) ?? null)))
    if (threat === undefined || triaged.has(finding.id)) continue
    const own = Object.fromEntries(finding.evidence.map((id) => [id, labels[id] ?? id]))
    writeTriaged(db, project, { finding: finding.id, state: 'accepted', reason: '', threat, snapshot: { finding, labels: own } })
  }
}

export function templateHandlers(context: AppContext, slow: SlowTemplates) {
  const os = implement(workbenchContract).template
  const { db, jobs } = context

  /** The worker reads the file upon the template that is there; where another one took its place meanwhile, it reads it again. */
  async function use(project: Id, name: string, bytes: Uint8Array): Promise<TemplateInfo> {
    for (;;) {
      needProject(context, project)
      const { layout, upon, words } = await jobs.run('read-template', { project, name, bytes }, { limitMs: readLimitMs }).catch((error: unknown) => {
        if (!(error instanceof JobTooLong)) throw error
        throw invalidFile({ file: name, place: 'the whole file', expected: `a template that is read within ${String(readLimitMs / 1000)} seconds` })
      })
      if ((templateHead(db, project)?.id ?? null) !== upon) continue
      step(context, project, 'use template', () => {
        writeTemplateText(db, project, { id: context.newId(), file: name, layout })
        writeSwitch(db, project, 'pack', tmtPack, true)
      })
      return { ...words, slow: null }
    }
  }

  return {
    get: os.get.handler(async ({ input: { project } }) => {
      needProject(context, project)
      const head = templateHead(db, project)
      const words = head === null ? null : await jobs.run('template', { project })
      if (words === null || head === null) return null
      const settings = readRuleSettings(db, project)
      return { ...words, slow: settings.packs[tmtPack] === false ? null : slow.of(project, head.id, switchedOff(settings)) }
    }),
    use: os.use.handler(({ input: { project, file } }) => {
      const bytes = Buffer.from(file.bytes, 'base64')
      if (bytes.length > maxBytes) throw invalidFile({ file: file.name, place: 'the whole file', expected: `at most ${String(maxBytes / 1024 / 1024)} MB` })
      return use(project, file.name, bytes)
    }),
    drop: os.drop.handler(({ input: { project } }) => {
      step(context, project, 'remove template', () => dropTemplate(db, project, context.newId()))
    }),
  }
}
