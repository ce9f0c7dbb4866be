// The survey and guidance: the customer's pages, those of who reads the answers, and what is read.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectSound, signInAs, watch } from '../council.mjs';

/** The demo says where a survey waits that nobody has answered. */
function waiting() {
  const said = readFileSync(new URL('../results-of-demo.txt', import.meta.url), 'utf8');
  const found = said.match(/\/survey\/[2-9A-Z-]{24}/);
  expect(found, said).not.toBeNull();
  return found[0];
}

test('somebody answers from their e-mail, skips, says something and is thanked', async ({ page }) => {
  const quiet = watch(page);
  const survey = waiting();
  await page.goto(`${survey}?answer=satisfied`);
  await expectSound(page);
  await expect(page.getByLabel('Satisfied', { exact: true })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'If you are unhappy with us' })).toBeVisible();
  await page.getByRole('button', { name: 'Send this answer' }).click();
  await page.goto(`${survey}?question=listened`);
  await page.getByRole('button', { name: 'Send this answer' }).click();
  await expect(page.getByRole('alert')).toContainText('Select an answer, or skip the question');
  await expectSound(page);
  await page.getByRole('button', { name: 'Skip this question' }).click();
  await page.goto(`${survey}?question=words`);
  await expectSound(page);
  await page.getByLabel('What could we do better? (optional)').fill('Tell me when it is passed on.');
  await page.getByLabel('No', { exact: true }).check();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await expectSound(page);
  quiet();
});

test('a code that opens nothing is said beside its field', async ({ page }) => {
  const quiet = watch(page);
  await page.goto('/survey');
  await page.getByRole('textbox').fill('K7P4');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Check the code');
  await expect(page.getByRole('textbox')).toHaveValue('K7P4');
  await expectSound(page);
  quiet();
});

test('a manager reads the results, an answer, and who has read what', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/surveys?period=year');
  await expect(page.getByText('people were asked')).toBeVisible();
  await expectSound(page);
  await page.goto('/staff/surveys/words');
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'An answer to the survey' })).toBeVisible();
  await expectSound(page);
  await page.goto('/staff/surveys/waiting');
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Save what you did' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter what you did about it');
  await expectSound(page);
  quiet();
});

test('every page of guidance can be read', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Dan Whitlock');
  for (const guide of ['writing-replies', 'first-contact', 'stage-1', 'stage-2', 'behaviour', 'councillors']) {
    await page.goto(`/staff/guidance/${guide}`);
    await expectSound(page);
  }
  quiet();
});
