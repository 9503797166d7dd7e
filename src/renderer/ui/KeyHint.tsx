import Box from '@mui/material/Box'

/** The key of a button's action, inside the button. */
export function KeyHint({ children }: { children: string }) {
  return (
    <Box component="kbd" aria-hidden sx={{ ml: 2, px: 1.25, fontFamily: 'inherit', fontSize: 11, lineHeight: '16px', border: '1px solid currentColor', borderRadius: '4px', opacity: 0.7 }}>
      {children}
    </Box>
  )
}
