import { StreamLanguage, type StringStream } from '@codemirror/language'

const words = /^(?:flowchart|graph|subgraph|end|direction|title|LR|RL|TB|TD|BT)\b/
const links = /^(?:<?[-=.]{2,}[>xo]?|-\.+->?)/

function token(stream: StringStream): string | null {
  if (stream.eatSpace()) return null
  if (stream.match('%%')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match(/^"[^"]*"?/)) return 'string'
  if (stream.match(links)) return 'operator'
  if (stream.match(words)) return 'keyword'
  if (stream.match(/^[\w.]+/)) return 'propertyName'
  stream.next()
  return 'punctuation'
}

/** Enough of Mermaid's flowcharts to tell names, words and links apart; what it means is for the import to say. */
export const mermaidLanguage = StreamLanguage.define({ name: 'mermaid', token: (stream) => token(stream) })
