import type { ImportedFile, ImportFormat } from '../../shared/domain/import.ts'
import type { Model } from '../../shared/domain/model.ts'
import { CliProblem, importInput, json } from './io.ts'
import type { Output } from './io.ts'

/** What one side says of a part, for comparing. Values are texts. */
type Said = Record<string, string>
interface Changed {
  key: string
  fields: { field: string; before: string; after: string }[]
}
interface PartDiff {
  added: string[]
  removed: string[]
  changed: Changed[]
}

/** Added, removed and changed parts by key, in the order of the files. */
function compare(before: Map<string, Said>, after: Map<string, Said>): PartDiff {
  const changed: Changed[] = []
  for (const [key, was] of before) {
    const is = after.get(key)
    if (is === undefined) continue
    const fields = Object.keys(is).flatMap((field) => (was[field] === is[field] ? [] : [{ field, before: was[field] ?? '', after: is[field] ?? '' }]))
    if (fields.length > 0) changed.push({ key, fields })
  }
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    changed,
  }
}

function partsOf(model: Model): { elements: Map<string, Said>; flows: Map<string, Said>; boundaries: Map<string, Said> } {
  const keys = new Map([...model.elements, ...model.boundaries].map(({ id, key }) => [id, key]))
  const keyOf = (id: string | null): string => (id === null ? '' : (keys.get(id) ?? ''))
  const diagrams = new Map(model.diagrams.map(({ id, name }) => [id, model.diagrams.length > 1 ? name : '']))
  return {
    elements: new Map(model.elements.map((one) => [one.key, { label: one.label, kind: one.kind, technology: one.technology ?? '', parent: keyOf(one.parent), diagram: diagrams.get(one.diagram) ?? '' }])),
    flows: new Map(model.flows.map((one) => [one.key, { label: one.label, bidirectional: one.bidirectional ? 'yes' : 'no', diagram: diagrams.get(one.diagram) ?? '' }])),
    boundaries: new Map(model.boundaries.map((one) => [one.key, { label: one.label, kind: one.kind, parent: keyOf(one.parent), diagram: diagrams.get(one.diagram) ?? '' }])),
  }
}

function threatsOf({ threats }: ImportedFile): Map<string, Said> {
  return new Map(
    threats.map(({ displayId, title, description, stride, marker, score, affectedLabels, references }) => [
      displayId,
      {
        title,
        description,
        stride: stride.join(', '),
        marker,
        score: score.dread ? Object.values(score.dread).join(' ') : (score.score ?? ''),
        severity: score.severity ?? '',
        affected: affectedLabels.join(', '),
        references: references.map(({ text }) => text).join(', '),
      },
    ]),
  )
}

/** What differs between two models, or two threat lists. */
export function diffFiles(a: ImportedFile, b: ImportedFile): Record<string, PartDiff> {
  if (a.threats.length > 0 || b.threats.length > 0) return { threats: compare(threatsOf(a), threatsOf(b)) }
  const [before, after] = [partsOf(a.model), partsOf(b.model)]
  return {
    elements: compare(before.elements, after.elements),
    flows: compare(before.flows, after.flows),
    boundaries: compare(before.boundaries, after.boundaries),
  }
}

export async function runDiff(a: string, b: string, options: { from?: ImportFormat | undefined; format: 'json' | 'md' }, output: Output): Promise<number> {
  const [before, after] = [await importInput(a, options.from), await importInput(b, options.from)]
  if (before.threats.length > 0 !== after.threats.length > 0) throw new CliProblem('dreadnought: one file holds a model, the other threats', 'expected two models, or two threat lists')
  const diff = diffFiles(before, after)
  const same = Object.values(diff).every((part) => part.added.length + part.removed.length + part.changed.length === 0)
  output.data(options.format === 'json' ? json({ same, ...diff }) : markdown(diff, same))
  return same ? 0 : 1
}

function markdown(diff: Record<string, PartDiff>, same: boolean): string {
  if (same) return 'No differences.\n'
  const code = (text: string): string => `\`${text.replace(/[`\n\r]/g, ' ')}\``
  const sections = Object.entries(diff).flatMap(([name, { added, removed, changed }]) => {
    if (added.length + removed.length + changed.length === 0) return []
    return [
      `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      '',
      ...added.map((key) => `- added ${code(key)}`),
      ...removed.map((key) => `- removed ${code(key)}`),
      ...changed.map(({ key, fields }) => `- changed ${code(key)}: ${fields.map(({ field, before, after }) => `${field} ${code(before)} -> ${code(after)}`).join(', ')}`),
      '',
    ]
  })
  return `${sections.join('\n').trimEnd()}\n`
}
