import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'

const executablePath = findChromium()
const inCi = process.env['CI'] !== undefined

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Each story has an app, a library and ports of its own, so that two can run beside each other: one alone leaves half of two processors idle.
  workers: 2,
  fullyParallel: true,
  // Browser, app and eight pages share two slow processors there, so that a story may lose a race once that a person never sees;
  // one that fails twice is broken. What needed its second try is named in the output.
  retries: inCi ? 1 : 0,
  forbidOnly: true,
  // Waits end as soon as what they wait for is there; the limits only say when to give up.
  timeout: inCi ? 240_000 : 120_000,
  expect: { timeout: inCi ? 30_000 : 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    // What is not there by then does not come: the story should say so at once, and not only at its own end.
    actionTimeout: inCi ? 45_000 : 20_000,
    screenshot: 'only-on-failure',
    // Recording costs a third of the processor that the stories need; ask for it where one fails.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        // Chromium refuses its sandbox to root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-default-apps',
        '--no-first-run',
        // Containers often have a /dev/shm of 64 MB.
        '--disable-dev-shm-usage',
      ],
    },
  },
})
