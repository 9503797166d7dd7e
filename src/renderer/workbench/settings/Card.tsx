import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** One titled group of settings. */
export function Card({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Paper component="section" variant="outlined" sx={{ p: 6, borderRadius: '12px', display: 'grid', gap: 4 }}>
      <Box>
        <Typography variant="h2">{title}</Typography>
        {text ? <Typography sx={{ color: 'text.secondary' }}>{text}</Typography> : null}
      </Box>
      {children}
    </Paper>
  )
}
