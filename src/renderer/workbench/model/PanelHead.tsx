import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface PanelHeadProps {
  icon: ReactNode
  /** What kind of thing is chosen. */
  name: string
  onDelete: () => void
  onClose: () => void
}

/** What is chosen, and the two things that can be done with anything that is: delete it, and leave it. */
export function PanelHead({ icon, name, onDelete, onClose }: PanelHeadProps) {
  const { t } = useTranslation('model')
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary', mt: -1, mb: -1 }}>
      {icon}
      <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
        {name}
      </Typography>
      <Tooltip title={t('inspector.delete')}>
        <IconButton size="small" aria-label={t('inspector.delete')} onClick={onDelete}>
          <Trash2 size={16} />
        </IconButton>
      </Tooltip>
      <Tooltip title={t('inspector.close')}>
        <IconButton size="small" aria-label={t('inspector.close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Tooltip>
    </Box>
  )
}
