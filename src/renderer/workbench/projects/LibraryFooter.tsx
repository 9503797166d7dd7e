import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useColorScheme } from '@mui/material/styles'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api.tsx'
import { languages, setLanguage } from '../i18n.ts'

const schemes = ['light', 'dark', 'system'] as const

/** Language, appearance, and where the data is. */
export function LibraryFooter() {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const { mode, setMode } = useColorScheme()
  const info = useQuery({ queryKey: ['info'], queryFn: () => api.app.info() })
  return (
    <Box sx={{ pt: 10 }}>
      {info.data?.damaged ? (
        <Alert severity="warning" sx={{ mb: 3 }}>
          {t('damaged', { detail: info.data.damaged })}
        </Alert>
      ) : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', color: 'text.secondary' }}>
        <Typography variant="caption" sx={{ flex: '1 1 200px' }}>
          {info.data ? `${t('app')} ${info.data.version} · ${info.data.dataDir}` : ''}
        </Typography>
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
    </Box>
  )
}
