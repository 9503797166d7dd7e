import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { LanguageSwitch } from './AgendaList.tsx'
import { t } from './i18n.ts'
import { ClaimWaiting, Moved, ReclaimForm } from './Reclaim.tsx'
import type { Room, Session, SessionState } from './session.ts'

function Problem({ state }: { state: SessionState }): JSX.Element | null {
  return state.problem && <p class="problem" role="alert">{t(`problem.${state.problem}`)}</p>
}

function CodeForm({ state, session }: { state: SessionState; session: Session }): JSX.Element {
  const [code, setCode] = useState(state.code)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        session.enterCode(code.replace(/\s/g, ''))
      }}
    >
      <h1>{t('code.title')}</h1>
      <p>{t('code.help')}</p>
      <Problem state={state} />
      <label>
        {t('code.label')}
        <input class="code" type="text" inputMode="numeric" autocomplete="off" required value={code} onInput={(event) => setCode(event.currentTarget.value)} />
      </label>
      <button type="submit" class="main wide">{t('code.go')}</button>
    </form>
  )
}

function Choice({ name, title, help, options, chosen, onChoose }: { name: string; title: string; help?: string; options: Room['roles']; chosen: string | null; onChoose: (id: string) => void }): JSX.Element {
  return (
    <fieldset>
      <legend>{title}</legend>
      {help !== undefined && <p class="help">{help}</p>}
      <div class="kinds">
        {options.map((option) => (
          <label key={option.id} class="kind-choice">
            <input type="radio" name={name} required checked={chosen === option.id} onChange={() => onChoose(option.id)} />
            {option.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function JoinForm({ state, room, session }: { state: SessionState; room: Room; session: Session }): JSX.Element {
  const [name, setName] = useState('')
  const [role, setRole] = useState<string | null>(null)
  const [table, setTable] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [before, setBefore] = useState(false)
  if (state.claiming !== null) return <ClaimWaiting name={state.claiming} session={session} />
  if (before) return <ReclaimForm session={session} onBack={() => setBefore(false)} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        void session.join(room.anonymous ? '' : name.trim(), role, table).finally(() => setBusy(false))
      }}
    >
      <p class="over">{room.workshop}</p>
      <h1>{t('join.title')}</h1>
      <Problem state={state} />
      {room.locked && state.problem !== 'locked' && <p class="notice">{t('problem.locked')}</p>}
      {room.anonymous ? (
        <p>{t('join.anonymous')}</p>
      ) : (
        <label>
          {t('join.name')}
          <input type="text" autocomplete="nickname" autocapitalize="words" maxLength={100} required autofocus value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
      )}
      {room.roles.length > 0 && <Choice name="role" title={t('join.role')} help={t('join.roleHelp')} options={room.roles} chosen={role} onChoose={setRole} />}
      {room.tables.length > 0 && <Choice name="table" title={t('join.table')} options={room.tables} chosen={table} onChoose={setTable} />}
      <button type="submit" class="main wide" disabled={busy}>{t('join.go')}</button>
      {!room.anonymous && <button type="button" class="wide quiet" onClick={() => setBefore(true)}>{t('reclaim.ask')}</button>}
      <button type="button" class="wide quiet" onClick={() => session.observe(true)}>{t('join.watch')}</button>
    </form>
  )
}

/** Before a seat is taken: the code, then the name. */
export function Door({ state, session, onLanguage }: { state: SessionState; session: Session; onLanguage: () => void }): JSX.Element {
  return (
    <main class="door">
      <p class="brand">Dreadnought</p>
      {state.place === 'code' && <CodeForm state={state} session={session} />}
      {state.place === 'join' && state.room && <JoinForm state={state} room={state.room} session={session} />}
      <Moved state={state} session={session} />
      {state.place === 'arriving' && <p class="loading" role="status">{state.problem ? t(`problem.${state.problem}`) : t('loading')}</p>}
      <LanguageSwitch onChange={onLanguage} />
    </main>
  )
}
