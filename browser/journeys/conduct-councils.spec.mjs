// How each of five councils deals with unreasonable contact, walked from the incident to the end: by the post that its own policy names.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectSound, fill, signInAs, watch } from '../council.mjs';
import { demoOn } from '../served.mjs';

const first = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + 20;
const letter = 'Dear customer\n\nThis is our letter, with nothing left open.';
const checks = ['handled-properly', 'communicated-well', 'new-information', 'needs-and-adjustments', 'another-route', 'other-services',
  'equality-and-human-rights'];

/** What tells one council's way from another's. */
const councils = [
  // Paper 000, 4.3: as authorised; the Monitoring Officer. It is lifted.
  { id: 'worcester', decides: 'Joanna Reeve', ends: 'lifted' },
  // Paper 001, 4.3: contact is limited only where nothing milder protects, with the reason.
  { id: 'east-cambridgeshire', decides: 'Joanna Reeve', milder: true, ends: 'appeal upheld' },
  { id: 'bromsgrove', decides: 'Joanna Reeve', ends: 'appeal not upheld' },
  // Paper 003, 4.5.4: it is clear who decides. The post holds two roles, so somebody is given both.
  { id: 'hart', decides: 'Victor Sands', alsoHolds: 'complaints-manager', ends: 'lifted' },
  // Paper 004, 7.1: the Executive Team, on a report.
  { id: 'lancaster', decides: 'Joanna Reeve', panel: ['Joanna Reeve', 'Helena Marsh', 'Victor Sands'], ends: 'appeal upheld' },
];

/** Fills in a step of the file and sends it; it leads back to the file. */
async function step(page, file, slug, fields) {
  await page.goto(`${file}/${slug}`);
  if ('comment' in fields) await page.getByText('Take down a comment').click();
  await fill(page, fields);
  await page.locator('main form button[type="submit"], main form button:not([type])').last().click();
  await expect(page.locator('.govuk-error-summary'), `${slug} is refused`).toHaveCount(0);
}

async function reported(page) {
  // Somebody with whom nothing is arranged, and of whom nothing is being considered yet.
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/arrangements');
  const known = await page.getByRole('table').getByRole('rowheader').allTextContents();
  await signInAs(page, 'Priya Nair');
  await page.goto('/staff/cases');
  let reference;
  for (const name of await page.getByRole('table').getByRole('link', { name: /-/ }).allTextContents()) {
    reference = name.trim();
    await page.goto(`/staff/cases/${reference}`);
    const said = await page.locator('main').innerText();
    if (!said.includes('Contact arrangement') && !known.some((name) => said.includes(name.trim()))) break;
  }
  await page.goto(`/staff/incidents/new?case=${reference}`);
  await fill(page, { who: 'customer', facts: 'They shouted at the counter.', on: '24/11/2026', channel: 'in-person', categories: 'abuse', danger: 'no' });
  await page.getByRole('button', { name: 'Report the incident' }).click();
  await expect(page.getByText('The incident is reported')).toBeVisible();
  return reference;
}

async function warned(page) {
  await signInAs(page, 'Nadia Hussain');
  // Who keeps files is told that there is a new one.
  await page.goto('/staff/notifications');
  await expect(page.getByText('A conduct file waits for you').first()).toBeVisible();
  const file = await page.getByRole('link', { name: 'Open the file' }).first().getAttribute('href');
  await page.goto(file);
  await expect(page.getByText('They shouted at the counter.')).toBeVisible();
  await step(page, file, 'checks', Object.fromEntries(checks.flatMap((check) => [[`answer-${check}`, 'clear'], [`reason-${check}`, 'We looked at it.']])));
  await step(page, file, 'warning', { must_change: 'No shouting.', letter, going: 'by-hand', channel: 'in-person' });
  return file;
}

async function wentOnAndShared(page, council, file) {
  await signInAs(page, 'Nadia Hussain');
  // It went on, on the day after the warning.
  await step(page, file, 'incident', { facts: 'They shouted again.', on: '26/11/2026', channel: 'in-person', categories: 'abuse', danger: 'no' });
  const proposal = { measures: 'one-channel', expects: 'We answer each letter.', asks: 'Please write to us.', reasons: 'It went on.', reach: 'whole-council',
    why_whole_council: 'Every service was called.', ends_on: '1/4/2027', review_on: '1/3/2027', open_channel: 'letter', why_usable: 'They write to us.',
    equality: 'We considered it, because.', human_rights: 'Article 8: the least that protects.' };
  if (council.milder) {
    await page.goto(`${file}/proposal`);
    await fill(page, proposal);
    await page.getByRole('button', { name: 'Save the proposal' }).click();
    await expect(page.getByRole('alert')).toContainText('Explain why nothing milder protects');
    await expectSound(page);
    await fill(page, { why_nothing_milder: 'A meeting was tried.' });
    await page.getByRole('button', { name: 'Save the proposal' }).click();
    await expect(page.getByText('The proposal is saved')).toBeVisible();
  } else {
    await step(page, file, 'proposal', proposal);
  }
  await step(page, file, 'share', { report: letter, going: 'by-hand', channel: 'letter' });
  // They say by telephone what they think and that it is all, and somebody who took no part takes it down.
  await signInAs(page, 'Alan Firth');
  await step(page, file, 'comments', { comment: 'I was not told of the meeting.', on: '26/11/2026', channel: 'phone', all: 'yes' });
  await signInAs(page, 'Nadia Hussain');
  await page.goto(file);
  await expect(page.getByText('taken down word for word')).toBeVisible();
  await expect(page.getByText('Alan Firth wrote down that they said it is all')).toBeVisible();
  await page.goto(`${file}/comments`);
  const answer = await page.locator('main [name^="answer-"]').first().getAttribute('name');
  await step(page, file, 'comments', { [answer]: 'You are right: here are the minutes.' });
}

async function decided(page, council, file) {
  await signInAs(page, council.decides);
  await expect(page.getByText('A conduct file waits for you').first()).toBeVisible();
  await page.goto(`${file}/decision`);
  await fill(page, { outcome: 'agreed', reasons: 'We read everything.', has_read: 'yes' });
  for (const name of council.panel ?? []) await page.getByRole('group', { name }).getByLabel('For it').check();
  await expectSound(page);
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByText('It is decided')).toBeVisible();
}

for (const [at, council] of councils.entries()) {
  test.describe(council.id, () => {
    const port = first + at;
    let folder;
    let stop = async () => {};
    test.use({ baseURL: `http://127.0.0.1:${port}`, actionTimeout: 10_000 });
    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), `redress-${council.id}-`));
      stop = await demoOn('2026-11-25', port, { id: council.id, folder, fresh: true });
    });
    test.afterAll(async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test(`contact becomes unreasonable in ${council.id}`, async ({ page }) => {
      const quiet = watch(page);
      if (council.alsoHolds) {
        await signInAs(page, 'Kay Bennett');
        await page.goto('/admin/users');
        await page.getByRole('link', { name: council.decides }).click();
        await page.locator(`main [value="${council.alsoHolds}"]`).check();
        await page.locator('main [name="because"]').first().fill('The post holds both.');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await expect(page.locator('.govuk-error-summary')).toHaveCount(0);
      }
      const reference = await reported(page);
      const file = await warned(page);
      await stop();
      stop = await demoOn('2026-11-26', port, { id: council.id, folder });
      await wentOnAndShared(page, council, file);
      await decided(page, council, file);
      // Decided, and nothing binds before the notice.
      await signInAs(page, 'Nadia Hussain');
      await page.goto(`/staff/cases/${reference}`);
      await expect(page.getByText('reply by letter only')).toHaveCount(0);
      await step(page, file, 'notice', { letter, going: 'by-hand', channel: 'letter' });
      await page.goto(`/staff/cases/${reference}`);
      await expect(page.getByText('reply by letter only').first()).toBeVisible();
      // They ring all the same: it is taken, read and sorted.
      await page.goto(`/staff/cases/${reference}/contact`);
      await fill(page, { direction: 'in', channel: 'phone', purpose: 'information', on: '26/11/2026', words: 'And another thing.' });
      await page.locator('main form button').last().click();
      await signInAs(page, 'Priya Nair');
      await page.goto(file);
      await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
      await page.goto(`${file}/contacts`);
      const sort = await page.locator('main [name^="sort-"]').first().getAttribute('name');
      await step(page, file, 'contacts', { [sort]: 'nothing-new' });
      if (council.ends !== 'lifted') {
        await signInAs(page, 'Nadia Hussain');
        await step(page, file, 'appeal', { words: 'It is too much.', on: '26/11/2026', channel: 'letter' });
        await signInAs(page, 'Gwen Attwood');
        await step(page, file, 'appeal-decision', { outcome: council.ends === 'appeal upheld' ? 'upheld' : 'not-upheld', reasons: 'We looked at it.', letter, going: 'by-hand', channel: 'in-person' });
      }
      await signInAs(page, 'Nadia Hussain');
      if (council.ends !== 'appeal upheld') await step(page, file, 'lift', { reason: 'It went well.', letter, going: 'by-hand', channel: 'in-person' });
      await page.goto(`/staff/cases/${reference}`);
      await expect(page.getByText('reply by letter only')).toHaveCount(0);
      await page.goto(file);
      await expectSound(page);
      quiet();
    });
  });
}
