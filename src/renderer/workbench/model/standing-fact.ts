import type { Fact, Facts } from '../../../shared/domain/fact.ts'

/** What stands for a fact: the user's word first, then what the analysis made of everything else. */
export function standingFact(name: string, own: Facts, resolved: Facts): Fact | null {
  const said = own[name]
  if (said?.origin.by === 'user') return said
  const found = resolved[name]
  // An answer that was just taken back still stands in the analysis of before.
  return found && found.origin.by !== 'user' ? found : (said ?? null)
}
