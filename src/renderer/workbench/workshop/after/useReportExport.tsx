import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportFormat } from '../../../../shared/domain/workshop-report.ts'
import { useApi } from '../../api.tsx'
import { saveFile } from '../../save-file.ts'
import { JobDialog } from '../../shell/JobDialog.tsx'
import { useToasts } from '../../shell/Toasts.tsx'

export interface ReportWish {
  format: ReportFormat
  cut: 'nothing' | 'names-and-votes'
}

/** Exports a workshop's report with progress and cancel; `dialog` is to be rendered by the caller. */
export function useReportExport(workshop: string): { run: (wish: ReportWish) => void; dialog: ReactNode } {
  const { t } = useTranslation('after')
  const api = useApi()
  const { fail } = useToasts()
  const [running, setRunning] = useState<{ format: ReportFormat; job: string } | null>(null)
  const abort = useRef<AbortController | null>(null)
  async function run(wish: ReportWish) {
    const job = crypto.randomUUID()
    const mine = new AbortController()
    abort.current = mine
    setRunning({ format: wish.format, job })
    try {
      saveFile(await api.workshop.exportReport({ workshop, ...wish, job }, { signal: mine.signal }))
    } catch (error) {
      if (!mine.signal.aborted) fail(error)
    } finally {
      setRunning(null)
    }
  }
  const dialog = running ? <JobDialog title={t('export.running', { format: t(`export.${running.format}`) })} job={running.job} onCancel={() => abort.current?.abort()} /> : null
  return { run: (wish) => void run(wish), dialog }
}
