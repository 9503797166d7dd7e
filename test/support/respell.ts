import { canonicalText } from '../../src/shared/proof/canonical.ts'

/** All texts in a JSON value, names of properties left out. */
export function* jsonStrings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) yield* jsonStrings(item)
}

/** Other texts that a lenient reader would take for the same bytes. */
export function respelledBase64(text: string): string[] {
  const bare = text.replace(/=+$/, '')
  const others = [bare, `${text}=`, `${bare}==`, `${text}\n`, `${bare.slice(0, 4)} ${bare.slice(4)}`, bare.replaceAll('+', '-').replaceAll('/', '_'), bare.replaceAll('-', '+').replaceAll('_', '/'), strayBits(bare) + text.slice(bare.length)]
  return [...new Set(others)].filter((other) => other !== text)
}

/** The text with the bits of its last letter turned that stand for no byte; itself where there are none. */
function strayBits(bare: string): string {
  const stray = { 0: 0, 2: 15, 3: 3 }[bare.length % 4] ?? 0
  const url = /[-_]/.test(bare)
  const alphabet = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${url ? '-_' : '+/'}`
  return stray === 0 ? bare : bare.slice(0, -1) + (alphabet[alphabet.indexOf(bare.at(-1) ?? '') ^ (stray === 15 ? 1 : 2)] ?? '')
}

/** Texts that say the same JSON as `text`, which is canonical, or have more before or after it. */
export function respelledJson(text: string): string[] {
  const at = (share: number) => text.indexOf('"', Math.floor(share * text.length))
  const places = Array.from({ length: 12 }, (_, index) => structure(text, at(index / 12)))
  const number = [...text.matchAll(/(?<=":)\d+(?=[,}])/g)]
  const letters = [...text.matchAll(/(?<=":")[A-Za-z]/g)]
  const some = <One>(all: One[], count: number) => all.filter((_, index) => index % Math.ceil(all.length / count) === 0)
  const replaced = (match: RegExpExecArray | RegExpMatchArray, by: string) => text.slice(0, match.index) + by + text.slice((match.index ?? 0) + match[0].length)
  return [
    `\ufeff${text}`, ` ${text}`, `${text} `, `${text}\n`, `${text}\r\n`, `${text}\0`, text + text, `${text}\n${text}`, `${text}{}`, `${text},`, `[${text}]`, text.slice(0, -1), text.slice(1), text.replace('{', '{\r\n'),
    JSON.stringify(JSON.parse(text), null, 2), JSON.stringify(JSON.parse(text), null, '\t').replaceAll('\n', '\r\n'),
    ...[' ', '\n', '\t', '\r\n'].flatMap((space) => places.map((place) => text.slice(0, place) + space + text.slice(place))),
    ...some(number, 6).flatMap((one) => [`${one[0]}.0`, `${one[0]}e0`, `${one[0]}E+0`, `0${one[0]}`, `-${one[0]}`, `${one[0]}.00000000000000000001`].map((by) => replaced(one, by))),
    ...some([...text.matchAll(/(?<=":)0(?=[,}])/g)], 5).map((one) => replaced(one, '-0')),
    ...some(letters, 12).map((one) => replaced(one, `\\u00${one[0].charCodeAt(0).toString(16)}`)),
    ...['é', '—', '🔐', '\\\\', '\\"'].filter((one) => text.includes(one)).map((one) => text.replace(one, escaped(one))),
    text.replace('/', '\\/'), text.normalize('NFD'), text.replace('"format":', '"format":"x","format":'), text.replace('"revisionHash":', '"revisionHash":"","revisionHash":'), text.replace('{"disclosures":', '{"disclosures":[],"disclosures":'),
    ...some([...text.matchAll(/\{"(\w+)":/g)], 12).map((one) => replaced(one, `{"${one[1] ?? ''}":null,"${one[1] ?? ''}":`)),
    ...some([...text.matchAll(/\{"(\w+)":/g)], 12).map((one) => replaced(one, `{"":0,"${one[1] ?? ''}":`)),
  ].filter((other) => other !== text)
}

/** From `at` on, the first place between two tokens: after a colon or a comma that stands in no text. */
function structure(text: string, at: number): number {
  const found = /"[:,](?=["[{\dtfn])/g
  found.lastIndex = Math.max(0, at)
  const match = found.exec(text)
  return match ? match.index + 2 : text.length
}

function escaped(one: string): string {
  const plain = JSON.parse(`"${one}"`) as string
  return [...plain].flatMap((char) => Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, '0')}`)).join('')
}

/** The texts of a JSON value in which the properties of one object, or the items of one list, stand the other way round; of objects and lists of every place in it one. */
export function reorderings(value: unknown): string[] {
  const seen = new Set<string>()
  const texts: string[] = []
  const visit = (place: string, part: unknown, write: (part: string) => string): void => {
    if (typeof part !== 'object' || part === null) return
    if (!seen.has(place)) {
      seen.add(place)
      const other = Array.isArray(part) ? listReversed(part) : objectReversed(part)
      if (other !== canonicalText(part)) texts.push(write(other))
    }
    for (const [name, item] of Object.entries(part)) {
      const rest = (text: string) => write(withItem(part, name, text))
      visit(`${place}.${Array.isArray(part) ? '*' : name}`, item, rest)
    }
  }
  visit('', value, (text) => text)
  return texts
}

function listReversed(list: readonly unknown[]): string {
  return `[${list.toReversed().map((item) => canonicalText(item)).join(',')}]`
}

function objectReversed(value: object): string {
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? 1 : -1)).map(([name, item]) => `${JSON.stringify(name)}:${canonicalText(item)}`).join(',')}}`
}

/** The canonical text of `whole`, in which `text` stands for the item `name`. */
function withItem(whole: object, name: string, text: string): string {
  const items = Object.entries(whole).sort(([a], [b]) => (Array.isArray(whole) ? 0 : a < b ? -1 : 1)).map(([key, item]) => [key, key === name ? text : canonicalText(item)] as const)
  return Array.isArray(whole) ? `[${items.map(([, item]) => item).join(',')}]` : `{${items.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join(',')}}`
}
