import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DrawnDiagram, SeatDiagram } from '../../shared/domain/seat-diagram.ts'
import type { Calls, Said } from './calls.ts'
import { elementAt, firstScale, zoomed } from './hit.ts'
import { t } from './i18n.ts'
import { ZoomInIcon, ZoomOutIcon } from './icons.tsx'

const darkQuery = '(prefers-color-scheme: dark)'

function useTheme(): 'light' | 'dark' {
  const [dark, setDark] = useState(() => matchMedia(darkQuery).matches)
  useEffect(() => {
    const query = matchMedia(darkQuery)
    const look = (): void => setDark(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return dark ? 'dark' : 'light'
}

interface Props {
  calls: Calls
  code: string
  /** A diagram, or an element to begin at. */
  about: string | null
  /** Elements that are marked. */
  marked: readonly string[]
  /** Where given, elements can be tapped. The list beside the picture is the way by keyboard. */
  onTap?: (element: string) => void
}

/** How much of a page's height a picture may take. */
const heightShare = 0.46

function roomOf(frame: HTMLElement | null, picture: DrawnDiagram): { width: number; height: number } {
  return { width: frame?.clientWidth ?? picture.width, height: innerHeight * heightShare }
}

/** The middle of what is to be seen: the first marked element, else all of them by height. */
function middleOf(picture: DrawnDiagram, marked: DrawnDiagram['elements'][number] | undefined): { x: number; y: number } {
  if (marked) return { x: marked.box.x + marked.box.width / 2, y: marked.box.y + marked.box.height / 2 }
  const edges = picture.elements.flatMap(({ box }) => [box.y, box.y + box.height])
  return { x: 0, y: (Math.min(...edges) + Math.max(...edges)) / 2 }
}

/** What lies nearer to an edge than this is not taken for seen, in CSS pixels. */
const edge = 32

function isInSight(frame: HTMLElement, { x, y }: { x: number; y: number }): boolean {
  const across = x - frame.scrollLeft
  const down = y - frame.scrollTop
  return across > edge && down > edge && across < frame.clientWidth - edge && down < frame.clientHeight - edge
}

function Drawing({ picture, name, marked, onTap }: { picture: DrawnDiagram; name: string; marked: readonly string[]; onTap: Props['onTap'] }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(0)
  const shownMarks = picture.elements.filter(({ id }) => marked.includes(id))
  const [first] = shownMarks
  const { x, y } = middleOf(picture, first)
  const tappable = onTap !== undefined
  const zoom = (by: 'in' | 'out'): void => setScale(zoomed(scale, by, picture, roomOf(frame.current, picture).width))

  useEffect(() => setScale(firstScale(picture, roomOf(frame.current, picture), tappable)), [picture, tappable])
  const placedRef = useRef(false)
  const unmarked = first === undefined
  // What was tapped is in sight already, and must not move under the finger; nor may the picture when a choice is taken back.
  useEffect(() => {
    const { current } = frame
    if (!current || scale === 0 || (unmarked && placedRef.current)) return
    placedRef.current = true
    if (tappable && isInSight(current, { x: x * scale, y: y * scale })) return
    current.scrollTo(x * scale - current.clientWidth / 2, y * scale - current.clientHeight / 2)
  }, [x, y, scale, tappable, unmarked])

  return (
    <div class="drawing">
      <div class="picture" ref={frame} tabIndex={0} role="group" aria-label={t('picture.alt', { name })}>
        <div
          class={onTap ? 'canvas tappable' : 'canvas'}
          style={{ width: `${picture.width * scale}px`, height: `${picture.height * scale}px` }}
          onClick={(event) => {
            const from = event.currentTarget.getBoundingClientRect()
            const hit = elementAt(picture.elements, (event.clientX - from.left) / scale, (event.clientY - from.top) / scale, scale)
            if (hit !== null) onTap?.(hit)
          }}
        >
          <img alt="" draggable={false} src={`data:image/svg+xml;utf8,${encodeURIComponent(picture.svg)}`} />
          {shownMarks.map(({ id, box }) => (
            <span key={id} class="marked" style={{ left: `${box.x * scale}px`, top: `${box.y * scale}px`, width: `${box.width * scale}px`, height: `${box.height * scale}px` }} />
          ))}
        </div>
      </div>
      <p class="zoom">
        <button type="button" class="round" aria-label={t('picture.out')} onClick={() => zoom('out')}><ZoomOutIcon /></button>
        <button type="button" class="round" aria-label={t('picture.in')} onClick={() => zoom('in')}><ZoomInIcon /></button>
      </p>
      {!tappable && shownMarks.length > 0 && <p class="spoken">{t('picture.marked', { labels: shownMarks.map(({ label }) => label).join(', ') })}</p>}
    </div>
  )
}

/** A diagram of the project, drawn by the room. Where it gives none, this says so, and the list has it all. */
export function Picture({ calls, code, about, marked, onTap }: Props): JSX.Element {
  const theme = useTheme()
  const [chosen, setChosen] = useState<string | null>(null)
  const [said, setSaid] = useState<Said<SeatDiagram> | null>(null)
  const wanted = chosen ?? about
  useEffect(() => {
    let over = false
    void calls.askPatiently((room) => room.diagram({ code, about: wanted, theme })).then((next) => over || setSaid(next))
    return () => {
      over = true
    }
  }, [calls, code, wanted, theme])

  if (said === null) return <p class="help picture-room" role="status">{t('picture.loading')}</p>
  if ('refusal' in said) return <p class="help">{t(said.refusal)}</p>
  const { diagrams, shown, picture } = said.answer
  if (shown === null) return <></>
  return (
    <>
      {diagrams.length > 1 && (
        <label>
          {t('picture.which')}
          <select value={shown} onChange={(event) => setChosen(event.currentTarget.value)}>
            {diagrams.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
      )}
      {picture ? <Drawing picture={picture} name={diagrams.find(({ id }) => id === shown)?.name ?? ''} marked={marked} onTap={onTap} /> : <p class="help">{t('picture.none')}</p>}
    </>
  )
}
