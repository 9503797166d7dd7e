import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Stride } from '../../shared/domain/stride.ts'
import type { SeatView } from '../../shared/domain/workshop.ts'
import { strideLetters, strides } from './factors.ts'
import { t } from './i18n.ts'
import type { Session } from './session.ts'
import { Sheet } from './Sheet.tsx'

/** A threat that this seat sees and nobody has listed: a place, a category, one line. */
export function Propose({ view, session, onClose, onSent }: { view: SeatView; session: Session; onClose: () => void; onSent: () => void }): JSX.Element {
  const [element, setElement] = useState('')
  const [stride, setStride] = useState<Stride | null>(null)
  const [text, setText] = useState('')
  const [failed, setFailed] = useState(false)

  async function send(): Promise<void> {
    if (stride === null) return
    setFailed(false)
    if (await session.propose(element === '' ? null : element, stride, text.trim())) onSent()
    else setFailed(true)
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
        <label>
          {t('propose.element')}
          <select value={element} onChange={(event) => setElement(event.currentTarget.value)}>
            <option value="">{t('propose.anywhere')}</option>
            {view.elements.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
          </select>
        </label>
        <fieldset>
          <legend>{t('propose.stride')}</legend>
          <div class="kinds">
            {strides.map((kind) => (
              <label key={kind} class="kind-choice">
                <input type="radio" name="stride" checked={stride === kind} onChange={() => setStride(kind)} />
                <span class="badge" aria-hidden="true">{strideLetters[kind]}</span>
                {t(`stride.${kind}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <label>
          {t('propose.text')}
          <input type="text" maxLength={500} required placeholder={t('propose.example')} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        {failed && <p class="problem" role="alert">{t('problem.other')}</p>}
        <button type="submit" class="main wide" disabled={stride === null || text.trim() === ''}>{t('propose.go')}</button>
      </form>
    </Sheet>
  )
}
