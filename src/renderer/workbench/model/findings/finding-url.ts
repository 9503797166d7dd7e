import { stagePath } from '../../shell/stages.ts'

/** Where the model shows one finding with its evidence, for `navigate`. */
export function findingPath(project: string, finding: string): string {
  return `${stagePath(project, 'model')}?finding=${encodeURIComponent(finding)}`
}

/** The finding that the address asks to show. Hash routing keeps a path's query before the hash. */
export function findingOfUrl(): string | null {
  return new URLSearchParams(location.search).get('finding')
}

/** Takes the finding out of the address: it would stay there for every later stage. */
export function clearFindingOfUrl(): void {
  const url = new URL(location.href)
  if (!url.searchParams.has('finding')) return
  url.searchParams.delete('finding')
  history.replaceState(history.state, '', url)
}
