import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../shared/domain/workshop.ts'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import type { Send } from '../send.ts'

/** The seats' proposals that nobody has judged yet, and the one that the keys are about while the inbox is entered. */
export interface Inbox {
  proposals: readonly Proposal[]
  marked: Proposal | null
  enter: (() => void) | null
  leave: () => void
  step: (by: 1 | -1) => void
  wordingOf: (proposal: Proposal) => string
  reword: (proposal: Proposal, wording: string) => void
  keep: (proposal: Proposal) => void
  drop: (proposal: Proposal) => void
  /** The proposal whose item is being chosen. */
  merging: Proposal | null
  askMerge: (proposal: Proposal | null) => void
  merge: (proposal: Proposal, item: string) => void
  /** Puts the cursor into its wording. */
  edit: (proposal: Proposal) => void
}

export function useInbox(view: FacilitatorView, send: Send): Inbox {
  const { t } = useTranslation('desk')
  const toasts = useToasts()
  const [entered, setEntered] = useState(false)
  const [at, setAt] = useState<string | null>(null)
  const [wordings, setWordings] = useState<Readonly<Record<string, string>>>({})
  const [merging, askMerge] = useState<Proposal | null>(null)
  const proposals = view.phase === 'closed' ? [] : view.proposals.filter((proposal) => proposal.state === 'new')
  const place = Math.max(0, proposals.findIndex((proposal) => proposal.id === at))
  const marked = entered ? (proposals[place] ?? null) : null
  const wordingOf = (proposal: Proposal) => wordings[proposal.id] ?? proposal.text

  /** The next one comes to its place. */
  function goOn(): void {
    const next = proposals[place + 1] ?? proposals[place - 1]
    setAt(next?.id ?? null)
    if (!next) setEntered(false)
  }
  async function keep(proposal: Proposal): Promise<void> {
    const title = wordingOf(proposal).trim()
    if (title === '' || !(await send({ type: 'keep-proposal', proposal: proposal.id, title }))) return
    toasts.say(t('inbox.kept'))
    goOn()
  }
  async function drop(proposal: Proposal): Promise<void> {
    if (!(await send({ type: 'drop-proposal', proposal: proposal.id }))) return
    toasts.say(t('inbox.dropped'))
    goOn()
  }
  async function merge(proposal: Proposal, item: string): Promise<void> {
    if (!(await send({ type: 'merge-proposal', proposal: proposal.id, item }))) return
    askMerge(null)
    toasts.say(t('inbox.merged', { id: view.items.find((one) => one.id === item)?.threat.displayId ?? '' }))
    goOn()
  }
  return {
    proposals,
    marked,
    enter: proposals.length > 0 ? () => setEntered(true) : null,
    leave: () => setEntered(false),
    step(by) {
      const next = proposals[Math.min(proposals.length - 1, Math.max(0, place + by))]
      if (next) setAt(next.id)
    },
    wordingOf,
    reword: (proposal, wording) => setWordings({ ...wordings, [proposal.id]: wording }),
    keep: (proposal) => void keep(proposal),
    drop: (proposal) => void drop(proposal),
    merging,
    askMerge,
    merge: (proposal, item) => void merge(proposal, item),
    edit(proposal) {
      setEntered(true)
      setAt(proposal.id)
      document.querySelector<HTMLElement>(`[data-proposal="${CSS.escape(proposal.id)}"] textarea:not([aria-hidden])`)?.focus()
    },
  }
}
