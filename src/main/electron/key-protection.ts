import { safeStorage } from 'electron'
import type { AppOptions } from '../app/app.ts'

/** Backends that Electron falls back on where a desktop keeps no secrets: their password stands in Electron's own source. */
const unprotected: readonly string[] = ['basic_text', 'unknown']

/**
 * Electron's `safeStorage` where it protects, else null. Has to be asked after the application is ready.
 * The older, synchronous calls: only of their backend does Electron say which one it is, and a sealed key opens with both.
 */
export function keyProtection(): ReturnType<NonNullable<AppOptions['keyProtection']>> {
  if (!safeStorage.isEncryptionAvailable()) return null
  if (process.platform === 'linux' && unprotected.includes(safeStorage.getSelectedStorageBackend())) return null
  return {
    seal: (text) => new Uint8Array(safeStorage.encryptString(text)),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  }
}
