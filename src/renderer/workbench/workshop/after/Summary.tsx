import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WorkshopReport } from '../../../../shared/domain/workshop-report.ts'
import { AgreementCard } from './AgreementCard.tsx'
import { Headline } from './Headline.tsx'
import { ActionsCard, NotSettledCard, PeopleCard, PracticeCard, RemarksCard } from './Lists.tsx'
import { ThreatRows } from './ThreatRows.tsx'

/** What a reader has to know before trusting the figures. */
function Caveats({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation('after')
  const said = [
    report.workshop.phase === 'closed' ? '' : t('soFarText'),
    report.people === 'anonymous' ? t('caveat.anonymous') : '',
    report.erased.votes ? t('caveat.votesErased') : '',
    report.erased.names ? t('caveat.namesErased') : '',
  ].filter((text) => text !== '')
  if (said.length === 0) return null
  return (
    <Box data-caveats sx={{ display: 'grid', gap: 1, px: 4, py: 3, borderRadius: '10px', bgcolor: 'action.selected' }}>
      {said.map((text) => <Typography key={text} sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}><Info size={14} aria-hidden style={{ flex: 'none', position: 'relative', top: 2 }} />{text}</Typography>)}
    </Box>
  )
}

/** A workshop's report on one page: what came of it first, then threat by threat, then the people and what they promised. */
export function Summary({ report }: { report: WorkshopReport }) {
  return (
    <Box data-summary sx={{ display: 'grid', gap: 6, maxWidth: 1120, mx: 'auto', px: { xs: 3, md: 6 }, py: 6 }}>
      <Caveats report={report} />
      <Headline report={report} />
      <ThreatRows report={report} />
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))', gap: 4, alignItems: 'start' }}>
        <NotSettledCard report={report} />
        <ActionsCard report={report} />
        <PeopleCard report={report} />
        <RemarksCard report={report} />
        <PracticeCard report={report} />
      </Box>
      <AgreementCard report={report} />
    </Box>
  )
}
