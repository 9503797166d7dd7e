import type { JSX } from 'preact'
import type { SeatItem } from '../../shared/domain/workshop.ts'
import { AnotherDevice } from './AnotherDevice.tsx'
import { answered, isOpen, rowsOf } from './ballot.ts'
import { factors } from './factors.ts'
import { isLanguage, language, languages, setLanguage, t } from './i18n.ts'
import { CheckIcon } from './icons.tsx'
import type { Session, SessionState } from './session.ts'
import { Sheet } from './Sheet.tsx'

const languageNames = { en: 'English', de: 'Deutsch' }

function stateText(item: SeatItem, state: SessionState): string {
  const { settled } = item
  if (isOpen(item)) {
    const rows = rowsOf(item, state)
    const done = answered(rows)
    if (done === rows.length) return t('list.state.done')
    return done === 0 ? t('list.state.none') : t('list.state.part', { done, all: rows.length })
  }
  if (settled) return t('list.state.settled', { total: factors.reduce((sum, factor) => sum + settled[factor], 0) })
  if (item.phase === 'parked' || item.phase === 'skipped' || item.phase === 'waiting') return t(`list.state.${item.phase}`)
  return t('list.state.revealed')
}

function Line({ item, state, current, onGo }: { item: SeatItem; state: SessionState; current: boolean; onGo: () => void }): JSX.Element {
  const done = isOpen(item) && rowsOf(item, state).every((row) => row.vote !== null)
  return (
    <li>
      <button type="button" class="line" aria-current={current ? 'true' : undefined} onClick={onGo}>
        <span class="display-id">{item.practice ? t('practice') : item.threat.displayId}</span>
        <span class="text">{item.threat.title}<small>{stateText(item, state)}</small></span>
        {done && <span class="done"><CheckIcon /></span>}
      </button>
    </li>
  )
}

export function LanguageSwitch({ onChange }: { onChange: () => void }): JSX.Element {
  return (
    <label class="language">
      {t('language')}
      <select
        value={language()}
        onChange={(event) => {
          const to = event.currentTarget.value
          if (isLanguage(to)) void setLanguage(to).then(onChange)
        }}
      >
        {languages.map((code) => <option key={code} value={code}>{languageNames[code]}</option>)}
      </select>
    </label>
  )
}

/** Everything on the agenda that this seat may see, with how far it is. */
export function AgendaList({ state, session, current, onGo, onClose, onLanguage }: { state: SessionState; session: Session; current: string | null; onGo: (item: string) => void; onClose: () => void; onLanguage: () => void }): JSX.Element {
  const items = state.view?.items ?? []
  const groups = [
    { title: t('list.open'), items: items.filter(isOpen) },
    { title: t('list.seen'), items: items.filter((item) => !isOpen(item) && item.phase !== 'waiting') },
  ].filter((group) => group.items.length > 0)
  return (
    <Sheet title={t('list.title')} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title} <span class="count">{group.items.length}</span></h3>
          <ul class="lines">
            {group.items.map((item) => <Line key={item.id} item={item} state={state} current={item.id === current} onGo={() => onGo(item.id)} />)}
          </ul>
        </section>
      ))}
      <AnotherDevice session={session} />
      <LanguageSwitch onChange={onLanguage} />
    </Sheet>
  )
}
