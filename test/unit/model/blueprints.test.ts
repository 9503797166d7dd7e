import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { modelOfParts, readBlueprint } from '../../../src/main/app/blueprints/blueprint-file.ts'
import { builtInParts, builtInSize } from '../../../src/main/app/blueprints/built-in.ts'
import { loadRuleBook } from '../../../src/main/stride/packs/book.ts'
import { analyze } from '../../../src/main/stride/findings/analyze.ts'
import { ResourceError } from '../../../src/main/stride/vocabulary/yaml-file.ts'
import { boundsOf, builtInBlueprints, builtInTemplates, copiedParts } from '../../../src/shared/domain/blueprint.ts'
import type { Box } from '../../../src/shared/domain/model.ts'
import { arrange } from '../../../src/shared/picture/arrange.ts'
import { ownPositions, placeAll } from '../../../src/shared/picture/place.ts'
import { overlap } from '../../../src/shared/picture/route.ts'
import { root } from '../import/support.ts'

const resources = path.join(root, 'resources')
const book = loadRuleBook(resources, [])
const inside = (inner: Box, outer: Box) => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height

describe('built-in templates and stamps', () => {
  test('each has a file and each file is one', () => {
    const files = readdirSync(path.join(resources, 'blueprints')).filter((name) => name.endsWith('.yaml'))
    expect(files.map((name) => name.replace('.yaml', '')).sort()).toEqual([...builtInBlueprints].sort())
    for (const id of builtInBlueprints) expect(readBlueprint(id, readFileSync(path.join(resources, 'blueprints', `${id}.yaml`), 'utf8')).size).toBe(builtInSize(id))
  })

  test.each(builtInBlueprints)('%s uses known technologies, facts and answers, and fits its kinds', (id) => {
    const { elements, flows, boundaries } = builtInParts(resources, id, book.recogniser)
    for (const { technology, kind, label } of elements) {
      const known = book.recogniser.technologies.get(technology ?? '')
      expect(known, `${label}: ${String(technology)}`).toBeDefined()
      if (kind === 'data-store') expect(known?.kind, label).toBe('data-store')
    }
    const facts = book.vocabulary
    for (const part of [...elements, ...flows, ...boundaries]) {
      const on = 'source' in part ? 'flow' : part.kind === 'box' || part.kind === 'line' ? 'boundary' : part.kind
      for (const [name, { value }] of Object.entries(part.facts)) {
        const fact = facts.get(name)
        expect(fact?.on, `${part.label}: ${name}`).toContain(on)
        expect(fact?.answers ?? ['yes', 'no'], `${part.label}: ${name}`).toContain(value)
      }
    }
  })

  test.each(builtInBlueprints)('%s is drawn without one thing on another, and what is in a boundary lies in it', (id) => {
    const { parts } = readBlueprint(id, readFileSync(path.join(resources, 'blueprints', `${id}.yaml`), 'utf8'))
    const model = modelOfParts(parts)
    const { boxes, labels } = arrange(model, placeAll(model, ownPositions(model)))
    const elements = parts.elements.flatMap(({ id: one }) => boxes.get(one) ?? [])
    for (const [at, box] of elements.entries()) for (const other of elements.slice(at + 1)) expect(overlap(box, other)).toBe(0)
    for (const label of labels) expect(label.cost, label.lines.join(' ')).toBe(0)
    const parents = new Map([...parts.elements, ...parts.boundaries].map(({ id: one, parent }) => [one, parent]))
    const above = (one: string): string[] => {
      const parent = parents.get(one) ?? null
      return parent === null ? [] : [parent, ...above(parent)]
    }
    for (const boundary of parts.boundaries) {
      const box = boxes.get(boundary.id)
      for (const other of [...parts.elements, ...parts.boundaries]) {
        const its = boxes.get(other.id)
        if (!box || !its || other.id === boundary.id || above(boundary.id).includes(other.id)) continue
        if (above(other.id).includes(boundary.id)) expect(inside(its, box), `${other.id} in ${boundary.id}`).toBe(true)
        else expect(overlap(its, box), `${other.id} on ${boundary.id}`).toBe(0)
      }
    }
  })

  test.each(builtInTemplates)('%s is worth a workshop: threats of every kind of trouble, not too many, and questions', (id) => {
    const model = modelOfParts(builtInParts(resources, id, book.recogniser))
    const { findings, questions } = analyze(model, book)
    const size = model.elements.length + model.flows.length
    expect(findings.length).toBeGreaterThanOrEqual(size / 2)
    expect(findings.length).toBeLessThanOrEqual(4 * size)
    expect(new Set(findings.flatMap(({ stride }) => stride[0] ?? [])).size).toBe(6)
    expect(questions.length).toBeGreaterThan(4)
  })

  test('a mistake is told with its line and column', () => {
    const wrong = (text: string) => {
      try {
        readBlueprint('x.yaml', text)
      } catch (problem) {
        if (problem instanceof ResourceError) return [problem.line, problem.problem]
        throw problem
      }
      return null
    }
    const one = "size: part\nelements:\n  a: {label: A, kind: process, technology: api, at: [0, 0]}\nflows:\n"
    expect(wrong(`${one}  - {from: a, to: b, label: ''}\n`)).toEqual([5, 'there is no element b'])
    expect(wrong(one.replace('process', 'thing').concat('  []\n'))?.[0]).toBe(3)
    expect(wrong(one.replace('at:', 'in: z, at:').concat('  []\n'))).toEqual([3, 'there is no boundary z'])
  })
})

describe('copies of parts', () => {
  test('have ids of their own, hang together as before, and stand where they are put', () => {
    const parts = builtInParts(resources, 'three-tier-web', book.recogniser)
    let count = 0
    const copies = copiedParts(parts, { diagram: 'd', newId: () => `new-${(count += 1)}`, shift: { x: 100, y: -20 }, outside: () => null })
    const all = [...copies.elements, ...copies.flows, ...copies.boundaries, ...copies.notes]
    expect(new Set(all.map(({ id }) => id)).size).toBe(count)
    expect(all.every(({ id, diagram }) => id.startsWith('new-') && diagram === 'd')).toBe(true)
    const name = (from: typeof parts, id: string | null) => [...from.elements, ...from.boundaries].find((one) => one.id === id)?.label
    expect(copies.flows.map(({ source, target, label }) => [name(copies, source), label, name(copies, target)])).toEqual(parts.flows.map(({ source, target, label }) => [name(parts, source), label, name(parts, target)]))
    expect(copies.elements.map(({ parent }) => name(copies, parent))).toEqual(parts.elements.map(({ parent }) => name(parts, parent)))
    const [before, after] = [boundsOf(parts), boundsOf(copies)]
    expect(after).toEqual(before && { ...before, x: before.x + 100, y: before.y - 20 })
  })
})
