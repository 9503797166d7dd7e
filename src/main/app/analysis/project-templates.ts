import type { Finding } from '../../../shared/domain/finding.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { TemplateInfo, TmtDrawing, TmtPart, TmtTemplate } from '../../../shared/domain/tmt.ts'
import { readTmtTemplate } from '../../import/tm7/tm7-template.ts'
import { createModelReader, type ModelReader } from '../../store/model-reader.ts'
import { openForReading } from '../../store/open-for-reading.ts'
import { readTemplate, templateHead } from '../../store/templates.ts'
import { compileTmt, packOf, runTmt, TemplateTooSlow, type RunnableTemplate } from '../../stride/tmt/run.ts'

/** What a template says of itself, whatever a model makes of it. */
export type TemplateWords = Omit<TemplateInfo, 'slow'>

/** Templates of the library's projects, in the worker: reading one, and its filters, may take seconds. */
export interface ProjectTemplates {
  /** Null where the project has none. */
  words: (project: Id) => TemplateWords | null
  /**
   * A file's template beside what the project's own says of the drawing (`upon` is its id), as the text that is kept.
   * @throws FileProblem where it is none.
   */
  read: (project: Id, name: string, bytes: Uint8Array) => { layout: string; upon: Id | null; words: TemplateWords }
  /**
   * What the template finds in `model`, or in the project's own where it is null, without the threat types in `off`; `drawn` is what the
   * model's own file says of its drawing, in place of what the project keeps.
   * `slow` is set where that took longer than `limitMs`: the threat type that took most of it.
   */
  run: (project: Id, model: Model | null, drawn: TmtPart[] | null, off: readonly string[], limitMs: number) => { findings: Finding[]; rules: number; slow: string | null }
}

interface Kept {
  id: Id
  file: string
  drawing: TmtDrawing
  runnable: RunnableTemplate | null
  model: ModelReader
}

/** Projects of which the template is kept as it was read. */
const most = 2

/** @param library the library's file, which is only read. */
export function projectTemplates(library: string): ProjectTemplates {
  const db = openForReading(library)
  if (db === null) throw new Error('the library has another schema than the worker knows')
  const kept = new Map<Id, Kept>()

  function of(project: Id): Kept | null {
    const known = kept.get(project)
    kept.delete(project)
    const head = db && templateHead(db, project)
    if (!db || !head) return null
    const { drawing, ...row } = known?.id === head.id ? known : { ...head, drawing: readTemplate(db, project)?.drawing ?? noDrawing }
    const runnable = known?.id === head.id ? known.runnable : drawing.template && compileTmt(drawing.template)
    const now = { ...row, drawing, runnable, model: known?.model ?? createModelReader(db, project) }
    for (const oldest of kept.keys()) {
      if (kept.size < most) break
      kept.delete(oldest)
    }
    kept.set(project, now)
    return now
  }

  return {
    words: (project) => {
      const found = of(project)
      return found?.runnable ? wordsOf(found.file, found.runnable.template, found.runnable) : null
    },
    read: (project, name, bytes) => {
      const template = readTmtTemplate(bytes, name)
      const before = of(project)
      return { layout: JSON.stringify({ ...(before?.drawing ?? noDrawing), template } satisfies TmtDrawing), upon: before?.id ?? null, words: wordsOf(name, template, compileTmt(template)) }
    },
    run: (project, model, drawn, off, limitMs) => {
      const found = of(project)
      if (!found?.runnable) return { findings: [], rules: 0, slow: null }
      const silent = new Set(off)
      const drawing = drawn === null ? found.drawing : { ...found.drawing, parts: drawn }
      const rules = found.runnable.rules.filter(({ type }) => !silent.has(type.id))
      try {
        return { findings: runTmt({ ...found.runnable, rules }, model ?? found.model().model, drawing, { limitMs }), rules: rules.length, slow: null }
      } catch (error) {
        if (error instanceof TemplateTooSlow) return { findings: [], rules: 0, slow: error.type }
        throw error
      }
    },
  }
}

const noDrawing: TmtDrawing = { template: null, parts: [], generates: true }

function wordsOf(file: string, template: TmtTemplate, { rules, problems }: RunnableTemplate): TemplateWords {
  return { file, name: packOf(template), version: template.version, author: template.author, rules: rules.length, problems }
}
