import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from './i18n.ts'
import { CloseIcon } from './icons.tsx'

/** A panel over the page. The browser's own modal dialog keeps focus in, and gives it back on close. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own = dialog.current
    own?.showModal()
    return () => own?.close()
  }, [])
  return (
    <dialog
      class="sheet"
      ref={dialog}
      aria-labelledby="sheet-title"
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="inside">
        <header>
          <h2 id="sheet-title">{title}</h2>
          <button type="button" class="quiet round" aria-label={t('nav.close')} onClick={onClose}><CloseIcon /></button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
