import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FacilitatorView } from '../../../../shared/domain/workshop.ts'
import { useLanguage } from '../../i18n.ts'
import { useSeatName } from '../useSeatName.ts'

/** What was said for the log: on one threat, or (with `item` null) on the whole. Nothing where nothing was. */
export function Remarks({ view, item }: { view: FacilitatorView; item: string | null }) {
  const { t } = useTranslation('desk')
  const language = useLanguage()
  const nameOf = useSeatName(view.seats)
  const own = view.comments.filter((comment) => comment.item === item)
  if (own.length === 0) return null
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
  return (
    <Box component="section" aria-label={t('remarks.title')}>
      <Typography variant="h3" component="h2" sx={{ mb: 1.5 }}>{t(item === null ? 'remarks.whole' : 'remarks.title')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {own.map((comment) => (
          <Box key={comment.id} component="li" data-remark sx={{ pl: 3, borderLeft: '3px solid', borderColor: 'divider', overflowWrap: 'anywhere' }}>
            <Typography sx={{ whiteSpace: 'pre-wrap' }}>{comment.text}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {comment.seat === null ? t('remarks.facilitator') : nameOf(comment.seat)} · {time.format(new Date(comment.at))}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
