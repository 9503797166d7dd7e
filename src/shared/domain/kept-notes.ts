/** What a file says of a part that no field of ours holds: written into the part's notes, and read from there again by the writers. */
export interface KeptNotes {
  description: string
  /** By the names that the file has for them. */
  properties: Record<string, unknown>
}

const heading = 'In the file:'
/** Notes hold 20,000 characters; a property never takes them all. */
const maxNotes = 20_000
const maxProperty = 4_000

/** The notes for a person: the description, then a line for each property, by name. Cut at 20,000 characters. */
export function writeKeptNotes({ description, properties }: KeptNotes): string {
  const names = Object.keys(properties).sort()
  const lines = names.map((name) => `- ${oneLine(name)}: ${valueText(properties[name])}`).filter((line) => line.length <= maxProperty)
  const parts = [
    ...(description === '' ? [] : [description]),
    ...(lines.length === 0 ? [] : [[heading, ...lines].join('\n')]),
  ]
  const notes = parts.join('\n')
  return notes.length <= maxNotes ? notes : notes.slice(0, maxNotes).replace(/\p{Cs}/gu, '')
}

/** What {@link writeKeptNotes} made notes of. Notes that it did not make are a description. */
export function readKeptNotes(notes: string): KeptNotes {
  const asWritten = { description: notes, properties: {} }
  const lines = notes.split('\n')
  const at = lines.lastIndexOf(heading)
  const properties: Record<string, unknown> = {}
  for (const line of at < 0 ? [] : lines.slice(at + 1)) {
    const pair = /^- (.+?): (.*)$/.exec(line)
    if (!pair || pair[1] === undefined || pair[1] === '__proto__') return asWritten
    properties[pair[1]] = valueOfText(pair[2] ?? '')
  }
  const kept = { description: lines.slice(0, at < 0 ? undefined : at).join('\n'), properties }
  return writeKeptNotes(kept) === notes ? kept : asWritten
}

function oneLine(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '').replace(/\s+/g, ' ').trim()
}

/** Text as it is where nobody would read anything else in it, anything else as JSON. */
function valueText(value: unknown): string {
  if (typeof value === 'string' && value !== '' && value === oneLine(value) && !isJson(value)) return value
  return JSON.stringify(value) ?? 'null'
}

function valueOfText(text: string): unknown {
  return isJson(text) ? JSON.parse(text) : text
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Of a text on one line. Most words begin like none, and a parser that fails takes its time. */
function isJson(text: string): boolean {
  if (/^[-\d]/.test(text)) return jsonNumber.test(text)
  if (/^[tfn]/.test(text)) return text === 'true' || text === 'false' || text === 'null'
  if (!/^["[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
