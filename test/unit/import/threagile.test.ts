import { describe, expect, test } from 'vitest'
import { counts, read } from './support.ts'

const bakery = `
threagile_version: 1.0.0
title: Bakery
technical_assets:
  till:
    title: Cash till
    type: Process
    technologies: [web-server]
    communication_links:
      asks for prices:
        target: price-book
        protocol: sql-access-protocol-encrypted
        authentication: credentials
  price-book:
    title: Price book
    type: data-store
    technologies:
      - database
custom_risk_categories:
  - id: stale-prices
    title: Stale prices
    stride: repudiation
    cwe: 693
    risks_identified:
      <b>Stale</b> in <b>Price book</b>:
        severity: elevated
        most_relevant_technical_asset: price-book
risk_tracking:
  stale-prices@price-book:
    status: accepted
    justification: printed daily
`

describe('Threagile, in its newer spellings', () => {
  test('titles, lists of technologies, and keys that stand for ids', async () => {
    const file = await read(bakery, 'bakery.yaml')
    expect(file.format).toBe('threagile')
    expect(counts(file)).toEqual({ elements: 2, flows: 1, boundaries: 0, diagrams: 1 })
    expect(file.model.elements.map(({ label, kind, technology }) => [label, kind, technology])).toEqual([['Cash till', 'process', 'shape:web-server'], ['Price book', 'data-store', 'shape:database']])
    expect(file.model.flows.map(({ key, label }) => [key, label])).toEqual([['cash_till->price_book', 'asks for prices']])
    expect(file.report.labels).toEqual({ parsed: 2, candidates: 2 })
  })

  test('risks of categories that stand in a list, with what was decided of them', async () => {
    const { threats } = await read(bakery, 'bakery.yaml')
    expect(threats.map(({ title, stride, score, evidenceKeys, decision }) => [title, stride, score.severity, evidenceKeys, decision?.response])).toEqual([['Stale in Price book', ['Repudiation'], 'elevated', ['price_book'], 'accept']])
  })

  test('files that it includes are told, never opened, and one that only includes others is empty', async () => {
    const file = await read('threagile_version: 1.0.0\ntitle: Bakery\nincludes:\n  - /etc/passwd\n  - assets.yaml\n', 'main.yaml')
    expect(counts(file)).toEqual({ elements: 0, flows: 0, boundaries: 0, diagrams: 1 })
    expect(file.report.dropped).toEqual([
      { what: 'part "/etc/passwd"', why: 'another file: it is not opened from here' },
      { what: 'part "assets.yaml"', why: 'another file: it is not opened from here' },
    ])
  })
})
