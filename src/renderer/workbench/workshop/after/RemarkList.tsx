import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { ReportRemark } from '../../../../shared/domain/workshop-report.ts'

/** Remarks in the order they came, with who made them. */
export function RemarkList({ remarks, nameOf }: { remarks: readonly ReportRemark[]; nameOf: (seat: string | null) => string }) {
  const { t, i18n } = useTranslation('after')
  const hour = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' })
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
      {remarks.map((remark, index) => (
        <Box component="li" key={index} sx={{ overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>{hour.format(new Date(remark.at))} · {remark.by === 'facilitator' ? t('list.facilitator') : nameOf(remark.seat)}</Box>
          <Box sx={remark.erased ? { color: 'text.secondary', fontStyle: 'italic' } : { whiteSpace: 'pre-line' }}>{remark.erased ? t('list.erased') : remark.text}</Box>
        </Box>
      ))}
    </Box>
  )
}
