import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mermaidParser } from '../../../src/main/import/mermaid/mermaid-parser.ts'

const id = fc.constantFrom('a', 'b', 'c', 'd1', 'L_a_b_0', 'e1', 'zone')
const shape = fc.constantFrom('', '[Box]', '(Round)', '[(Store)]', '(["Person"])', '@{ shape: cyl, label: "Disk" }', ':::odd')
const node = fc.tuple(id, shape).map((parts) => parts.join(''))
const link = fc.constantFrom('-->', '-- text -->', '-->|text|', '<-->', '-.->', '==>', '---', '~~~', 'e1@-->', 'e2@==>')
const line = fc.oneof(
  fc.tuple(node, link, node, link, node).map((parts) => parts.join(' ')),
  fc.tuple(node, node, link, node, node).map(([a, b, way, c, d]) => `${a} & ${b} ${way} ${c} & ${d}`),
  fc.tuple(id, node).map(([zone, inner]) => `subgraph ${zone}\n${inner}\nend`),
  fc.constantFrom('classDef odd fill:#f9f', 'class a,e1 odd', 'style a fill:#bbf', 'linkStyle default interpolate basis', 'e1@{ animate: true }', 'click a "https://example.org" "tip"', 'accTitle: words', 'accDescr { more\nwords }'),
)

/** All that mermaid's database holds of a diagram. */
function held(db: unknown): string {
  const get = (name: string): unknown => (typeof db === 'object' && db !== null ? Reflect.get(db, name) : null)
  const vertices = get('vertices')
  return JSON.stringify([vertices instanceof Map ? [...vertices] : null, get('edges'), get('subGraphs')])
}

async function outcome(read: () => Promise<unknown>): Promise<string> {
  try {
    return held(await read())
  } catch (problem) {
    return String(problem)
  }
}

test('I21 mermaid answers the same with and without what makes it quick', { timeout: 120_000 }, async () => {
  const { default: mermaid } = await import('mermaid')
  const { default: cleaner } = await import('dompurify')
  Object.assign(cleaner, { sanitize: (label: string) => label, addHook: () => undefined })
  mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true, logLevel: 'fatal', securityLevel: 'strict' })
  const quick = await mermaidParser()
  let read = 0
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => `flowchart LR\n${lines.join('\n')}`), async (text) => {
      const plain = await outcome(async () => (await mermaid.mermaidAPI.getDiagramFromText(text)).db)
      expect(await outcome(() => quick(text))).toBe(plain)
      if (plain.startsWith('[')) read += 1
    }),
    { numRuns: 150, seed: 7 },
  )
  // Two out of three are diagrams; the others are refused by both alike.
  expect(read).toBeGreaterThan(50)
})
