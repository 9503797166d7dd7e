import { randomBytes } from 'node:crypto'
import type { SeatView } from '../../../shared/domain/workshop.ts'

/** Stands where a shared part goes. Nobody who writes a name or a remark can know it. */
const mark = randomBytes(9).toString('base64url')
const marks = new RegExp(`"${mark}(\\d+)"`, 'g')
const texts = new WeakMap<object, string>()

/**
 * A seat's view as JSON, as JSON.stringify writes it. After a reveal every seat gets a long view at the same moment, and most of each stands
 * in all of them: threats, results and elements are put into text once for each object, so they must never be changed afterwards.
 */
export function viewText(view: SeatView): string {
  const parts: string[] = []
  const own = {
    ...view,
    items: view.items.map((item) => ({
      ...item,
      threat: shared(item.threat),
      revealed: item.revealed && { ...item.revealed, result: shared(item.revealed.result) },
    })),
    elements: shared(view.elements),
  }
  return JSON.stringify(own).replace(marks, (_mark, place: string) => parts[Number(place)] ?? '')

  function shared(part: object): string {
    let text = texts.get(part)
    if (text === undefined) texts.set(part, (text = JSON.stringify(part)))
    return `${mark}${String(parts.push(text) - 1)}`
  }
}
