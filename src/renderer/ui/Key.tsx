import Box from '@mui/material/Box'

/** A key as printed on a keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        display: 'inline-block',
        minWidth: 20,
        px: 1.25,
        textAlign: 'center',
        fontFamily: 'inherit',
        fontSize: 11,
        fontWeight: 600,
        lineHeight: '18px',
        color: 'text.secondary',
        border: '1px solid',
        borderColor: 'divider',
        borderBottomWidth: 2,
        borderRadius: '5px',
        bgcolor: 'background.default',
      }}
    >
      {children}
    </Box>
  )
}
