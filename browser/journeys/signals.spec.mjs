// Signals: the one manager who is asked to look sees what was counted and what we did late beside it; nobody else sees
// anything. And how fair it was, in counts.
import { expect, test } from '@playwright/test';
import { expectSound, signInAs, watch } from '../council.mjs';

test('a manager looks at a signal, with our own part beside it', async ({ page }) => {
  const quiet = watch(page);
  // Whoever has the fewest is asked: which of the two it is, chance has said. What other journeys do may raise another
  // signal meanwhile, so this one is found by what it says.
  const ours = page.getByRole('row').filter({ hasText: 'We were late too' }).filter({ hasText: 'Contacts after the final reply' });
  let [manager, another] = ['Nadia Hussain', 'Alan Firth'];
  for (const name of [manager, another]) {
    await signInAs(page, name);
    await page.goto('/staff/signals');
    await expectSound(page);
    if (await ours.count()) break;
    [manager, another] = [another, manager];
  }
  await page.goto('/staff');
  await expect(page.getByRole('link', { name: 'Signals to look at' })).toBeVisible();
  await page.goto('/staff/signals');
  const link = ours.getByRole('link').first();
  const address = await link.getAttribute('href');
  await link.click();
  await expectSound(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Contacts after the final reply');
  await expect(page.locator('main')).toContainText('What we did late, or not at all');
  await expect(page.locator('main')).toContainText('is nothing to remark on');
  // On paper there is the evidence, and nothing to press.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Dismiss it, with a reason' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'Dismiss it, with a reason' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Dismiss it' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter why you leave it');
  await expectSound(page);
  await page.goto(`${address}/take-up`);
  await expectSound(page);
  await page.getByLabel('What happened').fill('Five calls in five days.');
  await page.getByRole('button', { name: 'Report the incident' }).click();
  await expect(page.getByRole('alert')).toContainText('Select at least one type');
  await expect(page.getByLabel('What happened')).toHaveValue('Five calls in five days.');
  await expectSound(page);
  // Another manager left one before, and its reason is kept; what the first one has is not there for them.
  await signInAs(page, another);
  expect((await page.goto(address)).status()).toBe(404);
  await page.goto('/staff/signals?list=over');
  await expectSound(page);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.locator('main')).toContainText('It was fair to ask');
  await expectSound(page);
  // Whoever answers the phone is told that there is no such page.
  await signInAs(page, 'Priya Nair');
  const answer = await page.goto(address);
  expect(answer.status()).toBe(404);
  expect((await page.goto('/staff/signals')).status()).toBe(404);
  quiet();
});

test('how fair it was is said in counts, on the page and as CSV', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/fairness');
  await expectSound(page);
  await expect(page.locator('main')).toContainText('Arrangements that reached their last day');
  await expect(page.locator('main')).toContainText('not shown');
  const csv = await page.request.get('/staff/fairness/csv');
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect(await csv.text()).toContain('year,about,what,count');
  quiet();
});
