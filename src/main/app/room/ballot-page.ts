import { existsSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { BallotFile } from '../../../shared/domain/sealed-ballot.ts'
import { refused } from '../problems.ts'

/** What the build leaves: the page's one script and one style sheet, to be put inside. */
export const BallotPage = z.object({ script: z.string(), style: z.string() })
export type BallotPage = z.infer<typeof BallotPage>

/** Reads the built page. Refused with `no-ballots` where it was not built. */
export function readBallotPage(path: string): BallotPage {
  if (!existsSync(path)) throw refused('no-ballots')
  return BallotPage.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/**
 * One HTML file that needs no other and may ask for none: its policy lets in the two pieces that are inside, by their digests, and
 * nothing from anywhere.
 */
export function ballotHtml({ script, style }: BallotPage, ballot: BallotFile): string {
  const policy = `default-src 'none'; script-src '${digestOf(script)}'; style-src '${digestOf(style)}'; base-uri 'none'; form-action 'none'`
  return [
    '<!doctype html>',
    `<html lang="${ballot.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Dreadnought</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="ballot"></div>',
    // Data, which a policy for scripts is not about. Nothing in it can end the element: there is no `<`.
    `<script type="application/json" id="asked">${JSON.stringify(ballot).replaceAll('<', '\\u003c')}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
