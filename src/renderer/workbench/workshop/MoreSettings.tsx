import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { ConsensusRule, Quorum, WorkshopSettings } from '../../../shared/domain/workshop.ts'
import { RoleSettings } from './RoleSettings.tsx'

const rules: Record<ConsensusRule['kind'], { start: ConsensusRule; min: number; max: number; step: number }> = {
  range: { start: { kind: 'range', atMost: 2 }, min: 0, max: 9, step: 1 },
  agreement: { start: { kind: 'agreement', atLeast: 0.7 }, min: -1, max: 1, step: 0.05 },
  share: { start: { kind: 'share', atLeast: 0.8 }, min: 0, max: 1, step: 0.05 },
}

function withLimit(rule: ConsensusRule, limit: number): ConsensusRule {
  return rule.kind === 'range' ? { kind: 'range', atMost: limit } : { kind: rule.kind, atLeast: limit }
}

function withQuorum(kind: Quorum['kind'], value: number): Quorum {
  return kind === 'count' ? { kind, value: Math.max(1, Math.round(value)) } : { kind, value: Math.min(1, value) }
}

function Limit({ label, value, min, max, step, onValue }: { label: string; value: number; min: number; max: number; step: number; onValue: (value: number) => void }) {
  return (
    <TextField
      type="number"
      value={value}
      slotProps={{ htmlInput: { min, max, step, 'aria-label': label } }}
      onChange={(event) => {
        const number = Number(event.target.value)
        if (event.target.value !== '' && number >= min && number <= max) onValue(number)
      }}
      sx={{ width: 80, flex: 'none' }}
    />
  )
}

/** What a workshop's record fixes beyond agenda and way. The defaults are good; nobody has to come here. */
export function MoreSettings({ settings, onSettings }: { settings: WorkshopSettings; onSettings: (settings: WorkshopSettings) => void }) {
  const { t } = useTranslation('workshop')
  const { consensus, quorum } = settings
  const limits = rules[consensus.kind]
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4, pt: 4 }}>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <TextField select fullWidth label={t('settings.consensus')} value={consensus.kind} onChange={(event) => onSettings({ ...settings, consensus: Object.values(rules).find((rule) => rule.start.kind === event.target.value)?.start ?? consensus })}>
          <MenuItem value="range">{t('settings.range')}</MenuItem>
          <MenuItem value="agreement">{t('settings.agreement')}</MenuItem>
          <MenuItem value="share">{t('settings.share')}</MenuItem>
        </TextField>
        <Limit label={t('settings.consensus')} value={consensus.kind === 'range' ? consensus.atMost : consensus.atLeast} min={limits.min} max={limits.max} step={limits.step} onValue={(value) => onSettings({ ...settings, consensus: withLimit(consensus, value) })} />
      </Box>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <TextField select fullWidth label={t('settings.quorum')} value={quorum.kind} onChange={(event) => onSettings({ ...settings, quorum: event.target.value === 'count' ? { kind: 'count', value: 2 } : { kind: 'share', value: 0.5 } })}>
          <MenuItem value="count">{t('settings.quorumCount')}</MenuItem>
          <MenuItem value="share">{t('settings.quorumShare')}</MenuItem>
        </TextField>
        <Limit label={t('settings.quorum')} value={quorum.value} min={quorum.kind === 'count' ? 1 : 0} max={quorum.kind === 'count' ? 500 : 1} step={quorum.kind === 'count' ? 1 : 0.05} onValue={(value) => onSettings({ ...settings, quorum: withQuorum(quorum.kind, value) })} />
      </Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
        {t('settings.countdown')}
        <Limit label={t('settings.countdown')} value={settings.revealCountdownSeconds} min={0} max={10} step={1} onValue={(value) => onSettings({ ...settings, revealCountdownSeconds: value })} />
      </Box>
      <Box sx={{ display: 'grid' }}>
        <FormControlLabel control={<Checkbox size="small" checked={settings.anonymous} onChange={(event) => onSettings({ ...settings, anonymous: event.target.checked })} />} label={t('settings.anonymous')} />
        <FormControlLabel control={<Checkbox size="small" disabled={settings.anonymous} checked={settings.nameOutliers && !settings.anonymous} onChange={(event) => onSettings({ ...settings, nameOutliers: event.target.checked })} />} label={t('settings.nameOutliers')} />
      </Box>
      <RoleSettings roles={settings.roles} onRoles={(roles) => onSettings({ ...settings, roles })} />
    </Box>
  )
}
