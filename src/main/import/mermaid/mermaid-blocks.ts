import { oneLine } from '../html-label.ts'

/** A diagram in a Markdown file. */
export interface MermaidBlock {
  text: string
  /** The heading above it; empty where there is none. */
  title: string
  /** The number of its first line in the file, from 1. */
  line: number
}

const opening = /^\s{0,3}(?:>\s?)?(`{3,}|~{3,}|:{3,})\s*\{?\.?mermaid\b/i
const heading = /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/
const header = /^\s*(?:graph|flowchart)(?:-elk)?(?:[\s;]|$)/

/** The text without what may stand before a flowchart: front matter, directives, comments and blank lines. */
export function withoutPreamble(text: string): string {
  let rest = text.trimStart()
  for (;;) {
    const next = rest.replace(/^---\n[\s\S]{0,20000}?\n---[ \t]*(?=\n|$)/, '').replace(/^%%\{[\s\S]{0,20000}?\}%%/, '').replace(/^%%(?!\{)[^\n]*/, '').trimStart()
    if (next === rest) return rest
    rest = next
  }
}

/** Whether the text begins as a flowchart does. */
export function beginsFlowchart(text: string): boolean {
  return header.test(withoutPreamble(text))
}

/** The Mermaid diagrams that a Markdown file fences in, of whatever kind; none where it has no such fence. */
export function mermaidBlocks(source: string): MermaidBlock[] {
  const lines = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').split('\n')
  const blocks: MermaidBlock[] = []
  let title = ''
  for (let at = 0; at < lines.length; at += 1) {
    const fence = opening.exec(lines[at] ?? '')?.[1]
    if (fence === undefined) {
      title = heading.exec(lines[at] ?? '')?.[1] ?? title
      continue
    }
    const end = closingOf(lines, at + 1, fence)
    blocks.push({ text: lines.slice(at + 1, end).join('\n'), title: oneLine(title.slice(0, 2000)).slice(0, 500), line: at + 2 })
    at = end
  }
  return blocks
}

function closingOf(lines: readonly string[], from: number, fence: string): number {
  const close = new RegExp(`^\\s{0,3}${fence.charAt(0)}{${String(fence.length)},}\\s*$`)
  for (let at = from; at < lines.length; at += 1) if (close.test(lines[at] ?? '')) return at
  return lines.length
}
