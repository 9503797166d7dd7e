import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml'

/** The text of a pack with other ids, every comment and line break kept: only the words that name the pack and its rules are replaced. */
export function copyPackText(text: string, rename: { pack: (id: string) => string; rule: (id: string) => string; title: (title: string) => string }): string {
  const { contents } = parseDocument(text, { schema: 'core' })
  if (!isMap(contents)) return text
  const changes: { node: Scalar; text: string }[] = []
  const replace = (node: unknown, by: (old: string) => string) => {
    if (isScalar(node) && node.range && typeof node.value === 'string') changes.push({ node, text: by(node.value) })
  }
  replace(contents.get('pack', true), rename.pack)
  replace(contents.get('title', true), rename.title)
  const rules = contents.get('rules', true)
  if (isSeq(rules)) for (const rule of rules.items) if (isMap(rule)) replace(rule.get('id', true), rename.rule)
  let copy = text
  for (const { node, text: now } of changes.reverse()) {
    const [start, end] = node.range ?? [0, 0]
    copy = `${copy.slice(0, start)}${/^[a-z0-9-]+$/.test(now) ? now : `'${now.replaceAll("'", "''")}'`}${copy.slice(end)}`
  }
  return copy
}
