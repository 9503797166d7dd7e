import { useColorScheme } from '@mui/material/styles'
import { useSyncExternalStore } from 'react'
import { dark, light, type Palette, severityDark, severityLight } from '../../ui/tokens.ts'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

/** The colours of the scheme that is in use, for what is drawn rather than styled. */
export function usePalette(): { palette: Palette; severity: typeof severityLight; night: boolean } {
  const { mode, systemMode } = useColorScheme()
  const night = (mode === 'system' ? systemMode : mode) === 'dark'
  return { palette: night ? dark : light, severity: night ? severityDark : severityLight, night }
}

export function useReducedMotion(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)')
}
