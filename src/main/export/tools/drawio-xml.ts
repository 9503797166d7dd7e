export type Attributes = Readonly<Record<string, string>>

/** What XML 1.0 can not hold at all, not even as a number. */
const unstorable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** `text` without what XML has no way to write. */
export function storable(text: string): string {
  return text.replace(unstorable, '')
}

/** In an attribute, white space but the space itself stands as numbers: readers would make spaces of it. */
function attributeText(text: string): string {
  return storable(text).replace(/[&<>"\t\n\r\u0085\u2028]/g, (char) => `&#${String(char.charCodeAt(0))};`)
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
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
