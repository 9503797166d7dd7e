import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Gavel, Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ItemSettlement } from '../../../../shared/domain/workshop.ts'
import { ScoreStrip } from '../ScoreStrip.tsx'

/** The score that stands, how it came about, and who disagreed. */
export function Settlement({ settlement }: { settlement: ItemSettlement }) {
  const { t } = useTranslation('workshop')
  const Icon = settlement.method === 'rule' ? Check : Gavel
  return (
    <Box component="section" data-settled={settlement.method} sx={{ display: 'grid', gap: 2, p: 4, borderRadius: '12px', border: '2px solid', borderColor: 'text.primary', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap' }}>
        <ScoreStrip values={settlement.values} />
        <Typography sx={{ display: 'inline-flex', gap: 1.5, alignItems: 'center', fontWeight: 600 }}><Icon size={16} aria-hidden />{t(`item.method.${settlement.method}`)}</Typography>
      </Box>
      {settlement.rationale === '' ? null : <Typography><b>{t('item.rationale')}:</b> {settlement.rationale}</Typography>}
      {settlement.dissent === '' ? null : <Typography><b>{t('item.dissent')}:</b> {settlement.dissent}</Typography>}
    </Box>
  )
}
