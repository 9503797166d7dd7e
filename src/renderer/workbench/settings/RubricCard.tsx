import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DreadFactor, dreadFactors } from '../../../shared/domain/dread.ts'
import { anchors, emptyRubric, type Rubric } from '../../../shared/domain/rubric.ts'
import { useApi } from '../api.tsx'
import { useBuiltInRubric } from '../rubric.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { Card } from './Card.tsx'
import { SavedText } from './SavedText.tsx'

type Words = Rubric[DreadFactor]

function FactorWords({ factor, own, onOwn }: { factor: DreadFactor; own: Words; onOwn: (own: Words) => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const builtIn = useBuiltInRubric()
  const name = t(`common:dread.${factor}`)
  const isOwn = anchors.some((anchor) => own[anchor] !== '')
  return (
    <Box component="section" aria-label={name} data-rubric={factor}>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 36, mb: 1.5 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{name}</Typography>
        {isOwn ? (
          <Button color="inherit" size="small" startIcon={<RotateCcw size={14} />} aria-label={t('rubricBackOf', { factor: name })} onClick={() => onOwn(emptyRubric[factor])} sx={{ color: 'text.secondary' }}>
            {t('rubricBack')}
          </Button>
        ) : null}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: 2, alignItems: 'start' }}>
        {anchors.map((anchor) => (
          <SavedText
            key={anchor}
            multiline
            minRows={3}
            label={String(anchor)}
            placeholder={builtIn[factor][anchor]}
            saved={own[anchor]}
            onSave={(text) => onOwn({ ...own, [anchor]: text.trim() })}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { maxLength: 500, 'aria-label': t('rubricValue', { factor: name, value: anchor }) } }}
          />
        ))}
      </Box>
    </Box>
  )
}

/** What 1, 4, 7 and 10 mean in this project. An empty text is the built-in one, which stands there as a placeholder. */
export function RubricCard({ project }: { project: string }) {
  const { t } = useTranslation('settings')
  const api = useApi()
  const queries = useQueryClient()
  const { fail } = useToasts()
  const key = ['rubric', project]
  const rubric = useQuery({ queryKey: key, queryFn: () => api.project.rubric({ project }) })
  const save = useMutation({
    mutationFn: (next: Rubric) => api.project.setRubric({ project, rubric: next }),
    onMutate: (next) => queries.setQueryData(key, next),
    onError: (error) => {
      fail(error)
      void queries.invalidateQueries({ queryKey: key })
    },
  })
  if (rubric.data === undefined) return null
  const own = rubric.data ?? emptyRubric
  return (
    <Card title={t('rubric')} text={t('rubricText')}>
      {dreadFactors.map((factor) => (
        <FactorWords key={factor} factor={factor} own={own[factor]} onOwn={(words) => save.mutate({ ...own, [factor]: words })} />
      ))}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('rubricHelp')}</Typography>
    </Card>
  )
}
