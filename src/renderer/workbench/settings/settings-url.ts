import { stagePath } from '../shell/stages.ts'

/** The data assets among the settings of a project, for `navigate`. */
export function assetsPath(project: string): string {
  return `${stagePath(project, 'settings')}?at=assets`
}

/** Whether the query of an address asks for the data assets. */
export function asksForAssets(query: string): boolean {
  return new URLSearchParams(query).get('at') === 'assets'
}
