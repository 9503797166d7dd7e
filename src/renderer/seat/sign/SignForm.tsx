import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SignatureRequest } from '../../../shared/domain/register.ts'
import type { SignSeatView } from '../../../shared/domain/sign-seat.ts'
import { t } from '../i18n.ts'

const meanings = ['reviewed', 'approved', 'accepts the risk', 'declined'] as const

interface SignFormProps {
  view: SignSeatView
  /** Who signed on this device before. */
  name: string
  busy: boolean
  onSign: (request: SignatureRequest) => void
}

/** What is signed, and by whom, as what, for what. */
export function SignForm({ view, name: before, busy, onSign }: SignFormProps): JSX.Element {
  const open = view.required.filter(({ state }) => state !== 'signed')
  const [name, setName] = useState(before)
  const [role, setRole] = useState('')
  const [meaning, setMeaning] = useState<SignatureRequest['meaning']>('approved')
  const [some, setSome] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [comment, setComment] = useState('')
  const declines = meaning === 'declined'
  const whole = name.trim() !== '' && role.trim() !== '' && (!some || chosen.length > 0) && (!declines || comment.trim() !== '')
  function choose(id: string, on: boolean): void {
    setChosen((now) => (on ? [...now, id] : now.filter((other) => other !== id)))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (whole) onSign({ name: name.trim(), role: role.trim(), meaning, scope: some ? view.threats.filter(({ id }) => chosen.includes(id)).map(({ id }) => id) : 'all', comment: comment.trim() })
      }}
    >
      <p class="over">{view.project}</p>
      <h1>{t('sign.title', { number: view.number })}</h1>
      <p>{t('sign.about', { count: view.threats.length })}</p>
      <details>
        <summary>{t('sign.hash', { start: view.hash.slice(0, 16) })}</summary>
        <code>{view.hash}</code>
        <p class="help">{t('sign.hashHelp')}</p>
      </details>
      {some ? null : (
        <details>
          <summary>{t('sign.threats')}</summary>
          <ul class="signed-threats">
            {view.threats.map((threat) => (
              <li key={threat.id}><b dir="auto">{threat.displayId}</b> <span dir="auto">{threat.title}</span> <span class="help">{threat.band ? t('sign.score', { band: threat.band, total: threat.total ?? 0 }) : t('sign.noScore')}</span></li>
            ))}
          </ul>
        </details>
      )}
      <label>
        {t('sign.name')}
        <input type="text" autocomplete="name" autocapitalize="words" maxLength={200} required value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        {t('sign.role')}
        <input type="text" maxLength={200} required value={role} onInput={(event) => setRole(event.currentTarget.value)} />
      </label>
      {open.length > 0 && (
        <div class="roles" role="group" aria-label={t('sign.missing')}>
          <p class="help">{t('sign.missing')}</p>
          {open.map((one) => (
            <button
              type="button"
              key={`${one.role} ${one.meaning}`}
              aria-pressed={role === one.role && meaning === one.meaning}
              onClick={() => {
                setRole(one.role)
                setMeaning(one.meaning)
              }}
            >
              {one.role}
            </button>
          ))}
        </div>
      )}
      <fieldset>
        <legend>{t('sign.meaning')}</legend>
        <div class="kinds">
          {meanings.map((one) => (
            <label key={one} class="kind-choice">
              <input type="radio" name="meaning" checked={meaning === one} onChange={() => setMeaning(one)} />
              {t(`sign.meaning.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('sign.scope')}</legend>
        <div class="kinds">
          <label class="kind-choice"><input type="radio" name="scope" checked={!some} onChange={() => setSome(false)} />{t('sign.all')}</label>
          <label class="kind-choice"><input type="radio" name="scope" checked={some} onChange={() => setSome(true)} />{t('sign.some')}</label>
        </div>
        {some && (
          <ul class="signed-threats">
            {view.threats.map((threat) => (
              <li key={threat.id}>
                <label class="kind-choice">
                  <input type="checkbox" checked={chosen.includes(threat.id)} onChange={(event) => choose(threat.id, event.currentTarget.checked)} />
                  <span dir="auto"><b>{threat.displayId}</b> {threat.title}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </fieldset>
      <label>
        {declines ? t('sign.reason') : t('sign.comment')}
        <textarea rows={3} maxLength={2000} required={declines} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </label>
      <p class="help">{t('sign.key')}</p>
      <button type="submit" class="main wide" disabled={busy || !whole}>{declines ? t('sign.decline') : t('sign.go')}</button>
    </form>
  )
}
