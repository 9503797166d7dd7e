/** What steers a terminal or turns the direction of what follows, and JSON lets stand; line separators, which some readers take for line ends. */
const unplain = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/** JSON text in which such characters are escaped: the same data, and plain where somebody looks at the file itself. */
export function escaped(json: string): string {
  return json.replaceAll(unplain, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** `value` as the text of a JSON file. */
export function jsonText(value: unknown): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`
}
