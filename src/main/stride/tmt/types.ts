import type { TmtAttribute, TmtTemplate } from '../../../shared/domain/tmt.ts'

/** The types of a template, to be asked what derives from what and what has which property. */
export interface Types {
  /** A type and all that it derives from, itself first; `generic` stands in for one that the template does not know. `ROOT` is no type. */
  lineOf: (type: string, generic: string) => ReadonlySet<string>
  /** A property that a type of the line has: of the nearest that says it. */
  attribute: (line: ReadonlySet<string>, name: string) => TmtAttribute | undefined
  /** Each by the nearest type that says it. */
  attributes: (line: ReadonlySet<string>) => TmtAttribute[]
}

/** No template derives types this deep. */
const maxLine = 100

export function typesOf(template: TmtTemplate): Types {
  const byId = new Map(template.types.map((type) => [type.id, type]))
  const lines = new Map<string, ReadonlySet<string>>()
  const climb = (from: string, line: Set<string>): Set<string> => {
    // A template whose types derive from each other in a circle ends where it began; one whose types derive without end, somewhere.
    for (let id: string | null = from; id !== null && !line.has(id) && line.size < maxLine; id = byId.get(id)?.parent ?? null) line.add(id)
    return line
  }
  const lineOf = (type: string, generic: string): ReadonlySet<string> => {
    const key = byId.has(type) ? type : JSON.stringify([type, generic])
    const known = lines.get(key)
    if (known) return known
    const line = climb(type, new Set())
    if (!byId.has(type)) climb(generic, line)
    line.delete('ROOT')
    lines.set(key, line)
    return line
  }
  const known = new Map<ReadonlySet<string>, Map<string, TmtAttribute>>()
  const attributesOf = (line: ReadonlySet<string>): Map<string, TmtAttribute> => {
    const before = known.get(line)
    if (before) return before
    const found = new Map<string, TmtAttribute>()
    for (const id of line) for (const attribute of byId.get(id)?.attributes ?? []) if (!found.has(attribute.name)) found.set(attribute.name, attribute)
    known.set(line, found)
    return found
  }
  return { lineOf, attributes: (line) => [...attributesOf(line).values()], attribute: (line, name) => attributesOf(line).get(name) }
}
