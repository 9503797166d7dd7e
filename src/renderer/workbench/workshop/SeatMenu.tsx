import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import ListSubheader from '@mui/material/ListSubheader'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Check, KeyRound, MoreVertical } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeatInfo, WorkshopTable } from '../../../shared/domain/workshop.ts'
import type { Send } from './send.ts'

/** A mark that something is chosen, and its room where it is not. */
function Chosen({ on, children }: { on: boolean; children: ReactNode }) {
  return (
    <>
      <Check size={15} aria-hidden style={{ marginRight: 8, opacity: on ? 1 : 0 }} />
      {children}
    </>
  )
}

interface SeatMenuProps {
  seat: SeatInfo
  name: string
  tables: readonly WorkshopTable[]
  send: Send
  /** Null where the seat has no PIN. */
  onClearPin: (() => void) | null
}

/** Where a seat sits, what it may do for others, and the way out for a forgotten PIN: here, and not on the screen that the neighbour sits at. */
export function SeatMenu({ seat, name, tables, send, onClearPin }: SeatMenuProps) {
  const { t } = useTranslation(['prepare', 'entry'])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const device = seat.kind === 'device'
  if (tables.length === 0 && !device && !onClearPin) return null
  return (
    <>
      <IconButton size="small" aria-label={t('seat.menu', { name })} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)} sx={{ mr: -2 }}><MoreVertical size={14} /></IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} onClick={() => setAnchor(null)}>
        {tables.length > 0 ? <ListSubheader sx={{ lineHeight: '32px' }}>{t('tables.title')}</ListSubheader> : null}
        {tables.map((table) => (
          <MenuItem key={table.id} role="menuitemradio" aria-checked={seat.table === table.id} onClick={() => void send({ type: 'set-seat', seat: seat.id, table: table.id, ...(seat.table === table.id ? {} : { scribe: false }) })}>
            <Chosen on={seat.table === table.id}>{table.name}</Chosen>
          </MenuItem>
        ))}
        {tables.length > 0 && device ? <Divider /> : null}
        {device && seat.table !== null ? (
          <MenuItem role="menuitemcheckbox" aria-checked={seat.scribe} onClick={() => void send({ type: 'set-seat', seat: seat.id, scribe: !seat.scribe })}>
            <Chosen on={seat.scribe}>{t('seat.scribe')}</Chosen>
          </MenuItem>
        ) : null}
        {device ? (
          <MenuItem role="menuitemcheckbox" aria-checked={seat.coFacilitator} onClick={() => void send({ type: 'set-seat', seat: seat.id, coFacilitator: !seat.coFacilitator })}>
            <Chosen on={seat.coFacilitator}>{t('seat.coFacilitator')}</Chosen>
          </MenuItem>
        ) : null}
        {tables.length > 0 && onClearPin ? <Divider /> : null}
        {onClearPin ? (
          <MenuItem onClick={onClearPin}>
            <KeyRound size={15} aria-hidden style={{ marginRight: 8 }} />
            {t('entry:pin.clear')}
          </MenuItem>
        ) : null}
      </Menu>
    </>
  )
}
