import { implement } from '@orpc/server'
import { workbenchContract } from '../../shared/contract/workbench.ts'
import type { AppContext } from './context.ts'

/** `newTab` gives a one-time token for one more tab, or null where windows need none. */
export function infoHandlers(context: AppContext, options: { damaged: string | null; newTab: () => string | null }) {
  const os = implement(workbenchContract).app
  return {
    info: os.info.handler(() => ({ version: context.version, host: context.host, dataDir: context.dataDir, damaged: options.damaged })),
    newTab: os.newTab.handler(() => ({ token: options.newTab() })),
    changes: os.changes.handler(({ signal }) => context.changes.subscribe(signal)),
    jobs: os.jobs.handler(({ signal }) => context.jobs.progress(signal)),
  }
}
