import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { wasCancelled } from '../explain.ts'
import { ImportFailure } from './ImportFailure.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { type Imported, ImportReportDialog } from './ImportReportDialog.tsx'

interface Running {
  name: string
  job: string
  abort: AbortController
}

interface Imports {
  /** Reads files one after the other into `project`, or each into a new project where it is null. */
  importFiles: (files: readonly File[], project: string | null) => void
  /** Opens the system's file dialog first. */
  chooseFiles: (project: string | null) => void
}

const ImportContext = createContext<Imports | null>(null)

export function useImport(): Imports {
  const imports = useContext(ImportContext)
  if (!imports) throw new Error('useImport outside of ImportProvider')
  return imports
}

export const acceptedFiles = '.drawio,.xml,.mmd,.mermaid,.md,.txt,.dio,.tm7'

export function ImportProvider({ children }: { children: ReactNode }) {
  const api = useApi()
  const [running, setRunning] = useState<Running | null>(null)
  const [imported, setImported] = useState<Imported | null>(null)
  const [failure, setFailure] = useState<{ name: string; error: unknown } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const into = useRef<string | null>(null)

  const readOne = useCallback(
    async (file: File, project: string | null): Promise<boolean> => {
      const job = crypto.randomUUID()
      const abort = new AbortController()
      setRunning({ name: file.name, job, abort })
      try {
        const bytes = toBase64(new Uint8Array(await file.arrayBuffer()))
        const result = await api.model.importFile({ project, file: { name: file.name, bytes }, job }, { signal: abort.signal })
        setImported({ name: file.name, ...result })
        return true
      } catch (error) {
        if (!wasCancelled(error) && !abort.signal.aborted) setFailure({ name: file.name, error })
        return false
      } finally {
        setRunning(null)
      }
    },
    [api],
  )
  const importFiles = useCallback(
    (files: readonly File[], project: string | null) => {
      void (async () => {
        for (const file of files) if (!(await readOne(file, project))) return
      })()
    },
    [readOne],
  )
  const imports = useMemo<Imports>(
    () => ({
      importFiles,
      chooseFiles: (project) => {
        into.current = project
        input.current?.click()
      },
    }),
    [importFiles],
  )
  useEffect(() => () => running?.abort.abort(), [running])
  return (
    <ImportContext value={imports}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={acceptedFiles}
        data-testid="import-input"
        onChange={(event) => {
          importFiles([...(event.target.files ?? [])], into.current)
          event.target.value = ''
        }}
      />
      {running ? <ImportProgress name={running.name} job={running.job} onCancel={() => running.abort.abort()} /> : null}
      {failure ? <ImportFailure name={failure.name} error={failure.error} onClose={() => setFailure(null)} /> : null}
      {imported ? <ImportReportDialog imported={imported} onClose={() => setImported(null)} /> : null}
    </ImportContext>
  )
}
