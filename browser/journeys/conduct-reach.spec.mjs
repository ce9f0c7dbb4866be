// A council by Lancaster's policy whose letters are printed, and whose arrangement nobody renews: from the incident to its
// last day and the day after, as the council and the person whose file it is see it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectSound, fill, referenceOn, signInAs, watch } from '../council.mjs';
import { demoOn } from '../served.mjs';

const port = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + 30;
const letter = 'Dear customer\n\nThis is our letter, with nothing left open.';
const checks = ['handled-properly', 'communicated-well', 'new-information', 'needs-and-adjustments', 'another-route', 'other-services',
  'equality-and-human-rights'];
const panel = ['Joanna Reeve', 'Helena Marsh', 'Victor Sands'];

/** Fills in a step of the file and sends it; it leads back to the file. */
async function step(page, file, slug, fields) {
  await page.goto(`${file}/${slug}`);
  await fill(page, fields);
  await page.locator('main form button[type="submit"], main form button:not([type])').last().click();
  await expect(page.locator('.govuk-error-summary'), `${slug} is refused`).toHaveCount(0);
}

/** The letters of conduct files that wait are printed; only then have they left. */
async function printed(page, file, what) {
  await page.goto(file);
  await expect(page.getByText('The letter is on its way').first(), `${what} waits for the printer`).toBeVisible();
  // A worker sets each letter first; another that waits may be printed before it.
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto('/staff/print-runs');
    const button = page.getByRole('button', { name: 'Print letters of conduct files' });
    if (await button.count() > 0) {
      await button.click();
      await expectSound(page);
    }
    await page.goto(file);
    if (await page.getByText('The letter is on its way').count() === 0) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`${what} did not leave`);
}

/** Somebody rings about their bins, with an address to which letters can go. */
async function logged(page) {
  await signInAs(page, 'Priya Nair');
  await page.goto('/staff/cases/new');
  await fill(page, { channel: 'phone', received_on: '25/11/2026', received_time: '12:01am', name: 'Walter Finch', address: '3 Mill Lane',
    postcode: 'WS1 4AB', reply_by: 'letter', what_happened: 'The bin was missed.', wanted: 'Collect it.', unhappy: 'yes', settled: 'no' });
  await page.getByRole('button', { name: 'Log this contact' }).click();
  await expect(page.locator('.govuk-error-summary')).toHaveCount(0);
  return referenceOn(page);
}

/** Their own page, behind the code of their case. */
async function letIn(page, browser, reference) {
  await signInAs(page, 'Priya Nair');
  await page.goto(`/staff/cases/${reference}/code`);
  await page.locator('main [name="way"][value="letter"]').check();
  await page.getByRole('button', { name: 'Make a code' }).click();
  const digits = (await page.locator('main').innerText()).match(/\b\d{3} ?\d{3}\b/)[0].replace(' ', '');
  const theirs = await (await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })).newPage();
  await theirs.goto('/track');
  await fill(theirs, { reference, proof: 'WS1 4AB' });
  await theirs.locator('main form button').last().click();
  await theirs.goto(`/track/${reference}/code?have=yes`);
  await theirs.locator('main [name="code"]').fill(digits);
  await theirs.locator('main form button').first().click();
  await theirs.goto(`/track/${reference}/staying-in-touch`);
  return theirs;
}

test.describe('letters are printed and an arrangement lapses', () => {
  let folder;
  let stop = async () => {};
  test.use({ baseURL: `http://127.0.0.1:${port}`, actionTimeout: 10_000 });
  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-reach-'));
    stop = await demoOn('2026-11-25', port, { id: 'lancaster', folder, fresh: true });
  });
  test.afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('nothing binds before its letter was printed, and it ends by itself', async ({ page, browser }) => {
    const quiet = watch(page);
    const reference = await logged(page);
    await page.goto(`/staff/incidents/new?case=${reference}`);
    await fill(page, { who: 'other', name: 'walter finch', facts: 'He shouted at the counter.', on: '24/11/2026', channel: 'in-person', categories: 'abuse', danger: 'no' });
    await page.getByRole('button', { name: 'Report the incident' }).click();
    await expect(page.getByText('The incident is reported')).toBeVisible();
    await signInAs(page, 'Nadia Hussain');
    await page.goto('/staff/arrangements');
    const file = await page.getByRole('link', { name: 'Walter Finch' }).getAttribute('href');
    await step(page, file, 'checks', Object.fromEntries(checks.flatMap((check) => [[`answer-${check}`, 'clear'], [`reason-${check}`, 'We looked at it.']])));
    await step(page, file, 'warning', { must_change: 'No shouting.', letter, going: 'outbox' });
    await printed(page, file, 'the warning');
    // It went on, once the warning counted: by post, from the end of the second working day after it (Civil Procedure Rules, rule 6.26).
    await stop();
    stop = await demoOn('2026-11-30', port, { id: 'lancaster', folder });
    await signInAs(page, 'Nadia Hussain');
    await step(page, file, 'incident', { facts: 'He shouted again.', on: '30/11/2026', channel: 'in-person', categories: 'abuse', danger: 'no' });
    await step(page, file, 'proposal', { measures: 'one-channel', expects: 'We answer each letter.', asks: 'Please write to us.', reasons: 'It went on.', reach: 'whole-council',
      why_whole_council: 'Every service was called.', ends_on: '1/4/2027', review_on: '1/3/2027', open_channel: 'letter', why_usable: 'He writes to us.',
      equality: 'We considered it, because.', human_rights: 'Article 8: the least that protects.' });
    await step(page, file, 'share', { report: letter, going: 'outbox' });
    // Who has not been sent the report is not asked about it.
    await page.goto(`${file}/decision`);
    await printed(page, file, 'the report');
    const theirs = await letIn(page, browser, reference);
    await expect(theirs.getByRole('heading', { name: 'Our report, before anybody decides' })).toBeVisible();
    await expectSound(theirs);
    await fill(theirs, { said: 'Nobody told me of the meeting.', all: 'yes' });
    await theirs.getByRole('button', { name: 'Send your comments' }).click();
    await signInAs(page, 'Nadia Hussain');
    await page.goto(`${file}/comments`);
    const answer = await page.locator('main [name^="answer-"]').first().getAttribute('name');
    await step(page, file, 'comments', { [answer]: 'You are right: here are the minutes.' });
    await signInAs(page, 'Joanna Reeve');
    await page.goto(`${file}/decision`);
    await fill(page, { outcome: 'agreed', reasons: 'We read everything.', has_read: 'yes' });
    for (const name of panel) await page.getByRole('group', { name }).getByLabel('For it').check();
    await page.getByRole('button', { name: 'Decide' }).click();
    await expect(page.getByText('It is decided')).toBeVisible();
    await signInAs(page, 'Nadia Hussain');
    await step(page, file, 'notice', { letter, going: 'outbox' });
    // Written and not printed: nothing binds.
    await page.goto(`/staff/cases/${reference}`);
    await expect(page.getByText('reply by letter only')).toHaveCount(0);
    await printed(page, file, 'the notice');
    await page.goto(`/staff/cases/${reference}`);
    await expect(page.getByText('reply by letter only').first()).toBeVisible();
    await theirs.goto(`/track/${reference}/staying-in-touch`);
    await expect(theirs.getByText('It ends by itself after', { exact: true })).toBeVisible();
    await expect(theirs.getByRole('heading', { name: 'Our decision' })).toBeVisible();
    // Its last day, and the day after: nobody did anything.
    await stop();
    stop = await demoOn('2027-04-01', port, { id: 'lancaster', folder });
    await signInAs(page, 'Nadia Hussain');
    await page.goto(`/staff/cases/${reference}`);
    await expect(page.getByText('reply by letter only').first()).toBeVisible();
    await stop();
    stop = await demoOn('2027-04-02', port, { id: 'lancaster', folder });
    await signInAs(page, 'Nadia Hussain');
    await page.goto(`/staff/cases/${reference}`);
    await expect(page.getByText('reply by letter only')).toHaveCount(0);
    await page.goto('/staff/arrangements?list=ended');
    await expect(page.getByRole('link', { name: 'Walter Finch' })).toBeVisible();
    await page.goto('/staff/arrangements/kept');
    await expect(page.getByRole('row', { name: /Walter Finch/ })).toContainText('1 Apr 2033');
    await expectSound(page);
    const after = await letIn(page, browser, reference);
    await expect(after.getByText('It has ended by itself: its last day was Thursday 1 April 2027.')).toBeVisible();
    await expect(after.getByText('What is agreed now')).toHaveCount(0);
    await expectSound(after);
    quiet();
  });
});
