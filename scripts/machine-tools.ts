import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the tests ask of the machine, beyond what npm brings. */
export interface MachineTool {
  /** Debian's packages that bring it: the first of them that this release of Debian has is taken. */
  packages: readonly string[]
  /** Programs to look for on the PATH; any of them will do. */
  commands: readonly string[]
  /** What can not run without it, and is skipped, or fails where it says so. */
  without: string
}

/** One line a tool. A test that needs one asks `hasTool`, and skips saying so where it is not there. */
export const machineTools = {
  chromium: {
    packages: ['chromium-headless-shell', 'chromium'],
    commands: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    without: 'the end-to-end tests need one, and fail',
  },
  poppler: { packages: ['poppler-utils'], commands: ['pdftoppm'], without: 'the tests that look at the pages of a PDF are skipped' },
  libreOffice: { packages: ['libreoffice-calc-nogui', 'libreoffice-calc'], commands: ['soffice', 'libreoffice'], without: 'the tests that open a workbook in LibreOffice are skipped' },
} as const satisfies Record<string, MachineTool>

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The files on the PATH by that name that may be run, in the order of the PATH. */
export function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter(isExecutable)
}

/** Whether one of the tool's programs is on the PATH. */
export function hasTool({ commands }: MachineTool): boolean {
  return commands.flatMap(onPath).length > 0
}

/** Whether tools can be installed here: on Debian, by root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** Runs one step of apt and says what it said at its end, so that it can go on beside other things. */
function apt(args: readonly string[], timeout: number): Promise<boolean> {
  const child = spawn('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('close', (code) => {
      if (code !== 0) console.error(`apt-get ${args.join(' ')} ended with ${code}:\n${said.trimEnd()}`)
      done(code === 0)
    })
  })
}

/** Whether this release of Debian has the package. */
function isKnown(name: string): boolean {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0
}

/**
 * Installs `missing` tools by one call of apt, where that may be done; for what is still not there it says on stderr what
 * the tests will not do. Never fails: the tests that need a tool find out by themselves.
 */
export async function installTools(missing: readonly MachineTool[]): Promise<void> {
  if (missing.length > 0 && canInstall() && (await apt(['update'], 300_000))) {
    const wanted = missing.flatMap(({ packages }) => packages.find(isKnown) ?? [])
    if (wanted.length > 0 && (await apt(['install', '-y', '--no-install-recommends', ...wanted], 900_000))) console.log(`installed for the tests: ${wanted.join(' ')}`)
  }
  for (const { packages, without } of missing.filter((tool) => !hasTool(tool))) console.error(`This machine has no ${packages[0]}: ${without}.`)
}
