// Somebody's details are corrected; and a partner organisation signs in, sees its requests alone, and answers one.
import { expect, test } from '@playwright/test';
import { expectSound, fill, signInAs, signOut, watch } from '../council.mjs';

test('an officer corrects a name and an address, and the page says what stood there before', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/cases?kind=complaint&closed=no');
  const href = await page.locator('main a[href*="/staff/cases/WS-"]').first().getAttribute('href');
  await page.goto(`${href}/people`);
  await page.getByRole('link', { name: /^Correct .* details$/ }).first().click();
  await expectSound(page);
  const before = await page.getByLabel('Name', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Correct details' }).click();
  await expect(page.getByRole('alert')).toContainText('Select who asked for this');
  await expectSound(page);
  const name = `Robin ${test.info().project.name === 'phone' ? 'Ashe' : 'Elder'}-${Date.now() % 1000}`;
  await fill(page, {
    name, called: `Dr ${name.split(' ').at(-1)}`, email: 'robin@example.org', asked: 'person', checked: 'details-on-file',
    reason: 'She phoned: she married.',
  });
  await page.getByRole('button', { name: 'Correct details' }).click();
  await expect(page.getByText('Details corrected')).toBeVisible();
  await expect(page.getByText('Addressed as')).toBeVisible();
  await page.getByRole('link', { name: /^Correct .* details$/ }).first().click();
  await page.getByRole('link', { name: 'What was corrected before' }).click();
  await expectSound(page);
  await expect(page.getByText('Name before').first()).toBeVisible();
  if (before) await expect(page.locator('main')).toContainText(before);
  await expect(page.locator('main')).toContainText('She phoned: she married.');
  quiet();
});

test('an administrator makes and ends an account of a partner', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Kay Bennett');
  await page.goto('/admin/partners');
  await expectSound(page);
  await page.getByRole('link', { name: 'Severn Water' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name');
  await expectSound(page);
  const name = `Lou ${test.info().project.name} ${Date.now() % 100000}`;
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@severn-water.example.org`;
  await fill(page, { name, email, because: 'They get many requests.' });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`A link for ${name}`);
  await page.goto('/admin/partners/severn-water');
  await page.getByRole('link', { name }).click();
  await expectSound(page);
  await page.locator('[name="because-end"]').fill('They left.');
  await page.getByRole('button', { name: 'End the account now' }).click();
  await expect(page.getByText(`The account of ${name} has ended.`)).toBeVisible();
  quiet();
});

test('a partner signs in, sees what it was asked and nothing else, and signs out', async ({ page }) => {
  const quiet = watch(page);
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: /Mo Farrow/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Requests from');
  await expectSound(page);
  const request = page.locator('main a[href^="/partner/r/"]').first();
  if (await request.count()) {
    await request.click();
    await expectSound(page);
    await page.getByRole('link', { name: 'Back to all requests' }).click();
  }
  await page.getByRole('link', { name: 'Answered requests' }).click();
  await expectSound(page);
  const answer = await page.goto('/staff/cases');
  expect(answer.status()).toBe(403);
  await page.goto('/partner/requests');
  await signOut(page);
  await expect(page.getByText('You have signed out.')).toBeVisible();
  await page.goto('/partner/requests');
  await expect(page).toHaveURL(/sign-in/);
  quiet();
});
