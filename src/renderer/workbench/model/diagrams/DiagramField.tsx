import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { SquareStack } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../../shared/domain/model.ts'
import { Key } from '../../../ui/Key.tsx'
import { showKey } from '../../shell/key-name.ts'

/** The diagram that an element opens, or the offer of one. */
export function DiagramField({ element, model, onEnter }: { element: string; model: Model; onEnter: (element: string) => void }) {
  const { t } = useTranslation('diagrams')
  const child = model.diagrams.find(({ opener }) => opener === element)
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Button variant="outlined" color="inherit" onClick={() => onEnter(element)} startIcon={<SquareStack size={16} />} sx={{ justifyContent: 'flex-start', borderColor: 'divider' }}>
        <Box component="span" sx={{ flex: 1, minWidth: 0, textAlign: 'left', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {child ? t('field.open', { name: child.name || t('field.unnamed') }) : t('field.add')}
        </Box>
        <Key>{showKey('mod+enter')}</Key>
      </Button>
      {child ? null : (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {t('field.why')}
        </Typography>
      )}
    </Box>
  )
}
