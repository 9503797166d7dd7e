import { z } from 'zod'
import type { Dropped, ImportReport } from '../../../shared/domain/import.ts'
import type { ElementKind } from '../../../shared/domain/model.ts'
import { oneLine, textOfHtml } from '../html-label.ts'
import type { Draft, DraftBoundary } from '../draft.ts'
import { FileProblem, quote } from '../file-problem.ts'
import { maxLinks, maxText, mermaidParser } from './mermaid-parser.ts'
import { beginsFlowchart, mermaidBlocks, withoutPreamble } from './mermaid-blocks.ts'
import { countMermaid, prepareMermaid } from './mermaid-source.ts'
import type { MermaidCandidates } from './mermaid-source.ts'
import { numbered } from '../numbered.ts'
import { decodeText, fitLabel } from '../source.ts'
import type { ReadContext } from '../source.ts'

// The parser's time grows with the square of these: at the limits it takes a few seconds.
const maxNodes = 5_000
const maxBoundaries = 1_000
const maxDepth = 100
const maxDiagrams = 200

const Vertex = z.object({ id: z.string(), text: z.string().optional(), type: z.string().optional(), icon: z.string().optional() })
const Edge = z.object({
  id: z.string().optional(),
  start: z.string(),
  end: z.string(),
  type: z.string().optional(),
  stroke: z.string().optional(),
  text: z.string().optional(),
  isUserDefinedId: z.boolean().optional(),
})
const SubGraph = z.object({ id: z.string(), nodes: z.array(z.string()), title: z.string().optional() })
type Edge = z.infer<typeof Edge>
type SubGraph = z.infer<typeof SubGraph>
interface Parsed {
  vertices: z.infer<typeof Vertex>[]
  edges: Edge[]
  subGraphs: SubGraph[]
}

const SyntaxProblem = z.object({ hash: z.object({ loc: z.object({ first_line: z.number() }), text: z.string().optional() }) })

/** Whether the bytes look like a Mermaid flowchart, or like a Markdown file with one in it. */
export function detectMermaid(start: string, name: string): boolean {
  if (/\.(mmd|mermaid)$/i.test(name)) return true
  const text = start.replace(/\r\n?/g, '\n')
  return beginsFlowchart(text) || mermaidBlocks(text).some((block) => beginsFlowchart(block.text))
}

/** Reads a Mermaid flowchart with mermaid's own parser. */
export async function readMermaid(bytes: Uint8Array, context: ReadContext): Promise<{ draft: Draft; report: ImportReport }> {
  const { name } = context
  const source = decodeText(bytes, name)
  if (source.length > maxText) throw new FileProblem({ file: name, place: 'the whole file', expected: `at most ${String(maxText)} characters of Mermaid` })
  const blocks = beginsFlowchart(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')) ? [] : mermaidBlocks(source)
  const charts = blocks.filter((block) => beginsFlowchart(block.text))
  const dropped: Dropped[] = blocks.filter((block) => !charts.includes(block)).map(({ text, line }) => ({ line, what: `section ${quote(withoutPreamble(text).split('\n', 1)[0] ?? '')}`, why: 'no place for it here' }))
  if (charts.length > maxDiagrams) throw new FileProblem({ file: name, place: 'the whole file', expected: `at most ${String(maxDiagrams)} diagrams, found ${String(charts.length)}` })
  const prepares = charts.length > 0 ? charts.map((block) => ({ ...prepared(block.text, name), heading: block.title, line: block.line })) : [{ ...prepared(source, name), heading: '', line: 1 }]
  for (const { text } of prepares) checkHeader(text, name)
  const counted = prepares.map(({ text }) => countMermaid(text))
  const candidates = counted.reduce(together)
  checkSize(candidates, name)
  const drafts: Draft[] = []
  for (const [index, { text, title, heading, line }] of prepares.entries()) {
    context.checkCancelled()
    context.progress({ stage: 'parse', done: index, total: prepares.length })
    // Blank lines stand for what is before it in the file, so that line numbers hold.
    drafts.push(draftOf(await parse(`${'\n'.repeat(line - 1)}${text}`, name), title || heading || nameOfDiagram(name), dropped))
  }
  context.checkCancelled()
  const draft = joined(drafts)
  return { draft, report: reportOf(draft, candidates, dropped) }
}

function together(a: MermaidCandidates, b: MermaidCandidates): MermaidCandidates {
  return {
    elements: a.elements + b.elements, labels: a.labels + b.labels, edges: a.edges + b.edges, flowLabels: a.flowLabels + b.flowLabels,
    boundaries: a.boundaries + b.boundaries, labelled: a.labelled + b.labelled, depth: Math.max(a.depth, b.depth),
  }
}

/** Several flowcharts of one file, each a diagram. What is called alike on two of them is two parts. */
function joined(drafts: readonly Draft[]): Draft {
  const [first] = drafts
  if (first && drafts.length === 1) return first
  const unique = numbered('part')
  const all: Draft = { diagrams: [], elements: [], boundaries: [], flows: [] }
  drafts.forEach((draft, diagram) => {
    const ref = (own: string | null): string | null => (own === null ? null : `${String(diagram)}/${own}`)
    const sourceId = (own: string | null): string | null => (own === null ? null : unique(own).slice(0, 500))
    all.diagrams.push(...draft.diagrams)
    for (const one of draft.elements) all.elements.push({ ...one, diagram, ref: `${String(diagram)}/${one.ref}`, parent: ref(one.parent), sourceId: sourceId(one.sourceId) })
    for (const one of draft.boundaries) all.boundaries.push({ ...one, diagram, ref: `${String(diagram)}/${one.ref}`, parent: ref(one.parent), sourceId: sourceId(one.sourceId) })
    for (const one of draft.flows) all.flows.push({ ...one, diagram, source: ref(one.source), target: ref(one.target), sourceId: sourceId(one.sourceId) })
  })
  return all
}

function prepared(source: string, name: string): { text: string; title: string } {
  try {
    return prepareMermaid(source)
  } catch (problem) {
    const why = problem instanceof Error ? quote(problem.message, 80) : 'it is broken'
    throw new FileProblem({ file: name, place: 'the front matter', expected: `valid YAML (${why})` })
  }
}

function nameOfDiagram(name: string): string {
  return (name.split(/[/\\]/).pop() ?? name).replace(/\.[^.]+$/, '').slice(0, 500)
}

function checkHeader(text: string, name: string): void {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.trim() !== '')
  const place = at < 0 ? 'the whole file' : `line ${String(at + 1)}`
  const line = lines[at] ?? ''
  if (/^\s*(?:graph|flowchart)(?:-elk)?(?:[\s;]|$)/.test(line)) return
  throw new FileProblem({ file: name, place, expected: `a Mermaid flowchart ("flowchart" or "graph" first)${at < 0 ? '' : `, found ${quote(line)}`}` })
}

function checkSize(candidates: MermaidCandidates, name: string): void {
  const limit = (found: number, most: number, what: string): void => {
    if (found > most) throw new FileProblem({ file: name, place: 'the whole file', expected: `at most ${String(most)} ${what}, found ${String(found)}` })
  }
  limit(candidates.depth, maxDepth, 'subgraphs inside each other')
  limit(candidates.boundaries, maxBoundaries, 'subgraphs')
  limit(candidates.elements, maxNodes, 'nodes')
  limit(candidates.labelled, maxNodes * 2, 'nodes with a label')
  limit(candidates.edges, maxLinks, 'links')
}

/** Calls a method of an object whose type the library does not give, and answers what it returns, unchecked. */
function call(target: unknown, method: string): unknown {
  if (typeof target !== 'object' || target === null) return undefined
  const found: unknown = Reflect.get(target, method)
  return typeof found === 'function' ? Reflect.apply(found, target, []) : undefined
}

async function parse(text: string, name: string): Promise<Parsed> {
  const parser = await mermaidParser()
  // Mermaid cuts blank lines at the start, so its line numbers are that much lower.
  const offset = text.slice(0, text.length - text.trimStart().length).split('\n').length - 1
  let db: unknown
  try {
    db = await parser(text)
  } catch (problem) {
    throw syntaxProblem(problem, text, offset, name)
  }
  const vertices = call(db, 'getVertices')
  return {
    vertices: z.array(Vertex).parse(vertices instanceof Map ? [...vertices.values()] : []),
    edges: z.array(Edge).parse(call(db, 'getEdges')),
    subGraphs: z.array(SubGraph).parse(call(db, 'getSubGraphs')),
  }
}

function syntaxProblem(problem: unknown, text: string, offset: number, name: string): FileProblem {
  const found = SyntaxProblem.safeParse(problem)
  if (!found.success) {
    const why = problem instanceof Error ? quote(problem.message, 100) : 'it was refused'
    return new FileProblem({ file: name, place: 'the whole file', expected: `a Mermaid flowchart (mermaid says ${why})` })
  }
  const { loc, text: token } = found.data.hash
  const lines = text.split('\n')
  const number = Math.min(loc.first_line + offset, lines.length)
  const line = lines[number - 1] ?? ''
  const unexpected = token !== undefined && token.trim() !== '' ? ` (did not expect ${quote(token, 30)})` : ' (the file ends too early)'
  return new FileProblem({ file: name, place: `line ${String(number)}${line.trim() === '' ? '' : `, ${quote(line)}`}`, expected: `valid flowchart syntax${unexpected}` })
}

/** Mermaid hides its entities from its own grammar (`#35;`, `#quot;`) and hands labels back HTML-escaped. */
function labelOf(text: string | undefined): string {
  const entities = (text ?? '').replaceAll('ﬂ°br¶ß', ' ').replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';')
  const markdown = entities.replace(/\*\*([^*]+)\*\*/g, '$1').replace(/^`|`$/g, '')
  const unquoted = /^"[^"]*"$/.test(markdown.trim()) ? markdown.trim().slice(1, -1) : markdown
  const read = textOfHtml(unquoted)
  // An icon before the words is drawn, not read; alone it is all that there is.
  return oneLine(read.replace(/\bfa[a-z]?:fa-[\w-]+/g, ' ')) || read
}

/** The icon that a node is drawn with; of those within labels only the ones that say what the node is, not what it is about. */
function hintOf({ icon, text = '' }: z.infer<typeof Vertex>): string | null {
  const within = /\bfa[a-z]?:fa-(database|user|users)\b/.exec(text)?.[1]
  const hint = icon ?? within
  return hint === undefined ? null : `shape:${hint}`.slice(0, 80)
}

const stores = new Set(['cylinder', 'cyl', 'database', 'db', 'das', 'h-cyl', 'horizontal-cylinder', 'disk', 'lin-cyl', 'lined-cylinder', 'bow-rect', 'stored-data', 'bow-tie-rectangle', 'win-pane', 'internal-storage', 'window-pane', 'datastore', 'data-store'])
const entities = new Set(['stadium', 'pill', 'terminal'])

function kindOf(shape: string | undefined): ElementKind {
  if (shape !== undefined && stores.has(shape)) return 'data-store'
  return shape !== undefined && entities.has(shape) ? 'external-entity' : 'process'
}

function draftOf(parsed: Parsed, title: string, dropped: Dropped[]): Draft {
  const zones = new Map(parsed.subGraphs.map((zone) => [zone.id, zone]))
  const parents = new Map<string, string>()
  for (const zone of parsed.subGraphs) {
    for (const node of zone.nodes) if (!parents.has(node) && node !== zone.id) parents.set(node, zone.id)
  }
  const parentRef = (id: string): string | null => {
    const parent = parents.get(id)
    return parent === undefined ? null : refOf(parent, zones)
  }
  const elements = parsed.vertices
    .filter(({ id }) => !zones.has(id))
    .map((vertex) => ({
      ref: refOf(vertex.id, zones),
      diagram: 0,
      label: fitLabel(labelOf(vertex.text), 'node', dropped),
      kind: kindOf(vertex.type),
      technology: hintOf(vertex),
      parent: parentRef(vertex.id),
      box: null,
      sourceId: vertex.id.slice(0, 500),
    }))
  const boundaries: DraftBoundary[] = outerFirst(parsed.subGraphs, parents).map((zone) => ({
    ref: refOf(zone.id, zones),
    diagram: 0,
    label: fitLabel(labelOf(zone.title), 'subgraph', dropped),
    kind: 'box',
    parent: parentRef(zone.id),
    box: null,
    // Mermaid numbers subgraphs without an id; such a number says nothing about the next version of the file.
    sourceId: /^subGraph\d+$/.test(zone.id) ? null : zone.id.slice(0, 500),
  }))
  const flows = parsed.edges.filter((edge) => visible(edge, dropped)).map((edge) => flowOf(edge, zones, dropped))
  return { diagrams: [{ name: title, sourceId: null }], elements, boundaries, flows }
}

/** Nodes and subgraphs share one namespace in Mermaid; a subgraph that is an end of a link also shows up as a node. */
function refOf(id: string, zones: Map<string, SubGraph>): string {
  return `${zones.has(id) ? 'zone' : 'node'}:${id}`
}

/** Mermaid lists inner subgraphs first; a reader expects the outer one before its parts. */
function outerFirst(subGraphs: SubGraph[], parents: Map<string, string>): SubGraph[] {
  const children = new Map<string | null, SubGraph[]>()
  for (const zone of subGraphs) {
    const parent = parents.get(zone.id) ?? null
    children.set(parent, [...(children.get(parent) ?? []), zone])
  }
  const ordered: SubGraph[] = []
  const visit = (parent: string | null): void => {
    for (const zone of children.get(parent) ?? []) {
      ordered.push(zone)
      visit(zone.id)
    }
  }
  visit(null)
  return ordered
}

function visible(edge: Edge, dropped: Dropped[]): boolean {
  if (edge.stroke !== 'invisible') return true
  dropped.push({ what: `link ${edge.start} ~~~ ${edge.end}`, why: 'an invisible link only shapes the layout' })
  return false
}

function flowOf(edge: Edge, zones: Map<string, SubGraph>, dropped: Dropped[]): Draft['flows'][number] {
  const what = `link ${edge.start} -> ${edge.end}`
  if (zones.has(edge.start) || zones.has(edge.end)) dropped.push({ what, why: 'it ends at a subgraph: kept on the diagram, but not analysed' })
  else if (edge.type === 'arrow_open') dropped.push({ what, why: 'no arrowhead: read as a flow in the order it is written' })
  return {
    diagram: 0,
    label: fitLabel(labelOf(edge.text), what, dropped),
    source: refOf(edge.start, zones),
    target: refOf(edge.end, zones),
    bidirectional: edge.type?.startsWith('double_arrow') ?? false,
    sourceId: edge.isUserDefinedId === true && edge.id !== undefined ? edge.id.slice(0, 500) : null,
  }
}

function reportOf(draft: Draft, candidates: MermaidCandidates, dropped: Dropped[]): ImportReport {
  const nodes = new Set(draft.elements.map(({ ref }) => ref))
  const connected = draft.flows.filter(({ source, target }) => source !== null && target !== null && nodes.has(source) && nodes.has(target))
  const share = (parsed: number, counted: number): { parsed: number; candidates: number } => ({ parsed, candidates: Math.max(parsed, counted) })
  if (candidates.edges > draft.flows.length) {
    dropped.push({ what: `${String(candidates.edges - draft.flows.length)} links`, why: "counted in the text, but mermaid's parser did not give them" })
  }
  return {
    elements: share(draft.elements.length, candidates.elements),
    edges: share(connected.length, Math.max(candidates.edges, draft.flows.length)),
    labels: share(draft.elements.filter(({ label }) => label !== '').length, candidates.labels),
    flowLabels: share(connected.filter(({ label }) => label !== '').length, candidates.flowLabels),
    dropped,
  }
}
