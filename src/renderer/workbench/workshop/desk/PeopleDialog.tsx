import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useSeatName } from '../useSeatName.ts'
import type { Send } from '../send.ts'

/** Who may facilitate from their own device, and which of them leads now. */
export function PeopleDialog({ view, send, onClose }: { view: FacilitatorView; send: Send; onClose: () => void }) {
  const { t } = useTranslation(['desk', 'common'])
  const nameOf = useSeatName(view.seats)
  const seats = view.seats.filter((seat) => !seat.removed && seat.kind === 'device')
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('people.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('people.text')}</Typography>
        {seats.length === 0 ? <Typography>{t('people.none')}</Typography> : null}
        {seats.map((seat) => {
          const name = nameOf(seat.id)
          return (
            <Box key={seat.id} data-person={name} sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: 40, borderBottom: '1px solid', borderColor: 'divider' }}>
              <Typography noWrap sx={{ flex: 1, fontWeight: 550 }}>{name}</Typography>
              {view.lead === seat.id ? <Typography sx={{ color: 'primary.main', fontWeight: 650 }}>{t('people.leads')}</Typography> : null}
              {seat.coFacilitator ? <Button variant="outlined" onClick={() => void send({ type: 'hand-over', to: view.lead === seat.id ? null : seat.id })}>{t(view.lead === seat.id ? 'people.takeBack' : 'people.handOver')}</Button> : null}
              <Switch
                size="small"
                checked={seat.coFacilitator}
                onChange={(event) => void send({ type: 'set-seat', seat: seat.id, coFacilitator: event.target.checked })}
                slotProps={{ input: { 'aria-label': t('people.coFacilitator', { name }) } }}
              />
            </Box>
          )
        })}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>{t('common:done')}</Button>
      </DialogActions>
    </Dialog>
  )
}
