import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from './i18n.ts'

/** A part of the page that only some need: its code is fetched when it is shown first, so that the others don't pay for it. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => JSX.Element {
  let known: ComponentType<Props> | undefined
  return function Later(props: Props): JSX.Element {
    const [, setLoaded] = useState(known !== undefined)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (known) return
      load().then(
        (loaded) => {
          known = loaded
          setLoaded(true)
        },
        () => setFailed(true),
      )
    }, [])
    const Part = known
    if (Part) return <Part {...props} />
    return failed ? <p class="problem" role="alert">{t('refused.line')}</p> : <p class="loading" role="status">{t('loading')}</p>
  }
}
