import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { OwnKeysCard } from '../keys/OwnKeysCard.tsx'
import { TrustedKeysCard } from '../keys/TrustedKeysCard.tsx'
import { RequiredSigners } from '../sign-off/RequiredSigners.tsx'
import { useProjectHeader } from '../useProjectHeader.ts'
import { Assets } from './Assets.tsx'
import { Assumptions } from './Assumptions.tsx'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { Preferences } from './Preferences.tsx'
import { RubricCard } from './RubricCard.tsx'
import { RulesCard } from './RulesCard.tsx'
import { SavedText } from './SavedText.tsx'
import { Scoring } from './Scoring.tsx'
import { TemplateCard } from './TemplateCard.tsx'

/** Header of the project, scoring, and the program's own settings. */
export function SettingsStage({ project }: { project: string }) {
  const { t } = useTranslation('settings')
  const { header: current, change } = useProjectHeader(project)
  if (!current) return null
  const part: HeaderPart = { header: current, onSet: (set) => change((header) => ({ ...header, ...set })) }
  return (
    <Box sx={{ maxWidth: 920, mx: 'auto', p: 6, display: 'grid', gap: 5 }}>
      <Card title={t('header')} text={t('headerText')}>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
          <SavedText label={t('system')} saved={current.system} onSave={(system) => part.onSet({ system })} />
          <SavedText label={t('release')} saved={current.release} onSave={(release) => part.onSet({ release })} />
        </Box>
        {(['purpose', 'environment', 'exclusions'] as const).map((name) => (
          <SavedText key={name} multiline minRows={2} label={t(name)} saved={current[name]} onSave={(text) => part.onSet({ [name]: text })} />
        ))}
      </Card>
      <Assumptions {...part} />
      <Assets project={project} {...part} />
      <Scoring {...part} project={project} />
      <RequiredSigners {...part} />
      <OwnKeysCard />
      <TrustedKeysCard />
      <RubricCard project={project} />
      <RulesCard project={project} />
      <TemplateCard project={project} />
      <Card title={t('app')}>
        <Preferences />
      </Card>
    </Box>
  )
}
