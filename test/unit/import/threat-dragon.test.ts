import { describe, expect, test } from 'vitest'
import { protocolOf } from '../../../src/shared/domain/threat-dragon-words.ts'
import { strideOfName } from '../../../src/main/import/stride-names.ts'
import { counts, read } from './support.ts'

const model = (cells: unknown[]): string => JSON.stringify({ summary: { title: 'Ferry tickets' }, detail: { contributors: [], diagrams: [{ id: 0, title: 'Quay', diagramType: 'STRIDE', cells }] } })

describe('Threat Dragon, as other programs write it', () => {
  const cells = [
    { type: 'tm.Actor', id: 'a', name: 'Passenger' },
    { type: 'tm.Process', id: 'b', attrs: { label: { text: 'Ticket window' } } },
    { shape: 'tm.Store', id: 'c', data: { label: 'Ticket book' } },
    { shape: 'trust-boundary-box', id: 'z', position: { x: 0, y: 0 }, size: { width: 90, height: 90 }, attrs: { label: { text: 'Office' } }, data: { type: 'tm.BoundaryBox' } },
    { type: 'tm.Flow', id: 'f', source: 'a', target: 'b', label: 'buys' },
    { shape: 'flow', id: 'g', source: { cell: 'b' }, target: { cell: 'c' }, labels: ['writes'] },
  ]

  test('names stand on the cell, in its attributes or as plain labels, and ends may be bare ids', async () => {
    const file = await read(model(cells), 'quay.json')
    expect(counts(file)).toEqual({ elements: 3, flows: 2, boundaries: 1, diagrams: 1 })
    expect(file.model.elements.map(({ label }) => label)).toEqual(['Passenger', 'Ticket window', 'Ticket book'])
    expect(file.model.boundaries.map(({ label }) => label)).toEqual(['Office'])
    expect(file.model.flows.map(({ key, label }) => [key, label])).toEqual([['passenger->ticket_window', 'buys'], ['ticket_window->ticket_book', 'writes']])
    expect(file.report).toMatchObject({ labels: { parsed: 3, candidates: 3 }, flowLabels: { parsed: 2, candidates: 2 } })
  })

  test('what the tool itself writes into a new threat is neither a description nor a mitigation', async () => {
    const threat = { id: 't', title: 'Forged ticket', type: 'Spoofing', status: 'Open', severity: 'High', description: 'Provide a description for this threat', mitigation: 'Provide remediation for this threat or a reason if status is N/A' }
    const { threats } = await read(model([{ ...cells[1], threats: [threat] }]), 'quay.json')
    expect(threats.map(({ description, mitigations }) => [description, mitigations])).toEqual([['', []]])
  })

  test.each([
    ['Linking', 'Information Disclosure'], ['Non-repudiation', 'Repudiation'], ['Data disclosure', 'Information Disclosure'], ['Session Management', 'Spoofing'], ['Authorization', 'Elevation of Privilege'], ['Data validation & encoding', 'Tampering'],
  ])('its other methods and decks: "%s" is read as %s', (name, stride) => {
    expect(strideOfName(name)).toBe(stride)
  })

  test.each([
    ['HTTP/S', { protocol: 'https', encrypted: 'yes' }], ['REST over HTTPS', { protocol: 'https', encrypted: 'yes' }], ['gRPC (TLS 1.3)', { protocol: 'grpc', encrypted: 'yes' }], ['HTTP/2', { protocol: 'http', encrypted: 'no' }],
    ['HTTP (TLS)', { protocol: 'https', encrypted: 'yes' }], ['mTLS', { protocol: 'tcp', encrypted: 'yes' }], ['HTTP, HTTPS', { protocol: 'http' }], ['MySQL/TLS', { protocol: 'sql', encrypted: 'yes' }], ['HTTP without TLS', null], ['carrier pigeon', null],
  ])('protocol "%s"', (text, facts) => {
    expect(protocolOf(text)).toEqual(facts)
  })
})
