import i18next from 'i18next'
import type { Cause, FindingChange } from '../../shared/domain/diff-findings.ts'
import type { FactDefinition } from './model/vocabulary.ts'
import { answerText } from './phrases.ts'

// Callers are components that use `useTranslation`, so they are drawn anew when the language changes.

/** What made a finding come, change or go, in the user's language. */
export function causeText(cause: Cause, definitions: readonly FactDefinition[]): string {
  switch (cause.kind) {
    case 'fact': {
      const definition = definitions.find((one) => one.name === cause.fact)
      return i18next.t('phrases:cause.fact', { part: cause.part, fact: definition?.label ?? cause.fact, before: answerText(definition, cause.before), after: answerText(definition, cause.after) })
    }
    case 'property': {
      const none = i18next.t('threats:change.none')
      return i18next.t('phrases:cause.property', { part: cause.part, property: i18next.t(`threats:change.property.${propertyOf(cause.property)}`), before: cause.before || none, after: cause.after || none })
    }
    case 'rule-on':
    case 'rule-off':
      return cause.part === '' ? i18next.t(`phrases:cause.${cause.kind}`) : i18next.t(`phrases:cause.${cause.kind}-part`, { part: cause.part })
    case 'elsewhere':
      return i18next.t('phrases:cause.elsewhere')
    default:
      return i18next.t(`phrases:cause.${cause.kind}`, { part: cause.part })
  }
}

const properties = ['kind', 'technology', 'parent', 'source', 'target', 'bidirectional', 'outOfScope'] as const

function propertyOf(name: string): (typeof properties)[number] {
  return properties.find((known) => known === name) ?? 'kind'
}

/** What a changed finding says otherwise: its status, its band, or that its score moved within the band. No numbers: they anchor. */
export function differenceTexts({ before, after, was }: FindingChange): string[] {
  if (!before || !after) return []
  const texts: string[] = []
  if (before.status !== after.status) texts.push(`${i18next.t(`threats:status.${before.status}`)} → ${i18next.t(`threats:status.${after.status}`)}`)
  if (before.severity !== after.severity) texts.push(`${i18next.t(`common:band.${before.severity}`)} → ${i18next.t(`common:band.${after.severity}`)}`)
  else if (before.score !== after.score) texts.push(i18next.t(after.score > before.score ? 'threats:change.higher' : 'threats:change.lower'))
  if (was !== null) texts.push(i18next.t('threats:change.evidence'))
  return texts
}
