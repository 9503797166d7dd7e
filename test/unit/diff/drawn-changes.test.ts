import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawnChanges } from '../../../src/shared/domain/drawn-changes.ts'
import { diagramSvg } from '../../../src/shared/picture/diagram.ts'
import { ownPositions } from '../../../src/shared/picture/place.ts'
import { applyEdits } from '../../../src/renderer/workbench/model/apply-edits.ts'
import { anyEdit, firstEdits } from '../model/random-edits.ts'
import { containers, model } from '../model/models.ts'

describe('what changed, in one picture', () => {
  test('a state beside itself has no mark, whatever it is', () => {
    expect(drawnChanges(containers, containers)).toEqual({ model: containers, marks: {} })
  })

  test('every part of either state is in it once, and what only one has is marked so, whatever was edited', () => {
    const start = applyEdits(model({}), firstEdits)
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
        const after = applyEdits(start, edits.filter((edit) => !edit.type.startsWith('add-') && edit.type !== 'update-diagram'))
        for (const [was, is] of [[start, after], [after, start]] as const) {
          const drawn = drawnChanges(was, is)
          for (const list of ['elements', 'flows', 'boundaries'] as const) {
            const ids = (of: typeof was) => of[list].map(({ id }) => id)
            const [early, late] = [ids(was), ids(is)]
            expect(drawn.model[list].map(({ id }) => id).toSorted()).toEqual([...new Set([...early, ...late])].toSorted())
            for (const id of late) expect(early.includes(id) ? [undefined, 'changed'] : ['added']).toContain(drawn.marks[id])
            for (const id of early) if (!late.includes(id)) expect(drawn.marks[id]).toBe('removed')
          }
        }
      }),
    )
  })

  test('a picture tells the marks by signs and dashes, not by colour alone', () => {
    const svg = diagramSvg(containers, ownPositions(containers), 'light', { marks: new Map([['task', 'added'], ['logs', 'removed'], ['f1', 'changed']]) })
    for (const sign of ['>+<', '>−<', '>~<']) expect(svg).toContain(sign)
    expect(svg).toMatch(/stroke="#b3261e"[^>]*stroke-dasharray/)
  })
})
