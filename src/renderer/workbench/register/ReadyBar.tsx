import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Completeness, Gap } from '../../../shared/domain/completeness.ts'
import { GapList } from './GapList.tsx'

/** What still stands between this register and its sign-off, each thing one click from where it is mended. */
export function ReadyBar({ state, onGap }: { state: Completeness; onGap: (gap: Gap) => void }) {
  const { t } = useTranslation('decisions')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { gaps, met, asked } = state
  const done = met === asked
  return (
    <>
      <Button color="inherit" aria-haspopup="dialog" onClick={(event) => setAnchor(event.currentTarget)} sx={{ gap: 2.5, whiteSpace: 'nowrap', fontWeight: 500 }}>
        {done ? <CircleCheck size={16} /> : <CircleAlert size={16} />}
        {t('ready')}
        <LinearProgress aria-hidden variant="determinate" value={asked === 0 ? 0 : Math.floor((100 * met) / asked)} sx={{ width: 96, height: 6, borderRadius: 3 }} />
        <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
          {t('readyOf', { met, asked })}
        </Box>
      </Button>
      <Popover anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }} slotProps={{ paper: { role: 'dialog', 'aria-label': t('readyShow'), sx: { width: 400, p: 4, display: 'grid', gap: 4 } } }}>
        {gaps.some(({ weight }) => weight === 'blocks') ? null : <Typography>{t('readyAll')}</Typography>}
        {(['blocks', 'open'] as const).map((weight) => {
          const own = gaps.filter((gap) => gap.weight === weight)
          if (own.length === 0) return null
          return (
            <Box key={weight} component="section">
              <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 1 }}>
                {t(weight)}
              </Typography>
              <GapList
                gaps={own}
                onGap={(gap) => {
                  setAnchor(null)
                  onGap(gap)
                }}
              />
            </Box>
          )
        })}
      </Popover>
    </>
  )
}
