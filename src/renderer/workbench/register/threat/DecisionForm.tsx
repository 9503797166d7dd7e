import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { type Decision, type DecisionChange, needsRationale, responses } from '../../../../shared/domain/decision.ts'
import { SavedDay } from '../../settings/SavedDay.tsx'
import { SavedText } from '../../settings/SavedText.tsx'
import { todayHere } from '../grid/grid-row.ts'

interface DecisionFormProps {
  decision: Decision | null
  mustTreat: boolean
  onChange: (set: DecisionChange) => void
  onClear: () => void
}

/** What is decided about one threat. Every field is saved when it is left; there is no Save button. */
export function DecisionForm({ decision, mustTreat, onChange, onClear }: DecisionFormProps) {
  const { t } = useTranslation(['register', 'decisions'])
  const response = decision?.response ?? null
  const none = decision === null
  const reason = response !== null && needsRationale(response) && decision?.rationale.trim() === ''
  const expired = decision?.expires !== undefined && decision.expires < todayHere()
  const unapproved = response === 'accept' && mustTreat && (decision?.approver ?? '') === ''
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <ToggleButtonGroup exclusive fullWidth size="small" value={response} aria-label={t('decision')} sx={{ '& .MuiToggleButton-root': { px: 1 } }}>
        {responses.map((name) => (
          <ToggleButton key={name} value={name} onClick={() => onChange({ response: name, decidedOn: todayHere() })}>
            {t(`response.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {none ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('decisions:chooseFirst')}
        </Typography>
      ) : (
        <>
          <SavedText label={t('rationale')} multiline minRows={2} saved={decision.rationale} onSave={(rationale) => onChange({ rationale })} error={reason} helperText={reason ? t('rationaleNeeded') : ''} />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 160px', gap: 3 }}>
            <SavedText label={t('owner')} saved={decision.owner} onSave={(owner) => onChange({ owner })} />
            <SavedDay label={t('due')} saved={decision.due} onSave={(due) => onChange({ due })} />
            <SavedText label={t('decisions:riskOwner')} saved={decision.riskOwner ?? ''} onSave={(riskOwner) => onChange({ riskOwner })} />
            <SavedDay label={t('decisions:decidedOn')} saved={decision.decidedOn ?? null} onSave={(decidedOn) => onChange({ decidedOn })} />
            <SavedText label={t('decisions:approver')} saved={decision.approver ?? ''} onSave={(approver) => onChange({ approver })} error={unapproved} helperText={unapproved ? t('decisions:approverNeeded') : ''} />
            <SavedDay label={t('decisions:expires')} saved={decision.expires ?? null} problem={expired ? t('decisions:expired') : ''} onSave={(expires) => onChange({ expires })} />
          </Box>
          {response === 'accept' || response === 'transfer' || decision.conditions ? <SavedText label={t('decisions:conditions')} multiline saved={decision.conditions ?? ''} onSave={(conditions) => onChange({ conditions })} /> : null}
          <SavedText label={t('controls')} multiline minRows={2} saved={decision.existingControls} onSave={(existingControls) => onChange({ existingControls })} />
          <Button color="inherit" onClick={onClear} sx={{ justifySelf: 'start' }}>
            {t('clearDecision')}
          </Button>
        </>
      )}
    </Box>
  )
}
