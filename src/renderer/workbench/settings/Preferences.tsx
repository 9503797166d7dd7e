import Box from '@mui/material/Box'
import { useColorScheme } from '@mui/material/styles'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../shared/domain/language.ts'
import { setLanguage } from '../i18n.ts'

const schemes = ['light', 'dark', 'system'] as const

/** Language and appearance, kept on this computer. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const { mode, setMode } = useColorScheme()
  return (
    <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
      <ToggleButtonGroup exclusive size="small" aria-label={t('language.label')} value={i18n.language}>
        {languages.map((language) => (
          <ToggleButton key={language} value={language} onClick={() => void setLanguage(language)}>
            {t(`language.${language}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup exclusive size="small" aria-label={t('scheme.label')} value={mode ?? 'system'}>
        {schemes.map((scheme) => (
          <ToggleButton key={scheme} value={scheme} onClick={() => setMode(scheme)}>
            {t(`scheme.${scheme}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}
