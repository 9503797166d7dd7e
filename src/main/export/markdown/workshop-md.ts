import { dreadFactors } from '../../../shared/domain/dread.ts'
import type { Id } from '../../../shared/domain/id.ts'
import type { ReportFactor, ReportItem, ReportRemark, ReportRound, WorkshopReport } from '../../../shared/domain/workshop-report.ts'
import { markdownSection as section, markdownTable as table, markdownText as text } from './markdown-text.ts'
import { duration, figure, utc } from '../../../shared/document/figures.ts'
import { agreementWords, caveats, coefficient, consensusWords, factorNames, kindWords, leadWords, outcome, ownerWords, pollWords, quorumWords, remarkWords, seatNames, shiftWords, turnout, viaWords, wayNames } from '../workshop-words.ts'

/** A workshop's report as Markdown (tables as in GitHub's). Text from outside is text: nothing of it is read as markup. */
export function writeWorkshopMarkdown(report: WorkshopReport): string {
  const nameOf = seatNames(report)
  const { workshop } = report
  const lines = [
    `# ${text(workshop.name)}`,
    '',
    `Workshop report. ${text(workshop.project)}, ${utc(workshop.startedAt ?? workshop.createdAt)}.`,
    '',
    ...caveats(report).flatMap((line) => [`> ${line}`, '']),
    ...overview(report, nameOf),
    ...section('Threats', threatTable(report)),
    ...section('Parked, skipped and left', notSettled(report)),
    ...section('Actions', actions(report)),
    ...section('How alike the room sees it', agreement(report)),
    ...section('Who was there', seats(report)),
    ...section('Remarks on the whole', remarks(report.remarks, nameOf)),
    ...section('Practice', practice(report)),
    ...section('Threat by threat', report.items.filter(({ rounds, remarks: own }) => rounds.length > 0 || own.length > 0).flatMap((item) => threat(item, nameOf))),
    `---`,
    '',
    `From the workshop's log up to event ${workshop.head.seq}, SHA-256 ${workshop.head.hash}.`,
  ]
  return `${lines.join('\n')}\n`
}

function overview(report: WorkshopReport, nameOf: (seat: Id) => string): string[] {
  const { counts, time, attendance, workshop } = report
  const { settings } = workshop
  return [
    ...table(
      ['', ''],
      [
        ['Settled', `${counts.settled} of ${counts.all} (${counts.byRule} by rule, ${counts.overridden} by override)`],
        ['Parked, skipped, left', `${counts.parked}, ${counts.skipped}, ${counts.left}`],
        ['Voted on again', String(counts.reVoted)],
        ['Time', `${duration(time.runningMs)}${time.pausedMs > 0 ? `, and ${duration(time.pausedMs)} paused` : ''}`],
        ['Seats', `${attendance.joined}, of which ${attendance.voted} voted`],
        ['Is it good enough?', pollWords(report.poll)],
        ['Way of working', `${wayNames[settings.way]}; agreed is: ${consensusWords(settings.consensus)}; needed: ${quorumWords(settings.quorum)}; proposed is the ${settings.aggregation}`],
        ['Led by', text(leadWords(report, nameOf))],
      ],
    ),
    '',
  ]
}

function threatTable({ items }: WorkshopReport): string[] {
  return table(
    ['Id', 'Threat', 'Outcome', 'Total', 'Rounds', 'Discussed', 'Open to votes'],
    items.map((item) => [text(item.displayId), text(item.title), outcome(item), item.settled ? String(item.settled.total) : '–', String(item.rounds.filter(({ phase }) => phase === 'revealed').length), duration(item.discussedMs), duration(item.openMs)]),
  )
}

function notSettled({ items }: WorkshopReport): string[] {
  return items.filter(({ phase }) => phase !== 'settled').map((item) => `- **${text(item.displayId)}** ${text(item.title)}: ${outcome(item)}${item.note === '' ? '' : `. ${text(item.note)}`}`)
}

function actions({ actions: all, items }: WorkshopReport): string[] {
  const displayIds = new Map(items.map(({ id, displayId }) => [id, displayId]))
  return table(
    ['Action', 'Owner', 'Due', 'Threat', 'Done'],
    all.map((action) => [text(action.text), text(ownerWords(action)), action.due ?? '', text(action.item === null ? '' : (displayIds.get(action.item) ?? '')), action.done ? 'yes' : 'no']),
  )
}

function agreement({ agreement: all }: WorkshopReport): string[] {
  if (all.every(({ units }) => units === 0)) return []
  return [
    ...table(
      ['Factor', 'Threats', 'Seats', 'Krippendorff’s alpha', 'Kendall’s W', 'In words'],
      all.map((own) => [factorNames[own.factor], String(own.units), `${own.seats}, ${own.complete} on all`, coefficient(own.alpha), coefficient(own.w), agreementWords(own)]),
    ),
    '',
    'Alpha (ordinal) is over the settled threats, each with its last round; W is corrected for ties and over the seats that voted on all of them. Where the threats are rated nearly alike, both come out low even if votes lie close together: there is little to tell apart.',
  ]
}

function seats({ attendance }: WorkshopReport): string[] {
  const list = table(
    ['Name', 'Role', 'Table', 'Threats voted on', ''],
    attendance.seats.map((seat) => [text(seat.name === '' ? '(name erased)' : seat.name), text(seat.role ?? ''), text(seat.table ?? ''), String(seat.votedOn), seat.removed ? 'removed' : '']),
  )
  return [`${attendance.joined} joined (${kindWords(attendance) || 'none'}), ${attendance.voted} voted${attendance.removed > 0 ? `, ${attendance.removed} were removed` : ''}. Votes came in by: ${viaWords(attendance) || 'none'}.`, ...(list.length === 0 ? [] : ['', ...list])]
}

function remarks(all: readonly ReportRemark[], nameOf: (seat: Id) => string): string[] {
  return all.map((remark) => {
    const said = remarkWords(remark, nameOf)
    return `- ${remark.at.slice(11, 16)} ${text(said.by)}: ${text(said.text)}`
  })
}

function practice({ practice: own }: WorkshopReport): string[] {
  if (!own) return []
  const said = own.factors.map(({ factor, median, reference }) => `${factorNames[factor]} ${figure(median)} (reference ${reference})`).join(', ')
  return [`${text(own.title)}: ${own.rounds} ${own.rounds === 1 ? 'round' : 'rounds'}, discussed ${duration(own.discussedMs)}${said === '' ? '' : `; ${said}`}. It counts nowhere else.`]
}

function threat(item: ReportItem, nameOf: (seat: Id) => string): string[] {
  const { settled } = item
  return [
    `### ${text(item.displayId)} ${text(item.title)}`,
    '',
    [item.stride.join(', '), item.affected.length === 0 ? '' : `affects ${text(item.affected.join(', '))}`, item.table === null ? '' : `table ${text(item.table)}`, `${outcome(item)}`, `discussed ${duration(item.discussedMs)}`].filter((part) => part !== '').join(' · '),
    '',
    ...(settled ? [`Score: ${dreadFactors.map((factor) => `${factorNames[factor]} ${settled.values[factor]}`).join(', ')}; total **${settled.total}**.`, ''] : []),
    ...(settled && settled.rationale !== '' ? [`Rationale: ${text(settled.rationale)}`, ''] : []),
    ...(settled && settled.dissent !== '' ? [`Dissent: ${text(settled.dissent)}`, ''] : []),
    ...(item.note === '' ? [] : [`Note: ${text(item.note)}`, '']),
    ...item.rounds.flatMap((round) => roundOf(round, nameOf)),
    ...(item.remarks.length === 0 ? [] : [...remarks(item.remarks, nameOf), '']),
  ]
}

function roundOf(round: ReportRound, nameOf: (seat: Id) => string): string[] {
  const open = `open ${duration(round.openMs)}`
  if (round.phase !== 'revealed') return [`**Round ${round.number}**, ${round.phase === 'open' ? 'still open' : 'ended without a reveal'}, ${open}.`, '']
  if (round.erased) return [`**Round ${round.number}**, ${open}: its votes were erased.`, '']
  return [
    `**Round ${round.number}**, ${open}`,
    '',
    ...table(
      ['Factor', 'Votes', 'Median', 'Middle half', 'Range', 'A', '3 or more away', 'By role', 'Since the round before'],
      round.results.map((result) => [
        factorNames[result.factor],
        turnout(result),
        figure(result.median),
        result.q1 === null ? '–' : `${figure(result.q1)} to ${figure(result.q3)}`,
        result.min === null ? '–' : `${result.min} to ${figure(result.max)}`,
        figure(result.agreement),
        far(result, nameOf),
        result.byRole.map(({ name, median, n }) => `${text(name === '' ? 'no role' : name)} ${figure(median)} (${n})`).join(', '),
        round.shifts.filter(({ factor }) => factor === result.factor).map(shiftWords).join(''),
      ]),
    ),
    '',
  ]
}

function far({ far: seats, farCount }: ReportFactor, nameOf: (seat: Id) => string): string {
  if (farCount === 0) return ''
  return seats.length === 0 ? String(farCount) : text(seats.map(nameOf).join(', '))
}
