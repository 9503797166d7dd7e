import type { Comparison } from '../../../shared/domain/comparison.ts'
import { partLists } from '../../../shared/domain/comparison.ts'
import { causeText, type FindingChange } from '../../../shared/domain/diff-findings.ts'
import { isEmpty, type DiffField, type LonePart, type PartDiff, type PartName } from '../../../shared/domain/diff.ts'
import { markdownCode as code, markdownTable as table, markdownText as plain } from './markdown-text.ts'

/**
 * A comparison as Markdown, to paste into a pull request: one table a list, findings first. Whatever comes from a model is
 * escaped: it can not end a cell, and is neither markup nor a mention.
 */
export function diffMarkdown(comparison: Comparison): string {
  if (comparison.same) return 'No differences.\n'
  const sections = [`**${summary(comparison)}**`, '', ...findingSections(comparison.findings)]
  for (const name of partLists) {
    const diff = comparison[name]
    if (diff && !isEmpty(diff)) sections.push(`## ${titles[name]}`, '', ...partTable(diff), '')
  }
  return `${sections.join('\n').trimEnd()}\n`
}

const titles = { threats: 'Threats', mitigations: 'Mitigations', header: 'Header', elements: 'Elements', flows: 'Flows', boundaries: 'Boundaries' }

function summary({ findings, ...comparison }: Comparison): string {
  const counts = (name: string, parts: readonly (readonly [number, string])[]) => {
    const some = parts.filter(([count]) => count > 0).map(([count, what]) => `${String(count)} ${what}`)
    return some.length === 0 ? [] : [`${name}: ${some.join(', ')}`]
  }
  return [
    ...(findings ? counts('Findings', [[findings.new.length, 'new'], [findings.changed.length, 'changed'], [findings.gone.length, 'gone']]) : []),
    ...partLists.flatMap((name) => {
      const diff = comparison[name]
      return diff ? counts(titles[name], [[diff.added.length, 'added'], [diff.removed.length, 'removed'], [diff.changed.length, 'changed']]) : []
    }),
  ].join('; ')
}

function findingSections(findings: Comparison['findings']): string[] {
  if (!findings) return []
  const section = (title: string, heads: readonly string[], rows: readonly string[][]) => (rows.length === 0 ? [] : [`## ${title}`, '', ...table(heads, rows), ''])
  const what = ({ title, rule }: FindingChange) => `${plain(title)}<br>${code(rule)}`
  const why = ({ because }: FindingChange) => because.map((cause) => plain(causeText(cause))).join('<br>')
  const judged = (one: FindingChange['after']) => (one ? `${one.severity} ${String(one.score)}, ${one.status}` : '')
  return [
    ...section('New findings', ['Finding', 'Suggested', 'Because'], findings.new.map((one) => [what(one), judged(one.after), why(one)])),
    ...section('Changed findings', ['Finding', 'Before', 'After', 'Because'], findings.changed.map((one) => [what(one), judged(one.before), judged(one.after), why(one)])),
    ...section('Gone findings', ['Finding', 'Suggested', 'Because'], findings.gone.map((one) => [what(one), judged(one.before), why(one)])),
  ]
}

function partTable({ added, removed, changed }: PartDiff): string[] {
  const name = ({ key, label }: PartName) => (label === '' || label === key ? code(key) : `${code(key)}<br>${plain(label)}`)
  const says = ({ says: said }: LonePart) => Object.entries(said).filter(([field]) => field !== 'label' && field !== 'title').map(([field, value]) => `${plain(field)}: ${plain(value)}`).join('<br>')
  const differs = ({ field, before, after }: DiffField) => `${plain(field)}: ${plain(before) || '*none*'} → ${plain(after) || '*none*'}`
  return table(
    ['', 'What', 'How'],
    [
      ...added.map((part) => ['+ added', name(part), says(part)]),
      ...removed.map((part) => ['- removed', name(part), says(part)]),
      ...changed.map((part) => ['~ changed', name(part), part.fields.map(differs).join('<br>')]),
    ],
  )
}
