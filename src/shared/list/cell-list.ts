/**
 * Several texts in one cell, so that they come apart again whatever they hold: a separator within a text has a backslash in front, and
 * backslashes that stand before a separator or at the end of a text are doubled. Everywhere else a backslash is what it is, as in texts
 * that other programs wrote.
 */
export function joinCell(texts: readonly string[], separator: string, separators = `${separator.trim()}\n`): string {
  const touching = separators.includes(separator.charAt(0))
  return texts.map((text, index) => escaped(text, separators, touching || index === texts.length - 1)).join(separator)
}

/** `atEnd`: a separator or nothing follows. */
function escaped(text: string, separators: string, atEnd: boolean): string {
  const marked = text.replace(new RegExp(`(\\\\*)([${separators}])`, 'g'), (_, slashes: string, found: string) => `${slashes}${slashes}\\${found}`)
  return atEnd ? marked.replace(/\\+$/, (slashes) => slashes + slashes) : marked
}

/** The texts of a cell, without blanks around them and without empty ones. */
export function splitCell(text: string, separators = ';\n'): string[] {
  return pieces(text, separators).map((piece) => piece.text).filter((piece) => piece !== '')
}

/** A cell of lines, each of several texts: what `joinCell` made of lines that it made. */
export function splitLines(text: string, separator: string): string[][] {
  const lines: string[][] = [[]]
  for (const piece of pieces(text, `${separator}\n`)) {
    lines.at(-1)?.push(piece.text)
    if (piece.end === '\n') lines.push([])
  }
  return lines.filter((line) => line.some((piece) => piece !== ''))
}

function pieces(text: string, separators: string): { text: string; end: string }[] {
  const found: { text: string; end: string }[] = []
  let piece = ''
  let at = 0
  while (at < text.length) {
    const slashes = /^\\*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0
    const next = text.charAt(at + slashes)
    const marked = next === '' || separators.includes(next)
    piece += '\\'.repeat(marked ? Math.floor(slashes / 2) + (next === '' ? slashes % 2 : 0) : slashes)
    at += slashes + 1
    if (marked && next !== '' && slashes % 2 === 0) {
      found.push({ text: piece.trim(), end: next })
      piece = ''
    } else piece += next
  }
  return [...found, { text: piece.trim(), end: '' }]
}
