import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView, Proposal } from '../../../../shared/domain/workshop.ts'
import { Key } from '../../../ui/Key.tsx'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { usePartLabels } from '../../threats/parts.ts'
import { useSeatName } from '../useSeatName.ts'
import type { Inbox } from './useInbox.ts'

function Card({ proposal, from, where, inbox }: { proposal: Proposal; from: string; where: string; inbox: Inbox }) {
  const { t } = useTranslation(['desk', 'workshop', 'common'])
  const card = useRef<HTMLDivElement>(null)
  const marked = inbox.marked?.id === proposal.id
  useEffect(() => {
    if (marked) card.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const wording = inbox.wordingOf(proposal)
  return (
    <Box ref={card} data-proposal={proposal.id} aria-current={marked ? 'true' : undefined} sx={{ p: 3, borderRadius: '10px', border: '1px solid', borderColor: marked ? 'primary.main' : 'divider', boxShadow: marked ? '0 0 0 1px var(--mui-palette-primary-main)' : 'none', display: 'grid', gap: 2, bgcolor: 'background.default' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <StrideBadge category={proposal.stride} label={t(`common:stride.${proposal.stride}`)} />
        <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>{[where, t('workshop:proposals.from', { name: from })].filter((part) => part !== '').join(' · ')}</Typography>
      </Box>
      <TextField
        multiline
        maxRows={4}
        fullWidth
        value={wording}
        onChange={(event) => inbox.reword(proposal, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            inbox.keep(proposal)
          }
          if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
        }}
        slotProps={{ htmlInput: { 'aria-label': t('workshop:proposals.wording'), maxLength: 1000 } }}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="outlined" disabled={wording.trim() === ''} onClick={() => inbox.keep(proposal)}>{t('workshop:proposals.keep')}</Button>
        <Button color="inherit" onClick={() => inbox.askMerge(proposal)} sx={{ minWidth: 0 }}>{t('inbox.mergeButton')}</Button>
        <Button color="inherit" onClick={() => inbox.drop(proposal)} sx={{ minWidth: 0 }}>{t('workshop:proposals.drop')}</Button>
      </Box>
    </Box>
  )
}

/** Threats that seats have proposed and nobody has judged yet; nothing is shown where there is none. */
export function ProposalInbox({ view, inbox }: { view: FacilitatorView; inbox: Inbox }) {
  const { t } = useTranslation('workshop')
  const nameOf = useSeatName(view.seats)
  const labels = usePartLabels(view.project)
  if (inbox.proposals.length === 0) return null
  return (
    <Box component="section" aria-label={t('proposals.title')} sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Typography variant="h3" component="h2">{t('proposals.title')}</Typography>
        <Typography sx={{ color: 'text.secondary', flex: 1 }}>{inbox.proposals.length}</Typography>
        <Key>I</Key>
      </Box>
      {inbox.proposals.map((proposal) => <Card key={proposal.id} proposal={proposal} from={nameOf(proposal.seat)} where={proposal.element === null ? '' : (labels.get(proposal.element) ?? '')} inbox={inbox} />)}
    </Box>
  )
}
