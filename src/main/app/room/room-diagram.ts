import type { Id } from '../../../shared/domain/id.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { DrawnDiagram, PictureTheme, SeatDiagram } from '../../../shared/domain/seat-diagram.ts'
import { drawnDiagrams } from '../../../shared/picture/diagram.ts'
import type { AppContext } from '../context.ts'

export interface DiagramRequest {
  /** A diagram, or an element whose diagram is meant; null for the first. */
  about: Id | null
  theme: PictureTheme
}

/** Nobody finds anything in more than this on a phone; the list with its search field has it all. */
export const mostElements = 150
/** A picture is longest with long labels; this is far above what the elements above make, in characters. */
const longestSvg = 600_000
/** A room full of phones asks for the same picture within seconds; a model that changes meanwhile is drawn anew after this, in milliseconds. */
const freshForMs = 10_000

/** Pictures of a room's project, drawn off the event loop and once for all who ask at about the same time. */
export function createRoomDiagrams(context: Pick<AppContext, 'jobs'>, read: () => Model): (request: DiagramRequest) => Promise<SeatDiagram> {
  const drawn = new Map<string, { at: number; answer: Promise<SeatDiagram> }>()
  let known: { at: number; model: Model } | undefined

  function modelNow(now: number): Model {
    if (!known || now - known.at > freshForMs) known = { at: now, model: read() }
    return known.model
  }

  async function draw(model: Model, shown: Id | null, theme: PictureTheme): Promise<SeatDiagram> {
    const ids = drawnDiagrams(model)
    const diagrams = model.diagrams.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }))
    const tooMany = model.elements.filter(({ diagram }) => diagram === shown).length > mostElements
    const picture: DrawnDiagram | null = shown === null || tooMany ? null : await context.jobs.run('picture', { model, diagram: shown, theme })
    return { diagrams, shown, picture: picture && picture.svg.length <= longestSvg ? picture : null }
  }

  return ({ about, theme }) => {
    const now = performance.now()
    const model = modelNow(now)
    const shown = diagramOf(model, about)
    const key = `${theme} ${shown ?? ''}`
    const before = drawn.get(key)
    if (before && now - before.at <= freshForMs) return before.answer
    const answer = draw(model, shown, theme)
    drawn.set(key, { at: now, answer })
    answer.catch(() => drawn.delete(key))
    return answer
  }
}

function diagramOf(model: Model, about: Id | null): Id | null {
  const ids = drawnDiagrams(model)
  const meant = model.elements.find(({ id }) => id === about)?.diagram ?? about
  return ids.find((id) => id === meant) ?? ids[0] ?? null
}
