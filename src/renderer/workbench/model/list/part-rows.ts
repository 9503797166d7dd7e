import type { Band } from '../../../../shared/domain/dread.ts'
import type { Analysis } from '../../../../shared/domain/finding.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import { flowName, type Part, type PartKind } from '../parts.ts'

export const partColumns = ['kind', 'name', 'technology', 'ends', 'inside', 'findings', 'unknown'] as const
export type PartColumn = (typeof partColumns)[number]

/** One part as people read it. Empty texts where there is nothing to say. */
export interface PartRow {
  id: string
  kind: PartKind
  kindName: string
  name: string
  technology: string
  /** Of a flow: from where to where. */
  ends: string
  /** The boundary or element that it is in. */
  inside: string
  /** Open findings about it. */
  findings: number
  worst: Band | null
  /** Questions about it that nobody has answered. */
  unknown: number
}

export interface Words {
  kind: (kind: PartKind) => string
  technology: (id: string) => string
  unnamed: string
  freeEnd: string
}

/** What the analysis says of a part. */
interface Said {
  findings: number
  worst: Band | null
}

function saidOfFlows(model: Model, analysis: Analysis | null, dismissed: ReadonlySet<string>, order: readonly Band[]): Map<string, Said> {
  const flows = new Set(model.flows.map(({ id }) => id))
  const said = new Map<string, Said>()
  for (const { id, evidence, severity } of analysis?.findings ?? []) {
    if (dismissed.has(id)) continue
    for (const part of new Set(evidence)) {
      if (!flows.has(part)) continue
      const before = said.get(part)
      const worst = before?.worst && order.indexOf(before.worst) <= order.indexOf(severity) ? before.worst : severity
      said.set(part, { findings: (before?.findings ?? 0) + 1, worst })
    }
  }
  return said
}

const worstFirst: readonly Band[] = ['Critical', 'High', 'Medium', 'Low']

/** Elements and boundaries in the model's order, then flows. `badges` are those of the diagram. */
export function partRows(model: Model, parts: ReadonlyMap<string, Part>, badges: ReadonlyMap<string, { count: number; band: Band }>, analysis: Analysis | null, dismissed: ReadonlySet<string>, words: Words): PartRow[] {
  const unknown = new Map<string, number>()
  for (const { on } of analysis?.questions ?? []) unknown.set(on, (unknown.get(on) ?? 0) + 1)
  const ofFlows = saidOfFlows(model, analysis, dismissed, worstFirst)
  const inside = (parent: string | null) => (parent === null ? '' : (parts.get(parent)?.part.label ?? ''))
  const row = (id: string, kind: PartKind, set: Pick<PartRow, 'name' | 'technology' | 'ends' | 'inside'>): PartRow => {
    const badge = badges.get(id)
    const said = kind === 'flow' ? ofFlows.get(id) : badge && { findings: badge.count, worst: badge.band }
    return { id, kind, kindName: words.kind(kind), ...set, findings: said?.findings ?? 0, worst: said?.worst ?? null, unknown: unknown.get(id) ?? 0 }
  }
  return [
    ...model.elements.map(({ id, kind, label, technology, parent }) => row(id, kind, { name: label || words.unnamed, technology: technology === null ? '' : words.technology(technology), ends: '', inside: inside(parent) })),
    ...model.boundaries.map(({ id, label, parent }) => row(id, 'boundary', { name: label || words.unnamed, technology: '', ends: '', inside: inside(parent) })),
    ...model.flows.map((flow) => row(flow.id, 'flow', { name: flow.label, technology: '', ends: flowName(flow, parts, words.freeEnd).ends, inside: '' })),
  ]
}

/** Rows in which every word of `text` stands somewhere. */
export function foundRows(rows: readonly PartRow[], text: string): readonly PartRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ kindName, name, technology, ends, inside }) => {
    const all = `${kindName} ${name} ${technology} ${ends} ${inside}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

export interface Sorting {
  by: PartColumn
  down: boolean
}

/** Rows by one column; figures begin with the highest, empty texts come last, and equals stay in the model's order. */
export function sortedRows(rows: readonly PartRow[], sorting: Sorting | null): readonly PartRow[] {
  if (!sorting) return rows
  const { by, down } = sorting
  const turn = down ? -1 : 1
  const text = (row: PartRow): string => (by === 'kind' ? row.kindName : by === 'findings' || by === 'unknown' ? '' : row[by])
  return rows.toSorted((a, b) => {
    if (by === 'findings' || by === 'unknown') return (b[by] - a[by]) * turn
    const [one, other] = [text(a), text(b)]
    if (one === '' || other === '') return one === other ? 0 : one === '' ? 1 : -1
    return one.localeCompare(other, undefined, { numeric: true }) * turn
  })
}

/** What a click on a column's head makes of the order: first one way, then the other, then the model's own. */
export function nextSorting(now: Sorting | null, by: PartColumn): Sorting | null {
  if (now?.by !== by) return { by, down: false }
  return now.down ? null : { by, down: true }
}
