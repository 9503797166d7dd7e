import { existsSync, readFileSync } from 'node:fs'
import type { BallotFile } from '../../../shared/domain/sealed-ballot.ts'
import { PageParts, selfContained } from '../../export/self-contained.ts'
import { refused } from '../problems.ts'

/** Reads the built page. Refused with `no-ballots` where it was not built. */
export function readBallotPage(path: string): PageParts {
  if (!existsSync(path)) throw refused('no-ballots')
  return PageParts.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** A ballot that is filled in anywhere, in a browser, from one file. */
export function ballotHtml(parts: PageParts, ballot: BallotFile): string {
  return selfContained(parts, {
    language: ballot.language,
    title: 'Dreadnought',
    viewport: ', viewport-fit=cover, interactive-widget=resizes-content',
    // Data, which a policy for scripts is not about. Nothing in it can end the element: there is no `<`.
    body: ['<div id="ballot"></div>', `<script type="application/json" id="asked">${JSON.stringify(ballot).replaceAll('<', '\\u003c')}</script>`],
  })
}
