// E2E: the same stories in Chromium (through the browser host) and in Electron.
// Tests in e2e/ run in both; those in e2e/browser and e2e/electron in their own host only.
import { defineConfig } from '@playwright/test';
import { findChromium } from './test/tooling/runtimes.ts';

export interface Host {
  host: 'browser' | 'electron';
}

const asRoot = process.getuid?.() === 0;

export default defineConfig<Host>({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/playwright',
  globalSetup: './test/tooling/display.ts',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  forbidOnly: true,
  retries: 0,
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    // A click that finds nothing says so long before the test's own time is over.
    actionTimeout: 15_000,
    // It costs a third of the run; what failed tells its error and what stood on the page. `--trace=on` for a closer look.
    trace: 'off',
    launchOptions: {
      executablePath: findChromium(),
      // Chromium keeps no sandbox for root. What runs in it here are our own pages.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'chromium', use: { host: 'browser', browserName: 'chromium' }, testIgnore: '**/electron/**' },
    { name: 'electron', use: { host: 'electron' }, testIgnore: '**/browser/**' },
  ],
});
