import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, type Model } from '../../../../shared/domain/model.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { createMeasure } from '../graph/node-size.ts'
import { type Arrangement, rememberArrangement, rememberedArrangement } from './arrangement.ts'
import { below, standingBoxes, unplaced } from './first-layout.ts'
import { fewNew, placeNew } from './place-new.ts'
import { type Layout, useLayout, wantsLayout } from './useLayout.ts'
import type { EditModel } from '../useModelEdit.ts'

const nowhere: ReadonlyMap<string, Box> = new Map()

function placesOf(boxes: ReadonlyMap<string, Box>) {
  return [{ type: 'place' as const, places: [...boxes].map(([id, box]) => ({ id, box })) }]
}

/** What stands nowhere, as one word. */
function waitingOf(model: Model): string {
  return [...model.elements, ...model.boundaries].flatMap((part) => (part.position === null ? [part.id] : [])).join()
}

/**
 * Places what stands nowhere, once and saved: a few parts beside what they belong to, more of them together. `arrange` lays everything
 * out anew, in the given way or the one that was chosen last, or places only what has no place.
 * Undoing the first placing does not bring it up again: the parts are then only shown where it had put them.
 */
export function useAutomaticLayout(model: Model | null, edit: EditModel, onArranged: () => void): { layout: Layout; placed: ReadonlyMap<string, Box>; ready: boolean; how: Arrangement; arrange: (how?: Arrangement) => void } {
  const { t } = useTranslation(['model', 'diagrams'])
  const { say } = useToasts()
  const layout = useLayout()
  const [placed, setPlaced] = useState(nowhere)
  const [settled, setSettled] = useState(false)
  const tried = useRef(new Set<string>())
  const latest = useRef(model)
  useEffect(() => {
    latest.current = model
  }, [model])
  const { run } = layout

  const place = useEffectEvent(async (whole: Model) => {
    const fresh = unplaced(whole)
    const standing = standingBoxes(whole)
    const few = standing.size > 0 && fresh.elements.length + fresh.boundaries.length <= fewNew
    const boxes = few
      ? placeNew(whole, standing, createMeasure())
      : await run(fresh).catch(() => {
          say(t('layout.failed'))
          return null
        })
    setSettled(true)
    // Another diagram was opened meanwhile: these parts get their places when this one is open again.
    if (!few && latest.current !== null && !fresh.elements.some(({ id }) => latest.current?.elements.some((one) => one.id === id))) tried.current.delete(waitingOf(whole))
    if (!boxes) return
    // Meanwhile somebody may have taken back what brought the parts, or placed one by hand.
    const waiting = new Set([...(latest.current?.elements ?? []), ...(latest.current?.boundaries ?? [])].flatMap(({ id, position }) => (position === null ? [id] : [])))
    const shifted = new Map([...(few ? boxes : below(whole, boxes))].filter(([id]) => waiting.has(id)))
    if (shifted.size === 0) return
    setPlaced((before) => new Map([...before, ...shifted]))
    edit(t('edit.firstLayout'), placesOf(shifted), { joins: true })
    onArranged()
  })
  useEffect(() => {
    if (!model || !wantsLayout(model)) return
    const which = waitingOf(model)
    if (tried.current.has(which)) return
    tried.current.add(which)
    void place(model)
  }, [model])

  const [how, setHow] = useState(rememberedArrangement)
  const arrange = useCallback((wanted: Arrangement = how) => {
    setHow(wanted)
    rememberArrangement(wanted)
    if (!model || model.elements.length + model.boundaries.length === 0) return
    if (wanted === 'new') {
      const found = placeNew(model, standingBoxes(model), createMeasure())
      if (found.size === 0) return say(t('diagrams:arrange.allPlaced'))
      edit(t('diagrams:arrange.new'), placesOf(found))
      return onArranged()
    }
    void run(model, wanted).then(
      (boxes) => {
        if (!boxes) return
        edit(t('edit.arrange'), placesOf(boxes))
        onArranged()
      },
      () => say(t('layout.failed')),
    )
  }, [model, how, run, edit, onArranged, say, t])
  const standing = model?.elements.some((element) => element.position !== null) === true
  return { layout, placed, how, arrange, ready: settled || standing || (model !== null && !wantsLayout(model)) }
}
