import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { TimeBoxes, WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { NumberField } from './NumberField.tsx'
import { RoleSettings } from './RoleSettings.tsx'
import { Setting, Switchable } from './Setting.tsx'
import { VoteRules } from './VoteRules.tsx'

const boxes = ['workshop', 'ballot', 'item'] as const

function TimeBoxSettings({ boxes: minutes, onBoxes }: { boxes: TimeBoxes; onBoxes: (boxes: TimeBoxes) => void }) {
  const { t } = useTranslation('prepare')
  return (
    <Box component="section" aria-label={t('time.title')} sx={{ display: 'grid', gap: 3 }}>
      <Box>
        <Typography variant="subtitle2">{t('time.title')}</Typography>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>{t('time.help')}</Typography>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 2 }}>
        {boxes.map((box) => <NumberField key={box} shownLabel optional width={104} label={t(`time.${box}`)} value={minutes[box]} min={1} max={1440} step={1} onValue={(value) => onBoxes({ ...minutes, [box]: value })} />)}
      </Box>
    </Box>
  )
}

/** What a workshop's record fixes beyond agenda and way. The defaults are good; nobody has to come here. */
export function MoreSettings({ settings, onSettings }: { settings: WorkshopSettings; onSettings: (settings: WorkshopSettings) => void }) {
  const { t } = useTranslation(['workshop', 'prepare'])
  const set = (part: Partial<WorkshopSettings>) => onSettings({ ...settings, ...part })
  const before = settings.way === 'before-meeting'
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 5, pt: 4 }}>
      <VoteRules settings={settings} onSettings={onSettings} />
      <Setting help={t('prepare:help.countdown')}>
        <span>{t('settings.countdown')}</span>
        <NumberField label={t('settings.countdown')} value={settings.revealCountdownSeconds} min={0} max={10} step={1} onValue={(value) => value !== null && set({ revealCountdownSeconds: value })} />
      </Setting>
      <Switchable label={t('prepare:autoReveal.label')} help={t(before ? 'prepare:autoReveal.before' : 'prepare:autoReveal.help')} checked={settings.autoReveal && !before} disabled={before} onChecked={(autoReveal) => set({ autoReveal })} />
      <Switchable label={t('settings.anonymous')} help={t('prepare:help.anonymous')} checked={settings.anonymous} onChecked={(anonymous) => set({ anonymous })} />
      <Switchable label={t('settings.nameOutliers')} help={t('prepare:help.nameOutliers')} checked={settings.nameOutliers && !settings.anonymous} disabled={settings.anonymous} onChecked={(nameOutliers) => set({ nameOutliers })} />
      <TimeBoxSettings boxes={settings.timeBoxes} onBoxes={(timeBoxes) => set({ timeBoxes })} />
      <RoleSettings roles={settings.roles} onRoles={(roles) => set({ roles })} />
    </Box>
  )
}
