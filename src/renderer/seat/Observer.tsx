import type { JSX } from 'preact'
import type { PresenterView } from '../../shared/domain/workshop.ts'
import { LanguageSwitch } from './AgendaList.tsx'
import { factors } from './factors.ts'
import { t } from './i18n.ts'
import { Countdown, LineNotice } from './Notices.tsx'
import { Picture } from './Picture.tsx'
import { PollCounts } from './PollCard.tsx'
import { Progress } from './Progress.tsx'
import { Histogram, Settled, verdict } from './Results.tsx'
import type { Session, SessionState } from './session.ts'
import { StrideBadge } from './ThreatCard.tsx'
import { Timer } from './Timer.tsx'

type Presented = NonNullable<PresenterView['presented']>

function Poll({ poll }: { poll: NonNullable<PresenterView['poll']> }): JSX.Element {
  const { counts, answered, asked } = poll
  return (
    <section class="card poll">
      <h2>{t('poll.title')}</h2>
      {counts ? <PollCounts counts={counts} mine={null} /> : <Progress done={answered} asked={asked} text={t('watch.poll', { answered, asked })} />}
    </section>
  )
}

function Tables({ tables }: { tables: PresenterView['tables'] }): JSX.Element | null {
  if (tables.length === 0) return null
  return (
    <section class="card">
      <h2>{t('watch.tables')}</h2>
      {tables.map(({ name, items, revealed, done, asked }) => (
        <Progress key={name} done={done} asked={asked} text={`${name}: ${t('watch.table', { done, asked, revealed, items })}`} />
      ))}
    </section>
  )
}

function RoomResults({ presented }: { presented: Presented }): JSX.Element | null {
  const { result, reference } = presented
  if (!result) return null
  return (
    <div class="results side-by-side">
      {factors.map((factor) => {
        const own = result.factors[factor]
        if (!own) return null
        const { text, kind } = verdict(own)
        const reason = reference?.reasons[factor] ?? ''
        return (
          <section key={factor} class="outcome">
            <header>
              <h3>{t(`factor.${factor}`)}</h3>
              <span class={`verdict ${kind}`}>{text}</span>
            </header>
            <Histogram factor={factor} result={own} mine={null} reference={reference?.reference[factor] ?? null} />
            <p class="beside">
              <span>{own.median === null ? t('result.noMedian') : t('result.median', { value: own.median })}</span>
              {reference && <span class="expert">{t('practice.reference', { value: reference.reference[factor] })}</span>}
            </p>
            {reason !== '' && <p class="why">{reason}</p>}
          </section>
        )
      })}
    </div>
  )
}

function standing({ phase }: Presented): string | null {
  if (phase === 'parked') return t('parked.title')
  if (phase === 'skipped') return t('skipped.title')
  return phase === 'waiting' ? t('watch.discuss') : null
}

function Threat({ presented, all, session, code }: { presented: Presented; all: number; session: Session; code: string }): JSX.Element {
  const { threat, done, asked, phase, settled, outliers, practice } = presented
  const still = standing(presented)
  return (
    <>
      <div class="threat">
        <p class="tags">
          <span class="display-id">{practice ? t('practice') : threat.displayId}</span>
          {threat.stride.map((stride) => <StrideBadge key={stride} stride={stride} />)}
          <span class="kind">{threat.stride[0] && t(`stride.${threat.stride[0]}`)}</span>
          {!practice && <span class="count">{t('watch.position', { at: presented.position, all })}</span>}
        </p>
        <h1>{threat.title}</h1>
        {threat.description !== '' && <p class="description">{threat.description}</p>}
        {threat.affected.length > 0 && <p class="affects"><span>{t('threat.affects')}</span> {threat.affected.join(', ')}</p>}
      </div>
      {phase === 'open' && <Progress done={done} asked={asked} text={t('watch.done', { done, asked })} />}
      {still !== null && <p class="notice"><b>{still}</b></p>}
      {settled && <div class="results"><Settled settled={settled} /></div>}
      <RoomResults presented={presented} />
      {outliers.length > 0 && <p class="help">{t('watch.far', { names: outliers.join(', ') })}</p>}
      {!presented.result && threat.evidence[0] !== undefined && <Picture calls={session} code={code} about={threat.evidence[0]} marked={threat.evidence} />}
    </>
  )
}

function Still({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <div class="still" role="status">
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  )
}

function Content({ view, session, code }: { view: PresenterView; session: Session; code: string }): JSX.Element {
  const { settled, all } = view.items
  if (view.phase === 'lobby') {
    return (
      <>
        <Still title={t('watch.lobby')} text={t('watch.joined', { count: view.seats.joined })} />
        <p class="still join-way">{location.host}<b>{code}</b></p>
      </>
    )
  }
  if (view.phase === 'closed') return <Still title={t('closed.title')} text={t('watch.settledOf', { settled, all })} />
  if (view.phase === 'paused') return <Still title={t('paused.title')} text={view.name} />
  if (view.walk !== null) {
    return (
      <section>
        <h1>{t('watch.walk')}</h1>
        <Picture key={view.walk} calls={session} code={code} about={view.walk} marked={[view.walk]} />
      </section>
    )
  }
  if (view.presented) return <Threat key={view.presented.item} presented={view.presented} all={all} session={session} code={code} />
  if (view.ballot.asked > 0) {
    const { done, asked } = view.ballot
    return (
      <div class="still">
        <h1>{t('watch.ballot')}</h1>
        <p>{t('watch.ballotText')}</p>
        <Progress done={done} asked={asked} text={t('watch.ballotDone', { done, asked })} />
      </div>
    )
  }
  return <Still title={t('watch.next')} text={t('watch.settledOf', { settled, all })} />
}

/** What the presenter screen shows, for somebody who only watches: on a phone, and as well on a laptop. */
export function Observer({ view, state, session, onLanguage }: { view: PresenterView; state: SessionState; session: Session; onLanguage: () => void }): JSX.Element {
  return (
    <div class="room watching">
      <header class="bar top">
        <div class="where">
          <b>{view.name}</b>
          <div>{view.timer && <Timer timer={view.timer} />}<span>{t('watch.you')}</span></div>
        </div>
        {view.phase !== 'closed' && <button type="button" class="quiet" onClick={() => session.observe(false)}>{t('watch.seat')}</button>}
      </header>
      <LineNotice state={state} />
      {view.presented?.revealAt && <Countdown until={view.presented.revealAt} />}
      <main>
        <div class="column">
          {view.poll && <Poll poll={view.poll} />}
          <Content view={view} session={session} code={state.code} />
          {view.phase === 'running' && <Tables tables={view.tables} />}
          <LanguageSwitch onChange={onLanguage} />
        </div>
      </main>
    </div>
  )
}
