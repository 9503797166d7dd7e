import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { wasCancelled } from '../explain.ts'
import type { RegisterTable } from '../../../shared/domain/import.ts'
import type { ColumnMapping } from '../../../shared/list/register-columns.ts'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import { ImportFailure } from './ImportFailure.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { type Imported, ImportReportDialog } from './ImportReportDialog.tsx'
import type { SamePart } from '../../../shared/domain/model-update.ts'
import { hasParts, type Model } from '../../../shared/domain/model.ts'
import { projectThere, ReplaceDialog } from './ReplaceDialog.tsx'
import { type PendingUpdate, UpdateDialog } from './UpdateDialog.tsx'

interface Running {
  name: string
  job: string
  abort: AbortController
}

/** A newer file that waits for its answer: what of it is the same under another name, or null to leave everything as it is. */
interface Asking {
  update: PendingUpdate
  answer: (same: SamePart[] | null) => void
}

/** A register that waits for what its columns are. */
interface AskingColumns {
  name: string
  table: RegisterTable
  answer: (mapping: ColumnMapping | null) => void
}

/** A project file of a project that the library holds already, as `there`. */
interface Replacing {
  name: string
  there: string
  answer: (replace: boolean) => void
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

export const acceptedFiles = '.drawio,.xml,.mmd,.mermaid,.md,.txt,.dio,.tm7,.json,.otm,.yaml,.yml,.csv,.tsv,.xlsx,.dread'

/** Registers in rows and columns: a person says what the columns are. */
const tables = /\.(?:csv|tsv|xlsx)$/i

export function ImportProvider({ children }: { children: ReactNode }) {
  const api = useApi()
  const [running, setRunning] = useState<Running | null>(null)
  const [imported, setImported] = useState<Imported | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [columns, setColumns] = useState<AskingColumns | null>(null)
  const [replacing, setReplacing] = useState<Replacing | null>(null)
  const [failure, setFailure] = useState<{ name: string; error: unknown } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const into = useRef<string | null>(null)

  /** Shows what a file would change of the model `old`. What brings no model changes none, and asks nothing. */
  const ask = useCallback(
    async (project: string, old: Model, file: { name: string; bytes: string }, { job, abort }: Running): Promise<SamePart[] | null> => {
      const { model, threats } = await api.model.previewFile({ file, job }, { signal: abort.signal })
      if (!hasParts(model)) return []
      setRunning(null)
      return new Promise<SamePart[] | null>((resolve) => {
        const answer = (same: SamePart[] | null) => {
          setAsking(null)
          resolve(same)
        }
        setAsking({ update: { name: file.name, project, old, imported: model, threats }, answer })
      })
    },
    [api],
  )
  /** What the columns of a register are; undefined for a file that has none, null where the person would rather not. */
  const askColumns = useCallback(
    async (file: { name: string; bytes: string }, { job, abort }: Running): Promise<ColumnMapping | null | undefined> => {
      const { table } = await api.model.previewFile({ file, job }, { signal: abort.signal })
      if (!table) return undefined
      setRunning(null)
      return new Promise<ColumnMapping | null>((resolve) => {
        const answer = (mapping: ColumnMapping | null) => {
          setColumns(null)
          resolve(mapping)
        }
        setColumns({ name: file.name, table, answer })
      })
    },
    [api],
  )
  /** Whether the library's project is to give way to that of the file. */
  const askReplace = useCallback((name: string, there: string): Promise<boolean> => {
    setRunning(null)
    return new Promise<boolean>((resolve) => {
      const answer = (replace: boolean) => {
        setReplacing(null)
        resolve(replace)
      }
      setReplacing({ name, there, answer })
    })
  }, [])
  const start = useCallback((name: string): Running => {
    const run = { name, job: crypto.randomUUID(), abort: new AbortController() }
    setRunning(run)
    return run
  }, [])
  const readOne = useCallback(
    async function read(file: File, project: string | null, replace = false): Promise<boolean> {
      let run = start(file.name)
      try {
        const sent = { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) }
        const old = project === null ? null : await api.model.get({ project })
        const columns = tables.test(file.name) ? await askColumns(sent, run) : undefined
        if (columns === null) return false
        run = columns === undefined ? run : start(file.name)
        const same = project !== null && old && hasParts(old) && columns === undefined ? await ask(project, old, sent, run) : []
        if (same === null) return false
        run = start(file.name)
        const result = await api.model.importFile({ project, file: sent, job: run.job, same, columns, replace }, { signal: run.abort.signal })
        setImported({ name: file.name, ...result })
        return true
      } catch (error) {
        if (wasCancelled(error) || run.abort.signal.aborted) return false
        const there = projectThere(error)
        if (there !== null && (await askReplace(file.name, there))) return read(file, project, true)
        if (there === null) setFailure({ name: file.name, error })
        return false
      } finally {
        setRunning(null)
      }
    },
    [api, ask, askColumns, askReplace, start],
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
      {asking ? <UpdateDialog update={asking.update} onUpdate={asking.answer} onCancel={() => asking.answer(null)} /> : null}
      {columns ? <ColumnsDialog name={columns.name} table={columns.table} onImport={columns.answer} onCancel={() => columns.answer(null)} /> : null}
      {replacing ? <ReplaceDialog name={replacing.name} there={replacing.there} onReplace={() => replacing.answer(true)} onCancel={() => replacing.answer(false)} /> : null}
      {failure ? <ImportFailure name={failure.name} error={failure.error} onClose={() => setFailure(null)} /> : null}
      {imported ? <ImportReportDialog imported={imported} onClose={() => setImported(null)} /> : null}
    </ImportContext>
  )
}
