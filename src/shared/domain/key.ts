import he from 'he'

/**
 * The readable slug of a label: entities decoded, `<br>` as a space, lower-cased, accents folded, every run of
 * other characters than a-z 0-9 as `_`, none at the ends. Empty where nothing is left.
 */
export function keyOf(label: string): string {
  return he
    .decode(label.replace(/<br\s{0,9}\/?>/gi, ' '))
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}

/** What a key starts from: the label's slug, else the source id's, else the kind's. Never empty. */
export function baseKey(label: string, sourceId: string | null, kind: string): string {
  return keyOf(label) || (sourceId === null ? '' : keyOf(sourceId)) || keyOf(kind) || 'part'
}

/** What a flow's key starts from; a free end is written as nothing: `api->`. */
export function baseFlowKey(sourceKey: string | null, targetKey: string | null): string {
  return `${sourceKey ?? ''}->${targetKey ?? ''}`
}

/** Hands out keys that are unique among all it handed out: `base`, then the next free `base_2`, `base_3`. */
export function uniqueKeys(taken: Iterable<string> = [], separator: '_' | '#' = '_'): (base: string) => string {
  const used = new Set(taken)
  // The next suffix to try per base, so that a thousand equal labels do not search a thousand times each.
  const next = new Map<string, number>()
  return (base) => {
    let key = base
    let suffix = next.get(base) ?? 2
    while (used.has(key)) {
      key = `${base}${separator}${String(suffix)}`
      suffix += 1
    }
    next.set(base, suffix)
    used.add(key)
    return key
  }
}
