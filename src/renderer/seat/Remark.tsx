import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import type { Calls } from './calls.ts'
import { t, type SeatKey } from './i18n.ts'
import { Sheet } from './Sheet.tsx'

function About({ item, whole, onChoose }: { item: SeatItem; whole: boolean; onChoose: (whole: boolean) => void }): JSX.Element {
  return (
    <fieldset>
      <legend>{t('remark.about')}</legend>
      <div class="kinds">
        {[false, true].map((option) => (
          <label key={String(option)} class="kind-choice">
            <input type="radio" name="about" checked={whole === option} onChange={() => onChoose(option)} />
            {option ? t('remark.whole') : item.practice ? t('remark.practice') : t('remark.item', { id: item.threat.displayId })}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A remark for the log, on the threat at hand or on the whole; it says who reads it before it is written. */
export function Remark({ view, item, session, onClose, onSent }: { view: SeatView; item: SeatItem | null; session: Calls; onClose: () => void; onSent: () => void }): JSX.Element {
  const [whole, setWhole] = useState(item === null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<SeatKey | null>(null)

  async function send(): Promise<void> {
    setBusy(true)
    const said = await session.ask((room) => room.comment({ item: whole || item === null ? null : item.id, text: text.trim() }))
    setBusy(false)
    if ('refusal' in said) setRefusal(said.refusal)
    else onSent()
  }

  return (
    <Sheet title={t('remark')} onClose={onClose}>
      <form
        class="propose"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {item && <About item={item} whole={whole} onChoose={setWhole} />}
        <label>
          {t('remark.text')}
          <textarea rows={4} maxLength={2000} required aria-describedby="remark-help" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <p class="help" id="remark-help">{t(view.workshop.anonymous ? 'remark.helpAnonymous' : 'remark.help')}</p>
        {refusal && <p class="problem" role="alert">{t(refusal)}</p>}
        <button type="submit" class="main wide" disabled={busy || text.trim() === ''}>{t('remark.go')}</button>
      </form>
    </Sheet>
  )
}
