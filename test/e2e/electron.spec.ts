import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, test } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
const binary = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron'

/** An Electron runtime that is there already. Tests never fetch one. */
function findRuntime(): string | null {
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(root, 'node_modules/electron/dist')]
  return folders.flatMap((folder) => (folder === undefined ? [] : [join(folder, binary)])).find((file) => existsSync(file)) ?? null
}

const runtime = findRuntime()
const noDisplay = process.platform === 'linux' && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined

test.describe('in a real Electron', () => {
  test.skip(runtime === null, 'no Electron runtime: neither in ELECTRON_OVERRIDE_DIST_PATH nor in node_modules/electron/dist')
  test.skip(noDisplay, 'no display for Electron to open a window on (DISPLAY and WAYLAND_DISPLAY are unset)')

  test('opens the workbench under app://, answers over the port, and lets the page go nowhere else', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dreadnought-electron-'))
    const app = await _electron.launch({
      ...(runtime === null ? {} : { executablePath: runtime }),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--data', dataDir],
    })
    try {
      const page = await app.firstWindow()
      await expect(page).toHaveURL(/^app:\/\/dreadnought\//)
      const list = page.getByRole('main')
      await expect(list).toBeVisible()
      expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
      await page.evaluate(() => window.open('https://example.com/'))
      expect(app.windows()).toHaveLength(1)
      await page.evaluate(() => window.location.assign('https://example.com/'))
      await expect(list).toBeVisible()
      await expect(page).toHaveURL(/^app:\/\/dreadnought\//)
    } finally {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
