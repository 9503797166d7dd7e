import Box from '@mui/material/Box'

const radius = 44
const round = 2 * Math.PI * radius

/** How many are done, as an arc with the figures in the middle. */
export function ProgressRing({ done, asked, size, label }: { done: number; asked: number; size: number; label: string }) {
  const share = asked === 0 ? 0 : done / asked
  return (
    <Box role="img" aria-label={label} sx={{ position: 'relative', width: size, height: size, flex: 'none' }}>
      <Box component="svg" viewBox="0 0 100 100" aria-hidden sx={{ width: '100%', height: '100%', transform: 'rotate(-90deg)' }}>
        <circle cx={50} cy={50} r={radius} fill="none" stroke="var(--mui-palette-divider)" strokeWidth={9} />
        <circle cx={50} cy={50} r={radius} fill="none" stroke="var(--mui-palette-primary-main)" strokeWidth={9} strokeLinecap="round" strokeDasharray={`${share * round} ${round}`} visibility={share === 0 ? 'hidden' : 'visible'} />
      </Box>
      <Box aria-hidden sx={{ position: 'absolute', inset: 0, display: 'grid', placeContent: 'center', textAlign: 'center', fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1 }} style={{ fontSize: size / 5 }}>
        {asked === 0 ? '–' : size >= 260 ? `${Math.round(share * 100)} %` : `${done}/${asked}`}
      </Box>
    </Box>
  )
}
