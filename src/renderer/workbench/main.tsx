import '@fontsource-variable/inter/index.css'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from '../transport/connect.ts'
import { theme } from '../ui/theme.ts'
import { ApiProvider } from './api.tsx'
import { App } from './App.tsx'
import { startI18n } from './i18n.ts'
import { rememberedPlace } from './places.ts'
import { NoAccess } from './shell/NoAccess.tsx'
import { CommandProvider } from './shell/commands.tsx'
import { ConnectionProvider, createConnectionState } from './shell/connection.tsx'
import { ToastProvider } from './shell/Toasts.tsx'

const queries = new QueryClient({
  // Freshness comes from change events, not from guessing.
  defaultOptions: { queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false }, mutations: { retry: false } },
})
// Comparing ten megabytes part by part with what was there before would take longer than showing them.
queries.setQueryDefaults(['analysis'], { structuralSharing: false })

async function start(): Promise<void> {
  const container = document.getElementById('root')
  if (!container) throw new Error('The page has no root element')
  await startI18n()
  const root = createRoot(container)
  const state = createConnectionState()
  const place = rememberedPlace()
  const connection = await connect({ onStatus: state.set }).catch(() => null)
  // An address that names no view of its own opens what was open last.
  if (location.hash === '' && place !== null) location.hash = place
  root.render(
    <StrictMode>
      <ThemeProvider theme={theme} defaultMode="system" noSsr>
        <CssBaseline enableColorScheme />
        {connection === null ? (
          <NoAccess />
        ) : (
          <QueryClientProvider client={queries}>
            <ApiProvider api={connection.api}>
              <ConnectionProvider state={state}>
                <CommandProvider>
                  <ToastProvider>
                    <App />
                  </ToastProvider>
                </CommandProvider>
              </ConnectionProvider>
            </ApiProvider>
          </QueryClientProvider>
        )}
      </ThemeProvider>
    </StrictMode>,
  )
}

void start()
