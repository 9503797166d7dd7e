/** Names a template may use, in braces. All speak of this model; an unknown one is a load error. */
const placeholders = ['element', 'source', 'target', 'flow', 'technology', 'boundary', 'neighbour', 'count'] as const
export type Placeholder = (typeof placeholders)[number]

/** Which of them mean something in a rule about flows, or about elements. */
const meaningful: Record<'element' | 'flow', readonly Placeholder[]> = {
  element: ['element', 'technology', 'boundary', 'neighbour', 'count'],
  flow: ['source', 'target', 'flow', 'technology', 'boundary', 'count'],
}

/** Text with the lists of labels that stand for each name. */
export type Template = readonly (string | { name: Placeholder })[]

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((known) => known === name)
}

/** Each may become a list of labels; more of them, and a title or a text would outgrow its threat. */
const maxPlaceholders = 24

/** The parts of `text`; `problem` says which name in braces is not a placeholder of such a rule. */
export function compileTemplate(text: string, on: 'element' | 'flow', most = maxPlaceholders): { parts: Template; problem: string | null } {
  const parts: (string | { name: Placeholder })[] = []
  for (const part of text.split(/(\{[^}]*\})/)) {
    const name = part.slice(1, -1)
    if (part.startsWith('{') && isPlaceholder(name) && meaningful[on].includes(name)) parts.push({ name })
    else if (part.startsWith('{')) return { parts: [], problem: `${part} is not one of ${meaningful[on].join(', ')}` }
    else if (part !== '') parts.push(part)
  }
  const count = parts.filter((part) => typeof part !== 'string').length
  if (count > most) return { parts: [], problem: `${count} names in braces; at most ${most}` }
  return { parts, problem: null }
}

/** The template as it was written. */
export function templateText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : `{${part.name}}`)).join('')
}

export function fillTemplate(template: Template, words: (name: Placeholder) => readonly string[]): string {
  let text = ''
  for (const part of template) text += typeof part === 'string' ? part : joinLabels(words(part.name))
  return text
}

const labelLimit = 80
const listLimit = 4
/** Looking through so many is quicker than keeping a set. */
const fewLabels = 12

/** "A", "A and B", "A, B, C and 5 more"; each label once, long ones shortened; "others" where there are none. */
export function joinLabels(labels: readonly string[]): string {
  const first = labels[0]
  if (labels.length === 1 && first !== undefined) return shorten(first)
  const unique = labels.length > fewLabels ? [...new Set(labels)] : labels.filter((label, place) => labels.indexOf(label) === place)
  const shown = (unique.length > listLimit ? unique.slice(0, listLimit - 1) : unique).map(shorten)
  const rest = unique.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  const last = shown.pop()
  if (last === undefined) return 'others'
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

function shorten(label: string): string {
  if (label.length <= labelLimit) return label
  return `${label.slice(0, labelLimit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
