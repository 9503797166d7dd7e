import { useTranslation } from 'react-i18next'
import { useApi } from '../../api.tsx'
import { openWindow } from '../../open-window.ts'
import { useCommands } from '../../shell/commands.tsx'
import { type DeskCommand, deskCommand, innermostFirst } from './desk-command.ts'
import type { Desk } from './useDesk.ts'
import { useInboxCommands, useWalkCommands } from './useModeCommands.ts'

/** Enter on a button that has the focus presses that button, as everywhere; a line of the agenda is only where one stands. */
function pressedButton(): boolean {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at.closest('button, a, summary') === null || at.closest('[data-item]') !== null) return false
  at.click()
  return true
}

const minutes = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** The timer that is set from the palette, where no digit says how long. */
const usualMinutes = 5

/** What can be done with the threat at hand. */
function useThreatCommands({ actions }: Desk): DeskCommand[] {
  const { t } = useTranslation(['workshop', 'prepare', 'desk'])
  const { present, unpresent, reveal, settle, vote, canOverride, canDissent, canEnd, canReword, ask, step, donePractice, item } = actions
  const bringBack = item?.phase === 'skipped'
  return [
    deskCommand('next', t('do.next'), ['j', 'arrowdown'], () => step(1), { short: t('desk:short.step'), keyText: 'J K' }),
    deskCommand('previous', t('do.previous'), ['k', 'arrowup'], () => step(-1)),
    deskCommand('present', t('do.present'), ['enter'], present && (() => pressedButton() || present())),
    deskCommand('unpresent', t('desk:do.unpresent'), ['backspace'], unpresent),
    deskCommand('reveal', t('do.reveal'), ['v'], reveal),
    deskCommand('settle', t('do.settle'), ['s'], settle),
    deskCommand('dissent', item?.phase === 'settled' ? t('do.noteDissent') : t('do.settleDissent'), ['d'], canDissent ? () => ask('dissent') : null),
    deskCommand('revote', bringBack ? t('desk:do.bringBack') : t('do.revote'), ['r'], vote),
    deskCommand('override', t('do.override'), ['o'], canOverride ? () => ask('override') : null),
    deskCommand('park', t('do.park'), ['p'], canEnd ? () => ask('park') : null),
    deskCommand('skip', t('do.skip'), ['x'], canEnd && !donePractice?.learnt ? () => ask('skip') : null),
    deskCommand('done-practice', t('prepare:practice.done'), ['x'], item?.practice || donePractice?.learnt ? (donePractice?.run ?? null) : null),
    deskCommand('reword', t('desk:do.reword'), ['e'], canReword ? () => ask('reword') : null, { short: t('desk:short.reword') }),
  ]
}

/** What can be done whatever is at hand. */
function useWholeCommands({ view, actions, inbox, walk, picture }: Desk): DeskCommand[] {
  const { t } = useTranslation(['workshop', 'desk'])
  const api = useApi()
  const { revealAll, settleAgreed, cancelReveal, openNext, openAll, ask, setTimer, pause, resume, takeBack } = actions
  const live = view.phase !== 'closed'
  const askWhileLive = (dialog: Parameters<typeof ask>[0]) => (live ? () => ask(dialog) : null)
  return [
    deskCommand('open-next', t('do.openNext'), ['n'], openNext),
    deskCommand('open-all', t('do.openAll', { count: openAll?.count ?? 0 }), ['b'], openAll?.run ?? null),
    deskCommand('reveal-all', t('do.revealAllKey'), ['shift+enter'], revealAll?.run ?? null),
    deskCommand('cancel-reveal', t('do.cancelReveal'), ['c'], cancelReveal),
    deskCommand('settle-agreed', t('do.settleAgreedKey'), ['a'], settleAgreed?.run ?? null),
    deskCommand('inbox', t('desk:do.inbox'), ['i'], inbox.enter, { short: t('desk:short.inbox', { count: inbox.proposals.length }) }),
    deskCommand('walk', t('desk:do.walk'), ['w'], walk.start && (() => walk.start?.(actions.item)), { short: t('desk:short.walk') }),
    deskCommand('top-question', t('desk:do.question'), ['q'], walk.top, { short: t('desk:short.question', { count: walk.open }) }),
    deskCommand('new-threat', t('desk:do.threat'), ['t'], askWhileLive('new-threat'), { short: t('desk:short.threat') }),
    deskCommand('note', t('desk:do.note'), ['l'], askWhileLive('note'), { short: t('desk:short.note') }),
    deskCommand('action', t('desk:do.action'), ['u'], askWhileLive('action'), { short: t('desk:short.action') }),
    deskCommand('timer', t('desk:do.timer'), minutes, setTimer && ((pressed) => setTimer((minutes.indexOf(pressed ?? '') + 1 || usualMinutes) * 60)), { short: t('desk:short.timer'), keyText: '1–9' }),
    deskCommand('no-timer', t('desk:do.noTimer'), ['0'], view.timer?.kind === 'set' ? () => setTimer?.(null) : null, { short: t('desk:short.noTimer') }),
    deskCommand('pause', t(resume ? 'room.resume' : 'room.pause'), [','], resume ?? pause, { short: t(resume ? 'room.resume' : 'room.pause') }),
    deskCommand('close', t('room.close'), ['.'], askWhileLive('close'), { short: t('desk:short.close') }),
    deskCommand('people', takeBack ? t('desk:people.takeBack') : t('desk:do.people'), ['f'], takeBack ?? askWhileLive('people'), { short: takeBack ? t('desk:people.takeBack') : t('desk:short.people') }),
    deskCommand('picture', t('desk:do.picture'), ['m'], picture.toggle),
    deskCommand('picture-whole', t('desk:do.pictureWhole'), ['z'], picture.toggleWhole),
    deskCommand('grid', t('do.grid'), ['g'], askWhileLive('grid')),
    deskCommand('hot-seat', t('do.hotSeat'), ['h'], askWhileLive('hot-seat')),
    deskCommand('projector', t('room.present'), ['mod+p'], () => void openWindow(api, `/present/${view.id}`)),
  ]
}

/** The keys of a running workshop, those that matter now first; `?` lists them. */
export function useRoomCommands(desk: Desk): DeskCommand[] {
  const threat = useThreatCommands(desk)
  const whole = useWholeCommands(desk)
  const walk = useWalkCommands(desk)
  const inbox = useInboxCommands(desk)
  const commands = desk.mode === 'walk' ? innermostFirst(walk, whole) : desk.mode === 'inbox' ? innermostFirst(inbox, whole) : [...threat, ...whole]
  useCommands(commands)
  return commands
}
