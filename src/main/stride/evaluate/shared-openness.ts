import type { Finding } from '../../../shared/domain/finding.ts'
import type { Hit } from './evaluate.ts'
import { anyOf, createOpenness, withPlaces, type Openness, type Residue } from './residue.ts'
import { endOf, type TruthTable } from './truth-table.ts'

/** More kinds of groups than any book has; with more of them, memory would run out before time does. */
const mostKept = 10_000

const ofGroups = new WeakMap<TruthTable, Map<string, Openness>>()

/**
 * How much of a possible finding answers leave open, where its hits hang on facts of themselves and their ends alone: then all findings whose hits
 * came out the same way share it. Null where they don't.
 * @param unknowns of the finding; as many as can be worked out.
 */
export function opennessOf(table: TruthTable, hits: readonly Hit[], unknowns: Finding['unknowns']): Openness | null {
  const [hit] = hits
  if (hits.length === 1 && hit !== undefined && (hit.node.type !== 'flow' || hit.node.source !== hit.node.target)) return hit.row.openness
  const parts: Residue[] = []
  let key = ''
  for (const { node, row } of hits) {
    if (row.residue === null) return null
    const places = row.unknowns.map(({ end, fact }) => placeIn(unknowns, endOf(node, end).id, fact))
    key += `${String(row.serial)}:${places.join()};`
  }
  let known = ofGroups.get(table)
  if (known === undefined || known.size > mostKept) ofGroups.set(table, (known = new Map()))
  let openness = known.get(key)
  if (openness === undefined) {
    for (const { node, row } of hits) if (row.residue !== null) parts.push(withPlaces(row.residue, row.unknowns.map(({ end, fact }) => placeIn(unknowns, endOf(node, end).id, fact))))
    openness = createOpenness(anyOf(parts), unknowns.length)
    known.set(key, openness)
  }
  return openness
}

function placeIn(unknowns: Finding['unknowns'], on: string, fact: string): number {
  return unknowns.findIndex((unknown) => unknown.on === on && unknown.fact === fact)
}
