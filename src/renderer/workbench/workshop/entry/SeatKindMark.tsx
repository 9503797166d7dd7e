import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { SeatInfo } from '../../../../shared/domain/workshop.ts'

/** Says of a seat that votes in another way than most: that it is a proxy's, or a sealed ballot's. */
export function SeatKindMark({ kind }: { kind: SeatInfo['kind'] }) {
  const { t } = useTranslation('entry')
  if (kind !== 'proxy' && kind !== 'file') return null
  return (
    <Box component="span" data-seat-kind={kind} sx={{ ml: 1.5, px: 1.5, py: 0.25, borderRadius: '10px', border: '1px solid', borderColor: 'divider', fontSize: 11, lineHeight: 1.4, fontWeight: 600, color: 'text.secondary', whiteSpace: 'nowrap', display: 'inline-block' }}>
      {t(`mark.${kind}`)}
    </Box>
  )
}
