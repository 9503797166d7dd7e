import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { htmlText } from '../../shared/page/html-text.ts'
import type { PageInput } from '../../shared/page/page-input.ts'
import { pageTitle, registerPage } from '../../shared/page/register-page.ts'

/** What the build leaves of the page that checks itself: one script and one style sheet. */
const PageParts = z.object({ script: z.string(), style: z.string() })
export type PageParts = z.infer<typeof PageParts>

/** Reads the built page; null where it was not built. */
export function readPageParts(path: string): PageParts | null {
  return existsSync(path) ? PageParts.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

/**
 * A register as one HTML file that needs no other and may ask for none: its policy lets in the two pieces that are inside, by their digests. With
 * `signed`, the bytes of the register file, it carries them and checks itself against them. Deterministic.
 */
export function htmlFile({ script, style }: PageParts, input: PageInput, signed: Uint8Array | null): string {
  const policy = `default-src 'none'; script-src '${digestOf(script)}'; style-src '${digestOf(style)}'; base-uri 'none'; form-action 'none'`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(pageTitle(input))}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="check"><p>${signed === null ? 'A draft carries nothing that could be checked.' : 'Where scripts run, this page checks itself here. “npx dreadnought verify” checks the signed register (register.json) anywhere.'}</p></div>`,
    `<main>${registerPage(input)}</main>`,
    // Base64, so that the exact bytes are in the file whatever stands in them.
    ...(signed === null ? [] : [`<script type="text/plain" id="signed">${Buffer.from(signed).toString('base64')}</script>`]),
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
