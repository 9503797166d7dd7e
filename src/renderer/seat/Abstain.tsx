import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DreadFactor } from '../../shared/domain/dread.ts'
import { t } from './i18n.ts'

const reasons = ['abstain.reason.unsure', 'abstain.reason.text', 'abstain.reason.bias'] as const

/** Abstaining is an answer with a reason, so it is one tap for the common ones. */
export function Abstain({ factor, onAbstain, onCancel }: { factor: DreadFactor; onAbstain: (reason: string) => void; onCancel: () => void }): JSX.Element {
  const [own, setOwn] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <form
      class="abstain"
      ref={form}
      aria-label={t('abstain.on', { factor: t(`factor.${factor}`) })}
      onSubmit={(event) => {
        event.preventDefault()
        onAbstain(own.trim())
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onCancel()
      }}
    >
      <p>{t('abstain.why')}</p>
      <div class="chips">
        {reasons.map((reason) => (
          <button key={reason} type="button" class="chip" onClick={() => onAbstain(t(reason))}>{t(reason)}</button>
        ))}
      </div>
      <label>
        {t('abstain.own')}
        <input type="text" maxLength={500} value={own} onInput={(event) => setOwn(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button type="button" onClick={onCancel}>{t('cancel')}</button>
        <button type="submit" class="main" disabled={own.trim() === ''}>{t('abstain.go')}</button>
      </div>
    </form>
  )
}
