import { describe, expect, test } from 'vitest'
import { counts, read, refusal } from './support.ts'

const newest = `---
title: Allotment
config:
  layout: elk
---
%%{
  init: { "flowchart": { "curve": "basis" } }
}%%
flowchart LR
    %% who comes
    G@{ shape: manual-input, label: "Gardener 👩‍🌾" }
    S@{
      shape: cyl
      label: "Seed store"
    }
    W@{ shape: rounded, label: "Watering" }
    I@{ icon: "fa:user", form: "square", label: "Neighbour", pos: "t", h: 60 }
    P@{ img: "https://example.com/x.png", label: "Pump", pos: "t", w: 60, h: 60 }
    G e1@==> W
    e1@{ animate: true }
    W e2@-->|opens| P
    W -- "\`takes **seed**\`" --> S
    I --o W
    classDef animate stroke-dasharray: 9,5
    class e1 animate
    click W "https://example.com" _blank
    linkStyle 0 stroke:#ff3
    style P fill:#f9f
`

const page = `# Allotment

How it is watered.

## Watering

\`\`\`mermaid
flowchart LR
  g((Gardener)) -->|turns| p[Pump]
\`\`\`

\`\`\`mermaid
sequenceDiagram
  A->>B: hello
\`\`\`

### Harvest ###

~~~mermaid
%% in autumn
graph TD
  g --> b[(Basket)]
~~~
`

describe('Mermaid, as people write it', () => {
  test('shapes, icons and pictures by name, ids of links, and everything that only says how it looks', async () => {
    const file = await read(newest, 'allotment.mmd')
    expect(file.model.diagrams.map(({ name }) => name)).toEqual(['Allotment'])
    expect(file.model.elements.map(({ label, kind, technology }) => [label, kind, technology])).toEqual([
      ['Gardener 👩‍🌾', 'process', null], ['Seed store', 'data-store', null], ['Watering', 'process', null], ['Neighbour', 'process', 'shape:fa:user'], ['Pump', 'process', null],
    ])
    expect(file.model.flows.map(({ key, label, sourceId }) => [key, label, sourceId])).toEqual([['gardener->watering', '', 'e1'], ['watering->pump', 'opens', 'e2'], ['watering->seed_store', 'takes seed', null], ['neighbour->watering', '', null]])
    expect(file.report).toMatchObject({ elements: { parsed: 5, candidates: 5 }, edges: { parsed: 4, candidates: 4 }, labels: { parsed: 5, candidates: 5 }, flowLabels: { parsed: 2, candidates: 2 } })
  })

  test.each(['allotment', 'allotment.txt', 'allotment.json'])('it is known without its ending, behind front matter and directives of several lines: %s', async (name) => {
    expect((await read(newest, name)).format).toBe('mermaid')
  })

  test('icons within labels are drawn, not read, and one alone stays', async () => {
    const { model } = await read('flowchart LR\n a["fa:fa-database Seeds"] --> b["fab:fa-pagelines Bed"] --> c["fa:fa-tree"]', 'a.mmd')
    expect(model.elements.map(({ label, technology }) => [label, technology])).toEqual([['Seeds', 'shape:database'], ['Bed', null], ['fa:fa-tree', null]])
  })

  test.each(['README.md', 'readme'])('each flowchart that a Markdown file fences in is a diagram, called by the heading above it: %s', async (name) => {
    const file = await read(page, name)
    expect(file.format).toBe('mermaid')
    expect(counts(file)).toEqual({ elements: 4, flows: 2, boundaries: 0, diagrams: 2 })
    expect(file.model.diagrams.map((one) => one.name)).toEqual(['Watering', 'Harvest'])
    expect(file.model.elements.map(({ key, sourceId, diagram }) => [key, sourceId, diagram])).toEqual([['gardener', 'g', 'diagram:watering'], ['pump', 'p', 'diagram:watering'], ['g', 'g#2', 'diagram:harvest'], ['basket', 'b', 'diagram:harvest']])
    expect(file.report.dropped).toEqual([{ line: 13, what: 'section "sequenceDiagram"', why: 'no place for it here' }])
    expect(file.report.elements).toEqual({ parsed: 4, candidates: 4 })
  })

  test('a fenced flowchart that is wrong is refused with the line of the file', async () => {
    expect(await refusal(page.replace('g --> b[(Basket)]', 'g -->> ((b'), 'README.md')).toMatchObject({ place: 'line 22, "g -->> ((b"' })
  })

  test('a Markdown file may hold many diagrams, but not without end', async () => {
    const many = '```mermaid\nflowchart LR\n a --> b\n```\n'.repeat(201)
    expect((await refusal(many, 'README.md')).expected).toBe('at most 200 diagrams, found 201')
  })
})
