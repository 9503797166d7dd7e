import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** What an empty place says: what this place is for, and what to do first; `children` stand below. */
export function EmptyState({ icon, title, text, actions, children }: { icon: ReactNode; title: string; text: string; actions?: ReactNode; children?: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', height: '100%', p: 8 }}>
      <Box sx={{ maxWidth: 460, textAlign: 'center' }}>
        <Box sx={{ display: 'inline-grid', placeItems: 'center', width: 56, height: 56, borderRadius: '14px', bgcolor: 'action.selected', color: 'primary.main', mb: 4 }}>
          {icon}
        </Box>
        <Typography variant="h2" sx={{ mb: 2 }}>
          {title}
        </Typography>
        <Typography sx={{ color: 'text.secondary', mb: 5 }}>{text}</Typography>
        {actions ? <Box sx={{ display: 'flex', gap: 2, justifyContent: 'center', flexWrap: 'wrap' }}>{actions}</Box> : null}
        {children}
      </Box>
    </Box>
  )
}
