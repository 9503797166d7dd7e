import { useTranslation } from 'react-i18next'

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Says an instant as people do: `5 minutes ago`, in the user's language. */
export function useSince(): (instant: string) => string {
  const { i18n } = useTranslation()
  const format = new Intl.RelativeTimeFormat(i18n.language, { numeric: 'auto' })
  return (instant) => {
    const seconds = (Date.parse(instant) - Date.now()) / 1000
    const step = steps.find(([, size]) => Math.abs(seconds) >= size)
    return step ? format.format(Math.round(seconds / step[1]), step[0]) : format.format(0, 'minute')
  }
}
