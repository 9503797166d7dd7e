import { implement } from '@orpc/server'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import type { Id } from '../../shared/domain/id.ts'
import type { Dropped, ImportedFile } from '../../shared/domain/import.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { tmtPack, type TemplateInfo } from '../../shared/domain/tmt.ts'
import { FileProblem } from '../import/file-problem.ts'
import { maxBytes } from '../import/source.ts'
import { readTmtTemplate } from '../import/tm7-template.ts'
import { listTriaged, writeTriaged } from '../store/findings.ts'
import { readModel } from '../store/models.ts'
import { writeSwitch } from '../store/rule-settings.ts'
import { readTemplate, writeTemplate, type KeptTemplate } from '../store/templates.ts'
import { listThreats } from '../store/threats.ts'
import { compileTmt, isLong, packOf, runTmt } from '../stride/tmt/run.ts'
import { labelsOf } from './analysis.ts'
import type { AppContext } from './context.ts'
import { invalidFile } from './problems.ts'
import { needProject, step } from './step.ts'

/** Keeps what a .tm7 brings for its template, as part of the step that imports it. A file without a template leaves the kept one, and renews what it is told of the drawing. */
export function keepTemplate(context: AppContext, project: Id, file: string, { tmt }: ImportedFile): void {
  if (!tmt) return
  const known = readTemplate(context.db, project)
  const template = tmt.template ?? known?.drawing.template ?? null
  writeTemplate(context.db, project, { id: context.newId(), file: tmt.template || !known ? file : known.file, drawing: { ...tmt, template } })
}

/** The file without the threats that an earlier reading of it brought already; they keep what was decided about them. */
export function onlyNewThreats(context: AppContext, project: Id, imported: ImportedFile): { file: ImportedFile; dropped: Dropped[] } {
  if (!imported.tmt) return { file: imported, dropped: [] }
  const known = new Set(listThreats(context.db, project).flatMap((threat) => nameOf(threat) ?? []))
  const threats = imported.threats.filter((threat) => !known.has(nameOf(threat) ?? ''))
  const again = imported.threats.length - threats.length
  return { file: { ...imported, threats }, dropped: again === 0 ? [] : [{ what: `${String(again)} threats`, why: 'here already, from an earlier reading of the file' }] }
}

/** What tells a threat of the tool from its others: its type, its flow and its number. */
function nameOf({ layout }: Pick<ImportedThreat, 'layout'>): string | null {
  const [type, flow, number] = [layout['tm7-type'], layout['tm7-flow'], layout['tm7-number']]
  return type === undefined ? null : JSON.stringify([type, flow, number])
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
  // It would keep every room waiting. The findings are then asked about, as those of the worker.
  if (isLong(kept.drawing.template, model)) return
  const flows = new Map(model.flows.map(({ id, sourceId }) => [id, sourceId]))
  const name = (type: string, flow: string | null) => JSON.stringify([type, flow])
  const fresh = new Set(threats)
  const byName = new Map(listThreats(db, project).filter(({ id }) => fresh.has(id)).map(({ id, layout }) => [name(layout['tm7-type'] ?? '', layout['tm7-flow'] ?? ''), id]))
  const triaged = new Set(listTriaged(db, project).map(({ finding }) => finding))
  const labels = labelsOf(model)
  for (const finding of runTmt(compileTmt(kept.drawing.template), model, kept.drawing)) {
    const flow = finding.evidence.find((id) => flows.has(id))
    const threat = byName.get(name(finding.rule, flow === undefined ? null : (flows.get(flow) ?? null)))
    if (threat === undefined || triaged.has(finding.id)) continue
    const own = Object.fromEntries(finding.evidence.map((id) => [id, labels[id] ?? id]))
    writeTriaged(db, project, { finding: finding.id, state: 'accepted', reason: '', threat, snapshot: { finding, labels: own } })
  }
}

export function templateHandlers(context: AppContext) {
  const os = implement(workbenchContract).template
  const { db } = context
  return {
    get: os.get.handler(({ input }) => {
      needProject(context, input.project)
      return infoOf(readTemplate(db, input.project))
    }),
    use: os.use.handler(({ input: { project, file } }) => {
      needProject(context, project)
      const template = readTemplateFile(file.name, Buffer.from(file.bytes, 'base64'))
      const drawing = { ...(readTemplate(db, project)?.drawing ?? { parts: [], generates: true }), template }
      step(context, project, 'use template', () => {
        writeTemplate(db, project, { id: context.newId(), file: file.name, drawing })
        writeSwitch(db, project, 'pack', tmtPack, true)
      })
      return infoFor({ file: file.name, drawing }, template)
    }),
    drop: os.drop.handler(({ input: { project } }) => {
      step(context, project, 'remove template', () => {
        const kept = readTemplate(db, project)
        // What the file says of the drawing stays, for the next template.
        if (kept) writeTemplate(db, project, { id: context.newId(), file: kept.file, drawing: { ...kept.drawing, template: null } })
      })
    }),
  }
}

function infoOf(kept: KeptTemplate | null): TemplateInfo | null {
  return kept?.drawing.template ? infoFor(kept, kept.drawing.template) : null
}

function infoFor({ file }: KeptTemplate, template: Parameters<typeof compileTmt>[0]): TemplateInfo {
  const { rules, problems } = compileTmt(template)
  return { file, name: packOf(template), version: template.version, author: template.author, rules: rules.length, problems }
}

function readTemplateFile(name: string, bytes: Uint8Array): ReturnType<typeof readTmtTemplate> {
  if (bytes.length > maxBytes) throw invalidFile({ file: name, place: 'the whole file', expected: `at most ${String(maxBytes / 1024 / 1024)} MB` })
  try {
    return readTmtTemplate(bytes, name)
  } catch (problem) {
    if (problem instanceof FileProblem) throw invalidFile(problem.problem)
    throw problem
  }
}
