// Cases with one cause: grouped, answered by one reply, and every step can be read and used.
import { expect, test } from '@playwright/test';
import { expectSound, signInAs, watch } from '../council.mjs';

const steps = ['', '/cases', '/take-out', '/finding', '/points', '/reply', '/ask', '/approval', '/send', '/finish'];

test('every step of cases with one cause is sound', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/causes');
  await expectSound(page);
  const cause = await page.getByRole('table').getByRole('link').first().getAttribute('href');
  for (const step of steps) {
    await page.goto(`${cause}${step}`);
    await expectSound(page);
  }
  quiet();
});

test('a case says of how many it is one, and leads to what they have in common', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/causes');
  // The demo's: other projects group cases of their own, without any in it.
  await page.getByRole('link', { name: 'Told by several people' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByText(/One of \d+ about/)).toBeVisible();
  await expectSound(page);
  quiet();
});

test('cases are grouped, with what is missing said beside it', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/causes/new');
  await page.getByRole('button', { name: 'Group the cases' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter what happened');
  await expectSound(page);
  await page.getByLabel('What happened?').fill('Street lights out, Castle Square');
  await page.getByLabel('Service', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('From which day?').fill('2/11/2026');
  await page.getByLabel('Until which day?').fill('3/11/2026');
  await page.getByRole('button', { name: 'Group the cases' }).click();
  await expect(page.getByText('The cases are grouped')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'Write the reply' }).click();
  await page.getByLabel('It says how it is going').check();
  await page.getByLabel('What do you want to say?').fill('We mend the lights on Tuesday.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Now ask somebody else to approve it')).toBeVisible();
  await expectSound(page);
  quiet();
});
