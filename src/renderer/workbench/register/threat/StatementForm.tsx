import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ThreatStatement } from '../../../../shared/domain/statement.ts'
import type { Threat } from '../../../../shared/domain/threat.ts'
import { SavedText } from '../../settings/SavedText.tsx'

const parts = ['who', 'precondition', 'action', 'impact', 'asset'] as const
const blank: ThreatStatement = { who: '', precondition: '', action: '', impact: '', asset: '' }

/** The sentence that a threat makes, part by part; folded until somebody writes one. */
export function StatementForm({ threat, onSave }: { threat: Threat; onSave: (statement: ThreatStatement) => void }) {
  const { t } = useTranslation('decisions')
  const [opened, setOpened] = useState(false)
  const statement = threat.statement ?? blank
  if (!threat.statement && !opened) {
    return (
      <Button size="small" color="inherit" onClick={() => setOpened(true)}>
        {t('statement.edit')}
      </Button>
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      {parts.map((part) => (
        <SavedText key={part} label={t(`statement.${part}`)} multiline saved={statement[part]} onSave={(text) => onSave({ ...statement, [part]: text.slice(0, 2000) })} />
      ))}
    </Box>
  )
}
