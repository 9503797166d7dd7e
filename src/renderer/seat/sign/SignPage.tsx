import type { JSX } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { SignatureRequest } from '../../../shared/domain/register.ts'
import type { SignSeatView } from '../../../shared/domain/sign-seat.ts'
import { LanguageSwitch } from '../AgendaList.tsx'
import { t } from '../i18n.ts'
import { recall, remember } from '../memory.ts'
import { ask } from './line.ts'
import { problemOf, type SignProblem } from './problem.ts'
import { Signed } from './Signed.tsx'
import { SignForm } from './SignForm.tsx'
import { signedStatement } from './statement.ts'

/** Where somebody signs a revision on a device of their own. `code` lets in. */
export function SignPage({ code }: { code: string }): JSX.Element {
  const [view, setView] = useState<SignSeatView | null>(null)
  const [problem, setProblem] = useState<SignProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<{ request: SignatureRequest; fingerprint: string } | null>(null)
  const [, setTurn] = useState(0)
  const load = useCallback(async () => {
    setProblem(null)
    try {
      setView(await ask((client) => client.about({ code })))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }, [code])
  useEffect(() => void load(), [load])

  async function sign(shown: SignSeatView, request: SignatureRequest): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const { fingerprint } = await ask((client) => client.sign({ code, ...signedStatement(shown, request) }))
      remember('sign-name', request.name)
      setDone({ request, fingerprint })
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }

  return (
    <main class="door sign">
      <p class="brand">Dreadnought</p>
      {problem && <p class="problem" role="alert">{t(`sign.problem.${problem}`)}</p>}
      {done && view ? (
        <Signed view={view} {...done} onAgain={() => setDone(null)} />
      ) : view ? (
        <SignForm view={view} name={recall('sign-name') ?? ''} busy={busy} onSign={(request) => void sign(view, request)} />
      ) : problem ? (
        <button type="button" class="main wide" onClick={() => void load()}>{t('sign.again')}</button>
      ) : (
        <p class="loading" role="status">{t('loading')}</p>
      )}
      <LanguageSwitch onChange={() => setTurn((turn) => turn + 1)} />
    </main>
  )
}
