import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { origin } from './origin.ts'

/** Options of every window. The page is treated as if it could be taken over: it gets no Node, no Electron, and a sandbox. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Dreadnought',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  }
}

/** Shows a window once there is something to see, so that it doesn't flash white. */
export function showWhenReady(window: BrowserWindow): void {
  window.once('ready-to-show', () => window.show())
}

/** Opens the workbench; it shows as any window does, see showWhenReady. */
export async function openWorkbench(options: BrowserWindowConstructorOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow(options)
  await window.loadURL(`${origin}/`)
  return window
}

/** Brings the workbench to the front: what starting the application a second time means. */
export function focusFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
