import i18next from 'i18next'
import type { Fact } from '../../../shared/domain/fact.ts'
import { originDetail } from '../phrases.ts'

/** Where a fact's value comes from, in the user's language. */
export function originText(fact: Fact): string {
  if (fact.origin.by === 'user') return i18next.t('model:fact.user')
  return i18next.t(`model:fact.${fact.origin.by}`, { detail: originDetail(fact) })
}
