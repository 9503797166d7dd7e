import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../../shared/domain/register.ts'
import { useApi } from '../api.tsx'
import { saveFile } from '../save-file.ts'
import { JobDialog } from '../shell/JobDialog.tsx'
import { useToasts } from '../shell/Toasts.tsx'

export interface ExportWish {
  format: ExportFormat
  /** A frozen revision, or null for the draft as it is now. */
  revision: string | null
  cut: 'nothing' | 'names-and-votes'
}

/** Exports with progress and cancel; `dialog` is to be rendered by the caller. */
export function useExport(project: string): { run: (wish: ExportWish) => void; dialog: ReactNode } {
  const { t } = useTranslation('register')
  const api = useApi()
  const { fail } = useToasts()
  const [running, setRunning] = useState<{ format: ExportFormat; job: string } | null>(null)
  const abort = useRef<AbortController | null>(null)
  async function run(wish: ExportWish) {
    const job = crypto.randomUUID()
    const mine = new AbortController()
    abort.current = mine
    setRunning({ format: wish.format, job })
    try {
      saveFile(await api.register.export({ project, ...wish, job }, { signal: mine.signal }))
    } catch (error) {
      if (!mine.signal.aborted) fail(error)
    } finally {
      setRunning(null)
    }
  }
  const dialog = running ? <JobDialog title={t('exporting', { format: t(`exportFormat.${running.format}`) })} job={running.job} onCancel={() => abort.current?.abort()} /> : null
  return { run: (wish) => void run(wish), dialog }
}
