import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleDashed, OctagonX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RoomCheck } from '../../../../shared/domain/room.ts'

const marks = {
  ok: { Icon: CircleCheck, color: 'success.main' },
  warning: { Icon: TriangleAlert, color: 'warning.main' },
  problem: { Icon: OctagonX, color: 'error.main' },
  unknown: { Icon: CircleDashed, color: 'text.secondary' },
} as const

/** What is to be done about those that are not simply in order. */
const toDo = ['no-network', 'link-local', 'only-virtual', 'shown-gone', 'not-open', 'port-moved', 'no-answer', 'answered-by-other', 'waiting-for-phones', 'nobody-yet', 'isolation', 'firewall-windows', 'firewall-mac', 'firewall-linux'] as const

/** How a check came out, by shape, colour and word. */
export function CheckMark({ level }: { level: RoomCheck['level'] }) {
  const { t } = useTranslation('network')
  const { Icon, color } = marks[level]
  return <Box component="span" sx={{ color, display: 'inline-flex', flex: 'none' }}><Icon size={18} aria-label={t(`level.${level}`)} /></Box>
}

/** What the self-test found, and what to do about each. */
export function CheckList({ checks }: { checks: readonly RoomCheck[] }) {
  const { t } = useTranslation('network')
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {checks.map((check) => {
        const code = toDo.find((known) => known === check.code)
        return (
          <Box component="li" key={check.code} data-check={check.code} data-level={check.level} sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
            <CheckMark level={check.level} />
            <Box sx={{ minWidth: 0 }}>
              <Typography sx={{ fontWeight: check.level === 'ok' || check.level === 'unknown' ? 500 : 650, overflowWrap: 'anywhere' }}>{t(`found.${check.code}`, check.values)}</Typography>
              {code ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t(`todo.${code}`, check.values)}</Typography> : null}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
