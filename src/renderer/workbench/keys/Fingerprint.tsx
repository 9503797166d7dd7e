import Typography from '@mui/material/Typography'

/** A key's fingerprint, in groups that can be read aloud and compared. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere' }} data-fingerprint={value}>
      {value}
    </Typography>
  )
}
