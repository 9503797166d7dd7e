import Box from '@mui/material/Box'
import Button, { type ButtonProps } from '@mui/material/Button'
import { Key } from '../../ui/Key.tsx'

/** A button that shows the key that does the same. */
export function KeyButton({ keyName, children, sx, ...rest }: ButtonProps & { keyName: string }) {
  return (
    <Button {...rest} sx={{ whiteSpace: 'nowrap', flex: 'none', ...sx }}>
      {children}
      <Box component="span" aria-hidden sx={{ ml: 2, display: 'inline-flex' }}>
        <Key>{keyName}</Key>
      </Box>
    </Button>
  )
}
