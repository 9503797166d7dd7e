import type { Id } from './id.ts'

/** As much of a finding as says what it goes on from. */
export interface Followed {
  id: Id
  rule: string
  evidence: readonly Id[]
  /** What the rule holds of; missing where an older version wrote the finding. */
  subjects?: readonly Id[] | undefined
}

interface Bond {
  before: Id
  after: Id
  subjects: number
  evidence: number
}

/**
 * Which findings of `before` those of `after` go on from, where a part of the evidence came or went and the id with it: the same
 * rule, and a subject in common; where subjects are not known, the evidence of one contains the other's. One to one, those with
 * the most in common first. Answers earlier ids by later ones. Both lists hold only findings that the other one does not have.
 */
export function continuations(before: readonly Followed[], after: readonly Followed[]): Map<Id, Id> {
  const found = new Map<Id, Id>()
  const taken = new Set<Id>()
  for (const bond of bonds(before, after)) {
    if (found.has(bond.after) || taken.has(bond.before)) continue
    found.set(bond.after, bond.before)
    taken.add(bond.before)
  }
  return found
}

/** As {@link continuations}, but several later findings may go on from the same earlier one: what it was split into. */
export function heirs(before: readonly Followed[], after: readonly Followed[]): Map<Id, Id> {
  const found = new Map<Id, Id>()
  for (const bond of bonds(before, after)) if (!found.has(bond.after)) found.set(bond.after, bond.before)
  return found
}

/** A part that more findings of one rule share than this says nothing about which of them goes on from which. */
const mostSharing = 50

/** All bonds, the closest first. The order is the same whichever side is which. */
function bonds(before: readonly Followed[], after: readonly Followed[]): Bond[] {
  const bySubject = gathered(before, (one) => one.subjects ?? [])
  const byEvidence = gathered(before, (one) => one.evidence)
  const old = gathered(before.filter((one) => one.subjects === undefined), (one) => one.evidence)
  const all: Bond[] = []
  for (const one of after) {
    const near = one.subjects === undefined ? sharing(byEvidence, one.rule, one.evidence) : [...sharing(bySubject, one.rule, one.subjects), ...sharing(old, one.rule, one.evidence)]
    for (const other of new Set(near)) {
      const bond = bondOf(other, one)
      if (bond) all.push(bond)
    }
  }
  const name = ({ before: a, after: b }: Bond) => (a < b ? `${a} ${b}` : `${b} ${a}`)
  return all.sort((a, b) => b.subjects - a.subjects || b.evidence - a.evidence || (name(a) < name(b) ? -1 : 1))
}

/** Findings by rule and each of their parts. */
function gathered(findings: readonly Followed[], partsOf: (one: Followed) => readonly Id[]): Map<string, Followed[]> {
  const found = new Map<string, Followed[]>()
  for (const one of findings) {
    for (const part of new Set(partsOf(one))) {
      const key = `${one.rule} ${part}`
      const list = found.get(key)
      if (list) list.push(one)
      else found.set(key, [one])
    }
  }
  return found
}

function sharing(gathering: ReadonlyMap<string, Followed[]>, rule: string, parts: readonly Id[]): Followed[] {
  return parts.flatMap((part) => {
    const found = gathering.get(`${rule} ${part}`) ?? []
    return found.length > mostSharing ? [] : found
  })
}

function bondOf(before: Followed, after: Followed): Bond | null {
  const shared = common(before.evidence, after.evidence)
  if (before.subjects && after.subjects) {
    const subjects = common(before.subjects, after.subjects)
    return subjects > 0 ? { before: before.id, after: after.id, subjects, evidence: shared } : null
  }
  const contained = shared === Math.min(before.evidence.length, after.evidence.length)
  return contained ? { before: before.id, after: after.id, subjects: 0, evidence: shared } : null
}

function common(a: readonly Id[], b: readonly Id[]): number {
  const known = new Set(b)
  return a.filter((id) => known.has(id)).length
}
