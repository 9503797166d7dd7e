import type { Random } from './random.ts'

/** Texts that nobody expects where a label, an id or a number stands. */
export const oddWords: readonly [string, ...string[]] = [
  '', ' ', '0', '-1', 'NaN', 'Infinity', '1e308', '-1e308', '1e-320', '99999999999999999999', '0x10', 'true', 'null', '[]', '{}', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'undefined',
  'x'.repeat(600), 'y'.repeat(30_000), `x${'\u{1f409}'.repeat(3000)}`, '\u{1f409}'.repeat(11_000), '\u202e\u05e9\u05dc', '\u{1f409}', '\ud800', '\0', '<img src=x onerror=alert(1)>', '=cmd|calc', '&amp;', '&lol;', '&#0;', '&#x110000;', ']]>', '<!--', '-->', '"', "'", '`', '|', '\\', '\n', '\r\n', '\t', '%%', '#', '../../etc', 'Out Of Scope', 'In the file:',
]

/** Marks of the formats' own grammars, to be put in anywhere. */
const marks: readonly [string, ...string[]] = [
  '{', '}', '[', ']', '(', ')', ':', ',', '"', '<', '>', '/>', '</', '<!DOCTYPE x [<!ENTITY a "b">]>', '<![CDATA[', ']]>', '<?x?>', '&a', '*a', '<<: *a', '- ', '? ', '!!binary ', '|\n', '---\n', '...\n', '%YAML 9\n', '-->', '---', '-.->', '==>', '~~~', '&', '@{ shape: cyl }', ':::', 'subgraph a\n', 'end\n', 'classDef x', 'click a', '%%{init: {}}%%', '|', '| --- |', '\u2022 SS1 \u2013 ', 'D:1 R:2 E:3 A:4 Di:5', '1. SPOOFING\n', ';', '\n\n', ',,,,',
]

const token = /"(?:[^"\\]|\\[^])?[^"\\]{0,2000}"|[\w.\-]+|\s+|[^]/gu

function range(random: Random, length: number): [number, number] {
  const from = random.below(length)
  return [from, Math.min(length, from + 1 + random.below(random.chance(0.2) ? 60 : 6))]
}

/** Changes a text in tokens: takes some out, doubles, swaps and replaces others, puts in what a grammar knows, or joins it with another text. */
export function mutateText(text: string, other: string, random: Random): string {
  if (random.chance(0.08)) return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1))
  if (random.chance(0.04)) return text.slice(0, random.below(text.length + 1))
  // Whole lines say whole things in most formats.
  const tokens = (random.chance(0.35) ? text.match(/[^\n]*\n|[^\n]+$/g) : text.match(token)) ?? []
  for (let count = 1 + random.below(4); count > 0 && tokens.length > 0; count -= 1) mutateTokens(tokens, random)
  return tokens.join('')
}

function mutateTokens(tokens: string[], random: Random): void {
  const [from, to] = range(random, tokens.length)
  const run = tokens.slice(from, to)
  switch (random.below(8)) {
    case 0:
      tokens.splice(from, to - from)
      return
    case 1:
      tokens.splice(to, 0, ...run)
      return
    case 2:
      tokens.splice(from, to - from)
      tokens.splice(random.below(tokens.length + 1), 0, ...run)
      return
    case 3:
      // Many of the same.
      for (let copies = random.below(80); copies > 0; copies -= 1) tokens.splice(to, 0, ...run)
      return
    case 4:
      tokens.splice(from, 0, random.pick(marks))
      return
    case 5:
      return replaceLike(tokens, /^["']?-?\d/, random, random.pick(oddWords))
    case 6:
      // An id or a label of another part: doubled ids, circles, ends that lead elsewhere.
      return replaceLike(tokens, /^"|^\w/, random, random.some(tokens.filter((one) => /^"|^\w/.test(one))) ?? '')
    default:
      return replaceLike(tokens, /^"|^\w/, random, random.pick(oddWords))
  }
}

/** Replaces one token of a kind; one in quotation marks keeps them. */
function replaceLike(tokens: string[], kind: RegExp, random: Random, by: string): void {
  const places = tokens.flatMap((one, at) => (kind.test(one) ? [at] : []))
  const at = random.some(places)
  if (at === undefined) return
  const quoted = tokens[at]?.startsWith('"') === true
  tokens[at] = quoted && !by.startsWith('"') ? `"${by}"` : by
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

const odd = (random: Random): Json => random.pick<() => Json>([() => null, () => [], () => ({}), () => -1, () => 1e308, () => true, () => false, () => random.pick(oddWords), () => [[[]]], () => ({ id: random.pick(oddWords) }), () => [null, 1, 'x', {}]])()

interface Place {
  holder: Json[] | { [name: string]: Json }
  name: string | number
}

function placesIn(root: Json): Place[] {
  const places: Place[] = []
  const open: Json[] = [root]
  while (open.length > 0) {
    const one = open.pop()
    if (Array.isArray(one)) one.forEach((value, name) => void (places.push({ holder: one, name }), open.push(value)))
    else if (typeof one === 'object' && one !== null) for (const [name, value] of Object.entries(one)) void (places.push({ holder: one, name }), open.push(value))
  }
  return places
}

function get({ holder, name }: Place): Json {
  return (Array.isArray(holder) ? holder[Number(name)] : holder[name]) ?? null
}

function set({ holder, name }: Place, value: Json): void {
  if (Array.isArray(holder)) holder[Number(name)] = value
  else holder[name] = value
}

/** Changes a value in its tree, so that what is written still reads as JSON: fields and entries gone, doubled, moved, exchanged, or of another kind. */
export function mutateTree(text: string, random: Random): string {
  let root = JSON.parse(text) as Json
  for (let count = 1 + random.below(5); count > 0; count -= 1) {
    const place = random.some(placesIn(root))
    if (!place) return JSON.stringify(root)
    const { holder, name } = place
    const other = random.some(placesIn(root))
    switch (random.below(8)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(name), 1)
        else Reflect.deleteProperty(holder, name)
        break
      case 1:
        if (Array.isArray(holder)) for (let copies = 1 + random.below(random.chance(0.1) ? 300 : 3); copies > 0; copies -= 1) holder.push(structuredClone(get(place)))
        else holder[`${name} 2`] = structuredClone(get(place))
        break
      case 2:
        // Anything somewhere else.
        if (other) set(place, structuredClone(get(other)))
        break
      case 3:
        if (other && typeof get(other) === typeof get(place)) {
          const value = structuredClone(get(place))
          set(place, structuredClone(get(other)))
          set(other, value)
        }
        break
      case 4:
        if (!Array.isArray(holder)) holder[random.pick(oddWords)] = odd(random)
        break
      case 5:
        set(place, [get(place)])
        break
      default:
        set(place, odd(random))
    }
    root = JSON.parse(JSON.stringify(root)) as Json
  }
  return JSON.stringify(root, null, random.pick([0, 1]))
}

/** Changes single bytes. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes)
  for (let count = 1 + random.below(6); count > 0; count -= 1) changed[random.below(changed.length)] = random.below(256)
  return random.chance(0.1) ? changed.subarray(0, random.below(changed.length)) : changed
}
