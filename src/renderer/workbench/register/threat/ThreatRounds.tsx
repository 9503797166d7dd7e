import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dreadFactors } from '../../../../shared/domain/dread.ts'
import { useApi } from '../../api.tsx'
import { Section } from '../../Section.tsx'

const cell = { px: 1.5, py: 1, textAlign: 'right', borderBottom: '1px solid', borderColor: 'divider', '&:first-of-type': { textAlign: 'left' } } as const

/** What the room voted on a threat, round by round, without who; nothing where it never did. */
export function ThreatRounds({ project, threat }: { project: string; threat: string }) {
  const { t } = useTranslation(['decisions', 'common'])
  const api = useApi()
  const rounds = useQuery({ queryKey: ['register', project, 'rounds', threat], queryFn: () => api.decision.rounds({ project, threat }) }).data ?? []
  if (rounds.length === 0) return null
  return (
    <Section title={t('rounds.title')}>
      {rounds.map(({ number, factors }) => (
        <Box key={number} component="table" sx={{ width: '100%', borderCollapse: 'collapse', fontSize: 13, fontVariantNumeric: 'tabular-nums', mb: 3 }}>
          <thead>
            <tr>
              {[t('rounds.round', { number }), t('rounds.votes'), t('rounds.median'), t('rounds.half'), t('rounds.range')].map((name) => (
                <Box component="th" scope="col" key={name} sx={{ ...cell, color: 'text.secondary' }}>
                  {name}
                </Box>
              ))}
            </tr>
          </thead>
          <tbody>
            {dreadFactors.map((factor) => {
              const result = factors[factor]
              if (!result) return null
              return (
                <tr key={factor}>
                  {[t(`common:dread.${factor}`), result.n, result.median ?? '–', result.q1 === null ? '–' : `${result.q1} – ${result.q3 ?? ''}`, result.min === null ? '–' : `${result.min} – ${result.max ?? ''}`].map((text, index) => (
                    <Box component="td" key={index} sx={cell}>
                      {text}
                    </Box>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </Box>
      ))}
    </Section>
  )
}
