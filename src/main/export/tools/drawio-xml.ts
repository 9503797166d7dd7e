import { escaped } from '../json-text.ts'

export type Attributes = Readonly<Record<string, string>>

/** What XML 1.0 can not hold at all, not even as a number. */
const unstorable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** `text` without what XML has no way to write. */
export function storable(text: string): string {
  return text.replace(unstorable, '')
}

/** In an attribute, white space but the space itself stands as numbers: readers would make spaces of it. So does what steers a terminal or turns the direction of what follows. */
function attributeText(text: string): string {
  return storable(text).replace(/[&<>"\t\n\r\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (char) => `&#${String(char.charCodeAt(0))};`)
}

export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const start = `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(value)}"`).join('')}`
  return children.length === 0 ? `${start}/>` : `${start}>\n${children.join('\n')}\n</${name}>`
}

/** A label of a shape is HTML in draw.io: as such, it says what `label` says, and nothing in it is a tag. */
export function htmlLabel(label: string): string {
  return label.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`).replace(/\r\n?|\n/g, '<br>')
}

/** JSON in characters that XML can hold. */
export function jsonText(value: unknown): string {
  return escaped(JSON.stringify(value)).replaceAll(/[\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
}
