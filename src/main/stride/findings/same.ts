import type { Fact } from '../../../shared/domain/fact.ts'
import type { FactOn, Finding } from '../../../shared/domain/finding.ts'

/** Whether two findings of one rule say the same, to the byte; what comes from the rule alone is not compared. */
export function sameFinding(a: Finding, b: Finding): boolean {
  return (
    a.id === b.id &&
    a.status === b.status &&
    a.title === b.title &&
    a.why === b.why &&
    a.severity === b.severity &&
    sameSuggestion(a, b) &&
    sameList(a.affected, b.affected, isSame) &&
    sameList(a.evidence, b.evidence, isSame) &&
    sameList(a.subjects ?? [], b.subjects ?? [], isSame) &&
    sameList(a.unknowns, b.unknowns, (one, other) => one.on === other.on && one.fact === other.fact) &&
    sameList(a.facts, b.facts, sameReason)
  )
}

function sameSuggestion({ suggested: a }: Finding, { suggested: b }: Finding): boolean {
  return a.damage === b.damage && a.reproducibility === b.reproducibility && a.exploitability === b.exploitability && a.affectedUsers === b.affectedUsers && a.discoverability === b.discoverability
}

function sameReason(a: FactOn, b: FactOn): boolean {
  return a === b || (a.on === b.on && a.fact === b.fact && sameFact(a.value, b.value))
}

function sameFact(a: Fact | null, b: Fact | null): boolean {
  return a === b || (a !== null && b !== null && a.value === b.value && a.origin.by === b.origin.by && a.origin.detail === b.origin.detail)
}

function isSame(a: string, b: string): boolean {
  return a === b
}

function sameList<Item>(a: readonly Item[], b: readonly Item[], same: (one: Item, other: Item) => boolean): boolean {
  if (a.length !== b.length) return false
  for (let place = 0; place < a.length; place++) {
    const [one, other] = [a[place], b[place]]
    if (one === undefined || other === undefined || !same(one, other)) return false
  }
  return true
}
