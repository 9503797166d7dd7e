import { useTranslation } from 'react-i18next'
import type { Threat } from '../../../shared/domain/threat.ts'

/** Where a threat comes from, in the user's words. */
export function useThreatSource(threat: Threat): string {
  const { t } = useTranslation('threats')
  switch (threat.source.kind) {
    case 'finding':
      return t('source.finding', { rule: threat.source.rule })
    case 'import':
      return t('source.import', { file: threat.source.file })
    case 'seat':
      return t('source.seat')
    case 'hand':
      return t('source.hand')
  }
}
