import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { emptyModel } from '../../../../shared/domain/model.ts'
import type { QuestionRef } from '../../../../shared/domain/outcome.ts'
import { useApi } from '../../api.tsx'
import { useVocabulary } from '../../model/useVocabulary.ts'
import { answerText, questionText } from '../../phrases.ts'
import { usePartLabels } from '../../threats/parts.ts'
import { litBy } from '../../threats/questions/lit.ts'
import { WhoKnows } from '../../threats/questions/WhoKnows.tsx'
import { EvidencePicture } from '../../model/findings/EvidencePicture.tsx'
import { useModelQuery } from '../../model-query.ts'

/** The question that the room is asked now; null where there is none. Every open page learns of another one at once. */
export function useAsked(project: string | undefined): QuestionRef | null {
  const api = useApi()
  return useQuery({ queryKey: ['asked', project], queryFn: () => api.analysis.asked({ project: project ?? '' }), enabled: project !== undefined }).data ?? null
}

/** A question, large: what is asked, where that part stands, what can be answered, who may know. No finding, and no score. */
export function PresenterQuestion({ project, question }: { project: string; question: QuestionRef }) {
  const { t } = useTranslation('questions')
  const labels = usePartLabels(project)
  const model = useModelQuery(project).data ?? emptyModel
  const definition = useVocabulary().facts.find(({ name }) => name === question.fact)
  return (
    <Box data-asked={`${question.fact} ${question.on}`} sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', gap: 8, height: '100%', maxWidth: 1640, mx: 'auto' }}>
      <Box component="header">
        <Typography sx={{ fontSize: 26, color: 'text.secondary', mb: 2 }}>{t('room.title')} · {labels.get(question.on) ?? ''}</Typography>
        <Box role="status">
          <Typography component="h1" sx={{ fontSize: 56, fontWeight: 700, letterSpacing: '-0.022em', lineHeight: 1.15, textWrap: 'balance' }}>{questionText(definition, labels.get(question.on) ?? '')}</Typography>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', mt: 5 }}>
          {definition?.answers.map((answer) => (
            <Box key={answer} component="span" sx={{ fontSize: 30, fontWeight: 600, px: 5, py: 1.5, borderRadius: '12px', border: '2px solid', borderColor: 'text.secondary' }}>{answerText(definition, answer)}</Box>
          ))}
          <Box sx={{ flex: 1 }} />
          <WhoKnows definition={definition} size={26} />
        </Box>
      </Box>
      <EvidencePicture project={project} lit={litBy(model, question.on)} whole sx={{ minHeight: 0, borderRadius: '16px', border: '1px solid', borderColor: 'divider' }} />
    </Box>
  )
}
