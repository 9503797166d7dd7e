import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BulkDialog } from './BulkDialog.tsx'

interface BulkBarProps {
  project: string
  selected: readonly string[]
  /** How many of them are above the treatment line. */
  above: number
  /** How many of them nobody has decided on yet. */
  undecided: number
  onClear: () => void
}

/** What can be done with the selected threats. */
export function BulkBar({ project, selected, above, undecided, onClear }: BulkBarProps) {
  const { t } = useTranslation('decisions')
  const [deciding, setDeciding] = useState(false)
  if (selected.length === 0) return null
  return (
    <Box role="region" aria-label={t('bulkDecide')} sx={{ position: 'absolute', bottom: 16, left: '50%', transform: 'translateX(-50%)', zIndex: 3, display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 2, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', boxShadow: 6 }}>
      <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{t('selected', { count: selected.length })}</Typography>
      <Button variant="contained" sx={{ whiteSpace: 'nowrap' }} onClick={() => setDeciding(true)}>
        {t('bulkDecide')}
      </Button>
      <IconButton size="small" aria-label={t('clearSelection')} onClick={onClear}>
        <X size={16} />
      </IconButton>
      {deciding ? (
        <BulkDialog
          project={project}
          threats={selected}
          above={above}
          undecided={undecided}
          onClose={() => setDeciding(false)}
          onDone={() => {
            setDeciding(false)
            onClear()
          }}
        />
      ) : null}
    </Box>
  )
}
