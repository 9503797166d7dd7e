import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { ListChecks, Presentation } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WorkshopSettings } from '../../../shared/domain/workshop.ts'

const ways = [
  { way: 'silent-ballot', title: 'prepare.silent', text: 'prepare.silentText', Icon: ListChecks },
  { way: 'one-by-one', title: 'prepare.oneByOne', text: 'prepare.oneByOneText', Icon: Presentation },
] as const

export function WayChoice({ way, onWay }: { way: WorkshopSettings['way']; onWay: (way: WorkshopSettings['way']) => void }) {
  const { t } = useTranslation('workshop')
  return (
    <Box role="radiogroup" aria-label={t('prepare.way')} sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="subtitle2">{t('prepare.way')}</Typography>
      {ways.map(({ way: own, title, text, Icon }) => (
        <ButtonBase
          key={own}
          role="radio"
          aria-checked={way === own}
          onClick={() => onWay(own)}
          sx={{ display: 'grid', gridTemplateColumns: '24px 1fr', gap: 3, p: 3, textAlign: 'left', alignItems: 'start', borderRadius: '10px', border: '1px solid', borderColor: way === own ? 'primary.main' : 'divider', boxShadow: way === own ? 'inset 0 0 0 1px var(--mui-palette-primary-main)' : 'none', bgcolor: way === own ? 'action.selected' : 'transparent' }}
        >
          <Box sx={{ color: way === own ? 'primary.main' : 'text.secondary', pt: 0.5 }}><Icon size={20} aria-hidden /></Box>
          <Box>
            <Typography variant="h3">{t(title)}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(text)}</Typography>
          </Box>
        </ButtonBase>
      ))}
    </Box>
  )
}
