import type { TFunction } from 'i18next'
import { type DreadValues, dreadFactors } from '../../../../shared/domain/dread.ts'
import type { PracticeThreat } from '../../../../shared/domain/practice.ts'

/** What experts say of the practice threat. Its words and the reasons, which cite the rubric, stand in the locale files. */
export const practiceReference: DreadValues = { damage: 6, reproducibility: 10, exploitability: 9, affectedUsers: 7, discoverability: 8 }

/** The practice threat in the language of the page that prepares. */
export function practiceThreat(t: TFunction<'prepare'>): PracticeThreat {
  return {
    title: t('practice.threat.title'),
    description: t('practice.threat.description'),
    stride: ['Information Disclosure'],
    reference: practiceReference,
    reasons: Object.fromEntries(dreadFactors.map((factor) => [factor, t(`practice.threat.${factor}`)])),
  }
}
