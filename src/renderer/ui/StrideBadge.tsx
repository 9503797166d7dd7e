import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { type Stride, strideLetter } from '../../shared/domain/stride.ts'

/** One STRIDE category as a letter; the full name on hover and for screen readers. */
export function StrideBadge({ category, label }: { category: Stride; label: string }) {
  return (
    <Tooltip title={label}>
      <Box
        component="span"
        role="img"
        aria-label={label}
        sx={{
          display: 'inline-grid',
          placeItems: 'center',
          width: 22,
          height: 22,
          borderRadius: '5px',
          fontSize: 12,
          fontWeight: 700,
          color: 'text.primary',
          border: '1px solid',
          borderColor: 'text.secondary',
          flex: 'none',
        }}
      >
        {strideLetter[category]}
      </Box>
    </Tooltip>
  )
}
