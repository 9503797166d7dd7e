import { z } from 'zod'

/** Longest source, in characters, once prepared. */
export const maxText = 4_000_000
/** The parser's time grows with their number, and the model's with it. */
export const maxLinks = 10_000

type Parser = (text: string) => Promise<unknown>
let loading: Promise<Parser> | null = null

/** Mermaid's own parser of flowcharts, which gives the diagram's database. Loaded on first use. */
export function mermaidParser(): Promise<Parser> {
  loading ??= loadMermaid()
  return loading
}

/** Nothing is drawn here, so that no browser need be put up. */
async function loadMermaid(): Promise<Parser> {
  const { default: mermaid } = await import('mermaid/dist/mermaid.esm.min.mjs')
  mermaid.initialize({ startOnLoad: false, maxEdges: maxLinks * 2, maxTextSize: maxText * 2, suppressErrorRendering: true, logLevel: 'fatal', securityLevel: 'strict' })
  const first = await mermaid.mermaidAPI.getDiagramFromText('graph LR\n a --> b')
  const flowchart = Reflect.getPrototypeOf(first.db)
  if (flowchart !== null) {
    takeTextsAsTheyAre(flowchart)
    quicken(flowchart)
  }
  return async (text) => (await mermaid.mermaidAPI.getDiagramFromText(text)).db
}

const Method = z.custom<(...given: unknown[]) => unknown>((value) => typeof value === 'function')

function methodOf(flowchart: object, name: string): (...given: unknown[]) => unknown {
  return Method.parse(Reflect.get(flowchart, name))
}

/**
 * Mermaid wants a browser only to clean the HTML of texts that it would draw. Labels are text everywhere here, so they pass as they
 * are; what describes a diagram to those who can not see it is not read.
 */
function takeTextsAsTheyAre(flowchart: object): void {
  const clear = methodOf(flowchart, 'clear')
  Reflect.set(flowchart, 'sanitizeText', (text: unknown) => text)
  Reflect.set(flowchart, 'addVertex', vertexWithPlainLabel(methodOf(flowchart, 'addVertex')))
  Reflect.set(flowchart, 'clear', function (this: object, ...given: unknown[]) {
    Object.assign(this, { setAccTitle: () => undefined, setAccDescription: () => undefined })
    return Reflect.apply(clear, this, given)
  })
}

/** Takes the work out of mermaid's database that grows with the square of a diagram. What it holds in the end is the same. */
function quicken(flowchart: object): void {
  const links = linkIndex()
  const [addVertex, addSingleLink] = [methodOf(flowchart, 'addVertex'), methodOf(flowchart, 'addSingleLink')]
  Reflect.set(flowchart, 'addVertex', function (this: object, id: unknown, ...rest: unknown[]) {
    return withLinks(this, links.named(this, id), () => Reflect.apply(addVertex, this, [id, ...rest]))
  })
  Reflect.set(flowchart, 'addSingleLink', function (this: object, start: unknown, end: unknown, type: unknown, id: unknown) {
    const all = linksOf(this)
    const few = Object.assign([...new Set([...links.between(this, start, end), ...links.named(this, id)])], { defaultInterpolate: Reflect.get(all, 'defaultInterpolate') })
    // Beyond the limit mermaid is to say so itself.
    if (all.length >= maxLinks * 2) return Reflect.apply(addSingleLink, this, [start, end, type, id])
    withLinks(this, few, () => Reflect.apply(addSingleLink, this, [start, end, type, id]))
    const added = few.at(-1)
    all.push(added)
    links.add(this, start, end, added)
  })
}

const Label = z.object({ text: z.string(), type: z.string() })

/**
 * For every label mermaid copies its whole configuration, which takes longer than all of its parsing. Here a vertex is added
 * without its label, and then given it as mermaid itself does where there is nothing to clean.
 */
function vertexWithPlainLabel(addVertex: (...given: unknown[]) => unknown) {
  return function (this: object, id: unknown, label: unknown, ...rest: unknown[]) {
    const given = Label.safeParse(label)
    // What is named as a link is that link, and takes no label.
    const isLink = linksOf(this).some((link) => fieldOf(link, 'id') === id)
    if (!given.success || isLink || typeof id !== 'string') return Reflect.apply(addVertex, this, [id, label, ...rest])
    Reflect.apply(addVertex, this, [id, undefined, ...rest])
    const vertices = fieldOf(this, 'vertices')
    const vertex: unknown = vertices instanceof Map ? vertices.get(id) : undefined
    if (typeof vertex !== 'object' || vertex === null) return
    const text = given.data.text.trim()
    Object.assign(vertex, { text: /^"[^]*"$/.test(text) ? text.slice(1, -1) : text, labelType: given.data.type })
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function linksOf(db: object): unknown[] {
  const links = fieldOf(db, 'edges')
  return Array.isArray(links) ? links : []
}

/** Runs `work` while the database has only `few` of its links: those that it would find among all of them. */
function withLinks(db: object, few: unknown[], work: () => unknown): unknown {
  const all = Reflect.get(db, 'edges')
  Reflect.set(db, 'edges', few)
  try {
    return work()
  } finally {
    Reflect.set(db, 'edges', all)
  }
}

interface Links {
  byName: Map<unknown, unknown>
  byEnds: Map<string, unknown[]>
}

/** The links of each database, by their names and by their ends: for every node and link mermaid looks through all of them. */
function linkIndex() {
  const all = new WeakMap<object, Links>()
  const of = (db: object): Links => {
    const links = all.get(db) ?? { byName: new Map(), byEnds: new Map() }
    all.set(db, links)
    return links
  }
  const ends = (start: unknown, end: unknown): string => JSON.stringify([start, end])
  return {
    named: (db: object, id: unknown): unknown[] => {
      const link = of(db).byName.get(id)
      return link === undefined ? [] : [link]
    },
    between: (db: object, start: unknown, end: unknown): unknown[] => of(db).byEnds.get(ends(start, end)) ?? [],
    add: (db: object, start: unknown, end: unknown, link: unknown): void => {
      const { byName, byEnds } = of(db)
      const id = fieldOf(link, 'id')
      if (!byName.has(id)) byName.set(id, link)
      const beside = byEnds.get(ends(start, end))
      if (beside) beside.push(link)
      else byEnds.set(ends(start, end), [link])
    },
  }
}
