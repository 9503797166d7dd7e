import { z } from 'zod'
import { Language } from './language.ts'

/** The parts that a report may have beside its cover, in their order. `votes` are the rounds within the threats. */
export const documentParts = ['scope', 'attendance', 'summary', 'method', 'pictures', 'register', 'threats', 'votes', 'decisions', 'mitigations', 'actions', 'parked', 'dissent', 'fieldMaps', 'signOff'] as const
export const DocumentPart = z.enum(documentParts)
export type DocumentPart = z.infer<typeof DocumentPart>

export const paperSizes = ['a4', 'letter'] as const
export const PaperSize = z.enum(paperSizes)
export type PaperSize = z.infer<typeof PaperSize>

/** Whom a report is for. */
export const documentPresets = ['engineers', 'management', 'auditor'] as const
export const DocumentPreset = z.enum(documentPresets)
export type DocumentPreset = z.infer<typeof DocumentPreset>

/** What each reader gets: what is to be built; what is to be decided; everything. */
export const presetParts: Record<DocumentPreset, readonly DocumentPart[]> = {
  engineers: ['scope', 'summary', 'method', 'pictures', 'register', 'threats', 'decisions', 'mitigations', 'actions', 'parked'],
  management: ['scope', 'summary', 'pictures', 'decisions', 'mitigations', 'actions', 'dissent', 'signOff'],
  auditor: documentParts,
}

/** How a report is written. */
export const DocumentChoice = z.object({
  parts: z.array(DocumentPart),
  language: Language,
  page: PaperSize,
  /** Of a CSV file: begin with a byte order mark, by which spreadsheets see that it is UTF-8. */
  bom: z.boolean(),
})
export type DocumentChoice = z.infer<typeof DocumentChoice>

/** Everything, in English. */
export const wholeDocument: DocumentChoice = { parts: [...documentParts], language: 'en', page: 'a4', bom: true }

/** The reader whose parts these are, in whatever order; null where somebody chose for themselves. */
export function presetOf(parts: readonly DocumentPart[]): DocumentPreset | null {
  return documentPresets.find((preset) => presetParts[preset].length === new Set(parts).size && presetParts[preset].every((part) => parts.includes(part))) ?? null
}
