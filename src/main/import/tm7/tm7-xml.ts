import { SaxesParser } from 'saxes'
import { FileProblem, quote } from '../file-problem.ts'
import { decodeText } from '../source.ts'

const maxDepth = 100
const maxNodes = 1_500_000
/** Longest text of one node, in characters; pictures are not kept at all. */
const maxText = 2_000_000
/** Base64 pictures of types: most of a template's size, and of no use here. */
const pictures = new Set(['ImageSource', 'Image', 'ImageStream'])

/** The attributes that mean something: the others are namespaces. */
const kept = new Set(['type', 'nil', 'Id', 'Ref', 'id', 'name', 'version', 'author'])

/** An XML element by its local name; what is in other namespaces is told apart by its place alone. */
export interface XmlNode {
  name: string
  /** By local name: the `type` of `i:type`. */
  attributes: Readonly<Record<string, string>>
  text: string
  children: XmlNode[]
  line: number
}

export interface XmlReading {
  checkCancelled: () => void
  progress: (done: number, total: number) => void
}

/**
 * Reads a data contract file of Microsoft's Threat Modeling Tool.
 * @throws FileProblem for a DTD, for what is not well-formed, and beyond the limits of depth, count and length.
 */
export function parseTmtXml(bytes: Uint8Array, file: string, roots: readonly string[], reading: XmlReading): XmlNode {
  const xml = decodeText(bytes, file)
  const parser = new SaxesParser({ position: true })
  const refuse = (expected: string): never => {
    throw new FileProblem({ file, place: `line ${String(parser.line)}, column ${String(parser.column)}`, expected })
  }
  const open: XmlNode[] = []
  const top: XmlNode[] = []
  let nodes = 0
  parser.on('error', (problem) => refuse(`well-formed XML (${quote(problem.message.replace(/^\d+:\d+:\s*/, ''), 90)})`))
  parser.on('doctype', () => refuse('a file without a document type declaration (DTD)'))
  parser.on('opentag', ({ name: tag, attributes }) => {
    const name = localName(tag)
    if (open.length === 0 && !roots.includes(name)) refuse(`a file of Microsoft's Threat Modeling Tool (${roots.join(' or ')}), found <${tag.slice(0, 40)}>`)
    nodes += 1
    if (open.length >= maxDepth) refuse(`at most ${String(maxDepth)} levels of nesting`)
    if (nodes > maxNodes) refuse(`at most ${String(maxNodes)} XML elements`)
    const node: XmlNode = { name, attributes: keptOf(attributes), text: '', children: [], line: parser.line }
    const parent = open.at(-1)
    if (parent) parent.children.push(node)
    else top.push(node)
    open.push(node)
  })
  const addText = (text: string): void => {
    const node = open.at(-1)
    if (!node || pictures.has(node.name)) return
    if (node.text.length + text.length > maxText) refuse(`at most ${String(maxText)} characters in one place`)
    node.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  const step = 256 * 1024
  for (let from = 0; from < xml.length; from += step) {
    reading.checkCancelled()
    parser.write(xml.slice(from, from + step))
    reading.progress(Math.min(from + step, xml.length), xml.length)
  }
  parser.close()
  return top[0] ?? refuse(`a file of Microsoft's Threat Modeling Tool (${roots.join(' or ')})`)
}

/** Most elements have none, or namespaces only. */
const none: Readonly<Record<string, string>> = Object.freeze({})

function keptOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  let found: Record<string, string> | null = null
  for (const key of Object.keys(attributes)) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue
    const name = localName(key)
    const value = attributes[key]
    if (kept.has(name) && typeof value === 'string') (found ??= {})[name] = value
  }
  return found ?? none
}

function localName(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}

/** The first child of one of the names. */
export function child(node: XmlNode | undefined, ...names: string[]): XmlNode | undefined {
  return node?.children.find(({ name }) => names.includes(name))
}

/** The text of the first child of one of the names, trimmed; empty where there is none. */
export function textOf(node: XmlNode | undefined, ...names: string[]): string {
  return child(node, ...names)?.text.trim() ?? ''
}
