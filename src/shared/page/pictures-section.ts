import { fill } from '../document/fill.ts'
import { diagramSvg, drawnDiagrams } from '../picture/diagram.ts'
import { ownPositions } from '../picture/place.ts'
import { htmlText as text } from './html-text.ts'
import type { PageContext } from './page-input.ts'

/** Each diagram, for light and for dark pages. */
export function picturesSection({ register: { model }, words }: PageContext): string {
  const positions = ownPositions(model)
  const names = new Map(model.diagrams.map(({ id, name }) => [id, name]))
  const figures = drawnDiagrams(model).map((id) => {
    const name = names.get(id) ?? ''
    const drawn = (theme: 'light' | 'dark') => `<div class="${theme}">${diagramSvg(model, positions, theme, { diagram: id })}</div>`
    return `<figure role="img" aria-label="${text(fill(words.picture.of, { name }))}"><div class="picture">${drawn('light')}${drawn('dark')}</div><figcaption dir="auto">${text(name)}</figcaption></figure>`
  })
  return figures.length === 0 ? '' : `${figures.join('')}<p class="note">${text(words.picture.legend)}</p>`
}
