import { z } from 'zod'
import type { ElementKind } from './model.ts'
import type { Stride } from './stride.ts'

/** Microsoft's Threat Modeling Tool: a template (knowledge base), and what a drawing says that only a template asks for. */

const Text = z.string().max(20_000)
const Name = z.string().max(500)
/** A GUID in files of the tool; kept as it is written. */
const TmtId = z.string().max(500)

/** A property that a type has. The first of `values` is its value until somebody chooses another one. */
export const TmtAttribute = z.object({ name: Name, label: Name, values: z.array(Name), fixed: z.boolean() })
export type TmtAttribute = z.infer<typeof TmtAttribute>

/** A type of element, flow or boundary: generic (its parent is `ROOT`) or derived from another type. */
export const TmtType = z.object({ id: TmtId, name: Name, parent: TmtId.nullable(), attributes: z.array(TmtAttribute) })
export type TmtType = z.infer<typeof TmtType>

export const TmtCategory = z.object({ id: TmtId, name: Name })
export type TmtCategory = z.infer<typeof TmtCategory>

/** A threat that the template knows. `include` and `exclude` are generation filters as they are written; empty where there is none. */
export const TmtThreatType = z.object({
  id: TmtId,
  title: Text,
  description: Text,
  category: TmtId,
  include: Text,
  exclude: Text,
  /** Verbatim, such as `High`; empty where it says nothing. */
  priority: Name,
  mitigations: z.array(Text),
})
export type TmtThreatType = z.infer<typeof TmtThreatType>

export const TmtTemplate = z.object({
  id: TmtId,
  name: Name,
  version: Name,
  author: Name,
  types: z.array(TmtType),
  categories: z.array(TmtCategory),
  threatTypes: z.array(TmtThreatType),
  /** The values a threat's priority may have, the gravest first; the first is what a threat type without one gets. */
  priorities: z.array(Name),
})
export type TmtTemplate = z.infer<typeof TmtTemplate>

const Point = z.object({ x: z.number(), y: z.number() })
/** How a line is drawn: from, to, and the point that it bends through. */
export const TmtLine = z.object({ from: Point, bend: Point, to: Point })
export type TmtLine = z.infer<typeof TmtLine>

/** What a file of the tool says of one part of a model, beyond the model. Parts are named by their id in the source. */
export const TmtPart = z.object({
  id: TmtId,
  type: TmtId,
  generic: TmtId,
  /** By the property's name, which often is a GUID. */
  properties: z.record(z.string(), z.string()),
  /** The tool makes no threats of a flow that is out of scope. */
  outOfScope: z.boolean(),
  /** Of a flow or a boundary line. */
  line: TmtLine.nullable(),
  /** Of a boundary box. */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  /** Of a flow: the ids of its ends; null for others, and where an end is free. */
  source: TmtId.nullable(),
  target: TmtId.nullable(),
  /** The boundary that the file draws around it. While the project says the same, crossings are judged as they were drawn. */
  parent: TmtId.nullable(),
})
export type TmtPart = z.infer<typeof TmtPart>

/** What comes with an imported .tm7 for its template; `template` is null where the file embeds none. */
export const TmtDrawing = z.object({
  template: TmtTemplate.nullable(),
  parts: z.array(TmtPart),
  /** False where threat generation is switched off in the file. */
  generates: z.boolean(),
})
export type TmtDrawing = z.infer<typeof TmtDrawing>

const categoryWords: readonly (readonly [RegExp, Stride])[] = [
  [/spoof/i, 'Spoofing'],
  [/tamper/i, 'Tampering'],
  [/repudiat/i, 'Repudiation'],
  [/disclos|information leak|privacy|confidential/i, 'Information Disclosure'],
  [/denial|\bdos\b|availab/i, 'Denial of Service'],
  [/elevat|escalat|privilege|authori[sz]ation|abuse/i, 'Elevation of Privilege'],
]

/** The STRIDE category that a template's category means, by its name; null for one of another kind, such as "Compliance". */
export function strideOfCategory(name: string): Stride | null {
  return categoryWords.find(([words]) => words.test(name))?.[1] ?? null
}

/** `text` with `{source.Name}`, `{target.Name}` and `{flow.Name}` filled; other braces stay as they are. */
export function fillNames(text: string, names: { source: string; target: string; flow: string }): string {
  return text.replace(/\{(source|target|flow)\.name\}/gi, (_, word: string) => {
    const end = word.toLowerCase()
    return end === 'source' ? names.source : end === 'target' ? names.target : names.flow
  })
}

/** Properties of the tool's own templates, by name or caption in lower case, that ask what one of our facts asks. What only sounds alike is not here. */
export const sameProperties: readonly { names: readonly string[]; on: ElementKind | 'flow'; fact: string }[] = [
  { names: ['providesconfidentiality', 'provides confidentiality', 'is encrypted', 'encrypted', 'isencrypted'], on: 'flow', fact: 'encrypted' },
  { names: ['authenticatessource', 'source authenticated'], on: 'flow', fact: 'authenticated' },
  { names: ['authenticatesdestination', 'destination authenticated'], on: 'flow', fact: 'server_verified' },
  { names: ['encrypted', 'is encrypted', 'isencrypted'], on: 'data-store', fact: 'encrypted_at_rest' },
  { names: ['storescredentials', 'stores credentials'], on: 'data-store', fact: 'stores_credentials' },
  { names: ['storeslogdata', 'stores log data'], on: 'data-store', fact: 'stores_logs' },
  { names: ['hasinputsanitizers', 'sanitizes input'], on: 'process', fact: 'validates_input' },
  { names: ['hasoutputsanitizers', 'sanitizes output'], on: 'process', fact: 'encodes_output' },
]

/** What the findings of a template are filed under, and what its switch is called among a project's packs. */
export const tmtPack = 'tmt'

/** A generation filter that cannot be read; its threat type makes no threats. `at` counts characters from 1. */
export const TemplateProblem = z.object({ type: z.string(), filter: z.enum(['include', 'exclude']), at: z.number().int(), expected: z.string() })
export type TemplateProblem = z.infer<typeof TemplateProblem>

/** A project's template as it is shown. */
export const TemplateInfo = z.object({
  file: z.string(),
  name: z.string(),
  version: z.string(),
  author: z.string(),
  /** Threat types that run. */
  rules: z.number().int(),
  problems: z.array(TemplateProblem),
  /** Set where it took too long on the project's model and is left out: the threat type that took the most time (empty where nobody knows), and the limit. */
  slow: z.object({ type: z.string(), seconds: z.number() }).nullable(),
})
export type TemplateInfo = z.infer<typeof TemplateInfo>
