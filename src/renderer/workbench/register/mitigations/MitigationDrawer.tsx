import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Mitigation } from '../../../../shared/domain/mitigation.ts'
import { MitigationForm } from './MitigationForm.tsx'
import { MitigationStatusField } from './MitigationStatusField.tsx'

/** Everything of one mitigation, beside the list of all. */
export function MitigationDrawer({ project, mitigation, fresh, onClose, onRemove }: { project: string; mitigation: Mitigation; fresh: boolean; onClose: () => void; onRemove: () => void }) {
  const { t } = useTranslation(['mitigations', 'decisions'])
  return (
    <Box component="aside" aria-label={mitigation.title} sx={{ width: 440, flex: 'none', overflow: 'auto', borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', p: 5 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, mb: 4 }}>
        <Typography variant="h2" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
          {mitigation.title}
        </Typography>
        <IconButton aria-label={t('close')} size="small" onClick={onClose}>
          <X size={18} />
        </IconButton>
      </Box>
      <Box sx={{ mb: 4 }}>
        <MitigationStatusField project={project} mitigation={mitigation} />
      </Box>
      <MitigationForm key={mitigation.id} project={project} mitigation={mitigation} fresh={fresh} />
      <Button color="inherit" startIcon={<Trash2 size={15} />} sx={{ mt: 4 }} onClick={onRemove}>
        {t('decisions:removeMitigation')}
      </Button>
    </Box>
  )
}
