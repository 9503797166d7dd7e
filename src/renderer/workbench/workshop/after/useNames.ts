import { useTranslation } from 'react-i18next'
import type { WorkshopReport } from '../../../../shared/domain/workshop-report.ts'

/** Names of a report's seats; an erased one says so. */
export function useNames({ attendance }: WorkshopReport): (seat: string | null) => string {
  const { t } = useTranslation('after')
  const names = new Map(attendance.seats.map(({ id, name }) => [id, name === '' ? t('list.nameErased') : name]))
  return (seat) => (seat === null ? t('list.aSeat') : (names.get(seat) ?? t('list.aSeat')))
}
