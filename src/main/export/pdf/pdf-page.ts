/** A mark on a page; lengths in points, y downwards. In a piece y counts from its top, on a page from the page's. */
export type Mark =
  /** Text on one line. `y` is its baseline, `width` what it takes. */
  | { kind: 'text'; x: number; y: number; text: string; font: string; size: number; color: string; width: number; rtl: boolean }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; color: string }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; width: number; color: string }
  | { kind: 'picture'; x: number; y: number; width: number; height: number; svg: string }

export type Orientation = 'portrait' | 'landscape'

/** What stands on a page as a whole: it is never broken. */
export interface Piece {
  height: number
  marks: readonly Mark[]
  /** Room above it, which is left out at the top of a page. */
  gap?: number
  /** Stays on one page with the piece that follows. */
  keep?: boolean
  /** What is repeated above it where it begins a page: the head of its table. */
  repeat?: Piece
  /** Begins a page of this orientation. */
  page?: Orientation
  /** An entry of the outline; 1 is the highest level. */
  bookmark?: { level: 1 | 2; text: string }
}

export interface Page {
  width: number
  height: number
  marks: Mark[]
  bookmarks: { level: 1 | 2; text: string; y: number }[]
}

/** A sheet of paper, upright, and the margins around what stands on it, in points. */
export const papers = { a4: { width: 595.28, height: 841.89 }, letter: { width: 612, height: 792 } } as const
export const margins = { side: 48, top: 48, bottom: 54 } as const

/** The width that there is for text. */
export function textWidth(paper: keyof typeof papers, orientation: Orientation): number {
  const { width, height } = papers[paper]
  return (orientation === 'portrait' ? width : height) - 2 * margins.side
}

/** The height that there is for text. */
export function textHeight(paper: keyof typeof papers, orientation: Orientation): number {
  const { width, height } = papers[paper]
  return (orientation === 'portrait' ? height : width) - margins.top - margins.bottom
}

/** Sets pieces on pages, one below the other. The same pieces give the same pages. */
export function flow(pieces: readonly Piece[], paper: keyof typeof papers): Page[] {
  const pages: Page[] = []
  let orientation: Orientation = 'portrait'
  let page = begin()
  let y: number = margins.top
  let fresh = true

  function begin(): Page {
    const { width, height } = papers[paper]
    const one: Page = { ...(orientation === 'portrait' ? { width, height } : { width: height, height: width }), marks: [], bookmarks: [] }
    pages.push(one)
    return one
  }

  function next(): void {
    page = begin()
    y = margins.top
    fresh = true
  }

  function place(piece: Piece): void {
    if (!fresh) y += piece.gap ?? 0
    if (piece.bookmark) page.bookmarks.push({ ...piece.bookmark, y })
    for (const mark of piece.marks) page.marks.push(shifted(mark, y))
    y += piece.height
    fresh = false
  }

  for (let start = 0; start < pieces.length; ) {
    let end = start
    while (pieces[end]?.keep === true && end + 1 < pieces.length && pieces[end + 1]?.page === undefined) end += 1
    const group = pieces.slice(start, end + 1)
    const [first] = group
    const all = group.reduce((sum, { height, gap = 0 }) => sum + height + gap, 0) - (fresh ? (first?.gap ?? 0) : 0)
    if (first?.page) {
      const turned = first.page !== orientation
      orientation = first.page
      if (!fresh) next()
      else if (turned) {
        pages.pop()
        next()
      }
    } else if (!fresh && y + all > page.height - margins.bottom) next()
    for (const piece of group) {
      if (!fresh && y + (piece.gap ?? 0) + piece.height > page.height - margins.bottom) next()
      if (fresh && piece.repeat && piece !== first?.repeat) place(piece.repeat)
      place(piece)
    }
    start = end + 1
  }
  return pages
}

function shifted(mark: Mark, by: number): Mark {
  switch (mark.kind) {
    case 'text': {
      // Written out: there are a hundred of them on a page.
      const { kind, x, y, text, font, size, color, width, rtl } = mark
      return { kind, x, y: y + by, text, font, size, color, width, rtl }
    }
    case 'line':
      return { ...mark, y1: mark.y1 + by, y2: mark.y2 + by }
    default:
      return { ...mark, y: mark.y + by }
  }
}
