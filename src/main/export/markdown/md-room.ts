import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { markdownTable as table, markdownText as text } from './markdown-text.ts'
import type { RecordedWorkshop } from '../register-record.ts'
import { consensusWords, duration, kindWords, outcome, ownerWords, pollWords, quorumWords, utc, viaWords, wayNames } from '../workshop-words.ts'

type Workshops = readonly RecordedWorkshop[]

/** Who was there, workshop by workshop. */
export function attendanceLines(workshops: Workshops): string[] {
  return workshops.flatMap(({ report }) => {
    const { workshop, attendance, people, time } = report
    const until = workshop.closedAt === null ? 'not closed' : `to ${utc(workshop.closedAt)}`
    const unnamed = { named: '', anonymous: ' The workshop was anonymous.', cut: ' Names are left out of this copy.' }[people]
    const seats = table(
      ['Name', 'Role', 'Table', 'Threats voted on'],
      attendance.seats.map((seat) => [text(seat.name === '' ? '(name erased)' : seat.name), text(seat.role ?? ''), text(seat.table ?? ''), String(seat.votedOn)]),
    )
    return [
      `### ${text(workshop.name)}`,
      '',
      `${utc(workshop.startedAt ?? workshop.createdAt)} ${until}, ${duration(time.runningMs)} of work. ${attendance.joined} joined (${kindWords(attendance) || 'none'}), ${attendance.voted} voted; votes came in by: ${viaWords(attendance) || 'none'}.${unnamed} Is it good enough? ${pollWords(report.poll)}.`,
      '',
      ...seats,
      ...(seats.length === 0 ? [] : ['']),
      `Log up to event ${workshop.head.seq}, SHA-256 \`${workshop.head.hash}\`.`,
      '',
    ]
  })
}

/** How threats were found, scored and agreed on. */
export function methodLines({ bandScheme, treatmentLine }: ProjectHeader, workshops: Workshops): string[] {
  const discoverability = { counted: 'all five count', fixed: 'Discoverability counts as 10', dropped: 'Discoverability does not count' }[bandScheme.discoverability]
  return [
    'Threats are sorted by STRIDE: Spoofing, Tampering, Repudiation, Information Disclosure, Denial of Service, Elevation of Privilege. Those that a rule found say which; the facts of the model that made it fire are its evidence. A threat that hangs on a fact that nobody knows is "possible".',
    '',
    `Scores are DREAD: Damage, Reproducibility, Exploitability, Affected users and Discoverability, each a whole number from 1 to 10 (${discoverability}). The total is their sum; the band comes from the total${treatmentLine === null ? '' : `, and a total above ${treatmentLine} must be treated`}. A score says where it comes from: voted, set by the facilitator, imported, or suggested by the rule.`,
    '',
    ...workshops.map(({ report: { workshop: { name, settings } } }) => `- ${text(name)}: ${wayNames[settings.way]}, ${settings.anonymous ? 'anonymous' : 'with names'}; votes are hidden until the reveal. Agreed is: ${consensusWords(settings.consensus)}; needed: ${quorumWords(settings.quorum)}; proposed is the ${settings.aggregation}.`),
    ...(workshops.length === 0 ? [] : ['', 'Median, middle half (quartiles, type 7), range and van der Eijk’s agreement A are given for each factor of each round. Earlier rounds stand beside later ones.']),
  ]
}

/** What somebody promised to do. */
export function actionLines(workshops: Workshops): string[] {
  return table(
    ['Action', 'Owner', 'Due', 'Threat', 'Done', 'Workshop'],
    workshops.flatMap(({ report }) => {
      const displayIds = new Map(report.items.map(({ id, displayId }) => [id, displayId]))
      return report.actions.map((action) => [text(action.text), text(ownerWords(action)), text(action.due ?? ''), text(action.item === null ? '' : (displayIds.get(action.item) ?? '')), action.done ? 'yes' : 'no', text(report.workshop.name)])
    }),
  )
}

/** What the workshops did not settle. */
export function parkedLines(workshops: Workshops): string[] {
  return table(
    ['Id', 'Threat', 'Outcome', 'Why', 'Workshop'],
    workshops.flatMap(({ report }) => report.items.filter(({ phase }) => phase !== 'settled').map((item) => [text(item.displayId), text(item.title), outcome(item), text(item.note), text(report.workshop.name)])),
  )
}

/** Who saw it otherwise, and said so. */
export function dissentLines(rows: readonly RegisterRow[]): string[] {
  return table(['Id', 'Threat', 'Dissent'], rows.flatMap(({ threat }) => (threat.settled && threat.settled.dissent !== '' ? [[text(threat.displayId), text(threat.title), text(threat.settled.dissent)]] : [])))
}
