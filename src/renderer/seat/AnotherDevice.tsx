import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from './i18n.ts'
import type { Handover, Session } from './session.ts'
import { Sheet } from './Sheet.tsx'

/** Where the other device goes, by camera or by hand. */
function Way({ offer, onAgain }: { offer: Handover; onAgain: () => void }): JSX.Element {
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    // The device's clock may differ from the room's, its sense of two minutes does not.
    const timer = setTimeout(() => setOver(true), 120_000)
    return () => clearTimeout(timer)
  }, [offer])
  if (over) {
    return (
      <div role="status">
        <p>{t('device.over')}</p>
        <button type="button" class="main wide" onClick={onAgain}>{t('device.again')}</button>
      </div>
    )
  }
  return (
    <>
      <img class="qr" alt={t('device.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qrSvg)}`} />
      <p class="help">{t('device.or')}</p>
      <p class="address" data-handover={offer.url}>{offer.url}</p>
      <p class="help">{t('device.short')}</p>
    </>
  )
}

/** A way into this seat for another device. */
function DeviceSheet({ session, onClose }: { session: Session; onClose: () => void }): JSX.Element {
  const [offer, setOffer] = useState<Handover | null | undefined>(undefined)
  const ask = (): void => void session.handover().then(setOffer)
  useEffect(ask, [session])
  return (
    <Sheet title={t('device')} onClose={onClose}>
      <p>{t('device.text')}</p>
      {offer && <Way offer={offer} onAgain={ask} />}
      {offer === null && <p class="problem" role="alert">{t('problem.other')}</p>}
    </Sheet>
  )
}

export function AnotherDevice({ session }: { session: Session }): JSX.Element {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="wide" onClick={() => setOpen(true)}>{t('device')}</button>
      {open && <DeviceSheet session={session} onClose={() => setOpen(false)} />}
    </>
  )
}
