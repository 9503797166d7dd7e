import { render } from 'preact'
import { App } from './App.tsx'
import { readRoomClock } from './clock.ts'
import { startTexts, t } from './i18n.ts'
import { createSession } from './session.ts'

const root = document.getElementById('seat')
if (root) {
  await startTexts()
  document.title = t('title')
  const session = createSession()
  render(<App session={session} />, root)
  session.start()
  void readRoomClock()
}
