import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Stride } from '../../shared/domain/stride.ts'
import type { SeatView } from '../../shared/domain/workshop.ts'
import { strideLetters, strides } from './factors.ts'
import { t, type SeatKey } from './i18n.ts'
import { Picture } from './Picture.tsx'
import type { Session } from './session.ts'
import { Sheet } from './Sheet.tsx'

/** From this many elements on the list has a search field. */
const searchFrom = 12

function ElementList({ elements, element, onChoose }: { elements: SeatView['elements']; element: string; onChoose: (element: string) => void }): JSX.Element {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = elements.filter(({ id, label }) => id === element || label.toLowerCase().includes(wanted))
  return (
    <>
      {elements.length >= searchFrom && (
        <label>
          {t('propose.search')}
          <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
      )}
      <label>
        {t('propose.element')}
        <select value={element} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">{t('propose.anywhere')}</option>
          {found.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
        </select>
      </label>
    </>
  )
}

function StrideChoice({ stride, onChoose }: { stride: Stride | null; onChoose: (stride: Stride) => void }): JSX.Element {
  return (
    <fieldset>
      <legend>{t('propose.stride')}</legend>
      <div class="letters">
        {strides.map((kind) => (
          <label key={kind} class="letter">
            <input type="radio" name="stride" checked={stride === kind} onChange={() => onChoose(kind)} aria-label={t(`stride.${kind}`)} />
            <span class="badge" aria-hidden="true">{strideLetters[kind]}</span>
          </label>
        ))}
      </div>
      <p class="help" role="status">{stride === null ? '' : t(`stride.${stride}`)}</p>
    </fieldset>
  )
}

/** A threat that this seat sees and nobody has listed: a place in the diagram, a category, one line. */
export function Propose({ view, code, session, onClose, onSent }: { view: SeatView; code: string; session: Session; onClose: () => void; onSent: () => void }): JSX.Element {
  const [element, setElement] = useState('')
  const [stride, setStride] = useState<Stride | null>(null)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<SeatKey | null>(null)

  async function send(): Promise<void> {
    if (stride === null) return
    const said = await session.ask((room) => room.propose({ element: element === '' ? null : element, stride, text: text.trim() }))
    if ('refusal' in said) setRefusal(said.refusal)
    else onSent()
  }

  return (
    <Sheet title={t('propose.title')} onClose={onClose}>
      <form
        class="propose"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {view.elements.length > 0 && (
          <>
            <p class="help">{t('picture.tap')}</p>
            <Picture calls={session} code={code} about={null} marked={element === '' ? [] : [element]} onTap={setElement} />
          </>
        )}
        <ElementList elements={view.elements} element={element} onChoose={setElement} />
        <StrideChoice stride={stride} onChoose={setStride} />
        <label>
          {t('propose.text')}
          <input type="text" maxLength={500} required placeholder={t('propose.example')} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        {refusal && <p class="problem" role="alert">{t(refusal)}</p>}
        <button type="submit" class="main wide" disabled={stride === null || text.trim() === ''}>{t('propose.go')}</button>
      </form>
    </Sheet>
  )
}
