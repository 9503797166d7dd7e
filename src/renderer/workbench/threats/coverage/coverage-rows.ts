import { type Coverage, type CoverageRow } from '../../../../shared/domain/coverage.ts'
import { connectedFlows, type ElementKind, elementKinds, type Model } from '../../../../shared/domain/model.ts'

export const groupings = ['boundary', 'kind'] as const
export type Grouping = (typeof groupings)[number]

/** A line of the matrix: a heading over parts that belong together, or a part. */
export type MatrixLine = { type: 'heading'; id: string; heading: Heading; count: number } | { type: 'part'; id: string; row: CoverageRow }

/** What stands over a group. */
export type Heading = { by: 'boundary'; label: string } | { by: 'none' } | { by: 'kind'; kind: ElementKind | 'flow' }

/** Every element and every flow between two elements, as the matrix has them: flows last. */
export function coveredParts(model: Model): string[] {
  return [...model.elements, ...connectedFlows(model)].map(({ id }) => id)
}

/** The lines in groups: by the boundary around an element, or by kind; flows are a group of their own. */
export function matrixLines(model: Model, coverage: Coverage, grouping: Grouping): MatrixLine[] {
  const rows = new Map(coverage.rows.map((row) => [row.part, row]))
  const groups = new Map<string, { heading: Heading; parts: string[] }>()
  const add = (key: string, heading: Heading, part: string) => {
    const group = groups.get(key)
    if (group) group.parts.push(part)
    else groups.set(key, { heading, parts: [part] })
  }
  const boundaries = new Map(model.boundaries.map((boundary) => [boundary.id, boundary]))
  const parents = new Map([...model.elements, ...model.boundaries].map(({ id, parent }) => [id, parent]))
  if (grouping === 'boundary') {
    const around = model.elements.map(({ id, parent }) => ({ id, boundary: boundaryOf(parent, boundaries, parents) }))
    for (const { id, boundary } of around) if (boundary === null) add('', { by: 'none' }, id)
    // Groups stand in the order of the boundaries.
    const place = new Map(model.boundaries.map(({ id }, index) => [id, index]))
    for (const { id, boundary } of around.toSorted((a, b) => (place.get(a.boundary ?? '') ?? 0) - (place.get(b.boundary ?? '') ?? 0))) {
      const found = boundary === null ? undefined : boundaries.get(boundary)
      if (found) add(found.id, { by: 'boundary', label: found.label || found.key }, id)
    }
  } else {
    for (const kind of elementKinds) for (const element of model.elements) if (element.kind === kind) add(kind, { by: 'kind', kind }, element.id)
  }
  for (const { id } of connectedFlows(model)) add('flow', { by: 'kind', kind: 'flow' }, id)
  return [...groups].flatMap(([key, { heading, parts }]): MatrixLine[] => [
    { type: 'heading', id: `heading ${key}`, heading, count: parts.length },
    ...parts.flatMap((part): MatrixLine[] => {
      const row = rows.get(part)
      return row ? [{ type: 'part', id: part, row }] : []
    }),
  ])
}

function boundaryOf(parent: string | null, boundaries: ReadonlyMap<string, unknown>, parents: ReadonlyMap<string, string | null>): string | null {
  const seen = new Set<string>()
  for (let at = parent; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (boundaries.has(at)) return at
    seen.add(at)
  }
  return null
}
