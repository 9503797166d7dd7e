import { documentParts, wholeDocument, type DocumentPart } from '../../../shared/domain/document.ts'
import { byThreat } from '../../../shared/domain/mitigation.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { SignatureInfo } from '../../../shared/domain/register.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import { withCutNames } from '../cut-names.ts'
import { documentWords, type Words } from '../document-words.ts'
import type { ExportInput } from '../input.ts'
import { bareRecord, type RegisterRecord } from '../register-record.ts'
import { utc } from '../../../shared/document/figures.ts'
import { agreeing, besidesAgreeing } from '../signature-counts.ts'
import { markdownSection as section, markdownTable as table, markdownText as text } from './markdown-text.ts'
import { fieldMapLines } from './md-field-maps.ts'
import { decisionLines, mitigationLines, registerLines, summaryLines } from './md-register.ts'
import { actionLines, attendanceLines, dissentLines, methodLines, parkedLines } from './md-room.ts'
import { scopeLines } from './md-scope.ts'
import { signOffLines } from './md-sign-off.ts'
import { threatLines } from './md-threat.ts'

/** The whole register as Markdown (tables as in GitHub's). Text from outside is text: nothing of it is read as markup. */
export function writeMarkdown({ model, document = wholeDocument, ...input }: ExportInput): string {
  const keys = new Map([...model.elements, ...model.flows, ...model.boundaries].map(({ id, key }) => [id, key]))
  const { parts, language } = document
  const words = documentWords(language)
  const { record: told = bareRecord(input.header.system), mitigations: made = [] } = input
  const { rows, mitigations, header, revision } = withCutNames({ rows: input.rows, mitigations: made, header: input.header, revision: told.revision }, words)
  const record = { ...told, revision }
  const covering = byThreat(mitigations)
  const threats = { words, header, record: { ...record, rounds: parts.includes('votes') ? record.rounds : new Map() }, keyOf: (id: string) => keys.get(id) }
  const part = (own: DocumentPart, lines: () => string[]) => (parts.includes(own) ? section(words.part[own], lines()) : [])
  const lines = [
    ...title(words, header, record),
    ...leftOut(words, parts),
    ...part('scope', () => scopeLines(words, header)),
    ...part('attendance', () => attendanceLines(words, record.workshops)),
    ...part('summary', () => summaryLines(words, rows, header)),
    ...part('method', () => methodLines(words, header, record.workshops)),
    ...part('register', () => registerLines(words, rows)),
    ...part('threats', () => rows.flatMap((row) => threatLines(row, threats, covering.get(row.threat.id)))),
    ...part('decisions', () => decisionLines(words, rows)),
    ...part('mitigations', () => mitigationLines(words, mitigations, rows)),
    ...part('actions', () => actionLines(words, record.workshops)),
    ...part('parked', () => parkedLines(words, record.workshops)),
    ...part('dissent', () => dissentLines(words, rows)),
    ...part('fieldMaps', () => fieldMapLines(words, parts)),
    ...part('signOff', () => signOffLines(words, record.revision, rows)),
  ]
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trimEnd()}\n`
}

function title(words: Words, header: ProjectHeader, { project, revision, at }: RegisterRecord): string[] {
  const { cover, markdown } = words
  const release = joined([header.system, header.release], ', ')
  const state = revision ? `${fill(words.revision, { number: revision.number })}, ${fill(words.frozen, { at: utc(revision.frozenAt) })}.` : `${fill(words.asOf, { at: utc(at) })}. ${words.draftNote}`
  return [
    `# ${project === '' ? words.title : fill(words.titleOf, { name: text(project) })}`,
    '',
    ...(release === '' || release === project ? [] : [text(release), '']),
    `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`,
    '',
    ...(revision
      ? [...table(['', ''], [[cover.hash, `\`${revision.hash}\``], [cover.madeWith, text(revision.program)], [words.scope.packs, text(joined([...revision.rulePacks, revision.catalogue], ', '))], [markdown.signatures, signatureCount(words, revision.signatures)]].map(([name = '', value = '']) => [name, value === '' ? '–' : value])), '']
      : []),
  ]
}

function signatureCount(words: Words, signatures: readonly SignatureInfo[]): string {
  const others = besidesAgreeing(signatures, words)
  return `${agreeing(signatures).length}${others === '' ? '' : ` (${others})`}`
}

/** What this copy leaves out. A picture has no place in the text. */
function leftOut({ part, partsNote }: Words, parts: readonly DocumentPart[]): string[] {
  const missing = documentParts.filter((one) => one !== 'pictures' && !parts.includes(one))
  return missing.length === 0 ? [] : [fill(partsNote, { parts: missing.map((one) => part[one]).join(', ') }), '']
}
