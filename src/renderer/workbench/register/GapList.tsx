import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Gap } from '../../../shared/domain/completeness.ts'

/** What is left, a line each with how often; pressing one goes to where it is mended. */
export function GapList({ gaps, onGap }: { gaps: readonly Gap[]; onGap: (gap: Gap) => void }) {
  const { t } = useTranslation('decisions')
  return gaps.map((gap) => (
    <Button key={gap.rule} fullWidth color="inherit" sx={{ justifyContent: 'flex-start', gap: 2, textAlign: 'left', fontWeight: 500 }} onClick={() => onGap(gap)}>
      {gap.weight === 'blocks' ? <CircleAlert size={15} /> : <Info size={15} />}
      <Box component="span" sx={{ flex: 1 }}>
        {t(`gap.${gap.rule}`)}
      </Box>
      <b>{gap.threats.length + gap.mitigations.length || ''}</b>
    </Button>
  ))
}
