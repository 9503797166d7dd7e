import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { BallotFile } from '../../shared/domain/sealed-ballot.ts'
import { forgetAnswers, isDone, recallAnswers, rememberAnswers, withVote, type Answers } from './answers.ts'
import { Save } from './Save.tsx'
import { Threat } from './Threat.tsx'
import { textsIn } from './texts.ts'

/** Where the page stands: before the first threat, at one, or behind the last. */
type Place = 'start' | 'save' | number

export function App({ ballot }: { ballot: BallotFile }): JSX.Element {
  const t = textsIn(ballot.language)
  const [answers, setAnswers] = useState<Answers>(() => recallAnswers(ballot))
  const [place, setPlace] = useState<Place>('start')
  const [unsaved, setUnsaved] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  const main = useRef<HTMLElement>(null)
  const { items } = ballot
  const item = typeof place === 'number' ? items[place] : undefined
  const done = items.filter((one) => isDone(answers, one)).length
  const first = items.findIndex((one) => !isDone(answers, one))

  useEffect(() => main.current?.scrollTo({ top: 0 }), [place])
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])

  function change(next: Answers): void {
    setAnswers(next)
    setUnsaved(true)
    setForgotten(false)
    rememberAnswers(ballot, next)
  }
  function forget(): void {
    forgetAnswers(ballot)
    setAnswers(new Map())
    setUnsaved(false)
    setForgotten(true)
    setPlace('start')
  }

  return (
    <div class="page">
      <header class="bar top">
        <p class="where"><span>{ballot.project === '' ? ballot.workshopName : `${ballot.project} · ${ballot.workshopName}`}</span><b>{ballot.name === '' ? t('unnamed') : t('for', { name: ballot.name })}</b></p>
        {place !== 'save' && place !== 'start' && <button type="button" class="quiet" onClick={() => setPlace('save')}>{t('list')}</button>}
      </header>
      <main ref={main}>
        <div class="column">
          {place === 'start' && (
            <div class="start">
              <h1>{ballot.name === '' ? t('unnamed') : t('for', { name: ballot.name })}</h1>
              <p>{t('intro')}</p>
              <p class="muted">{t('count', { count: items.length })}{done > 0 ? ` · ${t('answered', { done, all: items.length })}` : ''}</p>
              {forgotten && <p class="said" role="status">{t('forgotten')}</p>}
              <button type="button" class="main wide" onClick={() => setPlace(first === -1 ? 'save' : first)}>{t(done > 0 ? 'continue' : 'begin')}</button>
            </div>
          )}
          {item && <Threat key={item.id} ballot={ballot} item={item} answers={answers} t={t} onVote={(factor, vote) => change(withVote(answers, item.id, factor, vote))} />}
          {place === 'save' && <Save ballot={ballot} answers={answers} t={t} onGo={setPlace} onSaved={() => setUnsaved(false)} onForget={forget} />}
        </div>
      </main>
      {typeof place === 'number' && (
        <footer class="bar bottom">
          <button type="button" onClick={() => setPlace(place === 0 ? 'start' : place - 1)}>{t('back')}</button>
          <p class="at-page"><b>{t('position', { at: place + 1, all: items.length })}</b><span>{t('answered', { done, all: items.length })}</span></p>
          <button type="button" class={item && isDone(answers, item) ? 'main' : ''} onClick={() => setPlace(place + 1 < items.length ? place + 1 : 'save')}>{t(place + 1 < items.length ? 'next' : 'finish')}</button>
        </footer>
      )}
    </div>
  )
}
