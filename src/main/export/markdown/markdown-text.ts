const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', ':': '&#58;', '@': '&#64;', '.': '&#46;' }

/** Text from outside, on one line, with everything escaped that Markdown or HTML could read as more than text. */
export function markdownText(value: string): string {
  return oneLine(value).replaceAll(/[<>&@]|:(?=[/\p{L}])|(?<=www)\.|(?<=^\d{1,9})[.)]|^[-+=]|[\\`*_{}[\]#|~$^!]/giu, (sign) => entities[sign] ?? `\\${sign}`)
}

/** A key or id as code. In code nothing is escaped, so what would end the code or the cell goes. */
export function markdownCode(value: string): string {
  return `\`${oneLine(value).replaceAll(/[`|]/g, ' ')}\``
}

/** Without signs that turn the direction of the text around. */
function oneLine(value: string): string {
  return value.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '').trim()
}

/** As {@link markdownText}, but what stands in paragraphs stays in them: blocks with an empty line after each. */
export function markdownParagraphs(value: string): string[] {
  return value.split(/\r\n|[\n\r\u2028\u2029]/).map(markdownText).filter((line) => line !== '').flatMap((line) => [line, ''])
}

/** A chapter; nothing where there is nothing in it. */
export function markdownSection(title: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : [`## ${title}`, '', ...body, '']
}

/** A part of a chapter; nothing where there is nothing in it. */
export function markdownTitled(title: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : ['', `### ${title}`, '', ...body]
}

/** A table as GitHub's Markdown has it, of cells that are Markdown already; nothing where it has no rows. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---|').join('')}`, ...rows.map((cells) => `| ${cells.join(' | ')} |`)]
}
