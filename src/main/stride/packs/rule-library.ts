import type { PackInfo, RuleCondition, RuleDetail, RuleInfo, RuleLibrary, RulePreview } from '../../../shared/domain/rule.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import { analyze } from '../findings/analyze.ts'
import type { RuleBook } from './book.ts'
import type { Catalogue } from '../vocabulary/catalogue.ts'
import type { Condition } from './condition.ts'
import { checkOwnPack, takenBy, withOwnPacks, type OwnedBook, type PackFile } from './own-packs.ts'
import type { RuleChoice } from './rule-choice.ts'
import type { Rule, RulePack } from './rules.ts'
import { templateText } from './template.ts'

/** Every pack and rule of a book as pages list them. */
export function ruleLibrary({ book, own, problems }: OwnedBook): Omit<RuleLibrary, 'folder'> {
  const files = new Map(own.map(({ pack, file }) => [pack.id, file]))
  return {
    packs: book.packs.map((pack) => ({ ...packInfo(pack, files.get(pack.id)), origin: files.has(pack.id) ? 'own' : 'shipped' })),
    rules: book.packs.flatMap((pack) => pack.rules.map(ruleInfo)),
    problems,
  }
}

function packInfo(pack: RulePack, file: string | undefined): Omit<PackInfo, 'origin'> {
  return { id: pack.id, title: pack.title, version: pack.version, file: file ?? pack.file ?? `${pack.id}.yaml`, rules: pack.rules.length }
}

function ruleInfo(rule: Rule): RuleInfo {
  const technologies = new Set<string>()
  collectTechnologies(rule.where, technologies)
  return { id: rule.id, pack: rule.pack, title: templateText(rule.title), stride: rule.stride, on: rule.on, tags: rule.tags, technologies: [...technologies] }
}

/** What a rule excludes is not what it is about. */
function collectTechnologies(condition: Condition, into: Set<string>): void {
  switch (condition.op) {
    case 'technology':
      for (const id of condition.ids) into.add(id)
      return
    case 'all':
    case 'any':
      for (const part of condition.of) collectTechnologies(part, into)
      return
    case 'fact':
    case 'kind':
    case 'not':
      return
    default:
      collectTechnologies(condition.of, into)
  }
}

/** Everything one rule says of itself; undefined where there is none of this id. */
export function ruleDetail(book: RuleBook, id: string): RuleDetail | undefined {
  const rule = book.packs.flatMap((pack) => pack.rules).find((candidate) => candidate.id === id)
  if (!rule) return undefined
  const texts = new Map(book.modifiers.map((modifier) => [modifier.when, modifier.text]))
  return {
    ...ruleInfo(rule),
    why: templateText(rule.why),
    where: plain(rule.where),
    when: plain(rule.when),
    references: rule.references.map((reference) => ({ id: reference, title: titleOf(reference, book.catalogue) })),
    mitigations: rule.mitigations,
    dread: rule.dread,
    raise: rule.raise.map(({ when, by }) => ({ text: texts.get(when) ?? '', when: plain(when), by })),
    example: rule.example,
    notWhen: rule.notWhen,
  }
}

function titleOf(reference: string, { cwe, capec }: Catalogue): string {
  const [, scheme, id = ''] = /^(CWE|CAPEC)-(\d+)$/.exec(reference) ?? []
  return (scheme === 'CWE' ? cwe.weaknesses[id]?.[0] : scheme === 'CAPEC' ? capec.patterns[id]?.[0] : undefined) ?? ''
}

/** The condition as data that crosses to a page. */
function plain(condition: Condition): RuleCondition {
  switch (condition.op) {
    case 'all':
    case 'any':
      return { op: condition.op, of: condition.of.map(plain) }
    case 'fact':
      return { op: 'fact', fact: condition.fact, values: [...condition.values] }
    case 'technology':
      return { op: 'technology', ids: condition.ids }
    case 'kind':
      return { op: 'kind', kinds: condition.kinds }
    case 'incoming':
    case 'outgoing':
      return { op: condition.op, least: condition.least, of: plain(condition.of) }
    default:
      return { op: condition.op, of: plain(condition.of) }
  }
}

/** A preview is for reading; more of it is counted only. */
const shownFindings = 200
const changeOrder = ['added', 'changed', 'removed', 'same'] as const

/**
 * What `draft` would change: its own findings on `model` beside those of the file it replaces. Packs do not hang on each other,
 * so the others are not run. A pack that is switched off is shown as it would be on; its rules that are off stay off.
 */
export function previewPack(base: RuleBook, files: readonly PackFile[], draft: { file: string | null; text: string }, model: Model | null, choice: RuleChoice): RulePreview {
  const others = withOwnPacks(base, files.filter((file) => file.name !== draft.file))
  const { pack, problems } = checkOwnPack(base, { name: draft.file ?? '', text: draft.text }, takenBy(others.book))
  const saved = files.find((file) => file.name === draft.file)
  const before = saved ? checkOwnPack(base, saved, takenBy(others.book)).pack : null
  const run = (one: RulePack | null): Finding[] => {
    if (one === null || model === null) return []
    const rules = one.rules.filter((rule) => choice.rules[rule.id] !== false)
    return analyze(model, { ...base, packs: [{ ...one, rules }] }, { off: choice.suppressed }).findings
  }
  const findings = pack === null ? [] : compare(run(before), run(pack))
  const counted = (change: (typeof changeOrder)[number]) => findings.filter((one) => one.change === change).length
  return {
    problems,
    pack: pack && packInfo(pack, draft.file ?? undefined),
    counts: { added: counted('added'), changed: counted('changed'), removed: counted('removed'), same: counted('same') },
    findings: changeOrder.flatMap((change) => findings.filter((one) => one.change === change)).slice(0, shownFindings),
  }
}

function compare(before: readonly Finding[], after: readonly Finding[]): RulePreview['findings'] {
  const old = new Map(before.map((finding) => [finding.id, JSON.stringify(finding)]))
  const now = new Set(after.map((finding) => finding.id))
  return [
    ...after.map((finding) => {
      const was = old.get(finding.id)
      return { change: was === undefined ? ('added' as const) : was === JSON.stringify(finding) ? ('same' as const) : ('changed' as const), finding }
    }),
    ...before.filter((finding) => !now.has(finding.id)).map((finding) => ({ change: 'removed' as const, finding })),
  ]
}
