import { stagePath } from '../shell/stages.ts'

/** The places of the threats' stage. */
export const places = ['triage', 'questions', 'coverage'] as const
export type Place = (typeof places)[number]

/** Keys that go to a place from anywhere in a project. */
export const placeKeys: Record<Place, string> = { triage: 'alt+t', questions: 'alt+q', coverage: 'alt+c' }

/** Where one of the places is, for `navigate`. */
export function placePath(project: string, place: Place): string {
  return `${stagePath(project, 'threats')}?place=${place}`
}

/** The place that the address asks for. Hash routing keeps a path's query before the hash. */
export function placeOfUrl(): Place {
  const wanted = new URLSearchParams(location.search).get('place')
  return places.find((place) => place === wanted) ?? 'triage'
}

/** Takes the place out of the address: it would stay there for every later stage. */
export function clearPlaceOfUrl(): void {
  const url = new URL(location.href)
  if (!url.searchParams.has('place')) return
  url.searchParams.delete('place')
  history.replaceState(history.state, '', url)
}
