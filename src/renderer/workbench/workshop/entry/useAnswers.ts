import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerReport } from '../../../../shared/domain/sealed-ballot.ts'
import { useApi } from '../../api.tsx'
import { explain } from '../../explain.ts'
import { takeDroppedAnswers } from './sealed-drop.ts'

/** What became of the newest answer that was brought in. */
export type TakenAnswer = { report: AnswerReport } | { problem: string }

/** Takes sealed answers: those that are dropped on the window, and those that the caller has. `onDropped` says that one came by itself. */
export function useAnswers(workshop: string, onDropped: () => void): { taken: TakenAnswer | null; take: (text: string) => Promise<boolean>; forget: () => void } {
  const { t } = useTranslation()
  const api = useApi()
  const [taken, setTaken] = useState<TakenAnswer | null>(null)
  const take = useCallback(
    async (text: string) => {
      try {
        const report = await api.entry.takeAnswer({ workshop, text })
        setTaken({ report })
        return true
      } catch (error) {
        setTaken({ problem: explain(error, t) })
        return false
      }
    },
    [api, workshop, t],
  )
  useEffect(
    () =>
      takeDroppedAnswers((text) => {
        onDropped()
        void take(text)
      }),
    [take, onDropped],
  )
  return { taken, take, forget: () => setTaken(null) }
}
