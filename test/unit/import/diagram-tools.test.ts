import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { calm, damaged, deepJson, oddLabels, oddNumbers } from './hostile.ts'
import { counts, fixture, readPath, refusal } from './support.ts'

const dragon = fixture('threat-dragon/library.json')
const otm = fixture('library.otm.yaml')
const threagile = fixture('library.threagile.yaml')
const text = (path: string): string => readFileSync(path, 'utf8')

describe('Threat Dragon', () => {
  test('every diagram, boundaries of both kinds, notes, facts, scope', async () => {
    const { model, report, about } = await readPath(dragon)
    expect(model.diagrams.map(({ name }) => name)).toEqual(['Desk', 'Archive'])
    expect(counts(await readPath(dragon))).toEqual({ diagrams: 2, elements: 4, flows: 1, boundaries: 2 })
    expect(report.edges).toEqual({ parsed: 1, candidates: 2 })
    expect(model.boundaries.map(({ label, kind }) => [label, kind])).toEqual([['Building', 'box'], ['Back office', 'line']])
    const part = (label: string) => [...model.elements, ...model.flows].find((one) => one.label === label)
    expect(part('Lending desk')).toMatchObject({ kind: 'process', technology: 'shape:web application', parent: model.boundaries[0]?.id, notes: 'Checks cards.\nIn the file:\n- isWebApplication: true\n- shelfCount: 12' })
    expect(part('Stock list')).toMatchObject({ kind: 'data-store', notes: '', outOfScope: 'run by the city', facts: { encrypted_at_rest: { value: 'yes' } } })
    expect(part('Asks for a book')).toMatchObject({ bidirectional: true, facts: { protocol: { value: 'https' }, encrypted: { value: 'yes' } } })
    expect(model.elements.map(({ sourceId }) => sourceId)).toEqual(['reader', 'desk', 'stock', 'desk#2'])
    expect(about?.header).toEqual({ system: 'Lending library', release: '4.2', purpose: 'Readers borrow books.\n\nClosed on Mondays' })
    expect(report.dropped.map(({ why }) => why)).toContain('a note on the diagram, not an element')
  })

  test('threats with status, severity, score, mitigation, and types in other languages and methods', async () => {
    const { threats } = await readPath(dragon)
    expect(threats.map(({ displayId, title, stride, score, mitigations, decision }) => [displayId, title, stride[0], score.severity, score.score, mitigations, decision?.response])).toEqual([
      ['1', 'Forged card', 'Spoofing', 'High', '7', [], undefined],
      ['2', 'No proof of return', 'Repudiation', null, null, ['Print a receipt.'], 'mitigate'],
      ['', 'Overheard', 'Information Disclosure', 'Low', null, ['It is a small room.'], 'accept'],
    ])
    expect(threats[2]?.evidenceKeys).toEqual(['reader->lending_desk'])
  })
})

describe('Open Threat Model', () => {
  test('zones inside components, places from the corner of what is around, assets, threats once with all their parts', async () => {
    const file = await readPath(otm)
    const { model, threats, about, report } = file
    expect(counts(file)).toEqual({ diagrams: 1, elements: 3, flows: 2, boundaries: 3 })
    const node = (label: string) => [...model.elements, ...model.boundaries].find((one) => one.label === label)
    expect(node('Cellar')?.parent).toBe(node('Lending desk')?.id)
    expect(node('Lending desk')?.position).toEqual({ x: 340.5, y: 60, width: 100, height: 80 })
    expect(node('Reader')).toMatchObject({ kind: 'external-entity', technology: 'shape:web-client' })
    expect(node('Street')?.facts['zone']?.value).toBe('internet')
    expect(node('Lending desk')?.notes).toContain('- drawers: 3\n- floor: ground\n')
    expect(about).toMatchObject({ mitigations: 2, assets: [{ name: 'Reader cards', confidentiality: 'high', integrity: 'medium', availability: 'low', sources: ['desk', 'ask'] }] })
    expect(threats.map(({ title, stride, evidenceKeys, mitigations }) => [title, stride, evidenceKeys, mitigations])).toEqual([
      ['Forged card', ['Spoofing', 'Tampering'], ['lending_desk', 'reader->lending_desk'], ['Look at the photograph']],
      ['Flood', ['Tampering'], [], []],
    ])
    expect(report.dropped.map(({ what }) => what)).toEqual(['mitigation "m2" "Pumps"'])
  })
})

describe('Threagile', () => {
  test('assets, links, data assets, boundaries, runtimes, and what is known of risks', async () => {
    const file = await readPath(threagile)
    const { model, threats, about, report } = file
    expect(counts(file)).toEqual({ diagrams: 1, elements: 3, flows: 1, boundaries: 2 })
    expect(report.edges).toEqual({ parsed: 1, candidates: 2 })
    const part = (label: string) => [...model.elements, ...model.flows, ...model.boundaries].find((one) => one.label === label)
    expect(part('Reader')).toMatchObject({ outOfScope: 'belongs to nobody' })
    expect(part('Lending desk')).toMatchObject({ parent: model.boundaries[0]?.id, facts: { internet_facing: { value: 'yes' }, scales: { value: 'no' } } })
    expect(part('Lending desk')?.notes).toContain('shared_runtime: ["Old server"]')
    expect(part('Stock list')).toMatchObject({ kind: 'data-store', facts: { encrypted_at_rest: { value: 'yes' } } })
    expect(part('Asks')?.facts).toMatchObject({ protocol: { value: 'https' }, encrypted: { value: 'yes' }, authenticated: { value: 'yes' }, caller_passed_on: { value: 'yes' }, carries_internal_data: { value: 'yes' } })
    expect(about?.assets.map(({ name, confidentiality }) => [name, confidentiality])).toEqual([['Reader cards', 'high'], ['Posters', 'low']])
    expect(about?.assets.map(({ classification, sources }) => [classification, sources])).toEqual([['confidential', ['reader>asks']], ['public', []]])
    expect(about?.assumptions.map(({ confirmed }) => confirmed)).toEqual(['unknown', 'yes'])
    expect(threats.map(({ title, stride, evidenceKeys, decision }) => [title, stride[0], evidenceKeys, decision?.response])).toEqual([
      ['Fire at Stock list', 'Denial of Service', ['stock_list'], 'accept'],
      ['Unencrypted asset', 'Information Disclosure', [], 'mitigate'],
    ])
  })
})

describe('hostile files are refused in a line or read whole', { timeout: 120_000 }, () => {
  test.each([['threat-dragon', dragon, 'a.json'], ['otm', otm, 'a.otm'], ['threagile', threagile, 'a.yaml']] as const)('%s: cut at every percent, bytes flipped, wrong encodings', async (format, path, name) => {
    const good = readFileSync(path)
    const ends = { refused: 0, imported: 0 }
    for (const { what, bytes } of damaged(good, { seed: 5, copies: 60 })) ends[(await calm(bytes, name, what, format)) === 'refused' ? 'refused' : 'imported'] += 1
    expect(ends.refused).toBeGreaterThan(0)
    expect(ends.imported).toBeGreaterThan(0)
  })

  test.each(oddLabels)('labels: %s', async (what, label) => {
    const json = JSON.stringify(label)
    await calm(text(dragon).replaceAll('"Lending\\ndesk"', () => json).replaceAll('"Forged card"', () => json).replaceAll('"desk"', () => json), 'a.json', what, 'threat-dragon')
    await calm(text(otm).replaceAll('Lending desk', () => json).replaceAll('Forged card', () => json), 'a.otm', what, 'otm')
    await calm(text(threagile).replaceAll('Lending desk:', () => `${json}:`).replaceAll('belongs to nobody', () => json), 'a.yaml', what, 'threagile')
  })

  test('places that are none', async () => {
    for (const number of oddNumbers) {
      const json = JSON.stringify(number)
      expect(await calm(text(dragon).replaceAll('"x": 300', () => `"x": ${json}`), 'a.json', json, 'threat-dragon')).not.toBe('refused')
      expect(await calm(text(otm).replaceAll('x: 300', () => `x: ${json}`), 'a.otm', json, 'otm')).not.toBe('refused')
    }
    expect(await calm(text(otm).replaceAll('x: 300', 'x: .nan'), 'a.otm', 'NaN', 'otm')).not.toBe('refused')
  })

  test('ids that stand twice or are missing', async () => {
    for (const path of [dragon, otm]) {
      const name = path === dragon ? 'a.json' : 'a.otm'
      expect(await calm(text(path).replaceAll(/(id"?: "?)(?:stock|reader)/g, '$1desk'), name, 'twice')).not.toBe('refused')
      expect(await calm(text(path).replaceAll(/"?\bid"?: "?(?:stock|reader)"?,/g, ''), name, 'missing')).not.toBe('refused')
    }
  })

  test.each([
    ['nested JSON', 'a.otm', `{"otmVersion": ${deepJson(10_000)}}`, 'levels of nesting'],
    ['nested YAML', 'a.otm', `otmVersion: ${deepJson(10_000)}`, 'nesting'],
    ['nested cells', 'a.json', `{"summary": {}, "detail": {"diagrams": ${deepJson(10_000)}}}`, 'levels of nesting'],
    ['a YAML bomb', 'a.otm', `otmVersion: 1\nl0: &l0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${Array.from({ length: 9 }, () => `*l${at}`).join(',')}]`).join('\n')}`, 'at most'],
    ['a key that reaches into objects', 'a.otm', '{"otmVersion": "0.2.0", "__proto__": {"project": {}}}', '__proto__'],
    ['zones in a circle', 'a.otm', '{"otmVersion": "1", "project": {}, "trustZones": [{"id": "a", "parent": {"trustZone": "b"}}, {"id": "b", "parent": {"trustZone": "a"}}]}', 'circle'],
    ['boundaries in a circle', 'a.yaml', 'technical_assets: {A: {id: a}}\ntrust_boundaries: {B: {id: b, trust_boundaries_nested: [c]}, C: {id: c, trust_boundaries_nested: [b]}}', 'circle'],
    ['cells in a circle', 'a.json', '{"summary": {}, "detail": {"diagrams": [{"cells": [{"id": "a", "shape": "process", "parent": "b"}, {"id": "b", "shape": "process", "parent": "a"}]}]}}', 'circle'],
    ['no diagrams', 'a.json', '{"summary": {}, "detail": {}}', 'diagrams'],
    ['JSON that ends too early', 'a.otm', '{"otmVersion": "0.2.0",', 'too early'],
    ['a key twice', 'a.otm', 'otmVersion: 1\notmVersion: 2', 'valid YAML'],
  ])('%s', async (_what, name, bytes, expected) => {
    expect((await refusal(bytes, name)).expected).toContain(expected)
  })
})
