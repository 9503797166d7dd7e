import { useTranslation } from 'react-i18next'
import { type DeskCommand, deskCommand } from './desk-command.ts'
import type { Desk } from './useDesk.ts'

type Run = (() => void) | null

/** Keys of the walk through the model. */
export function useWalkCommands({ walk }: Desk): DeskCommand[] {
  const { t } = useTranslation('desk')
  const { marked } = walk
  const [next] = walk.found
  const answer = (value: string): Run => (marked?.answers.includes(value) ? () => walk.answer(marked, value) : null)
  const others = marked?.answers.filter((value) => value !== 'yes' && value !== 'no') ?? []
  return [
    deskCommand('walk-next', t('walk.next'), ['arrowright'], () => walk.step(1), { short: t('short.walkStep'), keyText: '← →' }),
    deskCommand('walk-previous', t('walk.previous'), ['arrowleft'], () => walk.step(-1)),
    deskCommand('answer-yes', t('walk.yes'), ['y'], answer('yes'), { short: t('short.yes') }),
    deskCommand('answer-no', t('walk.no'), ['n'], answer('no'), { short: t('short.no') }),
    ...others.slice(0, 9).map((value, place) => deskCommand(`answer-${value}`, t('walk.other', { number: place + 1 }), [String(place + 1)], answer(value))),
    deskCommand('answer-unknown', t('walk.unknown'), ['?'], marked && (() => walk.pass(marked)), { short: t('short.unknown') }),
    deskCommand('ask-room', t('walk.ask'), ['r'], marked && (() => walk.ask(marked)), { short: t('short.ask') }),
    deskCommand('question-next', t('walk.nextQuestion'), ['j', 'arrowdown'], walk.questions.length > 1 ? () => walk.mark(1) : null, { short: t('short.mark'), keyText: 'J K' }),
    deskCommand('question-previous', t('walk.previousQuestion'), ['k', 'arrowup'], walk.questions.length > 1 ? () => walk.mark(-1) : null),
    deskCommand('add-found', t('walk.add'), ['enter'], next ? () => walk.add(next) : null, { short: t('short.add') }),
    deskCommand('leave-found', t('walk.leaveOut'), ['backspace'], next ? () => walk.leaveOut(next) : null, { short: t('short.leaveOut'), keyText: '⌫' }),
    deskCommand('walk-end', t('walk.end'), ['w', 'escape'], walk.end, { short: t('short.walkEnd') }),
  ]
}

/** Keys of the inbox, about the marked proposal. */
export function useInboxCommands({ inbox }: Desk): DeskCommand[] {
  const { t } = useTranslation('desk')
  const { marked } = inbox
  const of = (run: (proposal: NonNullable<typeof marked>) => void): Run => marked && (() => run(marked))
  return [
    deskCommand('inbox-next', t('inbox.next'), ['j', 'arrowdown'], () => inbox.step(1), { short: t('short.mark'), keyText: 'J K' }),
    deskCommand('inbox-previous', t('inbox.previous'), ['k', 'arrowup'], () => inbox.step(-1)),
    deskCommand('inbox-keep', t('inbox.keep'), ['enter'], of(inbox.keep), { short: t('inbox.keepShort') }),
    deskCommand('inbox-merge', t('inbox.merge'), ['m'], of(inbox.askMerge), { short: t('inbox.mergeShort') }),
    deskCommand('inbox-drop', t('inbox.drop'), ['x'], of(inbox.drop), { short: t('inbox.dropShort') }),
    deskCommand('inbox-edit', t('inbox.edit'), ['e'], of(inbox.edit), { short: t('inbox.editShort') }),
    deskCommand('inbox-leave', t('inbox.leave'), ['i', 'escape'], inbox.leave, { short: t('inbox.leaveShort') }),
  ]
}
