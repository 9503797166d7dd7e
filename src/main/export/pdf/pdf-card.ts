import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { RoundResult } from '../../../shared/domain/workshop.ts'
import type { Words } from '../document-words.ts'
import { fill, joined } from '../../../shared/document/fill.ts'
import { decisionPairs, intervalPhrase, linePhrase, mitigationPhrase, referencePhrase, sourcePhrase, statementPairs } from '../../../shared/document/document-phrases.ts'
import { heading, lineHeight, textMarks, type Look } from './pdf-blocks.ts'
import { margins, textHeight, type Mark, type Piece } from './pdf-page.ts'
import type { PdfReport } from './pdf-report.ts'
import { bandColours, ink } from './pdf-style.ts'
import { bodySize, type Type } from './pdf-type.ts'
import { inset, nameWidth, scores, small, textLeft } from './pdf-votes.ts'

const left = margins.side
const badgeWidth = 86
/** Between two names with their values. */
const columnGap = 12
/** A value of so many lines is not broken over a page. */
const wholeValue = 5
/** A taller card, as a share of a page, may be broken; a shorter one stays whole. */
const wholeUpTo = 0.36

/** One card a threat, in the order of the register. */
export function cards(report: PdfReport): Piece[] {
  const { input, type, words, width } = report
  const { rows, rounds, choice } = input
  if (rows.length === 0) return []
  const evidence = new Map([...input.model.elements, ...input.model.flows, ...input.model.boundaries].map(({ id, key }) => [id, key]))
  const votes = choice.parts.includes('votes')
  const covering = byThreat(input.mitigations)
  return [
    heading(type, words.part.threats, width, left, { level: 1, page: 'portrait' }),
    ...rows.flatMap((row) => card(report, row, votes ? (rounds.get(row.threat.id) ?? []) : [], covering.get(row.threat.id) ?? [], (id) => evidence.get(id))),
  ]
}

function card(report: PdfReport, row: RegisterRow, rounds: readonly RoundResult[], done: readonly Mitigation[], keyOf: (id: string) => string | undefined): Piece[] {
  const { input: { header }, type, words, width } = report
  const { threat } = row
  const { threat: said } = words
  const inner = width - 2 * inset
  const keys = threat.evidenceKeys.length > 0 ? threat.evidenceKeys : threat.evidence.flatMap((id) => keyOf(id) ?? [])
  const decided = threat.decision
  const head = [
    title(type, row, words, inner),
    ...lines(type, about(row, words, header.markerName), inner, { size: 8.5, color: ink.quiet }),
    ...(threat.description === '' ? [] : lines(type, threat.description, inner, {}, 3)),
    ...pairs(type, [...statementPairs(words, threat.statement), [said.concerns, threat.concerns?.map((one) => words.concern[one]).join(', ') ?? '']], inner),
    ...scores(type, row, rounds, words, inner),
  ]
  const facts = pairs(type, [
    [said.howSet, row.origin === null ? '' : joined([words.origin[row.origin], intervalPhrase(words, row.interval), linePhrase(words, row.mustTreat)], '; ')],
    [said.rationale, threat.settled?.rationale ?? ''],
    [said.dissent, threat.settled?.dissent ?? ''],
    [said.decision, decided ? joined([words.response[decided.response], decided.owner === '' ? '' : fill(said.owner, { name: decided.owner }), decided.due === null ? '' : fill(said.due, { date: decided.due })], '  ·  ') : said.none],
    [said.why, decided?.rationale ?? ''],
    [said.controls, decided?.existingControls ?? ''],
    ...(decided ? decisionPairs(words, decided, header.bandScheme.discoverability) : []),
    [said.done, done.map((one) => `•  ${mitigationPhrase(words, one)}`).join('\n')],
    [said.mitigations, threat.mitigations.map((one) => `•  ${one}`).join('\n')],
    [said.references, threat.references.map((one) => referencePhrase(words, one)).join(', ')],
    [said.importedTotal, threat.imported?.total === null || threat.imported === null || row.origin === 'imported' ? '' : String(threat.imported.total)],
    [said.importedSays, row.origin === null ? joined([threat.imported?.severity ?? '', threat.imported?.score ?? ''], ', ') : ''],
    [said.foundBy, joined([sourcePhrase(words, threat.source), keys.length === 0 ? '' : `${said.evidence}: ${keys.join(', ')}`], '  ·  ')],
    [said.gone, threat.gone ?? ''],
    [said.noted, threat.flags.join('; ')],
  ], inner)
  return framed(report, head, facts, `${threat.displayId}  ${threat.title}`)
}

/** The rows of a card in their frame. A tall one may be broken among its facts, and then says again whose they are. */
function framed({ type, words, width, paper }: PdfReport, head: readonly Piece[], facts: readonly Piece[], name: string): Piece[] {
  const heightOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { height }) => sum + height, 0)
  const whole = textHeight(paper, 'portrait') * wholeUpTo
  const rows = [...head, ...facts]
  const stays = heightOf(rows) <= whole
  const together = heightOf(head) <= whole ? head.length : 3
  const again = continued(type, fill(words.threat.continued, { name }), width)
  return rows.map((one, index): Piece => {
    const [first, last] = [index === 0, index === rows.length - 1]
    const top = first ? 6 : 0
    const height = one.height + top + (last ? 7 : 0)
    return {
      height,
      gap: first ? 10 : 0,
      keep: !last && (stays || one.keep === true || index < together || index === rows.length - 2),
      marks: [...frame(left, height, width, first, last), ...lowered(one.marks, top)],
      ...(first ? { bookmark: { level: 2, text: type.shown(name) } } : { repeat: again }),
    }
  })
}

/** What stands above the rest of a card that was broken. */
function continued(type: Type, text: string, width: number): Piece {
  const look = { size: small, color: ink.quiet }
  const [line = '', more] = type.lines(text, width - 2 * inset - 12, look)
  const height = lineHeight(small) + 10
  return { height, keep: true, marks: [...frame(left, height, width, true, false), ...textMarks(type, [`${line}${more === undefined ? '' : ' …'}`], textLeft, 5, width - 2 * inset, look)] }
}

function lowered(marks: readonly Mark[], by: number): Mark[] {
  return marks.map((mark) => (mark.kind === 'line' ? { ...mark, y1: mark.y1 + by, y2: mark.y2 + by } : { ...mark, y: mark.y + by }))
}

/** The part of a card's frame that stands beside one of its rows. */
function frame(x: number, height: number, width: number, first: boolean, last: boolean): Mark[] {
  const line = (x1: number, y1: number, x2: number, y2: number): Mark => ({ kind: 'line', x1, y1, x2, y2, width: 0.5, color: ink.line })
  return [
    { kind: 'rect', x, y: 0, width: 2.5, height, color: ink.accent },
    line(x + width, 0, x + width, height),
    ...(first ? [line(x, 0, x + width, 0)] : []),
    ...(last ? [line(x, height, x + width, height)] : []),
  ]
}

function lines(type: Type, text: string, inner: number, look: Look = {}, gap = 0): Piece[] {
  const size = look.size ?? bodySize
  return type.lines(text, inner, { size, bold: look.bold ?? false }).map((line, index) => {
    const top = index === 0 ? gap : 0
    return { height: lineHeight(size) + top, marks: textMarks(type, [line], textLeft, top, inner, look) }
  })
}

/** Names with their values, what is empty left out. A short one has the next short one beside it. */
function pairs(type: Type, all: readonly (readonly [string, string])[], inner: number): Piece[] {
  const said = all.filter(([, value]) => value.trim() !== '')
  const half = (inner - columnGap) / 2
  const short = said.map(([name, value]) => type.lines(value, half - nameWidth).length === 1 && type.lines(name, nameWidth - 6, { size: small, bold: true }).length === 1)
  const beside = new Set<number>()
  return said.flatMap((one, index): Piece[] => {
    if (beside.has(index)) return []
    const next = short[index] === true ? short.findIndex((fits, later) => later > index && fits && !beside.has(later)) : -1
    const other = said[next]
    if (!other) return named(type, one, inner, 0)
    beside.add(next)
    const second = named(type, other, half, half + columnGap)
    return named(type, one, half, 0).map((piece, line) => ({ ...piece, marks: [...piece.marks, ...(second[line]?.marks ?? [])] }))
  })
}

/** A name and a value beside it, a line a piece; `from` points right of where the card's text begins. */
function named(type: Type, [name, value]: readonly [string, string], width: number, from: number): Piece[] {
  const valueWidth = width - nameWidth
  const x = textLeft + from
  const names = type.lines(name, nameWidth - 6, { size: small, bold: true })
  const all = type.lines(value, valueWidth)
  const count = Math.max(all.length, names.length)
  return Array.from({ length: count }, (_, index): Piece => {
    const top = index === 0 ? 2 : 0
    return {
      height: lineHeight(bodySize) + top,
      keep: count <= wholeValue && index < count - 1,
      marks: [
        ...textMarks(type, names.slice(index, index + 1), x, top + 1.2, nameWidth, { size: small, bold: true, color: ink.quiet }),
        ...textMarks(type, all.slice(index, index + 1), x + nameWidth, top, valueWidth),
      ],
    }
  })
}

function title(type: Type, { threat, total, band }: RegisterRow, words: Words, inner: number): Piece {
  const size = 11
  const room = inner - badgeWidth - 10
  const all = type.lines(`${threat.displayId}  ${threat.title}`, room, { size, bold: true })
  const x = textLeft + inner - badgeWidth
  const text = band === null ? words.threat.notScored : `${total ?? ''}  ${words.band[band]}`
  const badge: Mark[] =
    band === null
      ? textMarks(type, [text], x, 0, badgeWidth, { size: bodySize, color: ink.quiet, align: 'right' })
      : [{ kind: 'rect', x, y: -1, width: badgeWidth, height: lineHeight(size) + 3, color: bandColours[band].fill }, ...textMarks(type, [text], x, 0.5, badgeWidth, { size: 10.5, bold: true, align: 'center', color: bandColours[band].ink })]
  return { height: all.length * lineHeight(size) + 3, marks: [...textMarks(type, all, textLeft, 0, room, { size, bold: true }), ...badge] }
}

function about({ threat, affected, rank, tied, severeDamage }: RegisterRow, words: Words, markerName: string): string {
  const { threat: said } = words
  const marker = { plus: '+', minus: '–', none: '' }[threat.marker]
  const names = affected.length > 0 ? affected : threat.affectedLabels
  return joined([
    threat.stride.map((category) => words.stride[category]).join(', '),
    names.length === 0 ? '' : fill(said.affects, { names: names.join(', ') }),
    rank === null ? '' : fill(tied ? said.tied : said.rank, { rank }),
    severeDamage ? said.severeDamage : '',
    threat.confidence === 'possible' ? said.possible : '',
    marker === '' ? '' : `${markerName === '' ? said.marker : markerName} ${marker}`,
  ], '  ·  ')
}
