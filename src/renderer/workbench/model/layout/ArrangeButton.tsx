import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { ChevronDown, Network, Pin, Waypoints } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../../shell/commands.tsx'
import { type Arrangement, arrangements } from './arrangement.ts'

const icons = { layers: Network, force: Waypoints, new: Pin } as const
const look = { minWidth: 0, fontSize: 13, fontWeight: 550, color: 'text.secondary', '&:hover': { color: 'text.primary' } } as const

/** Arranges as it was done last; the arrow beside it has the other ways. */
export function ArrangeButton({ how, onArrange }: { how: Arrangement; onArrange: (how?: Arrangement) => void }) {
  const { t } = useTranslation(['diagrams', 'model'])
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const commands = useMemo<Command[]>(
    () => [
      { id: 'arrange-how', label: t('arrange.choose'), keys: ['alt+l'], run: () => setOpen(true) },
      ...arrangements.map((one) => ({ id: `arrange-${one}`, label: t(`arrange.${one}`), run: () => onArrange(one) })),
    ],
    [t, onArrange],
  )
  useCommands(commands)
  const Icon = icons[how]
  return (
    <Box sx={{ display: 'flex' }}>
      <Tooltip title={`${t(`arrange.${how}`)} (L)`}>
        <Button size="small" color="inherit" aria-label={t('model:toolbar.arrange')} onClick={() => onArrange()} sx={{ ...look, gap: 1.5, px: 2, pr: 1 }}>
          <Icon size={16} />
          {t('model:toolbar.arrange')}
        </Button>
      </Tooltip>
      <Tooltip title={`${t('arrange.choose')} (Alt+L)`}>
        <Button ref={anchor} size="small" color="inherit" aria-label={t('arrange.choose')} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)} sx={{ ...look, px: 0.5 }}>
          <ChevronDown size={14} />
        </Button>
      </Tooltip>
      <Menu anchorEl={() => anchor.current} open={open} onClose={() => setOpen(false)}>
        {arrangements.map((one) => {
          const Mark = icons[one]
          return (
            <MenuItem
              key={one}
              selected={one === how}
              onClick={() => {
                setOpen(false)
                onArrange(one)
              }}
            >
              <ListItemIcon>
                <Mark size={17} />
              </ListItemIcon>
              <ListItemText primary={t(`arrange.${one}`)} secondary={t(`arrange.${one}Why`)} />
            </MenuItem>
          )
        })}
      </Menu>
    </Box>
  )
}
