import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { NotCarried } from '../../../../shared/domain/not-carried.ts'
import { notCarriedText } from '../../phrases.ts'

/** What a file that was written has no place for. */
export function NotCarriedDialog({ name, format, lost, onClose }: { name: string; format: string; lost: readonly NotCarried[]; onClose: () => void }) {
  const { t } = useTranslation(['update', 'common'])
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
      <DialogTitle>{t('notCarried.title', { name })}</DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 3 }}>{t('notCarried.text', { format })}</Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: '1px solid', borderColor: 'divider', borderRadius: '10px', maxHeight: 320, overflow: 'auto' }}>
          {lost.map((one) => (
            <Box component="li" key={one.what} sx={{ display: 'grid', gridTemplateColumns: '56px minmax(0, 1fr)', gap: 3, px: 4, py: 2, '& + &': { borderTop: '1px solid', borderColor: 'divider' } }}>
              <Box component="span" sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
                {one.count}
              </Box>
              <span>{notCarriedText(one)}</span>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
