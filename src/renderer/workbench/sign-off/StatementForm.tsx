import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { SignatureRequest } from '../../../shared/domain/register.ts'
import { signatureMeanings } from '../../../shared/domain/sign-off.ts'
import type { SignableThreat } from '../../../shared/domain/register.ts'
import { isWhole, type Statement } from './statement.ts'

interface StatementFormProps {
  threats: readonly SignableThreat[]
  statement: Statement
  onChange: (statement: Statement) => void
}

/** Name, role, meaning, scope and comment of somebody who signs or declines. */
export function StatementForm({ threats, statement, onChange }: StatementFormProps) {
  const { t } = useTranslation(['signOff', 'register'])
  const { name, role, meaning, scope, comment } = statement
  const set = (part: Partial<Statement>) => onChange({ ...statement, ...part })
  const declines = meaning === 'declined'
  const chosen = scope === 'all' ? [] : threats.filter(({ id }) => scope.includes(id))
  return (
    <Box sx={{ display: 'grid', gap: 4, pt: 2 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
        <TextField autoFocus label={t('register:signerName')} value={name} onChange={(event) => set({ name: event.target.value })} slotProps={{ htmlInput: { maxLength: 200 } }} />
        <TextField label={t('register:signerRole')} placeholder={t('register:signerRolePlaceholder')} value={role} onChange={(event) => set({ role: event.target.value })} slotProps={{ htmlInput: { maxLength: 200 } }} />
      </Box>
      <RadioGroup aria-label={t('register:meaning')} value={meaning} onChange={(event) => set({ meaning: meaningOf(event.target.value) })}>
        {signatureMeanings.map((known) => (
          <FormControlLabel key={known} value={known} control={<Radio size="small" />} label={t(`meaningLong.${known}`)} />
        ))}
      </RadioGroup>
      <RadioGroup row aria-label={t('register:scope')} value={scope === 'all' ? 'all' : 'some'} onChange={(event) => set({ scope: event.target.value === 'some' ? [] : 'all' })}>
        <FormControlLabel value="all" control={<Radio size="small" />} label={t('register:scopeAll')} />
        <FormControlLabel value="some" control={<Radio size="small" />} label={t('register:scopeSome')} />
      </RadioGroup>
      {scope === 'all' ? null : (
        <Autocomplete
          multiple
          options={threats}
          value={chosen}
          onChange={(_, value) => set({ scope: value.map(({ id }) => id) })}
          getOptionKey={({ id }) => id}
          getOptionLabel={({ displayId, title }) => `${displayId} ${title}`}
          renderInput={(props) => <TextField {...props} label={t('register:scopeSome')} />}
        />
      )}
      <TextField
        multiline
        minRows={2}
        label={declines ? t('reason') : t('comment')}
        required={declines}
        value={comment}
        onChange={(event) => set({ comment: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
        error={declines && !isWhole(statement) && name !== '' && role !== '' && comment.trim() === ''}
      />
    </Box>
  )
}

function meaningOf(value: string): SignatureRequest['meaning'] {
  return signatureMeanings.find((known) => known === value) ?? 'approved'
}
