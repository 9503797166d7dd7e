import { z } from 'zod'

/** One property that differs, as texts. A property that is not there is empty; a fact that nothing says is `unknown`. */
export const DiffField = z.object({ field: z.string(), before: z.string(), after: z.string() })
export type DiffField = z.infer<typeof DiffField>

/** A part by its readable key, and by what people call it. */
export const PartName = z.object({ key: z.string(), label: z.string() })
export type PartName = z.infer<typeof PartName>

/** A part that only one side has, with everything that it says. */
export const LonePart = PartName.extend({ says: z.record(z.string(), z.string()) })
export type LonePart = z.infer<typeof LonePart>

/** A part of both sides that says something else now. `key` and `label` are the later ones, `was` the earlier. */
export const ChangedPart = PartName.extend({ was: PartName, fields: z.array(DiffField) })
export type ChangedPart = z.infer<typeof ChangedPart>

export const PartDiff = z.object({ added: z.array(LonePart), removed: z.array(LonePart), changed: z.array(ChangedPart) })
export type PartDiff = z.infer<typeof PartDiff>

/** A property that names another part: it is the same where the ids are, whatever the part is called by now. */
export interface Refers {
  id: string | null
  text: string
}

/** One thing of one side: by what it is found on the other side, what it is called, and what it says. */
export interface Part extends PartName {
  /** Null where only the key counts. */
  id: string | null
  says: Record<string, string | Refers>
}

/**
 * Added, removed and changed parts, in the order of the sides. Parts match by id, those without one by key; with `byKey` so do
 * those whose id the other side does not have.
 */
export function diffParts(before: readonly Part[], after: readonly Part[], { byKey = false } = {}): PartDiff {
  const matches = matched(before, after, byKey)
  const found = new Set(matches.values())
  return {
    added: after.filter((part) => !found.has(part)).map(lone),
    removed: before.filter((part) => !matches.has(part)).map(lone),
    changed: before.flatMap((was) => {
      const is = matches.get(was)
      const fields = is ? changedFields(was, is) : []
      return is && fields.length > 0 ? [{ key: is.key, label: is.label, was: { key: was.key, label: was.label }, fields }] : []
    }),
  }
}

/** Whether nothing differs. */
export function isEmpty(diff: PartDiff): boolean {
  return diff.added.length + diff.removed.length + diff.changed.length === 0
}

function matched(before: readonly Part[], after: readonly Part[], byKey: boolean): Map<Part, Part> {
  const pairs = new Map<Part, Part>()
  const ofId = new Map(after.flatMap((part) => (part.id === null ? [] : [[part.id, part] as const])))
  for (const part of before) {
    const other = part.id === null ? undefined : ofId.get(part.id)
    if (other) pairs.set(part, other)
  }
  const taken = new Set(pairs.values())
  const mayMatch = (part: Part) => part.id === null || byKey
  const ofKey = new Map(after.filter((part) => mayMatch(part) && !taken.has(part)).map((part) => [part.key, part]))
  for (const part of before) {
    const other = mayMatch(part) && !pairs.has(part) ? ofKey.get(part.key) : undefined
    if (other) pairs.set(part, other)
  }
  return pairs
}

function lone({ key, label, says }: Part): LonePart {
  const texts = Object.entries(says).map(([field, said]) => [field, textOf(said)] as const)
  return { key, label, says: Object.fromEntries(texts.filter(([, text]) => text !== '')) }
}

function textOf(said: string | Refers | undefined): string {
  return said === undefined ? '' : typeof said === 'string' ? said : said.text
}

function changedFields(was: Part, is: Part): DiffField[] {
  return fieldsOf(was, is).flatMap((field) => {
    const [a, b] = [was.says[field], is.says[field]]
    const same = typeof a === 'object' && typeof b === 'object' ? a.id === b.id : textOf(a) === textOf(b)
    if (same) return []
    const absent = field.startsWith(factField) ? 'unknown' : ''
    return [{ field, before: textOf(a) || absent, after: textOf(b) || absent }]
  })
}

/** In one order from both sides: facts, which come and go, by name, after all else. */
function fieldsOf(was: Part, is: Part): string[] {
  const all = [...new Set([...Object.keys(is.says), ...Object.keys(was.says)])]
  const facts = all.filter((field) => field.startsWith(factField)).sort()
  return [...all.filter((field) => !field.startsWith(factField)), ...facts]
}

/** What the field of a fact begins with: `fact encrypted`. */
export const factField = 'fact '
