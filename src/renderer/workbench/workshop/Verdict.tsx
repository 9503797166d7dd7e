import Box from '@mui/material/Box'
import { CircleDashed, Check, Split } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FactorResult } from '../../../shared/domain/workshop.ts'

/** Agreed, disputed or too few votes: by icon, outline and word, so that no colour is needed. */
export function Verdict({ result, size = 12 }: { result: FactorResult; size?: number }) {
  const { t } = useTranslation('workshop')
  const shape = { display: 'inline-flex', alignItems: 'center', gap: 1, px: 1.5, borderRadius: '5px', fontSize: size, fontWeight: 650, lineHeight: 1.7, whiteSpace: 'nowrap', border: '1px solid' } as const
  if (!result.quorum) return <Box component="span" sx={{ ...shape, borderStyle: 'dashed', borderColor: 'text.secondary', color: 'text.secondary' }}><CircleDashed size={size} aria-hidden />{t('result.few')}</Box>
  if (result.agreed) return <Box component="span" sx={{ ...shape, borderColor: 'success.main', color: 'success.main' }}><Check size={size} aria-hidden />{t('result.agreed')}</Box>
  return <Box component="span" sx={{ ...shape, borderColor: 'text.primary', bgcolor: 'text.primary', color: 'background.paper' }}><Split size={size} aria-hidden />{t('result.disputed')}</Box>
}
