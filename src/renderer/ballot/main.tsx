import { render } from 'preact'
import type { BallotFile } from '../../shared/domain/sealed-ballot.ts'
import { App } from './App.tsx'
import './ballot.css'
import { textsIn } from './texts.ts'

const root = document.getElementById('ballot')
const asked = document.getElementById('asked')?.textContent
if (root && asked) {
  // Written by the application that made this file; whoever could change it could change this script as well.
  const ballot: BallotFile = JSON.parse(asked)
  document.title = `${textsIn(ballot.language)('title')} · ${ballot.workshopName}`
  render(<App ballot={ballot} />, root)
}
