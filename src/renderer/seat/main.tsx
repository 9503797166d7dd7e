import { render } from 'preact'
import { App } from './App.tsx'
import { readRoomClock } from './clock.ts'
import { startTexts, t } from './i18n.ts'
import { later } from './Later.tsx'
import { createSession } from './session.ts'

const SignPage = later(() => import('./sign/SignPage.tsx').then((part) => part.SignPage))

function enterWorkshop(place: HTMLElement): void {
  const session = createSession()
  render(<App session={session} />, place)
  session.start()
  void readRoomClock()
}

const root = document.getElementById('seat')
if (root) {
  await startTexts()
  document.title = t('title')
  // A room that is open for signing is another one than a workshop's: its code says so.
  const [, code] = /^#s(\d{6})$/.exec(location.hash) ?? []
  if (code === undefined) enterWorkshop(root)
  else render(<SignPage code={code} />, root)
}
