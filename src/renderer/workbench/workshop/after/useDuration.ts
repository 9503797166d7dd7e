import { useTranslation } from 'react-i18next'

/** Says milliseconds as people do: seconds below a minute, minutes below an hour. */
export function useDuration(): (ms: number) => string {
  const { t } = useTranslation('after')
  return (ms) => {
    const seconds = Math.round(ms / 1000)
    if (seconds < 60) return t('time.seconds', { seconds })
    const minutes = Math.round(seconds / 60)
    return minutes < 60 ? t('time.minutes', { minutes }) : t('time.hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
  }
}
