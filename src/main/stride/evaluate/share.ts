import { operators, type Condition, type Scope } from '../packs/condition.ts'

/** Conditions that are the same are one object here, so that what one rule asked of a node is answered for all of them. */
export type ShareCondition = (condition: Condition, scope: Scope) => Condition

/** Where the answers of a shared condition are kept in a run. */
const places = new WeakMap<Condition, number>()

/** A shared condition's place among the answers of a run; undefined for one that is not shared, whose answers are not kept. */
export function placeOf(condition: Condition): number | undefined {
  return places.get(condition)
}

/** Makes one table of shared conditions. The same condition asked in two scopes is two: its answers are kept by index in a scope. */
export function createSharing(): ShareCondition {
  const known = new Map<string, Condition>()

  function share(condition: Condition, scope: Scope): Condition {
    const [made, name] = withSharedParts(condition, scope)
    const key = `${scope} ${name}`
    const before = known.get(key)
    if (before) return before
    places.set(made, known.size)
    known.set(key, made)
    return made
  }

  /** The condition with its parts replaced by shared ones, and a name that no different one of its scope has. */
  function withSharedParts(condition: Condition, scope: Scope): [Condition, string] {
    const number = (part: Condition) => String(places.get(part))
    switch (condition.op) {
      case 'fact':
        return [{ ...condition }, JSON.stringify([condition.fact, ...condition.values, '', ...condition.on])]
      case 'technology':
        return [{ ...condition }, JSON.stringify([condition.op, ...condition.ids])]
      case 'kind':
        return [{ ...condition }, JSON.stringify([condition.op, ...condition.kinds])]
      case 'all':
      case 'any': {
        const of = condition.of.map((part) => share(part, scope))
        return [{ op: condition.op, of }, `${condition.op} ${of.map(number).join(' ')}`]
      }
      case 'incoming':
      case 'outgoing': {
        const of = share(condition.of, 'flow')
        return [{ ...condition, of }, `${condition.op} ${condition.least} ${number(of)}`]
      }
      default: {
        const inner = operators[condition.op]?.of
        const of = share(condition.of, inner === 'same' || inner === null || inner === undefined ? scope : inner)
        return [{ ...condition, of }, `${condition.op} ${number(of)}`]
      }
    }
  }

  return share
}
