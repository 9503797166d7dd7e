/** A dialog or menu, with the ground that it lies on: where a dialog has lost the focus, the ground takes it. */
const layer = '.MuiModal-root, [role="dialog"], [role="menu"], [role="listbox"]'

/** Whether a key pressed there belongs to a dialog or menu, and not to the view behind it. */
export function inDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(layer) !== null
}

/** The content of the dialog or menu in front; null where none is open. One that is on its way out does not count: its guards have left the tab order. */
function frontDialog(): HTMLElement | null {
  const guards = [...document.querySelectorAll('.MuiModal-root > [data-testid="sentinelStart"][tabindex="0"]')]
  const content = guards.at(-1)?.nextElementSibling
  return content instanceof HTMLElement ? content : null
}

/**
 * A key pressed while the dialog in front has no focus goes to that dialog. It has none before it took it, and where what
 * had it was taken from the page; the dialog notices either a moment later, and the key would be lost, or do something behind it.
 */
export function catchStrayKeys(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    const dialog = event.isTrusted && !event.isComposing ? frontDialog() : null
    if (dialog === null || dialog.contains(document.activeElement)) return
    const target = dialog.querySelector<HTMLElement>('[data-mui-focusable]') ?? dialog
    target.focus()
    // Tab goes on from there by itself.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { key, code, ctrlKey, metaKey, shiftKey, altKey, repeat } = event
    target.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, shiftKey, altKey, repeat, bubbles: true, cancelable: true }))
  }
  window.addEventListener('keydown', onKeyDown, { capture: true })
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
}
