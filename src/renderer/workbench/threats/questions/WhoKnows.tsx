import Box from '@mui/material/Box'
import { UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FactDefinition } from '../../model/vocabulary.ts'

const topics = ['transport', 'data', 'exposure', 'access', 'code', 'runtime', 'observability', 'availability', 'client', 'ai', 'people'] as const

/** Who of a team usually knows a fact of this kind. */
export function WhoKnows({ definition, size = 14 }: { definition: FactDefinition | undefined; size?: number }) {
  const { t } = useTranslation('questions')
  const topic = topics.find((one) => one === definition?.topic)
  if (!topic) return null
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: 'text.secondary', fontSize: size }} data-who={topic}>
      <UserRound size={size + 2} aria-hidden />
      {t('who', { who: t(`knows.${topic}`) })}
    </Box>
  )
}
