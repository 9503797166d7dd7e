import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, type Model } from '../../../../shared/domain/model.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { below, unplaced } from './first-layout.ts'
import { type Layout, useLayout, wantsLayout } from './useLayout.ts'
import type { EditModel } from '../useModelEdit.ts'

const nowhere: ReadonlyMap<string, Box> = new Map()

function placesOf(boxes: ReadonlyMap<string, Box>) {
  return [{ type: 'place' as const, places: [...boxes].map(([id, box]) => ({ id, box })) }]
}

/**
 * Places what stands nowhere, once and saved; `arrange` lays everything out anew.
 * Undoing the first placing does not bring it up again: the parts are then only shown where it had put them.
 */
export function useAutomaticLayout(model: Model | null, edit: EditModel, onArranged: () => void): { layout: Layout; placed: ReadonlyMap<string, Box>; ready: boolean; arrange: () => void } {
  const { t } = useTranslation('model')
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
    const boxes = await run(fresh).catch(() => {
      say(t('layout.failed'))
      return null
    })
    setSettled(true)
    if (!boxes) return
    // Meanwhile somebody may have taken back what brought the parts, or placed one by hand.
    const waiting = new Set([...(latest.current?.elements ?? []), ...(latest.current?.boundaries ?? [])].flatMap(({ id, position }) => (position === null ? [id] : [])))
    const shifted = new Map([...below(whole, boxes)].filter(([id]) => waiting.has(id)))
    if (shifted.size === 0) return
    setPlaced((before) => new Map([...before, ...shifted]))
    edit(t('edit.firstLayout'), placesOf(shifted), { joins: true })
    onArranged()
  })
  useEffect(() => {
    if (!model || !wantsLayout(model)) return
    const which = [...model.elements, ...model.boundaries].flatMap((part) => (part.position === null ? [part.id] : [])).join()
    if (tried.current.has(which)) return
    tried.current.add(which)
    void place(model)
  }, [model])

  const arrange = useCallback(() => {
    if (!model || model.elements.length + model.boundaries.length === 0) return
    void run(model).then(
      (boxes) => {
        if (!boxes) return
        edit(t('edit.arrange'), placesOf(boxes))
        onArranged()
      },
      () => say(t('layout.failed')),
    )
  }, [model, run, edit, onArranged, say, t])
  const standing = model?.elements.some((element) => element.position !== null) === true
  return { layout, placed, arrange, ready: settled || standing || (model !== null && !wantsLayout(model)) }
}
