import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { dreadFactors, type DreadFactor } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ReportItem, ReportRemark, ReportRound, WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { factorLetters, utc } from '../../../shared/document/figures.ts'
import { facts, ink, restOf, tableOf, type Column } from './pdf-style.ts'
import { replacement, set, type Type } from './pdf-type.ts'
import { duration, figure } from '../../../shared/document/figures.ts'
import { agreementWords, caveats, coefficient, consensusWords, factorNames, kindWords, leadWords, outcome, ownerWords, pollWords, quorumWords, remarkWords, seatNames, signed, turnout, viaWords, wayNames } from '../workshop-words.ts'

/** A report for pdfmake. */
export interface WorkshopDocument {
  title: string
  footer: string
  /** UTC instant that the file is dated with, so that the same report gives the same bytes. */
  at: string
  content: Content[]
}

/** Width of the text on a page, in points. */
const page = 499

/** A workshop's report as a document. The same report gives the same document. */
export function workshopDocument(report: WorkshopReport, type: Type): WorkshopDocument {
  const nameOf = seatNames(report)
  const { workshop } = report
  const name = type.shown(workshop.name)
  const first = cover(type, report, nameOf)
  const content = [
    ...titled('Threats', threats(type, report)),
    ...titled('Parked, skipped and left', notSettled(type, report)),
    ...titled('Actions', actions(type, report)),
    ...agreement(type, report),
    ...who(type, report),
    ...titled('Remarks on the whole', remarkTable(type, report.remarks, nameOf)),
    ...practice(type, report),
    ...details(type, report, nameOf),
    { text: `From the workshop’s log up to event ${workshop.head.seq}, SHA-256 ${workshop.head.hash}.`, style: 'quiet', margin: [0, 16, 0, 0] } satisfies Content,
  ]
  const footer = type.lines(workshop.name, 300, { size: 8 })
  return {
    title: `${name}: workshop report`,
    footer: `${footer[0] ?? ''}${footer.length > 1 ? ' …' : ''}  ·  workshop report`,
    at: workshop.asOf,
    content: [...first, ...(type.lost() ? [lostNote()] : []), ...content],
  }
}

function lostNote(): Content {
  return { text: `The typeface of this report lacks some of the characters used here; ${replacement} stands for each.`, style: 'quiet', margin: [0, 12, 0, 0] }
}

/** A heading that keeps to what it stands over; nothing where there is nothing under it. */
function titled(text: string, content: Content | null): Content[] {
  if (content === null) return []
  const rows = typeof content === 'object' && 'table' in content ? content.table.body.length : 0
  return [{ stack: [{ text, style: 'h2', margin: [0, 14, 0, 4] }, content], unbreakable: rows <= 20 }]
}

function cover(type: Type, report: WorkshopReport, nameOf: (seat: Id) => string): Content[] {
  const { workshop, time } = report
  const { settings } = workshop
  return [
    { canvas: [{ type: 'rect', x: 0, y: 0, w: 64, h: 6, color: ink.accent }], margin: [0, 8, 0, 14] },
    { text: 'Workshop report', style: 'subtitle' },
    set(type, workshop.name, page, { size: 26, bold: true, margin: [0, 4, 0, 4] }),
    set(type, `${workshop.project}  ·  ${utc(workshop.startedAt ?? workshop.createdAt)}`, page, { size: 12, color: ink.quiet, margin: [0, 0, 0, 16] }),
    tiles(report),
    ...caveats(report).map((line) => set(type, line, page, { margin: [0, 0, 0, 6], color: ink.accent })),
    facts(type, [
      ['Way of working', wayNames[settings.way]],
      ['Agreed is', consensusWords(settings.consensus)],
      ['Votes needed', quorumWords(settings.quorum)],
      ['Proposed is', `the ${settings.aggregation}, a half rounded up`],
      ['Treatment line', workshop.treatmentLine === null ? '' : String(workshop.treatmentLine)],
      ['Time', `${duration(time.runningMs)}${time.pausedMs > 0 ? `, and ${duration(time.pausedMs)} paused` : ''}`],
      ['Led by', leadWords(report, nameOf)],
      ['Is it good enough?', pollWords(report.poll)],
    ]),
  ]
}

function tiles({ counts, time, attendance, poll }: WorkshopReport): Content {
  const tile = (value: string, name: string): TableCell => ({ stack: [{ text: value, fontSize: 20, bold: true, noWrap: true }, { text: name, fontSize: 8.5, color: ink.quiet, noWrap: true }], fillColor: ink.ground, margin: [8, 6, 4, 6] })
  const yes = poll?.counts ? `${poll.counts.yes} of ${poll.answered}` : '–'
  const cells = [
    tile(`${counts.settled} of ${counts.all}`, 'settled'),
    tile(duration(time.runningMs), 'time'),
    tile(String(attendance.joined), attendance.joined === 1 ? 'seat' : 'seats'),
    tile(String(counts.reVoted), 'voted on again'),
    tile(yes, 'say it is good enough'),
  ]
  return { table: { widths: cells.map(() => '*'), body: [cells] }, layout: 'tiles', margin: [0, 0, 0, 16] }
}

const small = (head: string, width: number): Column => ({ head, width, alignment: 'center' })

function columnsAround(before: Column[], head: string, after: Column[]): Column[] {
  return [...before, { head, width: restOf(page, [...before, ...after].map(({ width }) => width)) }, ...after]
}

function threats(type: Type, { items }: WorkshopReport): Content | null {
  if (items.length === 0) return null
  const columns = columnsAround([{ head: 'Id', width: 36 }], 'Threat', [{ head: 'Outcome', width: 92 }, small('Total', 30), small('Rounds', 36), small('Discussed', 50), small('Widest range', 58)])
  return tableOf(type, columns, items.map((item) => [item.displayId, item.title, outcome(item), item.settled ? String(item.settled.total) : '–', String(revealedRounds(item).length), duration(item.discussedMs), ranges(item)]))
}

function revealedRounds(item: ReportItem): ReportRound[] {
  return item.rounds.filter(({ phase }) => phase === 'revealed')
}

/** The widest range that stood after each round, such as `5 › 2`: a factor that a round did not ask keeps its own. */
function ranges(item: ReportItem): string {
  const standing = new Map<DreadFactor, number>()
  const widest = revealedRounds(item).map(({ results, erased }) => {
    for (const { factor, range } of results) if (range !== null) standing.set(factor, range)
    return erased ? 'erased' : standing.size === 0 ? '–' : figure(Math.max(...standing.values()))
  })
  return widest.length === 0 ? '–' : widest.join(' › ')
}

function notSettled(type: Type, { items }: WorkshopReport): Content | null {
  const open = items.filter(({ phase }) => phase !== 'settled')
  return open.length === 0 ? null : tableOf(type, columnsAround([{ head: 'Id', width: 36 }], 'Threat', [{ head: 'What became of it', width: 100 }, { head: 'Why', width: 130 }]), open.map((item) => [item.displayId, item.title, outcome(item), item.note]))
}

function actions(type: Type, { actions: all, items }: WorkshopReport): Content | null {
  if (all.length === 0) return null
  const displayIds = new Map(items.map(({ id, displayId }) => [id, displayId]))
  const columns = columnsAround([], 'Action', [{ head: 'Owner', width: 100 }, { head: 'Due', width: 56 }, { head: 'Threat', width: 40 }, small('Done', 34)])
  return tableOf(type, columns, all.map((action) => [action.text, ownerWords(action), action.due ?? '', action.item === null ? '' : (displayIds.get(action.item) ?? ''), action.done ? 'yes' : 'no']))
}

function agreement(type: Type, { agreement: all }: WorkshopReport): Content[] {
  if (all.every(({ units }) => units === 0)) return []
  const columns = columnsAround([{ head: 'Factor', width: 74 }, small('Threats', 38), small('Seats', 58), small('Alpha', 76), small('W', 76)], 'In words', [])
  const table = tableOf(type, columns, all.map((own) => [factorNames[own.factor], String(own.units), `${own.seats}, ${own.complete} on all`, coefficient(own.alpha), coefficient(own.w), agreementWords(own)]))
  return [
    ...titled('How alike the room sees it', table),
    { text: 'Alpha: Krippendorff’s, ordinal, over the settled threats, each with its last round. W: Kendall’s, corrected for ties, over the seats that voted on all of them. Where the threats are rated nearly alike, both come out low even if votes lie close together: there is little to tell apart.', style: 'quiet', margin: [0, 4, 0, 0] },
  ]
}

function who(type: Type, { attendance }: WorkshopReport): Content[] {
  const sums = facts(type, [
    ['Joined', `${attendance.joined}${attendance.joined > 0 ? ` (${kindWords(attendance)})` : ''}`],
    ['Voted', `${attendance.voted}${attendance.removed > 0 ? `; ${attendance.removed} were removed` : ''}`],
    ['Votes came in by', viaWords(attendance)],
  ])
  const columns = columnsAround([], 'Name', [{ head: 'Role', width: 110 }, { head: 'Table', width: 90 }, small('Threats voted on', 76), { head: '', width: 50 }])
  const seats = attendance.seats.map((seat) => [seat.name === '' ? '(name erased)' : seat.name, seat.role ?? '', seat.table ?? '', String(seat.votedOn), seat.removed ? 'removed' : ''])
  return [...titled('Who was there', sums), ...(seats.length === 0 ? [] : [tableOf(type, columns, seats)])]
}

function remarkTable(type: Type, all: readonly ReportRemark[], nameOf: (seat: Id) => string): Content | null {
  if (all.length === 0) return null
  const rows = all.map((remark) => {
    const said = remarkWords(remark, nameOf)
    return [remark.at.slice(11, 16), said.by, said.text]
  })
  return tableOf(type, columnsAround([{ head: 'Time', width: 34 }, { head: 'By', width: 100 }], 'Remark', []), rows)
}

function practice(type: Type, { practice: own }: WorkshopReport): Content[] {
  if (!own) return []
  const said = own.factors.map(({ factor, median, reference }) => `${factorNames[factor]} ${figure(median)} (reference ${reference})`).join(', ')
  return titled('Practice', set(type, `${own.title}: ${own.rounds} ${own.rounds === 1 ? 'round' : 'rounds'}, discussed ${duration(own.discussedMs)}${said === '' ? '' : `; ${said}`}. It counts nowhere else.`, page))
}

function details(type: Type, report: WorkshopReport, nameOf: (seat: Id) => string): Content[] {
  const told = report.items.filter(({ rounds, remarks }) => rounds.length > 0 || remarks.length > 0)
  if (told.length === 0) return []
  return [{ text: 'Threat by threat', style: 'h1', pageBreak: 'before' }, ...told.flatMap((item) => threat(type, item, nameOf))]
}

function threat(type: Type, item: ReportItem, nameOf: (seat: Id) => string): Content[] {
  const { settled } = item
  const about = [item.stride.join(', '), item.affected.length === 0 ? '' : `affects ${item.affected.join(', ')}`, item.table === null ? '' : `table ${item.table}`, outcome(item), settled ? `${dreadFactors.map((factor) => `${factorLetters[factor]} ${settled.values[factor]}`).join(' ')} = ${settled.total}` : '', `discussed ${duration(item.discussedMs)}`, `open to votes ${duration(item.openMs)}`]
  const notes = [['Rationale', settled?.rationale ?? ''], ['Dissent', settled?.dissent ?? ''], ['Note', item.note]] as const
  const [first, ...others] = item.rounds.map((round) => roundOf(type, round, nameOf))
  return [
    {
      unbreakable: true,
      stack: [
        set(type, `${item.displayId}  ${item.title}`, page, { size: 12, bold: true, margin: [0, 12, 0, 2] }),
        set(type, about.filter((part) => part !== '').join('  ·  '), page, { size: 8.5, color: ink.quiet, margin: [0, 0, 0, 4] }),
        ...(notes.some(([, value]) => value !== '') ? [facts(type, notes)] : []),
        ...(first ? [first] : []),
      ],
    },
    ...others,
    ...(item.remarks.length === 0 ? [] : [{ stack: [remarkTable(type, item.remarks, nameOf) ?? ''], margin: [0, 4, 0, 0] } satisfies Content]),
  ]
}

function roundOf(type: Type, round: ReportRound, nameOf: (seat: Id) => string): Content {
  const how = round.phase === 'open' ? ', still open' : round.phase === 'abandoned' ? ', ended without a reveal' : round.erased ? ': its votes were erased' : ''
  const head: Content = { text: `Round ${round.number}, open ${duration(round.openMs)}${how}`, fontSize: 8.5, bold: true, margin: [0, 6, 0, 2] }
  if (round.results.length === 0) return head
  const moved = round.shifts.length > 0
  const columns = columnsAround([small('', 18), { head: 'Votes 1 to 10', width: 66 }, small('Median', 34), small('Middle half', 50), small('Range', 36), small('A', 28)], 'Turnout, roles, far from the median', moved ? [{ head: 'Moved', width: 84 }] : [])
  const rows = round.results.map((result): (string | TableCell)[] => {
    const shift = round.shifts.find(({ factor }) => factor === result.factor)
    const roles = result.byRole.map(({ name, median }) => `${name === '' ? 'no role' : name} ${figure(median)}`).join(', ')
    const far = result.farCount === 0 ? '' : `3 or more away: ${result.far.length === 0 ? result.farCount : result.far.map(nameOf).join(', ')}`
    return [
      { text: factorLetters[result.factor], bold: true, alignment: 'center', noWrap: true },
      bars(result.histogram),
      figure(result.median),
      result.q1 === null ? '–' : `${figure(result.q1)} – ${figure(result.q3)}`,
      result.min === null ? '–' : `${result.min} – ${figure(result.max)}`,
      figure(result.agreement),
      [turnout(result), roles, far].filter((part) => part !== '').join('; '),
      ...(moved ? [shift ? `${figure(shift.medians.from)} › ${figure(shift.medians.to)}${shift.meanAbsolute === null ? '' : `; by ${figure(shift.meanAbsolute)} (${signed(shift.meanSigned)})`}` : ''] : []),
    ]
  })
  return { stack: [head, tableOf(type, columns, rows)], unbreakable: true }
}

/** How many votes each value got, from 1 on, as bars of 6 points each. */
function bars(histogram: readonly number[]): TableCell {
  const most = Math.max(1, ...histogram)
  const height = 13
  return {
    canvas: [
      ...histogram.flatMap((count, index) => {
        const h = (count / most) * (height - 1)
        return count === 0 ? [] : [{ type: 'rect' as const, x: index * 6.4, y: height - h, w: 5, h, color: ink.accent }]
      }),
      { type: 'line', x1: 0, y1: height, x2: 63, y2: height, lineWidth: 0.5, lineColor: ink.line },
    ],
  }
}
