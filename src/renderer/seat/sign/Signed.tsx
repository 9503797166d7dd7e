import type { JSX } from 'preact'
import type { SignatureRequest } from '../../../shared/domain/register.ts'
import type { SignSeatView } from '../../../shared/domain/sign-seat.ts'
import { t } from '../i18n.ts'

/** That the signature is taken, and the key to compare. */
export function Signed({ view, request, fingerprint, onAgain }: { view: SignSeatView; request: SignatureRequest; fingerprint: string; onAgain: () => void }): JSX.Element {
  return (
    <section class="signed" role="status">
      <p class="over">{view.project}</p>
      <h1>{request.meaning === 'declined' ? t('sign.declined', { number: view.number }) : t('sign.done', { number: view.number })}</h1>
      <p dir="auto">{request.name}, {request.role}</p>
      <p class="help">{t('sign.fingerprint')}</p>
      <code>{fingerprint}</code>
      <button type="button" class="wide quiet" onClick={onAgain}>{t('sign.next')}</button>
    </section>
  )
}
