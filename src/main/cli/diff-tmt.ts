import { diffParts } from '../../shared/domain/diff.ts'
import { diffFindings, lookOf } from '../../shared/domain/diff-findings.ts'
import { partsOfModel } from '../../shared/domain/diff-parts.ts'
import type { ImportedFile } from '../../shared/domain/import.ts'
import { matchModels, underOldIds } from '../../shared/domain/match-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import { tmtPack } from '../../shared/domain/tmt.ts'
import type { ModelDiff } from '../stride/findings/changes.ts'
import { recognise } from '../stride/vocabulary/recognise.ts'
import { compileTmt, runTmt } from '../stride/tmt/run.ts'
import { CliProblem } from './io.ts'
import { ruleBook } from './rule-book.ts'

/** What differs between two models, and between what one template finds in them: that of the second file, else of the first. Each file is read as it is drawn itself. */
export function diffByTemplate(a: ImportedFile, b: ImportedFile): ModelDiff {
  const template = b.tmt?.template ?? a.tmt?.template
  if (!template) throw new CliProblem('dreadnought: no template for --engine tmt inside either file', 'expected two models of which one is a .tm7 that embeds a template')
  const runnable = compileTmt(template)
  const modelOf = (file: ImportedFile) => (file.tmt ? file.model : recognise(file.model, ruleBook()))
  const [before, newer] = [modelOf(a), modelOf(b)]
  const after = underOldIds(newer, matchModels(before, newer, { sameIds: false }), before)
  const look = (model: Model, { tmt }: ImportedFile) =>
    lookOf(model, { rules: { packs: [tmtPack], count: runnable.rules.length }, findings: runTmt(runnable, model, tmt ?? null), facts: {} })
  const [one, other] = [partsOfModel(before), partsOfModel(after)]
  return {
    elements: diffParts(one.elements, other.elements),
    flows: diffParts(one.flows, other.flows),
    boundaries: diffParts(one.boundaries, other.boundaries),
    findings: diffFindings(look(before, a), look(after, b)),
  }
}
