import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Decision, type Response, responses } from '../../../shared/domain/decision.ts'

const nothing = { rationale: '', owner: '', due: null, existingControls: '' }

/** What is decided about one threat. Every field is saved when it is left; there is no Save button. */
export function DecisionForm({ decision, onDecide }: { decision: Decision | null; onDecide: (decision: Decision | null) => void }) {
  const { t } = useTranslation(['register', 'common'])
  const [draft, setDraft] = useState<Omit<Decision, 'response'>>(decision ?? nothing)
  const response = decision?.response ?? null
  function save() {
    if (response) onDecide({ ...draft, response })
  }
  function choose(next: Response) {
    onDecide({ ...draft, response: next })
  }
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <ToggleButtonGroup exclusive fullWidth size="small" value={response} aria-label={t('decision')}>
        {responses.map((name) => (
          <ToggleButton key={name} value={name} onClick={() => choose(name)}>
            {t(`response.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        label={t('rationale')}
        multiline
        minRows={2}
        value={draft.rationale}
        onChange={(event) => setDraft({ ...draft, rationale: event.target.value })}
        onBlur={save}
        error={response === 'accept' && draft.rationale.trim() === ''}
        helperText={response === 'accept' && draft.rationale.trim() === '' ? t('rationaleNeeded') : ''}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 160px', gap: 3 }}>
        <TextField label={t('owner')} value={draft.owner} onChange={(event) => setDraft({ ...draft, owner: event.target.value })} onBlur={save} />
        <TextField
          label={t('due')}
          type="date"
          value={draft.due ?? ''}
          onChange={(event) => setDraft({ ...draft, due: event.target.value === '' ? null : event.target.value })}
          onBlur={save}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
      <TextField label={t('controls')} multiline minRows={2} value={draft.existingControls} onChange={(event) => setDraft({ ...draft, existingControls: event.target.value })} onBlur={save} />
      {decision ? (
        <Button color="inherit" onClick={() => onDecide(null)} sx={{ justifySelf: 'start' }}>
          {t('clearDecision')}
        </Button>
      ) : null}
    </Box>
  )
}
