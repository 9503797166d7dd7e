import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Door } from './Door.tsx'
import { later } from './Later.tsx'
import { Room } from './Room.tsx'
import type { Session } from './session.ts'
import { useStore } from './store.ts'

const Observer = later(() => import('./Observer.tsx').then((part) => part.Observer))

export function App({ session }: { session: Session }): JSX.Element {
  const state = useStore(session.store)
  // Texts are looked up while rendering, so a change of language only has to render again.
  const [, setTurn] = useState(0)
  const onLanguage = (): void => setTurn((turn) => turn + 1)
  if (state.place === 'seated' && state.view) return <Room view={state.view} state={state} session={session} onLanguage={onLanguage} />
  if (state.place === 'watching' && state.presented) return <Observer view={state.presented} state={state} session={session} onLanguage={onLanguage} />
  return <Door state={state} session={session} onLanguage={onLanguage} />
}
