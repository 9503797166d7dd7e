import { stagePath } from '../shell/stages.ts'

/** Where the model shows one part in the inspector, and one of its facts there, for `navigate`. */
export function partPath(project: string, part: string, fact?: string): string {
  const query = new URLSearchParams(fact === undefined ? { part } : { part, fact })
  return `${stagePath(project, 'model')}?${query.toString()}`
}

/** The part, and the fact of it, that the address asks to show. Hash routing keeps a path's query before the hash. */
export function partOfUrl(): { part: string | null; fact: string | null } {
  const query = new URLSearchParams(location.search)
  return { part: query.get('part'), fact: query.get('fact') }
}

/** Takes the part out of the address: it would stay there for every later stage. */
export function clearPartOfUrl(): void {
  const url = new URL(location.href)
  if (!url.searchParams.has('part')) return
  url.searchParams.delete('part')
  url.searchParams.delete('fact')
  history.replaceState(history.state, '', url)
}
