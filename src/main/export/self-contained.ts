import { createHash } from 'node:crypto'
import { z } from 'zod'
import { htmlText } from '../../shared/page/html-text.ts'

/** What the build leaves of a page that becomes one file: its one script and its one style sheet. */
export const PageParts = z.object({ script: z.string(), style: z.string() })
export type PageParts = z.infer<typeof PageParts>

interface Page {
  language: string
  title: string
  /** Added to what every page says of its size on a phone, with a comma in front. */
  viewport?: string
  /** HTML, in pieces. */
  body: readonly string[]
}

/**
 * One HTML file that needs no other and may ask for none: its policy lets in the two pieces that are inside, by their digests, and
 * nothing from anywhere. The script comes last, and finds the whole body there.
 */
export function selfContained({ script, style }: PageParts, { language, title, viewport = '', body }: Page): string {
  const policy = `default-src 'none'; script-src '${digestOf(script)}'; style-src '${digestOf(style)}'; base-uri 'none'; form-action 'none'`
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1${viewport}">`,
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...body,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
