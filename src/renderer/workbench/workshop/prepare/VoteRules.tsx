import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { ConsensusRule, Quorum, WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { NumberField } from './NumberField.tsx'
import { Setting } from './Setting.tsx'

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

/** When votes count as agreed, how many there must be, and what becomes of them. */
export function VoteRules({ settings, onSettings }: { settings: WorkshopSettings; onSettings: (settings: WorkshopSettings) => void }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const { consensus, quorum, aggregation } = settings
  const limits = rules[consensus.kind]
  return (
    <>
      <Setting help={t(`prepare:help.${consensus.kind}`)}>
        <TextField select fullWidth label={t('settings.consensus')} value={consensus.kind} onChange={(event) => onSettings({ ...settings, consensus: Object.values(rules).find((rule) => rule.start.kind === event.target.value)?.start ?? consensus })}>
          <MenuItem value="range">{t('settings.range')}</MenuItem>
          <MenuItem value="agreement">{t('settings.agreement')}</MenuItem>
          <MenuItem value="share">{t('settings.share')}</MenuItem>
        </TextField>
        <NumberField label={t('settings.consensus')} value={consensus.kind === 'range' ? consensus.atMost : consensus.atLeast} min={limits.min} max={limits.max} step={limits.step} onValue={(value) => value !== null && onSettings({ ...settings, consensus: withLimit(consensus, value) })} />
      </Setting>
      <Setting help={t('prepare:help.quorum')}>
        <TextField select fullWidth label={t('settings.quorum')} value={quorum.kind} onChange={(event) => onSettings({ ...settings, quorum: event.target.value === 'count' ? { kind: 'count', value: 2 } : { kind: 'share', value: 0.5 } })}>
          <MenuItem value="count">{t('settings.quorumCount')}</MenuItem>
          <MenuItem value="share">{t('settings.quorumShare')}</MenuItem>
        </TextField>
        <NumberField label={t('settings.quorum')} value={quorum.value} min={quorum.kind === 'count' ? 1 : 0} max={quorum.kind === 'count' ? 500 : 1} step={quorum.kind === 'count' ? 1 : 0.05} onValue={(value) => value !== null && onSettings({ ...settings, quorum: withQuorum(quorum.kind, value) })} />
      </Setting>
      <Setting help={t(`prepare:help.${aggregation}`)}>
        <TextField select fullWidth label={t('prepare:aggregation.label')} value={aggregation} onChange={(event) => onSettings({ ...settings, aggregation: event.target.value === 'mean' ? 'mean' : 'median' })}>
          <MenuItem value="median">{t('prepare:aggregation.median')}</MenuItem>
          <MenuItem value="mean">{t('prepare:aggregation.mean')}</MenuItem>
        </TextField>
      </Setting>
    </>
  )
}
