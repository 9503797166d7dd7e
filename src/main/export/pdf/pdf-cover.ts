import { bands, type Band } from '../../../shared/domain/dread.ts'
import { documentParts } from '../../../shared/domain/document.ts'
import type { RegisterRow, SignatureInfo } from '../../../shared/domain/register.ts'
import { utc } from '../../../shared/document/figures.ts'
import { counted, fill, joined } from '../../../shared/document/fill.ts'
import { agreeing, besidesAgreeing } from '../signature-counts.ts'
import { facts, lineHeight, paragraph, quiet, space, textMarks } from './pdf-blocks.ts'
import { margins, type Mark, type Piece } from './pdf-page.ts'
import { hashLines, type PdfReport } from './pdf-report.ts'
import { bandColours, ink } from './pdf-style.ts'
import { replacement } from './pdf-type.ts'

const x = margins.side

/** The first page: what it is about, in which state, how it stands, and what this copy leaves out. `lost` says whether letters are missing. */
export function cover({ input, type, words, width }: PdfReport, lost: () => boolean): Piece[] {
  const { header, revision, choice } = input
  const release = [header.system, header.release].filter((part) => part !== '').join(', ')
  const state = revision ? fill(words.revision, { number: revision.number }) : words.draft
  const stamp = revision ? fill(words.frozen, { at: utc(revision.frozenAt) }) : fill(words.asOf, { at: utc(input.at) })
  const missing = documentParts.filter((part) => !choice.parts.includes(part))
  const notes = [
    ...(input.whole ? [] : quiet(type, words.cutNote, x, width, 14)),
    ...(missing.length === 0 ? [] : quiet(type, fill(words.partsNote, { parts: missing.map((part) => words.part[part]).join(', ') }), x, width, 6)),
  ]
  return [
    { height: 84, marks: [{ kind: 'rect', x, y: 60, width: 64, height: 6, color: ink.accent }] },
    ...paragraph(type, words.title, x, width, { size: 13, color: ink.quiet }),
    ...paragraph(type, input.project, x, width, { size: 28, bold: true }, 4),
    ...(release === '' || release === input.project ? [] : paragraph(type, release, x, width, { size: 13, color: ink.quiet }, 6)),
    ...paragraph(type, `${state.slice(0, 1).toUpperCase()}${state.slice(1)}  ·  ${stamp}`, x, width, { size: 13, color: ink.quiet }, 2),
    space(26),
    tiles(input.rows, { type, words, width }),
    space(24),
    ...(revision
      ? facts(type, [
          [words.cover.hash, hashLines(revision.hash)],
          [words.cover.signedBy, signedBy(revision.signatures, words)],
          [words.cover.madeWith, joined([revision.program, ...revision.rulePacks, revision.catalogue], ', ')],
        ], x, width)
      : paragraph(type, words.draftNote, x, width)),
    ...notes,
    ...(lost() ? quiet(type, fill(words.lostNote, { mark: replacement }), x, width, 14) : []),
  ]
}

function signedBy(signatures: readonly SignatureInfo[], words: PdfReport['words']): string {
  const agreed = agreeing(signatures).map(({ name, role, meaning }) => fill(words.cover.signer, { name, role, meaning: words.meaning[meaning] }))
  return joined([...(agreed.length === 0 ? [words.cover.nobody] : agreed), besidesAgreeing(signatures, words)], '\n')
}

function tiles(rows: readonly RegisterRow[], { type, words, width }: Pick<PdfReport, 'type' | 'words' | 'width'>): Piece {
  const counts = bandCounts(rows)
  const all = [
    { value: rows.length, name: counted(rows.length, words.cover.threats_one, words.cover.threats_other), fill: ink.ground, color: ink.text },
    ...bands.map((band) => ({ value: counts[band], name: words.band[band], fill: bandColours[band].fill, color: bandColours[band].ink })),
    { value: rows.filter(({ threat }) => threat.decision === null).length, name: words.cover.undecided, fill: ink.ground, color: ink.text },
  ]
  const gap = 4
  const own = (width - gap * (all.length - 1)) / all.length
  const height = 52
  const marks = all.flatMap((tile, index): Mark[] => {
    const left = x + index * (own + gap)
    return [
      { kind: 'rect', x: left, y: 0, width: own, height, color: tile.fill },
      ...textMarks(type, [String(tile.value)], left + 8, 5, own - 12, { size: 22, bold: true, color: tile.color }),
      ...textMarks(type, type.lines(tile.name, own - 10, { size: 8 }).slice(0, 1), left + 8, 8 + lineHeight(22), own - 10, { size: 8, color: tile.color }),
    ]
  })
  return { height, marks }
}

export function bandCounts(rows: readonly RegisterRow[]): Record<Band, number> {
  const counts = { Critical: 0, High: 0, Medium: 0, Low: 0 }
  for (const { band } of rows) if (band !== null) counts[band] += 1
  return counts
}
