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
import { ImportsReportDialog } from './ImportsReportDialog.tsx'
import type { SamePart } from '../../../shared/domain/model-update.ts'
import { hasParts, type Model } from '../../../shared/domain/model.ts'
import { lockedBy, PassphraseDialog } from './PassphraseDialog.tsx'
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

/** An encrypted project file that waits for its passphrase; `wrong` after one that did not open it. */
interface Unlocking {
  name: string
  wrong: boolean
  answer: (passphrase: string | null) => void
}

/** What came of one file; null where somebody would rather not. */
type Outcome = { imported: Imported } | { name: string; error: unknown } | null

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

export const acceptedFiles = '.drawio,.xml,.svg,.png,.mmd,.mermaid,.md,.txt,.dio,.tm7,.json,.otm,.yaml,.yml,.csv,.tsv,.xlsx,.dread'

/** Registers in rows and columns: a person says what the columns are. */
const tables = /\.(?:csv|tsv|xlsx)$/i

export function ImportProvider({ children }: { children: ReactNode }) {
  const api = useApi()
  const [running, setRunning] = useState<Running | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [columns, setColumns] = useState<AskingColumns | null>(null)
  const [replacing, setReplacing] = useState<Replacing | null>(null)
  const [unlocking, setUnlocking] = useState<Unlocking | null>(null)
  const [outcomes, setOutcomes] = useState<readonly Exclude<Outcome, null>[]>([])
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
  const askPassphrase = useCallback((name: string, wrong: boolean): Promise<string | null> => {
    setRunning(null)
    return new Promise<string | null>((resolve) => {
      const answer = (passphrase: string | null) => {
        setUnlocking(null)
        resolve(passphrase)
      }
      setUnlocking({ name, wrong, answer })
    })
  }, [])
  const start = useCallback((name: string): Running => {
    const run = { name, job: crypto.randomUUID(), abort: new AbortController() }
    setRunning(run)
    return run
  }, [])
  const readOne = useCallback(
    async function read(file: File, project: string | null, { replace = false, passphrase }: { replace?: boolean; passphrase?: string } = {}): Promise<Outcome> {
      let run = start(file.name)
      try {
        const sent = { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) }
        const old = project === null ? null : await api.model.get({ project })
        const columns = tables.test(file.name) ? await askColumns(sent, run) : undefined
        if (columns === null) return null
        run = columns === undefined ? run : start(file.name)
        const same = project !== null && old && hasParts(old) && columns === undefined ? await ask(project, old, sent, run) : []
        if (same === null) return null
        run = start(file.name)
        const result = await api.model.importFile({ project, file: sent, job: run.job, same, columns, replace, ...(passphrase === undefined ? {} : { passphrase }) }, { signal: run.abort.signal })
        return { imported: { name: file.name, ...result } }
      } catch (error) {
        if (wasCancelled(error) || run.abort.signal.aborted) return null
        const locked = lockedBy(error)
        if (locked !== null) {
          const given = await askPassphrase(file.name, locked === 'passphrase-wrong')
          return given === null ? null : await read(file, project, { replace, passphrase: given })
        }
        const there = projectThere(error)
        if (there === null) return { name: file.name, error }
        return (await askReplace(file.name, there)) ? await read(file, project, { replace: true, ...(passphrase === undefined ? {} : { passphrase }) }) : null
      } finally {
        setRunning(null)
      }
    },
    [api, ask, askColumns, askPassphrase, askReplace, start],
  )
  const importFiles = useCallback(
    (files: readonly File[], project: string | null) => {
      void (async () => {
        const all: Exclude<Outcome, null>[] = []
        // Who cancels one file has had enough; one that can not be read keeps no other from it.
        for (const file of files) {
          const outcome = await readOne(file, project)
          if (!outcome) break
          all.push(outcome)
        }
        setOutcomes(all)
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
  const only = outcomes.length === 1 ? outcomes[0] : undefined
  const forget = () => setOutcomes([])
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
      {unlocking ? <PassphraseDialog key={unlocking.wrong ? 'again' : 'first'} name={unlocking.name} wrong={unlocking.wrong} onOpen={unlocking.answer} onCancel={() => unlocking.answer(null)} /> : null}
      {only && 'error' in only ? <ImportFailure name={only.name} error={only.error} onClose={forget} /> : null}
      {only && 'imported' in only ? <ImportReportDialog imported={only.imported} onClose={forget} /> : null}
      {outcomes.length > 1 ? <ImportsReportDialog outcomes={outcomes} onClose={forget} /> : null}
    </ImportContext>
  )
}
