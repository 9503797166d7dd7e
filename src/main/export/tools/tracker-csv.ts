import Papa from 'papaparse'
import type { Band } from '../../../shared/domain/dread.ts'
import { byThreat, type Mitigation } from '../../../shared/domain/mitigation.ts'
import type { NotCarried } from '../../../shared/domain/not-carried.ts'
import type { ProjectHeader } from '../../../shared/domain/project.ts'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import { standingScore } from '../../../shared/domain/threat.ts'
import { openSuggestions } from '../../../shared/list/suggestions.ts'
import { formulaStart } from '../csv.ts'
import type { ExportInput } from '../input.ts'
import { markdownText } from '../markdown/markdown-text.ts'
import { plainLine } from '../plain-text.ts'
import { furtherDecision, mitigationWords, statementParts } from '../register-words.ts'
import { freeMitigations } from './list-losses.ts'
import { registerLosses } from './register-losses.ts'

type Listed = Pick<ExportInput, 'rows' | 'mitigations' | 'header'>

const priorities: Record<Band, string> = { Critical: 'Highest', High: 'High', Medium: 'Medium', Low: 'Low' }

/**
 * Issues for Jira's CSV import: only Summary is required there; a label a column, because labels are repeated columns; dates are
 * yyyy-MM-dd, which the wizard asks for. The owner stands in Assignee as written; the wizard maps names to people.
 */
export function writeJiraCsv({ rows, mitigations = [], header }: Listed): string {
  const covering = byThreat(mitigations)
  const labels = rows.map(labelsOf)
  const most = Math.max(1, ...labels.map(({ length }) => length))
  const fields = ['Summary', 'Issue Type', 'Priority', 'Description', 'Assignee', 'Due Date', ...Array.from({ length: most }, () => 'Labels')]
  const data = rows.map((row, index) => [
    titleOf(row),
    'Task',
    row.band === null ? '' : priorities[row.band],
    bodyOf(row, jiraText, header, covering.get(row.threat.id)),
    plainLine(row.threat.decision?.owner ?? ''),
    row.threat.decision?.due ?? '',
    ...Array.from({ length: most }, (_, place) => labels[index]?.[place] ?? ''),
  ])
  return csv(fields, data)
}

/**
 * Issues for GitHub, which has no CSV import of its own: the columns that importers read (github-csv-tools, gh in a loop). The owner
 * is a name, not an account, so it stands in the text; so does the due date.
 */
export function writeGithubCsv({ rows, mitigations = [], header }: Listed): string {
  const covering = byThreat(mitigations)
  return csv(['title', 'body', 'labels', 'state'], rows.map((row) => [titleOf(row), bodyOf(row, markdownText, header, covering.get(row.threat.id)), labelsOf(row).join(','), row.threat.gone === null ? 'open' : 'closed']))
}

/**
 * Issues for GitLab's CSV import: title, description, due_date, milestone. Labels can be set only by a quick action in the
 * description, which is the one line of it that begins with a slash.
 */
export function writeGitlabCsv({ rows, mitigations = [], header }: Listed): string {
  const covering = byThreat(mitigations)
  return csv(
    ['title', 'description', 'due_date', 'milestone'],
    rows.map((row) => [titleOf(row), `${bodyOf(row, markdownText, header, covering.get(row.threat.id))}\n\n/label ${labelsOf(row).map((label) => `~"${label}"`).join(' ')}`, row.threat.decision?.due ?? '', '']),
  )
}

/** What an issue has no place for. */
export function notInTracker(input: ExportInput): NotCarried[] {
  return [...registerLosses(input, ['parts of the model', 'assumptions', 'assets', 'the release', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent"]), ...freeMitigations(input.mitigations)]
}

/** Comma-separated, as {@link writeCsv} escapes formulas, but without a byte order mark: trackers read UTF-8, and the mark would be part of the first name. */
function csv(fields: string[], data: string[][]): string {
  return `${Papa.unparse({ fields, data }, { escapeFormulae: formulaStart, newline: '\r\n' })}\r\n`
}

function titleOf({ threat }: RegisterRow): string {
  return plainLine(`${threat.displayId}: ${threat.title}`).slice(0, 250).replace(/\p{Cs}/u, '')
}

/** Without spaces, which Jira's labels can not have; nothing that people wrote is one. */
function labelsOf({ threat, band, mustTreat }: RegisterRow): string[] {
  return ['threat', ...threat.stride.map((category) => `stride-${slug(category)}`), ...(band === null ? ['severity-not-scored'] : [`severity-${slug(band)}`]), ...(mustTreat === true ? ['must-treat'] : [])]
}

function slug(words: string): string {
  return words.toLowerCase().replaceAll(' ', '-')
}

/** `text` makes one line of what people wrote, which the tracker reads as nothing but text; every line begins with a name, so that none can be a command. */
function bodyOf({ threat, affected, total, band, origin }: RegisterRow, text: (value: string) => string, { bandScheme }: ProjectHeader, done: readonly Mitigation[] = []): string {
  const values = standingScore(threat)?.values
  const { decision } = threat
  const lines: readonly (readonly [string, string])[] = [
    ['Threat', text(threat.displayId)],
    ['Why', text(threat.description)],
    ['STRIDE', threat.stride.join(', ')],
    ...statementParts(threat.statement).map(([name, value]) => [name, text(value)] as const),
    ['Concerns', threat.concerns?.join(', ') ?? ''],
    ['Affected', text((affected.length > 0 ? affected : threat.affectedLabels).join(', '))],
    ['Severity', band === null ? 'not scored: triage' : `${band}, total ${total ?? ''} (${origin ?? ''})`],
    ['DREAD', values ? `${values.damage} ${values.reproducibility} ${values.exploitability} ${values.affectedUsers} ${values.discoverability}` : ''],
    ['References', text(threat.references.map((reference) => reference.text).join(', '))],
    ['Decision', decision ? `${decision.response}${decision.rationale === '' ? '' : `: ${text(decision.rationale)}`}` : 'none yet'],
    ['Owner', text(decision?.owner ?? '')],
    ['Due', decision?.due ?? ''],
    ['Existing controls', text(decision?.existingControls ?? '')],
    ...(decision ? furtherDecision(decision, bandScheme.discoverability).map(([name, value]) => [name, text(value)] as const) : []),
    ...done.map((one, index) => [`Action ${index + 1}`, text(mitigationWords(one))] as const),
    ...openSuggestions(threat, done).map((one, index): readonly [string, string] => [`Mitigation ${index + 1}`, text(one)]),
    ['No longer found', text(threat.gone ?? '')],
  ]
  return lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`).join('\n\n')
}

/** One line that Jira's wiki markup takes for text: its signs are escaped by a backslash, links by an entity. */
function jiraText(value: string): string {
  return plainLine(value).replaceAll(/[\\{}[\]|*_^+~!?\-#@]/g, '\\$&').replaceAll(/:(?=\/\/)|(?<=mailto):/gi, '&#58;').replaceAll(/(?<=www)\./gi, '&#46;')
}
