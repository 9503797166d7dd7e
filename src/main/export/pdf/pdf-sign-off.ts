import type { SignatureInfo } from '../../../shared/domain/register.ts'
import { utc } from '../../../shared/document/figures.ts'
import { requiredSignatures } from '../../../shared/proof/required-signers.ts'
import { fill } from '../../../shared/document/fill.ts'
import { facts, heading, paragraph, quiet, rest, table, type Column } from './pdf-blocks.ts'
import { margins, type Mark, type Piece } from './pdf-page.ts'
import { hashLines, type PdfReport } from './pdf-report.ts'
import { ink } from './pdf-style.ts'

const x = margins.side

/** Who signed the revision, what they meant by it, and what the signatures do not prove. */
export function signOff(report: PdfReport): Piece[] {
  const { input: { revision, rows }, type, words, width, attached } = report
  const { signOff: said } = words
  const title = heading(type, words.part.signOff, width, x, { level: 1, page: 'portrait' })
  if (!revision) return [title, ...paragraph(type, said.draft, x, width)]
  const displayIds = new Map(rows.map(({ threat }) => [threat.id, threat.displayId]))
  const note = attached ? said.note : said.noteBare
  return [
    title,
    ...facts(type, [[said.revision, fill(said.revisionIs, { number: revision.number, at: utc(revision.frozenAt) })], [words.cover.hash, hashLines(revision.hash)]], x, width),
    ...required(report, revision.signatures),
    heading(type, said.signatures, width, x, { level: 2 }),
    ...(revision.signatures.length === 0 ? paragraph(type, said.nobody, x, width) : revision.signatures.flatMap((one) => signer(report, one, (id) => displayIds.get(id) ?? id))),
    ...quiet(type, note, x, width, 12),
  ]
}

/** Who has to sign, by role, and how far each is. Only signatures that fit count. */
function required({ input: { header, rows }, type, words, width }: PdfReport, signatures: readonly SignatureInfo[]): Piece[] {
  const { signOff: said, attendance } = words
  const threats = rows.map(({ threat: { id, decision }, mustTreat }) => ({ id, decision, score: { mustTreat } }))
  const all = requiredSignatures(header.requiredSigners, threats, signatures.filter(({ valid }) => valid))
  if (all.length === 0) return []
  const columns: Column[] = [{ head: said.meaning, width: 84 }, { head: said.atLeast, width: 112 }, { head: said.state, width: 82 }, { head: attendance.name, width: 104 }]
  return [
    heading(type, said.required, width, x, { level: 2 }),
    ...table(type, x, [{ head: said.role, width: rest(width, columns) }, ...columns], all.map(({ role, meaning, scope, state, names }) => [role, words.meaning[meaning], words.requiredScope[scope], { text: words.requiredState[state], bold: state !== 'signed' }, names.join(', ')])),
  ]
}

function signer({ type, words, width }: PdfReport, one: SignatureInfo, displayId: (id: string) => string): Piece[] {
  const { signOff: said } = words
  const inner = x + 12
  const room = width - 24
  const pieces = [
    ...paragraph(type, one.name, inner, room, { size: 12, bold: true }),
    ...paragraph(type, one.role, inner, room, { color: ink.quiet }),
    ...facts(type, [
      [said.meaning, words.meaning[one.meaning]],
      [said.scope, one.scope === 'all' ? said.allThreats : one.scope.map(displayId).join(', ')],
      ...(one.comment === '' ? [] : [[said.comment, one.comment] as const]),
      [said.signed, utc(one.at)],
      [said.assurance, words.assurance[one.assurance]],
      [said.fingerprint, one.fingerprint.replace(/^((?:[^:]+:){8})/, '$1\n')],
      [said.checked, one.valid ? said.fits : said.fitsNot],
    ], inner, room),
  ]
  return pieces.map((piece, index): Piece => {
    const [first, last] = [index === 0, index === pieces.length - 1]
    const top = first ? 6 : 0
    const height = piece.height + top + (last ? 6 : 0)
    const line = (y: number): Mark => ({ kind: 'line', x1: x, y1: y, x2: x + width, y2: y, width: 0.5, color: ink.line })
    return {
      height,
      gap: first ? 8 : 0,
      keep: !last && (pieces.length <= 24 || index < 4),
      marks: [
        { kind: 'rect', x, y: 0, width: 2.5, height, color: one.valid ? ink.accent : '#b3261e' },
        { kind: 'line', x1: x + width, y1: 0, x2: x + width, y2: height, width: 0.5, color: ink.line },
        ...(first ? [line(0)] : []),
        ...(last ? [line(height)] : []),
        ...piece.marks.map((mark): Mark => (mark.kind === 'line' ? { ...mark, y1: mark.y1 + top, y2: mark.y2 + top } : { ...mark, y: mark.y + top })),
      ],
    }
  })
}
