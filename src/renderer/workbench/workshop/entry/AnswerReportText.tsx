import Alert from '@mui/material/Alert'
import { useTranslation } from 'react-i18next'
import type { AnswerReport } from '../../../../shared/domain/sealed-ballot.ts'
import { useLanguage } from '../../i18n.ts'

const parts = ['entered', 'waiting', 'notCounted', 'outdated'] as const

/** An instant as people write it. */
export function useInstantText(): (instant: string) => string {
  const language = useLanguage()
  return (instant) => new Date(instant).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
}

/** What became of an answer, threat by threat; never a value. */
export function AnswerReportText({ report, name }: { report: AnswerReport; name: string }) {
  const { t } = useTranslation('entry')
  const instant = useInstantText()
  const whole = report.notCounted.length === 0 && report.outdated.length === 0
  return (
    <Alert severity={whole ? 'success' : 'warning'} data-answer-taken={name}>
      <b>{t('taken.of', { name, at: instant(report.sealedAt) })}</b>
      {parts.map((part) => (report[part].length === 0 ? null : <div key={part}>{t(`taken.${part}`, { count: report[part].length, ids: report[part].join(', ') })}</div>))}
      {report.replaced ? <div>{t('taken.replaced')}</div> : null}
    </Alert>
  )
}
