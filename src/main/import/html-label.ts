import he from 'he'

const breaking = /<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|pre)\b[^<>]*>/gi
const hidden = /<(style|script|head|title)\b[^<>]*>[^<]*<\/\1\s*>/gi
const anyTag = /<\/?[a-z][^<>]*>|<!--[^<>]*-->/gi

/** Text on one line: every run of white space, non-breaking ones too, as one space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/g, ' ').trim()
}

/** What a person reads of an HTML label: tags gone, entities decoded, on one line. */
export function textOfHtml(html: string): string {
  return oneLine(he.decode(html.replace(hidden, ' ').replace(breaking, ' ').replace(anyTag, '')))
}
