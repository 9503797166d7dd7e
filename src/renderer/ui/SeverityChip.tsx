import Box from '@mui/material/Box'
import type { Band } from '../../shared/domain/dread.ts'
import { severityDark, severityLight } from './tokens.ts'

const bars: Record<Band, number> = { Critical: 4, High: 3, Medium: 2, Low: 1 }

/** A severity as letterless colour never: fill, name and one to four bars. `label` is the name in the user's language. */
export function SeverityChip({ band, label }: { band: Band; label: string }) {
  const look = severityLight[band]
  const night = severityDark[band]
  return (
    <Box
      component="span"
      data-severity={band}
      sx={[
        {
          display: 'inline-flex',
          alignItems: 'center',
          gap: 1.5,
          height: 22,
          px: 2,
          borderRadius: '6px',
          fontSize: 12,
          fontWeight: 650,
          whiteSpace: 'nowrap',
          bgcolor: look.fill,
          color: look.text,
        },
        (theme) => theme.applyStyles('dark', { backgroundColor: night.fill, color: night.text }),
      ]}
    >
      <Box component="span" aria-hidden sx={{ display: 'inline-flex', alignItems: 'flex-end', gap: '2px', height: 10 }}>
        {[1, 2, 3, 4].map((step) => (
          <Box
            key={step}
            component="span"
            sx={{ width: 3, height: 2 + step * 2, borderRadius: '1px', bgcolor: 'currentColor', opacity: step <= bars[band] ? 1 : 0.28 }}
          />
        ))}
      </Box>
      {label}
    </Box>
  )
}
