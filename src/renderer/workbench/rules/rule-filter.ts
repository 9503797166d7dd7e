import type { RuleInfo } from '../../../shared/domain/rule.ts'
import type { Stride } from '../../../shared/domain/stride.ts'

export interface RuleFilter {
  search: string
  pack: string | null
  stride: Stride | null
  technology: string | null
  tag: string | null
}

export const everyRule: RuleFilter = { search: '', pack: null, stride: null, technology: null, tag: null }

/** The rules that fit all of a filter; every word of the search must be somewhere in title, id, tags or technologies. */
export function filterRules(rules: readonly RuleInfo[], filter: RuleFilter, nameOf: (technology: string) => string): RuleInfo[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return rules.filter((rule) => {
    if (filter.pack !== null && rule.pack !== filter.pack) return false
    if (filter.stride !== null && !rule.stride.includes(filter.stride)) return false
    if (filter.technology !== null && !rule.technologies.includes(filter.technology)) return false
    if (filter.tag !== null && !rule.tags.includes(filter.tag)) return false
    const text = [rule.title, rule.id, rule.pack, ...rule.tags, ...rule.stride, ...rule.technologies.map(nameOf)].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
