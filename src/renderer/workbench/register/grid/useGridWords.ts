import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Response } from '../../../../shared/domain/decision.ts'
import type { Band } from '../../../../shared/domain/dread.ts'
import type { RegisterRow } from '../../../../shared/domain/register.ts'
import type { Concern } from '../../../../shared/domain/statement.ts'
import type { Stride } from '../../../../shared/domain/stride.ts'
import type { ThreatStatus } from '../../../../shared/domain/threat-status.ts'

/** What the lines of the grid say, looked up once for all of them: a look-up a cell is what scrolling cannot afford. */
export interface GridWords {
  select: (id: string) => string
  band: Record<Band, string>
  stride: Record<Stride, string>
  response: Record<Response | 'none', string>
  status: Record<ThreatStatus, string>
  concern: Record<Concern, string>
  origin: Record<NonNullable<RegisterRow['origin']> | 'none', string>
  tied: string
  mustTreat: string
  overdue: string
  severeDamage: string
}

export function useGridWords(): GridWords {
  const { t } = useTranslation(['register', 'common', 'decisions'])
  return useMemo(
    () => ({
      select: (id) => t('decisions:selectRow', { id }),
      band: { Critical: t('common:band.Critical'), High: t('common:band.High'), Medium: t('common:band.Medium'), Low: t('common:band.Low') },
      stride: {
        Spoofing: t('common:stride.Spoofing'), Tampering: t('common:stride.Tampering'), Repudiation: t('common:stride.Repudiation'),
        'Information Disclosure': t('common:stride.Information Disclosure'), 'Denial of Service': t('common:stride.Denial of Service'), 'Elevation of Privilege': t('common:stride.Elevation of Privilege'),
      },
      response: { mitigate: t('response.mitigate'), accept: t('response.accept'), transfer: t('response.transfer'), avoid: t('response.avoid'), eliminate: t('response.eliminate'), none: t('response.none') },
      status: {
        gone: t('decisions:threatStatus.gone'), unscored: t('decisions:threatStatus.unscored'), undecided: t('decisions:threatStatus.undecided'), overdue: t('decisions:threatStatus.overdue'),
        open: t('decisions:threatStatus.open'), implemented: t('decisions:threatStatus.implemented'), verified: t('decisions:threatStatus.verified'), settled: t('decisions:threatStatus.settled'),
      },
      concern: { safety: t('decisions:concern.safety'), privacy: t('decisions:concern.privacy') },
      origin: { voted: t('origin.voted'), override: t('origin.override'), imported: t('origin.imported'), suggested: t('origin.suggested'), none: t('origin.none') },
      tied: t('tied'),
      mustTreat: t('filter.mustTreat'),
      overdue: t('decisions:threatStatus.overdue'),
      severeDamage: t('severeDamage'),
    }),
    [t],
  )
}
