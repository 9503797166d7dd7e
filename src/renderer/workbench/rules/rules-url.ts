/** The page of packs and rules; with a rule, opened at it. Hash routing keeps a path's query before the hash. */
export function rulesPath(project: string, rule?: string): string {
  return rule === undefined ? `/p/${project}/rules` : `/p/${project}/rules?rule=${encodeURIComponent(rule)}`
}

/** The rule that the address asks to show. */
export function ruleOfUrl(): string | null {
  return new URLSearchParams(location.search).get('rule')
}

/** Takes the rule out of the address: it would stay there for every later page. */
export function clearRuleOfUrl(): void {
  const url = new URL(location.href)
  if (!url.searchParams.has('rule')) return
  url.searchParams.delete('rule')
  history.replaceState(history.state, '', url)
}
