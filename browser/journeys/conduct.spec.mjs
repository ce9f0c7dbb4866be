// Conduct files: an incident is reported, and every step of the way can be read and used by anybody who keeps one.
import { expect, test } from '@playwright/test';
import { expectSound, signInAs, watch } from '../council.mjs';

const kept = ['', '/readings', '/incident', '/checks', '/milder', '/warning', '/proposal', '/share', '/comments', '/notice',
  '/contacts', '/lift', '/ease', '/question', '/appeal', '/close', '/hold', '/compare', '/files'];
const decided = ['', '/interim', '/decision', '/appeal-decision'];

/** The addresses of the files in a list of the register. */
async function files(page, list) {
  await page.goto(`/staff/arrangements?list=${list}`);
  await expectSound(page);
  const links = page.getByRole('table').getByRole('link');
  return Promise.all((await links.all()).map((link) => link.getAttribute('href')));
}

test('somebody who answers the phone reports an incident, and opens no file', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Priya Nair');
  await page.goto('/staff/cases');
  const reference = (await page.getByRole('table').getByRole('link').first().textContent()).trim();
  await page.goto(`/staff/cases/${reference}`);
  await page.goto(`/staff/incidents/new?case=${reference}`);
  await expectSound(page);
  await page.getByRole('button', { name: 'Report the incident' }).click();
  await expect(page.getByRole('alert')).toContainText('Tell us what happened');
  await expectSound(page);
  await page.getByLabel('The customer', { exact: true }).check();
  await page.getByLabel('What happened').fill('They rang five times in ten minutes, and shouted.');
  await page.getByLabel('When').fill('2/11/2026');
  await page.getByLabel('How were they in touch?').selectOption('phone');
  await page.getByLabel('Abuse').check();
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Report the incident' }).click();
  await expect(page.getByText('The incident is reported')).toBeVisible();
  quiet();
});

test('every step of a conduct file is sound', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  const considered = await files(page, 'considered');
  const inForce = await files(page, 'in-force');
  expect(considered.length).toBeGreaterThan(0);
  expect(inForce.length).toBeGreaterThan(0);
  for (const file of [considered[0], inForce[0]]) {
    for (const step of kept) {
      await page.goto(`${file}${step}`);
      await expectSound(page);
    }
  }
  await page.goto('/staff/arrangements/contacts');
  await expectSound(page);
  await signInAs(page, 'Joanna Reeve');
  for (const step of decided) {
    await page.goto(`${considered[0]}${step}`);
    await expectSound(page);
  }
  // What may not be said yet is said in words, beside what was typed.
  await page.goto(`${inForce[0]}/decision`);
  await page.getByLabel('Agreed', { exact: true }).check();
  await page.getByLabel('Reasons').fill('We read everything.');
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no proposal');
  await expect(page.getByLabel('Reasons')).toHaveValue('We read everything.');
  await expectSound(page);
  quiet();
});
