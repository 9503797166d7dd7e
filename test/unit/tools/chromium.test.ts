import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'

describe.skipIf(process.platform === 'win32')('finding a Chromium', () => {
  let folder = ''
  function program(name: string, exitCode: number): string {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\nexit ${exitCode}\n`)
    chmodSync(file, 0o755)
    return file
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dreadnought-chromium-'))
    vi.stubEnv('PATH', folder)
    vi.stubEnv('CHROMIUM', '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes the one that CHROMIUM names, before those on the PATH', () => {
    program('chromium', 0)
    const named = program('my-own', 0)
    vi.stubEnv('CHROMIUM', named)
    expect(findChromium()).toBe(named)
  })

  it('says so where the one that CHROMIUM names does not start', () => {
    program('chromium', 0)
    vi.stubEnv('CHROMIUM', program('broken', 1))
    expect(findChromium).toThrow('does not start')
    vi.stubEnv('CHROMIUM', join(folder, 'missing'))
    expect(findChromium).toThrow('does not start')
  })

  it('takes the first on the PATH that starts', () => {
    program('chromium', 127)
    const second = program('google-chrome', 0)
    expect(findChromium()).toBe(second)
  })

  it('takes the headless shell first, which is lighter, but where a whole browser is asked for', () => {
    const [whole, shell] = [program('chromium', 0), program('chromium-headless-shell', 0)]
    expect(findChromium()).toBe(shell)
    expect(findChromium({ whole: true })).toBe(whole)
  })
})
