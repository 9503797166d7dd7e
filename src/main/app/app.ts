import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { implement, onError, type AnyRouter } from '@orpc/server'
import type { StandardRPCHandlerOptions } from '@orpc/server/standard'
import { v7 } from 'uuid'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import type { Clock, NewId } from '../../shared/domain/id.ts'
import { makeBackup } from '../store/backups.ts'
import { libraryFile, openStore } from '../store/open.ts'
import type { KeyProtection } from '../store/keys/key-protection.ts'
import { countSigned } from '../store/revisions.ts'
import { analysisHandlers, createAnalyses } from './analysis/analysis.ts'
import { blueprintHandlers } from './blueprints/blueprints.ts'
import { createChanges } from './changes.ts'
import type { AppContext } from './context.ts'
import { diffHandlers } from './diff.ts'
import { entryHandlers } from './room/entry.ts'
import { historyHandlers } from './history.ts'
import { addSamples, importHandlers } from './imports/imports.ts'
import { inquiryHandlers } from './analysis/inquiries.ts'
import { createLooks } from './analysis/looks.ts'
import { infoHandlers } from './info.ts'
import { createJobs } from './jobs.ts'
import { modelHandlers } from './model/models.ts'
import { ownVersion, rootFolder } from './paths.ts'
import { logUnexpected, refused } from './problems.ts'
import { projectHandlers, purgeOld } from './projects/projects.ts'
import { ruleHandlers } from './rules/rule-handlers.ts'
import { createRulePacks } from './rules/rule-packs.ts'
import { decisionHandlers } from './register/decisions.ts'
import { keyHandlers } from './register/key-handlers.ts'
import { mitigationHandlers } from './register/mitigations.ts'
import { registerViewHandlers } from './register/register-views.ts'
import { registerHandlers } from './register/register.ts'
import { createSignRooms } from './register/sign-rooms.ts'
import { createRooms, doorOptionsOf, type RoomOptions } from './room/rooms.ts'
import { createSlowTemplates } from './analysis/slow-templates.ts'
import { templateHandlers } from './analysis/templates.ts'
import { threatHandlers } from './threats/threats.ts'
import { workshopReportHandlers } from './room/workshop-reports.ts'
import { workshopHandlers } from './room/workshops.ts'

export interface AppOptions {
  dataDir: string
  host: 'electron' | 'browser'
  /** Folder with rules, technologies, samples and fonts; the checkout's own unless given. */
  resources?: string
  version?: string
  /** How seats are let in; without it, workshops work but no room can be opened. */
  rooms?: Partial<RoomOptions>
  /** How the operating system keeps the signing key; asked when it is needed. Without it, or where it answers null, the key lies in a file. */
  keyProtection?: () => KeyProtection | null
  clock?: Clock
  newId?: NewId
  randomBytes?: (length: number) => Uint8Array
  log?: (message: string) => void
  /** How long an analysis with the user's own packs may take, in milliseconds, before it is done without them. */
  ownPacksLimitMs?: number
}

export interface App {
  context: AppContext
  /** Implements the workbench contract, over any transport. */
  router: AnyRouter
  /** For the RPC handler of every transport: logs what is not one of the contract's errors. */
  rpcOptions: StandardRPCHandlerOptions<Record<never, never>>
  /** The host says here how one more tab gets in; until it does, none does. */
  setNewTab: (newTab: () => string) => void
  /** Opens every room again that was open when the application last ran. */
  restoreRooms: () => Promise<void>
  /** Fills a library that never held a project with the sample projects. */
  addSamples: () => Promise<void>
  /** Stops long work, keeps a backup and closes the library. */
  close: () => Promise<void>
}

/**
 * Wires the application. It never listens: hosts do.
 * @throws NewerDatabaseError where a newer version wrote the library.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const clock = options.clock ?? (() => new Date().toISOString())
  const log = options.log ?? (() => undefined)
  const resources = options.resources ?? join(rootFolder(), 'resources')
  const store = openStore(options.dataDir, clock)
  const changes = createChanges()
  const packs = createRulePacks(options.dataDir, changes, log)
  const context: AppContext = {
    db: store.db,
    clock,
    newId: options.newId ?? (() => v7()),
    randomBytes: options.randomBytes ?? ((length) => randomBytes(length)),
    changes,
    jobs: createJobs({ resources, ownRules: packs.folder, library: join(options.dataDir, libraryFile) }, log),
    resources,
    dataDir: options.dataDir,
    keyPlace: { dataDir: options.dataDir, host: options.host, protection: options.keyProtection ?? (() => null), clock },
    host: options.host,
    version: options.version ?? ownVersion(),
    log,
  }
  purgeOld(context)
  const slowTemplates = createSlowTemplates()
  const analyses = createAnalyses(context, packs, slowTemplates, options.ownPacksLimitMs)
  const looks = createLooks(context, analyses)
  const roomOptions: RoomOptions = {
    listen: () => Promise.reject(refused('no-rooms-here')),
    seatPage: join(rootFolder(), 'out/seat'),
    ballotPage: join(rootFolder(), 'out/ballot/page.json'),
    ...options.rooms,
  }
  const rooms = createRooms(context, roomOptions)
  const signRooms = createSignRooms(context, doorOptionsOf(roomOptions))

  let newTab: (() => string) | undefined
  // Typed by the contract: an operation that is missing here does not compile.
  const router = implement(workbenchContract).router({
    app: infoHandlers(context, { damaged: store.damaged, newTab: () => newTab?.() ?? null }),
    project: projectHandlers(context, { signedRevisions: (project) => countSigned(context.db, project), openWorkshop: rooms.openWorkshop, shutRooms: async (project) => void (await Promise.all([rooms.shut(project), signRooms.shut(project)])) }),
    history: historyHandlers(context),
    model: { ...modelHandlers(context), ...importHandlers(context) },
    analysis: { ...analysisHandlers(context, analyses), ...inquiryHandlers(context, packs) },
    diff: diffHandlers({ context, analyses, looks }),
    threat: threatHandlers(context, analyses, looks),
    decision: decisionHandlers(context),
    mitigation: mitigationHandlers(context),
    registerView: registerViewHandlers(context),
    workshop: { ...workshopHandlers(rooms, (project) => looks.takeBeside(project, 'workshop')), ...workshopReportHandlers(context, rooms) },
    entry: entryHandlers(context, rooms),
    rule: ruleHandlers(context, packs),
    blueprint: blueprintHandlers(context),
    template: templateHandlers(context, slowTemplates),
    key: keyHandlers(context),
    register: registerHandlers(context, packs, (project) => looks.takeBeside(project, 'frozen'), signRooms),
  })

  return {
    context,
    router,
    rpcOptions: { interceptors: [onError((error) => logUnexpected(error, log))] },
    setNewTab: (make) => {
      newTab = make
    },
    restoreRooms: () => rooms.restore(),
    addSamples: () => addSamples(context),
    close: async () => {
      packs.close()
      looks.close()
      analyses.close()
      await signRooms.close()
      await rooms.close()
      await context.jobs.close()
      if (!context.db.open) return
      await makeBackup(context.db, store.backups, clock(), 'closing').catch((error: unknown) => log(`no backup was made: ${String(error)}`))
      context.db.close()
    },
  }
}
