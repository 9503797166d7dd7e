import { useTranslation } from 'react-i18next'
import type { SeatInfo } from '../../../shared/domain/workshop.ts'

/** Gives a seat's name, or its place among the seats where the workshop is anonymous. */
export function useSeatName(seats: readonly SeatInfo[]): (seat: string) => string {
  const { t } = useTranslation('workshop')
  return (seat) => {
    const place = seats.findIndex((candidate) => candidate.id === seat)
    return seats[place]?.name || t('seats.unnamed', { number: place + 1 })
  }
}
