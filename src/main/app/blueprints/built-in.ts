import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtInBlueprints, type BuiltInBlueprint, type BlueprintSize, builtInTemplates, type ModelParts } from '../../../shared/domain/blueprint.ts'
import type { Recogniser } from '../../stride/vocabulary/recognise.ts'
import { readBoundaryLabel, readElementLabel, readFlowLabel, withLabelFacts } from '../../stride/vocabulary/relabel.ts'
import { readBlueprint } from './blueprint-file.ts'

export function builtInSize(id: BuiltInBlueprint): BlueprintSize {
  return builtInTemplates.some((known) => known === id) ? 'whole' : 'part'
}

/** The parts of a built-in blueprint, with what their labels say: as if somebody had drawn them. */
export function builtInParts(resources: string, id: BuiltInBlueprint, by: Recogniser): ModelParts {
  const file = join(resources, 'blueprints', `${id}.yaml`)
  const { parts } = readBlueprint(file, readFileSync(file, 'utf8'))
  return {
    ...parts,
    elements: parts.elements.map((element) => ({ ...element, facts: withLabelFacts(element.facts, readElementLabel(element.label, element.kind, by).facts) })),
    flows: parts.flows.map((flow) => ({ ...flow, facts: withLabelFacts(flow.facts, readFlowLabel(flow.label, by)) })),
    boundaries: parts.boundaries.map((boundary) => ({ ...boundary, facts: withLabelFacts(boundary.facts, readBoundaryLabel(boundary.label, by)) })),
  }
}

export const builtInList = builtInBlueprints.map((id) => ({ id, size: builtInSize(id), name: '', description: '', savedAt: null }))
