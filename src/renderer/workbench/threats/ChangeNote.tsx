import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FindingChange } from '../../../shared/domain/diff-findings.ts'
import { useVocabulary } from '../model/useVocabulary.ts'
import { causeText, differenceTexts } from '../cause-text.ts'
import { ChangeMark } from './ChangeMark.tsx'

/** What became of a finding since the team last looked, and why. */
export function ChangeNote({ change }: { change: FindingChange | undefined }) {
  const { t } = useTranslation('threats')
  const { facts } = useVocabulary()
  if (!change) return null
  return (
    <Box role="note" aria-label={t('change.title')} sx={{ display: 'flex', gap: 3, alignItems: 'baseline', mb: 6, p: 4, border: '1px solid', borderColor: 'divider', borderRadius: '10px', bgcolor: 'background.paper' }}>
      <ChangeMark state={change.state} />
      <Box sx={{ minWidth: 0 }}>
        {differenceTexts(change).map((text) => (
          <Typography key={text} sx={{ fontWeight: 600 }}>
            {text}
          </Typography>
        ))}
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {change.because.map((cause) => (
            <li key={JSON.stringify(cause)}>{causeText(cause, facts)}</li>
          ))}
        </Box>
      </Box>
    </Box>
  )
}
