import type { Api } from './api.tsx'

/** Opens a path of the app in a second window or tab, such as the presenter screen for the projector. */
export async function openWindow(api: Api, path: string): Promise<void> {
  // The window is opened before the first await, or a browser takes it for a pop-up that nobody asked for.
  const tab = window.open('about:blank', '_blank')
  const { token } = await api.app.newTab()
  const base = `${location.origin === 'null' ? location.href.split('#')[0] : location.origin + location.pathname}`
  const url = token === null ? `${base}#${path}` : `${base}#t=${token}&to=${path}`
  if (tab) tab.location.replace(url)
  else window.open(url, '_blank')
}
