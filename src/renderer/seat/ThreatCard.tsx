import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Stride } from '../../shared/domain/stride.ts'
import type { SeatItem } from '../../shared/domain/workshop.ts'
import { strideLetters } from './factors.ts'
import { t } from './i18n.ts'

export function StrideBadge({ stride }: { stride: Stride }): JSX.Element {
  return <abbr class="badge" title={t(`stride.${stride}`)} aria-label={t(`stride.${stride}`)}>{strideLetters[stride]}</abbr>
}

const longText = 120

/** The threat at hand. Its heading takes the focus when the page turns, so that a screen reader begins there. */
export function ThreatCard({ item }: { item: SeatItem }): JSX.Element {
  const [whole, setWhole] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { threat } = item
  const shownRef = useRef(item.id)
  useEffect(() => {
    if (shownRef.current === item.id) return
    shownRef.current = item.id
    heading.current?.focus({ preventScroll: true })
  }, [item.id])
  const long = threat.description.length > longText
  return (
    <div class="threat">
      <p class="tags">
        <span class="display-id">{item.practice ? t('practice') : threat.displayId}</span>
        {threat.stride.map((stride) => <StrideBadge key={stride} stride={stride} />)}
        <span class="kind">{threat.stride[0] && t(`stride.${threat.stride[0]}`)}</span>
      </p>
      <h1 tabIndex={-1} ref={heading}>{threat.title}</h1>
      {threat.description !== '' && <p class={long && !whole ? 'description cut' : 'description'}>{threat.description}</p>}
      {long && <button type="button" class="quiet link" aria-expanded={whole} onClick={() => setWhole(!whole)}>{t(whole ? 'threat.less' : 'threat.more')}</button>}
      {threat.affected.length > 0 && <p class="affects"><span>{t('threat.affects')}</span> {threat.affected.join(', ')}</p>}
    </div>
  )
}
