import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { BallotFile } from '../../shared/domain/sealed-ballot.ts'
import { doneOf, isDone, type Answers } from './answers.ts'
import { canSeal, seal } from './seal.ts'
import type { Say } from './texts.ts'

function fileName({ workshopName, name }: BallotFile): string {
  const plain = [workshopName, name].map((part) => part.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')).filter((part) => part !== '')
  return `${['answer', ...plain].join('-')}.json`
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** All threats with how far each is, and the ways out for the answer. */
export function Save({ ballot, answers, t, onGo, onSaved, onForget }: { ballot: BallotFile; answers: Answers; t: Say; onGo: (item: number) => void; onSaved: () => void; onForget: () => void }): JSX.Element {
  const [said, setSaid] = useState<string | null>(null)
  const [text, setText] = useState<string | null>(null)
  const open = ballot.items.filter((item) => !isDone(answers, item)).length
  const some = ballot.items.some((item) => doneOf(answers, item) > 0)

  async function sealed(): Promise<string> {
    const answer = JSON.stringify(await seal(ballot, answers, new Date().toISOString()))
    onSaved()
    return answer
  }
  async function save(): Promise<void> {
    const name = fileName(ballot)
    download(name, await sealed())
    setSaid(t('save.saved', { file: name }))
  }
  async function copy(): Promise<void> {
    const answer = await sealed()
    setText(answer)
    // Where a page may not write there, the text stands below to be copied by hand.
    const copied = await navigator.clipboard.writeText(answer).then(() => true, () => false)
    setSaid(copied ? t('save.copied') : null)
  }

  return (
    <div class="save">
      <h1 tabIndex={-1}>{t('save.title')}</h1>
      <p>{some ? (open === 0 ? t('save.all') : t('save.missing', { count: open })) : t('save.nothing')}</p>
      <p class="muted">{t('save.text')}</p>
      {canSeal() ? (
        <div class="actions">
          <button type="button" class="main wide" disabled={!some} onClick={() => void save()}>{t('save.file')}</button>
          <button type="button" class="wide" disabled={!some} onClick={() => void copy()}>{t('save.copy')}</button>
        </div>
      ) : (
        <p class="problem" role="alert">{t('noCrypto')}</p>
      )}
      <p class="said" role="status">{said}</p>
      {text !== null && (
        <label>
          {t('save.asText')}
          <textarea readOnly rows={5} value={text} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <section>
        <h2>{t('list')}</h2>
        <ul class="lines">
          {ballot.items.map((item, index) => {
            const done = doneOf(answers, item)
            const state = done === item.factors.length ? t('state.done') : done === 0 ? t('state.none') : t('state.part', { done, all: item.factors.length })
            return (
              <li key={item.id}>
                <button type="button" class="line" onClick={() => onGo(index)}>
                  <span class="display-id">{item.displayId}</span>
                  <span>{item.title}<small class={done === item.factors.length ? 'all' : undefined}>{state}</small></span>
                </button>
              </li>
            )
          })}
        </ul>
      </section>
      <p class="muted">{t('kept')}</p>
      <button type="button" class="quiet" onClick={onForget}>{t('forget')}</button>
    </div>
  )
}
