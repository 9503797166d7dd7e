import { useTranslation } from 'react-i18next'
import { useApi } from '../../api.tsx'
import { openWindow } from '../../open-window.ts'
import { type Command, useCommands } from '../../shell/commands.tsx'
import type { RoomActions } from './useRoomActions.ts'

const nothing = () => undefined

/** Enter on a button that has the focus presses that button, as everywhere; a line of the agenda is only where one stands. */
function pressedButton(): boolean {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at.closest('button, a, summary') === null || at.closest('[data-item]') !== null) return false
  at.click()
  return true
}

/** The keys of a running workshop; `?` lists them. */
export function useRoomCommands(workshop: string, actions: RoomActions): void {
  const { t } = useTranslation(['workshop', 'prepare'])
  const api = useApi()
  const { revealAll, settleAgreed, present, reveal, cancelReveal, settle, vote, openNext, openAll, canOverride, canDissent, canEnd, ask, step, donePractice } = actions
  const command = (id: string, label: string, keys: readonly string[], run: (() => void) | null): Command => ({ id, label, keys, run: run ?? nothing, disabled: run === null })
  useCommands([
    command('next', t('do.next'), ['j', 'arrowdown'], () => step(1)),
    command('previous', t('do.previous'), ['k', 'arrowup'], () => step(-1)),
    command('present', t('do.present'), ['enter'], present && (() => pressedButton() || present())),
    command('open-next', t('do.openNext'), ['n'], openNext),
    command('open-all', t('do.openAll', { count: openAll?.count ?? 0 }), ['b'], openAll?.run ?? null),
    command('reveal', t('do.reveal'), ['v'], reveal),
    command('reveal-all', t('do.revealAllKey'), ['shift+enter'], revealAll?.run ?? null),
    command('cancel-reveal', t('do.cancelReveal'), ['c'], cancelReveal),
    command('settle-agreed', t('do.settleAgreedKey'), ['a'], settleAgreed?.run ?? null),
    command('settle', t('do.settle'), ['s'], settle),
    command('dissent', actions.item?.phase === 'settled' ? t('do.noteDissent') : t('do.settleDissent'), ['d'], canDissent ? () => ask('dissent') : null),
    command('revote', t('do.revote'), ['r'], vote),
    command('override', t('do.override'), ['o'], canOverride ? () => ask('override') : null),
    command('park', t('do.park'), ['p'], canEnd ? () => ask('park') : null),
    command('skip', t('do.skip'), ['x'], canEnd && !donePractice?.learnt ? () => ask('skip') : null),
    command('done-practice', t('prepare:practice.done'), ['x'], actions.item?.practice || donePractice?.learnt ? (donePractice?.run ?? null) : null),
    command('grid', t('do.grid'), ['g'], () => ask('grid')),
    command('hot-seat', t('do.hotSeat'), ['h'], () => ask('hot-seat')),
    command('projector', t('room.present'), ['mod+p'], () => void openWindow(api, `/present/${workshop}`)),
  ])
}
