import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { lacksProof, type Mitigation, type MitigationChange } from '../../../../shared/domain/mitigation.ts'
import { SavedDay } from '../../settings/SavedDay.tsx'
import { SavedText } from '../../settings/SavedText.tsx'
import { CoverField } from './CoverField.tsx'
import { TicketField } from './TicketField.tsx'
import { useDecisions } from '../useDecisions.ts'

const withDay = { display: 'grid', gridTemplateColumns: '1fr 150px', gap: 3 } as const

/** Everything of a mitigation but its status; each field is saved when it is left. A `fresh` one waits for its title. */
export function MitigationForm({ project, mitigation, fresh = false }: { project: string; mitigation: Mitigation; fresh?: boolean }) {
  const { t } = useTranslation(['decisions', 'mitigations'])
  const { change } = useDecisions(project)
  const { id, title, status, test, result } = mitigation
  const set = (part: MitigationChange) => change(id, part)
  const day = (name: 'due' | 'verifiedOn', label: string) => (
    <SavedDay label={label} saved={mitigation[name]} onSave={(value) => set({ [name]: value })} />
  )
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <SavedText label={t('mitigationTitle')} multiline autoFocus={fresh} onFocus={(event) => fresh && event.target.select()} saved={title} onSave={(text) => text.trim() !== '' && set({ title: text.trim().slice(0, 1000) })} />
      <SavedText label={t('requirement')} multiline saved={mitigation.requirement} onSave={(requirement) => set({ requirement })} />
      <Box sx={withDay}>
        <SavedText label={t('doneBy')} saved={mitigation.owner} onSave={(owner) => set({ owner })} />
        {day('due', t('dueMitigation'))}
      </Box>
      <TicketField ticket={mitigation.ticket} onSave={(ticket) => set({ ticket })} />
      <CoverField project={project} mitigation={mitigation} />
      {status === 'verified' ? (
        <>
          {lacksProof(mitigation) ? <Alert severity="warning">{t('mitigations:needsProof')}</Alert> : null}
          <SavedText label={t('test')} multiline saved={test} error={test.trim() === ''} onSave={(text) => set({ test: text })} />
          <Box sx={withDay}>
            <SavedText label={t('result')} saved={result} error={result.trim() === ''} onSave={(text) => set({ result: text })} />
            {day('verifiedOn', t('verifiedOn'))}
          </Box>
        </>
      ) : null}
    </Box>
  )
}
