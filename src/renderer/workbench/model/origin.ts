import type { TFunction } from 'i18next'
import type { Fact } from '../../../shared/domain/fact.ts'

/** Where a fact's value comes from, in the user's language. */
export function originText(fact: Fact, t: TFunction<'model'>): string {
  if (fact.origin.by === 'user') return t('fact.user')
  return t(`fact.${fact.origin.by}`, { detail: detailText(fact.origin.detail, t) })
}

/** Details that the application words the same way every time are said in the user's language; others stand as they are. */
function detailText(detail: string, t: TFunction<'model'>): string {
  const label = /^label "(.*)"$/s.exec(detail)
  if (label?.[1] !== undefined) return t('fact.label', { text: label[1] })
  const technology = /^default of (.+)$/.exec(detail)
  if (technology?.[1] !== undefined) return t('fact.defaultOf', { technology: technology[1] })
  return detail
}
