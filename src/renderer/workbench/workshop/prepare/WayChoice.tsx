import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { Armchair, CalendarClock, ListChecks, Presentation } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkshopSettings } from '../../../../shared/domain/workshop.ts'

type Way = WorkshopSettings['way']

const ways = [
  { way: 'silent-ballot', Icon: ListChecks },
  { way: 'one-by-one', Icon: Presentation },
  { way: 'before-meeting', Icon: CalendarClock },
  { way: 'tables', Icon: Armchair },
] as const

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** The four ways of working, one line each; arrows go from one to the next as in any radio group. */
export function WayChoice({ way, onWay }: { way: Way; onWay: (way: Way) => void }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const group = useRef<HTMLDivElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    const place = (ways.findIndex((entry) => entry.way === way) + by + ways.length) % ways.length
    const next = ways[place]
    if (!next) return
    onWay(next.way)
    const radio = group.current?.querySelectorAll('[role=radio]')[place]
    if (radio instanceof HTMLElement) radio.focus()
  }
  return (
    <Box>
      <Typography variant="subtitle2" id="way-of-working" sx={{ mb: 2 }}>{t('prepare.way')}</Typography>
      <Box ref={group} role="radiogroup" aria-labelledby="way-of-working" onKeyDown={onKeyDown} sx={{ display: 'grid', gap: 1.5 }}>
        {ways.map(({ way: own, Icon }) => (
          <ButtonBase
            key={own}
            role="radio"
            aria-checked={way === own}
            tabIndex={way === own ? 0 : -1}
            onClick={() => onWay(own)}
            sx={{ display: 'grid', gridTemplateColumns: '24px 1fr', gap: 3, px: 3, py: 2.5, textAlign: 'left', alignItems: 'start', borderRadius: '10px', border: '1px solid', borderColor: way === own ? 'primary.main' : 'divider', boxShadow: way === own ? 'inset 0 0 0 1px var(--mui-palette-primary-main)' : 'none', bgcolor: way === own ? 'action.selected' : 'transparent', '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2 } }}
          >
            <Box sx={{ color: way === own ? 'primary.main' : 'text.secondary', pt: 0.5 }}><Icon size={20} aria-hidden /></Box>
            <Box>
              <Typography variant="h3">{t(`prepare:way.${own}.title`)}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`prepare:way.${own}.text`)}</Typography>
            </Box>
          </ButtonBase>
        ))}
      </Box>
    </Box>
  )
}
