import type { Box } from '../domain/model.ts'

/** Sizes of letters in the picture, in diagram pixels. */
export const labelSize = 14
export const smallSize = 12
export const titleSize = 13
export const lineHeight = 1.25

/** Text that may stand in XML: escaped, without control characters and without marks that turn the reading direction around. */
export function xmlText(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

function plain(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '').replaceAll(/\s+/g, ' ').trim()
}

/** About how wide `text` is: without fonts at hand, by classes of letters. */
export function widthOf(text: string, size: number): number {
  let em = 0
  for (const letter of text) {
    if (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{3ffff}]/u.test(letter)) em += 1
    else if (/[ijltfrI.,:;'|!()[\] ]/.test(letter)) em += 0.34
    else if (/[mwMW@%]/.test(letter)) em += 0.86
    else if (/[A-Z\d_]/.test(letter)) em += 0.64
    else em += 0.56
  }
  return em * size
}

/** `text` in at most `most` lines no wider than `width`; what does not fit ends in an ellipsis. */
export function wrap(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plain(text).split(' ').flatMap((one) => pieces(one, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  let last = `${kept.pop() ?? ''}…`
  while (last.length > 2 && widthOf(last, size) > width) last = `${last.slice(0, -2)}…`
  return [...kept, last]
}

/** As {@link wrap}, of a text that has lines of its own. */
export function wrapLines(text: string, size: number, width: number, most: number): string[] {
  const lines = text.split(/\r\n|\r|\n/).flatMap((line) => (plain(line) === '' ? [''] : wrap(line, size, width, most)))
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`]
}

// Words that are wider than a line are broken, at underscores and dashes where they have some.
function pieces(word: string, size: number, width: number): string[] {
  if (widthOf(word, size) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const letter of word.split(/(?<=[_\-/.])|/u)) {
    if (part !== '' && widthOf(part + letter, size) > width) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return part === '' ? parts : [...parts, part]
}

/** The size of an element that has no place yet: as large as its label wants, within reason. */
export function nodeSize(label: string): { width: number; height: number } {
  const lines = wrap(label, labelSize, 150, 3)
  const width = Math.max(100, ...lines.map((line) => widthOf(line, labelSize) + 36))
  return { width: Math.ceil(width), height: Math.max(52, Math.ceil(lines.length * labelSize * lineHeight + 28)) }
}

/** The box of an element that is to show its label: as placed, or larger about its middle where the label wants more. */
export function shownBox(label: string, box: Box): Box {
  const longest = Math.max(0, ...plain(label).split(' ').map((word) => widthOf(word, labelSize)))
  const width = Math.max(box.width, Math.min(longest, 300) + 24)
  const height = Math.max(box.height, wrap(label, labelSize, width - 16, 9).length * labelSize * lineHeight + 12)
  return { x: box.x - (width - box.width) / 2, y: box.y - (height - box.height) / 2, width, height }
}
