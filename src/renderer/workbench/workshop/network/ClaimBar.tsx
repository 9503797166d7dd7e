import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomClaim } from '../../../../shared/domain/room.ts'
import type { FacilitatorView, SeatInfo } from '../../../../shared/domain/workshop.ts'
import { useSeatName } from '../useSeatName.ts'
import { useRoomClaims } from './useRoomDoor.ts'

/** The likeliest seat: one with the claimed name whose device is away. */
function guess(claim: RoomClaim, seats: readonly SeatInfo[]): string {
  const named = seats.filter((seat) => claim.seats.includes(seat.id))
  return (named.find((seat) => !seat.connected) ?? named[0])?.id ?? ''
}

function ClaimLine({ claim, seats, nameOf, onAnswer }: { claim: RoomClaim; seats: readonly SeatInfo[]; nameOf: (seat: string) => string; onAnswer: (seat: string | null) => void }) {
  const { t } = useTranslation('network')
  const [chosen, setChosen] = useState<string | null>(null)
  const seat = chosen ?? guess(claim, seats)
  const there = seats.find(({ id }) => id === seat)?.connected === true
  return (
    <Box role="alert" data-claim={claim.name} sx={{ display: 'flex', gap: 4, rowGap: 2, alignItems: 'center', flexWrap: 'wrap', px: 5, py: 2, bgcolor: 'action.selected', borderBottom: '1px solid', borderColor: 'divider' }}>
      <UserRoundCheck size={18} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Typography sx={{ fontWeight: 650 }}>{t('claims.title', { name: claim.name })}</Typography>
        <Typography variant="body2" sx={{ color: there ? 'text.primary' : 'text.secondary', fontWeight: there ? 600 : 400 }}>{there ? t('claims.connected') : t('claims.from', { address: claim.address })}</Typography>
      </Box>
      <TextField select size="small" label={t('claims.seat')} value={seat} onChange={(event) => setChosen(event.target.value)} sx={{ minWidth: 180 }}>
        <MenuItem value="" disabled>{t('claims.none')}</MenuItem>
        {seats.map(({ id }) => <MenuItem key={id} value={id}>{nameOf(id)}</MenuItem>)}
      </TextField>
      <Button color="inherit" onClick={() => onAnswer(null)}>{t('claims.no')}</Button>
      <Button variant="contained" disabled={seat === ''} onClick={() => onAnswer(seat)}>{t('claims.yes')}</Button>
    </Box>
  )
}

/** Who stands at the door and says that a seat is theirs: one line each, above whatever the facilitator does. */
export function ClaimBar({ project, view }: { project: string; view: FacilitatorView }) {
  const { claims, answer } = useRoomClaims(project, view.id)
  const nameOf = useSeatName(view.seats)
  const seats = view.seats.filter((seat) => seat.kind === 'device' && !seat.removed)
  return claims.map((claim) => <ClaimLine key={claim.id} claim={claim} seats={seats} nameOf={nameOf} onAnswer={(seat) => answer(claim, seat)} />)
}
