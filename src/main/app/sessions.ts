import { sessionExists, tabExists, writeTab } from '../store/sessions.ts'
import type { AppContext } from './context.ts'

type WithStore = Pick<AppContext, 'db' | 'clock'>

/** Notes a browser's session and one tab of it, each by the hash of its secret. */
export function noteTab({ db, clock }: WithStore, session: string, tab: string): void {
  writeTab(db, session, tab, clock())
}

export function knowsSession({ db }: WithStore, session: string): boolean {
  return sessionExists(db, session)
}

/** Whether the tab belongs to the session. */
export function knowsTab({ db }: WithStore, session: string, tab: string): boolean {
  return tabExists(db, session, tab)
}
