import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seal } from '../../src/renderer/ballot/seal.ts'
import { withVote, type Answers } from '../../src/renderer/ballot/answers.ts'
import { BallotFile, type SealedAnswer } from '../../src/shared/domain/sealed-ballot.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import type { Vote } from '../../src/shared/domain/workshop.ts'
import type { Host } from './workshop-room.ts'

/** A page for where none was built; what is in it is not run here. */
export function writeBallotPage(folder: string): string {
  const path = join(folder, 'ballot-page.json')
  writeFileSync(path, JSON.stringify({ script: 'void 0', style: 'p{}' }))
  return path
}

/** A seat of a ballot file, and what its file asks. */
export async function issueBallot(host: Host, workshop: string, name: string): Promise<BallotFile> {
  const view = await host.workbench.command({ workshop, command: { type: 'add-seat', name, role: null, kind: 'file' } })
  const seat = view.seats.at(-1)?.id ?? ''
  return askedOf(await host.entry.ballotFile({ workshop, seat, language: 'en' }))
}

/** What a ballot file holds, read from its HTML as the page reads it. */
export function askedOf(file: { bytes: string }): BallotFile {
  const html = Buffer.from(file.bytes, 'base64').toString('utf8')
  const json = /<script type="application\/json" id="asked">(.*?)<\/script>/s.exec(html)?.[1]
  return BallotFile.parse(JSON.parse(json ?? 'null'))
}

/** The same five votes on each threat, or what `votes` says of it; a missing one is not answered. */
export function answersTo(ballot: BallotFile, votes: (item: string) => readonly (Vote | null)[]): Answers {
  let answers: Answers = new Map()
  for (const { id } of ballot.items) {
    for (const [place, vote] of votes(id).entries()) {
      const factor = dreadFactors[place]
      if (factor && vote) answers = withVote(answers, id, factor, vote)
    }
  }
  return answers
}

export const five = (...values: readonly number[]): Vote[] => values.map((value) => ({ value }))

/** What the page would give back. */
export async function answer(ballot: BallotFile, votes: (item: string) => readonly (Vote | null)[], at = '2026-02-03T04:05:06.000Z'): Promise<SealedAnswer> {
  return seal(ballot, answersTo(ballot, votes), at)
}
