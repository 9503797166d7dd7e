import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canInstall, hasTool, installTools, type MachineTool, onPath } from '../../../scripts/machine-tools.ts'

const tool: MachineTool = { packages: ['new-name', 'old-name'], commands: ['first', 'second'], without: 'nothing is tested' }

describe.skipIf(process.platform === 'win32')('tools of the machine', () => {
  let folder = ''
  function program(name: string, script = 'exit 0'): string {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dreadnought-tools-'))
    vi.stubEnv('PATH', folder)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are there where one of their programs is on the PATH and may be run', () => {
    expect(hasTool(tool)).toBe(false)
    writeFileSync(join(folder, 'first'), 'not a program')
    expect(hasTool(tool)).toBe(false)
    const second = program('second')
    expect(hasTool(tool)).toBe(true)
    expect(onPath('second')).toEqual([second])
  })

  describe.skipIf(!canInstall())('are installed (by root, on Debian)', () => {
    const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
    /** An apt that knows the old name only, and brings `first`. */
    function apt(installs: string): void {
      program('apt-get', `echo "$@" >> ${join(folder, 'calls')}\ncase "$*" in *install*) ${installs};; esac`)
      program('apt-cache', 'case "$*" in *old-name|*other) exit 0;; esac\nexit 100')
    }

    it('by one call for all of them, each under the first name that this Debian knows', async () => {
      apt(`/bin/cp ${program('there')} ${join(folder, 'first')}`)
      vi.spyOn(console, 'log').mockReturnValue()
      await installTools([tool, { ...tool, packages: ['other'] }])
      expect(calls()).toHaveLength(2)
      expect(calls()[0]).toMatch(/update$/)
      expect(calls()[1]).toMatch(/install -y --no-install-recommends old-name other$/)
      expect(hasTool(tool)).toBe(true)
    })

    it('and where that fails it is said what is not tested, and nothing else happens', async () => {
      apt('exit 100')
      const said = vi.spyOn(console, 'error').mockReturnValue()
      await installTools([tool])
      expect(said.mock.calls.flat().join('\n')).toContain('This machine has no new-name: nothing is tested.')
    })

    it('only where something is missing', async () => {
      apt('exit 0')
      await installTools([])
      expect(existsSync(join(folder, 'calls'))).toBe(false)
    })
  })
})
