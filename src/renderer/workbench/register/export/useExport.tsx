import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentChoice } from '../../../../shared/domain/document.ts'
import type { NotCarried } from '../../../../shared/domain/not-carried.ts'
import type { ExportFormat } from '../../../../shared/domain/register.ts'
import { useApi } from '../../api.tsx'
import { saveFile } from '../../save-file.ts'
import { JobDialog } from '../../shell/JobDialog.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { AskedFormat, DocumentDialog } from './DocumentDialog.tsx'
import { NotCarriedDialog } from './NotCarriedDialog.tsx'
import { ProjectFileDialog } from './ProjectFileDialog.tsx'

export interface ExportWish {
  format: ExportFormat
  /** A frozen revision, or null for the draft as it is now. */
  revision: string | null
  cut: 'nothing' | 'names-and-votes'
}

interface Exporting {
  /** Exports of `project`; a project file, a report and a table are asked about first. */
  run: (project: string, wish: ExportWish) => void
  /** To be rendered by the caller. */
  dialog: ReactNode
}

/** Exports with progress and cancel, and says afterwards what the format had no place for. */
export function useExport(): Exporting {
  const { t } = useTranslation(['register', 'update'])
  const api = useApi()
  const { fail, say } = useToasts()
  const [running, setRunning] = useState<{ format: ExportFormat; job: string } | null>(null)
  const [asking, setAsking] = useState<{ project: string; wish: ExportWish } | null>(null)
  const [choosing, setChoosing] = useState<{ project: string; wish: ExportWish; format: AskedFormat } | null>(null)
  const [lost, setLost] = useState<{ name: string; format: string; lost: NotCarried[] } | null>(null)
  const abort = useRef<AbortController | null>(null)
  async function write(project: string, wish: ExportWish, passphrase: string | null, document?: DocumentChoice) {
    const job = crypto.randomUUID()
    const mine = new AbortController()
    abort.current = mine
    setRunning({ format: wish.format, job })
    try {
      const { notCarried, ...file } = await api.register.export({ project, ...wish, passphrase, document, job }, { signal: mine.signal })
      saveFile(file)
      const format = t(`exportFormat.${wish.format}`)
      if (notCarried.length > 0) say(t('update:notCarried.toast', { count: notCarried.length }), { label: t('update:notCarried.show'), run: () => setLost({ name: file.name, format, lost: notCarried }) })
    } catch (error) {
      if (!mine.signal.aborted) fail(error)
    } finally {
      setRunning(null)
    }
  }
  const dialog = (
    <>
      {running ? <JobDialog title={t('exporting', { format: t(`exportFormat.${running.format}`) })} job={running.job} onCancel={() => abort.current?.abort()} /> : null}
      {asking ? (
        <ProjectFileDialog
          onCancel={() => setAsking(null)}
          onExport={(passphrase) => {
            setAsking(null)
            void write(asking.project, asking.wish, passphrase)
          }}
        />
      ) : null}
      {choosing ? (
        <DocumentDialog
          format={choosing.format}
          cut={choosing.wish.cut !== 'nothing'}
          onCancel={() => setChoosing(null)}
          onExport={(document, cut) => {
            setChoosing(null)
            void write(choosing.project, { ...choosing.wish, cut: cut ? 'names-and-votes' : 'nothing' }, null, document)
          }}
        />
      ) : null}
      {lost ? <NotCarriedDialog {...lost} onClose={() => setLost(null)} /> : null}
    </>
  )
  function run(project: string, wish: ExportWish) {
    const { format } = wish
    const asked = AskedFormat.safeParse(format)
    if (format === 'dread') setAsking({ project, wish })
    else if (asked.success) setChoosing({ project, wish, format: asked.data })
    else void write(project, wish, null)
  }
  return { run, dialog }
}
