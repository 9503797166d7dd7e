import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'

export const marks = ['added', 'removed', 'changed'] as const
export type Mark = (typeof marks)[number]

const tints = { added: 'success.main', removed: 'error.main', changed: 'warning.main' } as const
const grounds = { added: 'success', removed: 'error', changed: 'warning' } as const
const signs = { added: '+', removed: '−', changed: '~' } as const

/** Added, removed or changed, by a sign and a letter; its name is read aloud and shown on hover. */
export function ChangeBadge({ mark }: { mark: Mark }) {
  const { t } = useTranslation('changes')
  return (
    <Box component="span" role="img" aria-label={t(`mark.${mark}`)} title={t(`mark.${mark}`)} sx={{ display: 'inline-flex', justifyContent: 'center', flex: 'none', width: 36, py: 0.5, borderRadius: '5px', border: '1px solid', borderColor: tints[mark], color: tints[mark], fontFamily: 'ui-monospace, monospace', fontSize: 12, fontWeight: 700 }}>
      {signs[mark]} {t(`letter.${mark}`)}
    </Box>
  )
}

/** A faint ground in the mark's colour; what it says stands in the badge beside it. */
export function tint(mark: Mark): object {
  return { borderLeft: '3px solid', borderLeftColor: tints[mark], backgroundColor: `color-mix(in srgb, var(--mui-palette-${grounds[mark]}-main) 6%, transparent)` }
}
