import { oddWords } from './mutate.ts'
import type { Random } from './random.ts'

const escaped = (text: string): string => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}\ufffe\uffff]/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Where each element begins and ends among the pieces: tags and what stands between them. */
function elementsOf(pieces: readonly string[]): [number, number][] {
  const found: [number, number][] = []
  const open: number[] = []
  pieces.forEach((piece, at) => {
    if (!/^<[\w:]/.test(piece)) {
      const from = piece.startsWith('</') ? open.pop() : undefined
      if (from !== undefined) found.push([from, at + 1])
    } else if (piece.endsWith('/>')) found.push([at, at + 1])
    else open.push(at)
  })
  return found
}

/** Changes whole elements, values and texts of an XML file, so that what is written still is well-formed. */
export function mutateXml(text: string, random: Random): string {
  let pieces: string[] = text.match(/<[^>]*>|[^<]+/g) ?? []
  for (let count = 1 + random.below(4); count > 0; count -= 1) pieces = mutated(pieces, random)
  return pieces.join('')
}

function mutated(pieces: string[], random: Random): string[] {
  const element = random.some(elementsOf(pieces))
  if (!element) return pieces
  const [from, to] = element
  const whole = pieces.slice(from, to)
  const without = [...pieces.slice(0, from), ...pieces.slice(to)]
  switch (random.below(7)) {
    case 0:
      return without
    case 1: {
      const copies = random.chance(0.1) ? random.below(120) : 1
      return [...pieces.slice(0, to), ...Array.from({ length: copies }, () => whole).flat(), ...pieces.slice(to)]
    }
    case 2: {
      // Into another element, or behind it.
      const place = random.some(elementsOf(without))?.[1] ?? 0
      return [...without.slice(0, place - 1), ...whole, ...without.slice(place - 1)]
    }
    case 3: {
      const at = random.some(pieces.flatMap((piece, index) => (piece.startsWith('<') || piece.trim() === '' ? [] : [index])))
      return at === undefined ? pieces : pieces.with(at, escaped(random.pick(oddWords)))
    }
    case 4: {
      // A text where another one stands: ids that lead elsewhere, or stand twice.
      const texts = pieces.flatMap((piece, index) => (piece.startsWith('<') || piece.trim() === '' ? [] : [index]))
      const [one, other] = [random.some(texts), random.some(texts)]
      return one === undefined || other === undefined ? pieces : pieces.with(one, pieces[other] ?? '')
    }
    default: {
      const tags = pieces.flatMap((piece, index) => (/="/.test(piece) && /^<[\w:]/.test(piece) ? [index] : []))
      const [one, other] = [random.some(tags), random.some(tags)]
      if (one === undefined || other === undefined) return pieces
      const values = pieces[other]?.match(/"[^"]*"/g) ?? []
      const value = random.chance(0.5) ? (random.some(values) ?? '""') : `"${escaped(random.pick(oddWords))}"`
      const places = [...(pieces[one] ?? '').matchAll(/"[^"]*"/g)]
      const place = random.some(places)
      if (!place) return pieces
      const tag = pieces[one] ?? ''
      return pieces.with(one, tag.slice(0, place.index) + value + tag.slice(place.index + place[0].length))
    }
  }
}
