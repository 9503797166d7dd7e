import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { BadgeCheck, CircleDashed, CircleDotDashed, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequiredSignature } from '../../../shared/domain/sign-off.ts'

const looks: Record<RequiredSignature['state'], { icon: ReactNode; color: string }> = {
  open: { icon: <CircleDashed size={18} />, color: 'text.secondary' },
  partly: { icon: <CircleDotDashed size={18} />, color: 'warning.main' },
  declined: { icon: <CircleX size={18} />, color: 'error.main' },
  signed: { icon: <BadgeCheck size={18} />, color: 'success.main' },
}

interface RequiredLinesProps {
  required: readonly RequiredSignature[]
  /** The revision takes no more signatures. */
  disabled: boolean
  onSign: (asked: RequiredSignature) => void
  onAsk: (asked: RequiredSignature) => void
}

/** Who has to sign a revision, and how far each is. */
export function RequiredLines({ required, disabled, onSign, onAsk }: RequiredLinesProps) {
  const { t } = useTranslation(['signOff', 'register'])
  if (required.length === 0) return null
  return (
    <Box component="ul" aria-label={t('required')} sx={{ listStyle: 'none', m: 0, mb: 4, p: 0, display: 'grid', gap: 1 }}>
      {required.map((one) => (
        <Box component="li" key={one.id} sx={{ display: 'flex', gap: 3, alignItems: 'center', minHeight: 32 }}>
          <Box sx={{ display: 'grid', color: looks[one.state].color }}>{looks[one.state].icon}</Box>
          <Typography sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <b>{one.role}</b>: {t(`register:meaningShort.${one.meaning}`)} · {t(`scopeOf.${one.scope}`)} ·{' '}
            <Box component="span" sx={{ color: looks[one.state].color, fontWeight: 600 }}>
              {t(`state.${one.state}`)}
            </Box>
            {one.names.length > 0 ? ` ${t('by', { names: one.names.join(', ') })}` : ''}
          </Typography>
          {one.state === 'signed' ? null : (
            <Box sx={{ display: 'flex', gap: 1, flexShrink: 0 }}>
              <Button size="small" disabled={disabled} aria-label={`${t('signNow')}: ${one.role}`} onClick={() => onSign(one)}>
                {t('signNow')}
              </Button>
              <Button size="small" disabled={disabled} aria-label={`${t('ask')}: ${one.role}`} onClick={() => onAsk(one)}>
                {t('ask')}
              </Button>
            </Box>
          )}
        </Box>
      ))}
    </Box>
  )
}
