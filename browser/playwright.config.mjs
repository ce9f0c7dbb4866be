// Journeys through a demo council in a real browser: Debian's Chromium, against the program itself.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.REDRESS_BROWSER_PORT ?? 8199);
const asRoot = process.getuid?.() === 0;
// The shell is the same engine without the browser around it, at half the processor time.
const chromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 320, height: 640 } };

export default defineConfig({
  testDir: './journeys',
  // One tree for a page with scripts and one without.
  snapshotPathTemplate: '{testDir}/../snapshots/{projectName}/{arg}{ext}',
  outputDir: './results',
  // The journeys share one council, and each brings its own people and references.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // These end what hangs and measure nothing: a busy machine takes five times as long as a quiet one.
  timeout: 600_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What is not there would otherwise be waited for until the journey ends, and the others wait with it.
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: [
    // Councils of other policies are walked once: the pages themselves are held to phones and to no scripts elsewhere.
    { name: 'desktop', use: desktop, testIgnore: /adopting/ },
    { name: 'no-js', use: { ...desktop, javaScriptEnabled: false }, testIgnore: /adopting|pictures|councils|conduct-reach/ },
    { name: 'phone', use: phone, testIgnore: /adopting|pictures|councils|conduct-reach/ },
    // It changes the council for everybody, so it comes when the others are done.
    { name: 'afterwards', use: desktop, testMatch: /adopting/, dependencies: ['desktop', 'no-js', 'phone'] },
  ],
  webServer: {
    command: `browser/serve ${port}`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/health`,
    timeout: 180_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
