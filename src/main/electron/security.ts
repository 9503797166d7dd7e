import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { isOwnUrl, origin } from './origin.ts'

/** What a page may ask for: to copy the room's address, and to fill the screen with the presenter's view. All else is refused. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** Requests that never leave the machine: our own pages, and what pages make themselves. */
const localSchemes: ReadonlySet<string> = new Set(['app:', 'blob:', 'data:', 'devtools:'])

function isAllowed(permission: string, requester: string): boolean {
  // Chromium gives an origin with or without a slash at the end.
  return allowedPermissions.has(permission) && (requester === origin || isOwnUrl(requester))
}

/** Stops what Chromium fetches of its own accord. Has to be called before the application is ready. */
export function keepQuiet(app: App): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-pings']) {
    app.commandLine.appendSwitch(name)
  }
}

/** Refuses permissions, devices and every request to a network. `connect-src` says the same; this also holds for what CSP doesn't see. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(isAllowed(permission, details.requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, requester) => isAllowed(permission, requester))
  session.setDevicePermissionHandler(() => false)
  // Spell-checking fetches dictionaries from a vendor's server.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const known = URL.canParse(details.url) && localSchemes.has(new URL(details.url).protocol)
    answer({ cancel: !known })
  })
}

/**
 * Keeps a page where it is: it may navigate within our own pages only, and open only those in a further window (the presenter's),
 * which gets the same options. Every other address it wants a window for is given to `openOutside`, which asks.
 */
export function lockContents(contents: WebContents, windowOptions: () => BrowserWindowConstructorOptions, openOutside: (url: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnUrl(url)) return { action: 'allow', overrideBrowserWindowOptions: windowOptions(), outlivesOpener: false }
    openOutside(url)
    return { action: 'deny' }
  })
}

/** Locks every page there will ever be, whoever makes it. */
export function lockAllContents(app: App, windowOptions: () => BrowserWindowConstructorOptions, openOutside: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, windowOptions, openOutside))
}
