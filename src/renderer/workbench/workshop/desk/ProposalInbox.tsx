import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView, Proposal } from '../../../../shared/domain/workshop.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { usePartLabels } from '../../threats/parts.ts'
import { useSeatName } from '../useSeatName.ts'
import type { Send } from '../useWorkshop.ts'

function Card({ proposal, from, where, send }: { proposal: Proposal; from: string; where: string; send: Send }) {
  const { t } = useTranslation(['workshop', 'common'])
  const toasts = useToasts()
  const [wording, setWording] = useState(proposal.text)
  async function judge(keep: boolean) {
    const taken = await send(keep ? { type: 'keep-proposal', proposal: proposal.id, title: wording.trim() } : { type: 'drop-proposal', proposal: proposal.id })
    if (taken) toasts.say(t(keep ? 'proposals.kept' : 'proposals.dropped'))
  }
  return (
    <Box data-proposal={proposal.id} sx={{ p: 3, borderRadius: '10px', border: '1px solid', borderColor: 'divider', display: 'grid', gap: 2, bgcolor: 'background.default' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <StrideBadge category={proposal.stride} label={t(`common:stride.${proposal.stride}`)} />
        <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>{[where, t('proposals.from', { name: from })].filter((part) => part !== '').join(' · ')}</Typography>
      </Box>
      <TextField multiline maxRows={4} fullWidth value={wording} onChange={(event) => setWording(event.target.value)} slotProps={{ htmlInput: { 'aria-label': t('proposals.wording'), maxLength: 1000 } }} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button variant="outlined" disabled={wording.trim() === ''} onClick={() => void judge(true)}>{t('proposals.keep')}</Button>
        <Button color="inherit" onClick={() => void judge(false)}>{t('proposals.drop')}</Button>
      </Box>
    </Box>
  )
}

/** Threats that seats have proposed and nobody has judged yet; nothing is shown where there is none. */
export function ProposalInbox({ view, send }: { view: FacilitatorView; send: Send }) {
  const { t } = useTranslation('workshop')
  const nameOf = useSeatName(view.seats)
  const labels = usePartLabels(view.project)
  const fresh = view.proposals.filter((proposal) => proposal.state === 'new')
  if (fresh.length === 0 || view.phase === 'closed') return null
  return (
    <Box component="section" sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Typography variant="h3">{t('proposals.title')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>{fresh.length}</Typography>
      </Box>
      {fresh.map((proposal) => <Card key={proposal.id} proposal={proposal} from={nameOf(proposal.seat)} where={proposal.element === null ? '' : (labels.get(proposal.element) ?? '')} send={send} />)}
    </Box>
  )
}
