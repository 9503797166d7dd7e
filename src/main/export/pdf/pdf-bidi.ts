import bidiFactory from 'bidi-js'

/** Letters of one direction, in the order in which they are read. */
export interface Directed {
  text: string
  rtl: boolean
}

/** Hebrew, Arabic and their neighbours: without any of these, nothing has to be turned. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

let known: ReturnType<typeof bidiFactory> | undefined

/** Letters that run from left to right. */
const leftToRight = /[A-Za-z\u00c0-\u02af\u0370-\u058f\u0900-\u1fff\u2c00-\ua7ff\uac00-\ud7af]/g
const turnedLetters = new RegExp(rightToLeft.source, 'gu')

/**
 * From right to left where the first letter runs so, and most of the others. The first one alone says too little: a sentence of ours that begins with
 * somebody's name is not in that name's language.
 */
function directionOf(line: string): 'ltr' | 'rtl' {
  const [right, left] = [line.match(turnedLetters), line.match(leftToRight)]
  if (right === null || (left !== null && left.length >= right.length)) return 'ltr'
  return left === null || line.search(rightToLeft) < line.search(leftToRight) ? 'rtl' : 'ltr'
}

/** One line in pieces of one direction, as they stand from left to right (Unicode's bidirectional algorithm). */
export function directed(line: string): Directed[] {
  if (!rightToLeft.test(line)) return [{ text: line, rtl: false }]
  const bidi = (known ??= bidiFactory())
  const embedding = bidi.getEmbeddingLevels(line, directionOf(line))
  const order = Array.from({ length: line.length }, (_, index) => index)
  for (const [start = 0, end = -1] of bidi.getReorderSegments(line, embedding)) order.splice(start, end - start + 1, ...order.slice(start, end + 1).toReversed())
  const done: Directed[] = []
  let [at, rtl, last] = [-1, false, -1]
  const turned = (index: number) => ((embedding.levels[index] ?? 0) & 1) === 1
  const cut = (): void => {
    if (at < 0) return
    const [from, to] = at < last ? [at, last] : [last, at]
    done.push({ text: rtl ? mirrored(line.slice(from, to + 1), bidi) : line.slice(from, to + 1), rtl })
  }
  for (const index of order) {
    const own = turned(index)
    if (at >= 0 && own === rtl && index === last + (rtl ? -1 : 1)) last = index
    else {
      cut()
      ;[at, rtl, last] = [index, own, index]
    }
  }
  cut()
  return done
}

/** Brackets that look the other way where the text runs from right to left. */
function mirrored(text: string, bidi: ReturnType<typeof bidiFactory>): string {
  return Array.from(text, (one) => bidi.getMirroredCharacter(one) ?? one).join('')
}
