import { describe, expect, it } from 'vitest'
import type { Jobs } from '../../../src/main/app/context.ts'
import { createRoomDiagrams, mostElements } from '../../../src/main/app/room/room-diagram.ts'
import { emptyModel, type Element, type Model } from '../../../src/shared/domain/model.ts'
import { drawDiagram } from '../../../src/shared/picture/diagram.ts'
import { ownPositions } from '../../../src/shared/picture/place.ts'

function element(id: string, diagram: string, place: number): Element {
  const position = { x: place * 200, y: 0, width: 120, height: 60 }
  return { id, diagram, key: id, label: id, kind: 'process', technology: null, parent: null, facts: {}, position, sourceId: null, notes: '' }
}

const model: Model = {
  ...emptyModel,
  diagrams: [
    { id: 'd1', name: 'Overview', order: 0 },
    { id: 'd2', name: 'Payment', order: 1 },
    { id: 'd3', name: 'Empty', order: 2 },
  ],
  elements: [element('door', 'd1', 0), element('hall', 'd1', 1), element('till', 'd2', 0)],
}

/** Draws as the worker does, in this thread, and counts. */
function drawing(read: () => Model) {
  let drawn = 0
  const jobs: Jobs = {
    run: (kind, input) => {
      if (kind !== 'picture' || !('theme' in input)) return Promise.reject(new Error('no such job here'))
      drawn += 1
      // The one kind of job that is asked for here; the table's types can not be narrowed by it.
      const answer: never = drawDiagram(input.model, ownPositions(input.model), input.theme, { diagram: input.diagram }) as never
      return Promise.resolve(answer)
    },
    progress: async function* () {},
    close: async () => undefined,
  }
  return { ask: createRoomDiagrams({ jobs }, read), drawn: () => drawn }
}

describe("a room's diagram on a phone", () => {
  it('has the place of every element within the picture, and names the diagrams that hold something', async () => {
    const { ask } = drawing(() => model)
    const { diagrams, shown, picture } = await ask({ about: null, theme: 'light' })
    expect(diagrams.map(({ name }) => name)).toEqual(['Overview', 'Payment'])
    expect(shown).toBe('d1')
    expect(picture?.elements.map(({ id }) => id)).toEqual(['door', 'hall'])
    for (const { box } of picture?.elements ?? []) {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(picture?.width ?? 0)
      expect(box.y + box.height).toBeLessThanOrEqual(picture?.height ?? 0)
    }
  })

  it('shows the diagram of the element that is asked about', async () => {
    const { ask } = drawing(() => model)
    expect((await ask({ about: 'till', theme: 'light' })).shown).toBe('d2')
    expect((await ask({ about: 'd2', theme: 'dark' })).shown).toBe('d2')
    expect((await ask({ about: 'nobody', theme: 'dark' })).shown).toBe('d1')
  })

  it('is drawn once for all who ask, and once more in the other theme', async () => {
    const { ask, drawn } = drawing(() => model)
    await Promise.all([ask({ about: null, theme: 'light' }), ask({ about: 'd1', theme: 'light' }), ask({ about: 'door', theme: 'light' })])
    expect(drawn()).toBe(1)
    await ask({ about: null, theme: 'dark' })
    expect(drawn()).toBe(2)
  })

  it('is left out where it would be too much, and where there is none', async () => {
    const many = { ...model, elements: Array.from({ length: mostElements + 1 }, (_, index) => element(`e${String(index)}`, 'd1', index)) }
    expect((await drawing(() => many).ask({ about: null, theme: 'light' })).picture).toBeNull()
    expect(await drawing(() => emptyModel).ask({ about: null, theme: 'light' })).toEqual({ diagrams: [], shown: null, picture: null })
  })
})
