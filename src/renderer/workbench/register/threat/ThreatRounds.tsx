import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { VotedRound } from '../../../../shared/contract/decision.ts'
import { dreadFactors, type DreadFactor } from '../../../../shared/domain/dread.ts'
import { useApi } from '../../api.tsx'
import { Section } from '../../Section.tsx'

const table = { width: '100%', borderCollapse: 'collapse', fontSize: 13, fontVariantNumeric: 'tabular-nums' } as const
const cell = { px: 1.5, py: 1, textAlign: 'right', borderBottom: '1px solid', borderColor: 'divider', '&:first-of-type': { textAlign: 'left' } } as const

/** What the room voted on a threat, round by round, and on demand who voted what; nothing where it never did. */
export function ThreatRounds({ project, threat }: { project: string; threat: string }) {
  const { t } = useTranslation(['decisions', 'common'])
  const api = useApi()
  const rounds = useQuery({ queryKey: ['register', project, 'rounds', threat], queryFn: () => api.decision.rounds({ project, threat }) }).data ?? []
  if (rounds.length === 0) return null
  return (
    <Section title={t('rounds.title')}>
      {rounds.map(({ number, factors, seats }) => (
        <Box key={number} sx={{ mb: 3 }}>
          <Box component="table" sx={table}>
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
          {seats.length > 0 ? <SeatTable number={number} seats={seats} asked={dreadFactors.filter((factor) => factors[factor])} /> : null}
        </Box>
      ))}
    </Section>
  )
}

/** Who voted what in a round; a vote says how it came in, an abstention why. */
function SeatTable({ number, seats, asked }: { number: number; seats: VotedRound['seats']; asked: readonly DreadFactor[] }) {
  const { t } = useTranslation(['decisions', 'common', 'workshop'])
  const told = (cast: VotedRound['seats'][number]['votes'][DreadFactor]): [text: string, note: string] => {
    if (!cast) return ['', '']
    const via = t(`workshop:item.via.${cast.via}`)
    return 'value' in cast.vote ? [`${cast.vote.value}`, via] : ['–', [t('workshop:item.abstained'), cast.vote.abstained, via].filter(Boolean).join(': ')]
  }
  return (
    <Box component="details" sx={{ mt: 2 }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'primary.main', fontWeight: 600 }}>
        {t('rounds.who', { count: seats.length })}
      </Box>
      <Box component="table" aria-label={t('rounds.whoIn', { number })} sx={{ ...table, mt: 1 }}>
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ ...cell, color: 'text.secondary' }}>
              {t('workshop:item.seat')}
            </Box>
            {asked.map((factor) => (
              <Box component="th" scope="col" key={factor} sx={{ ...cell, color: 'text.secondary' }}>
                <abbr title={t(`common:dread.${factor}`)}>{t(`common:dreadShort.${factor}`)}</abbr>
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map(({ name, votes }, place) => (
            <tr key={place}>
              <Box component="th" scope="row" sx={{ ...cell, fontWeight: 400, overflowWrap: 'anywhere' }}>
                {name === '' ? t('rounds.unnamed') : name}
              </Box>
              {asked.map((factor) => {
                const [text, note] = told(votes[factor])
                return (
                  <Box component="td" key={factor} title={note} sx={{ ...cell, '&:first-of-type': { textAlign: 'right' } }}>
                    {text}
                  </Box>
                )
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
