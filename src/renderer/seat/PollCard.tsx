import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { PollAnswer, SeatView } from '../../shared/domain/workshop.ts'
import type { Calls } from './calls.ts'
import { t, type SeatKey } from './i18n.ts'
import { CheckIcon, SendingIcon } from './icons.tsx'

const answers = ['yes', 'mostly', 'no'] as const satisfies readonly PollAnswer[]

/** How many gave which answer, once the poll is closed; with the seat's own where it gave one. */
export function PollCounts({ counts, mine }: { counts: Record<PollAnswer, number>; mine: PollAnswer | null }): JSX.Element {
  const most = Math.max(1, ...answers.map((answer) => counts[answer]))
  return (
    <dl class="counts">
      {answers.map((answer) => (
        <div key={answer} class={mine === answer ? 'own' : ''}>
          <dt>{t(`poll.${answer}`)}{mine === answer && <small> {t('poll.mine')}</small>}</dt>
          <dd><span class="count-bar" style={{ width: `${(counts[answer] / most) * 100}%` }} aria-hidden="true" /><b>{counts[answer]}</b></dd>
        </div>
      ))}
    </dl>
  )
}

/** The closing question: one tap of three, changeable until the poll is closed; then what the room says. */
export function PollCard({ poll, session }: { poll: NonNullable<SeatView['poll']>; session: Calls }): JSX.Element {
  const [sending, setSending] = useState<PollAnswer | null>(null)
  const [refusal, setRefusal] = useState<SeatKey | null>(null)
  const { counts, mine } = poll

  async function choose(answer: PollAnswer): Promise<void> {
    setSending(answer)
    const said = await session.ask((room) => room.answerPoll({ answer }))
    setSending(null)
    setRefusal('refusal' in said ? said.refusal : null)
  }

  if (counts) {
    return (
      <section class="card poll" aria-labelledby="poll-title">
        <h2 id="poll-title">{t('poll.title')}</h2>
        <p class="help">{t('poll.result')}</p>
        <PollCounts counts={counts} mine={mine} />
      </section>
    )
  }
  return (
    <section class="card poll" aria-labelledby="poll-title">
      <h2 id="poll-title">{t('poll.title')}</h2>
      <div class="poll-answers" role="group" aria-labelledby="poll-title">
        {answers.map((answer) => (
          <button key={answer} type="button" aria-pressed={(sending ?? mine) === answer} class={sending === answer ? 'is-sending' : ''} onClick={() => void choose(answer)}>
            {t(`poll.${answer}`)}
          </button>
        ))}
      </div>
      <p class="help" role="status">
        {sending !== null && <span class="mark sending"><SendingIcon />{t('vote.sending')}</span>}
        {sending === null && mine !== null && <span class="mark recorded"><CheckIcon />{t('poll.said', { answer: t(`poll.${mine}`) })}</span>}
        {sending === null && mine === null && t('poll.text')}
      </p>
      {refusal && <p class="problem" role="alert">{t(refusal)}</p>}
    </section>
  )
}
