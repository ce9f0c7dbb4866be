// The desk of Customer Services: a call that is settled at once, and finding it again.
import { expect, test } from '@playwright/test';
import { expectSound, expectTree, fill, referenceOn, signInAs } from '../council.mjs';

test('a report is settled while the caller is on the phone', async ({ page }) => {
  const own = test.info().project.name;
  await signInAs(page, 'Priya Nair');
  await expectSound(page);
  await page.goto('/staff/cases/new');
  await expectSound(page);
  await expectTree(page, 'log-a-contact');
  await fill(page, {
    channel: 'phone',
    // Somebody new in each project: a person who is known already would be asked about.
    name: `Rowan ${{ desktop: 'Tregear', 'no-js': 'Vellan', phone: 'Polkerris' }[own]}`,
    phone: `01632 96007${['desktop', 'no-js', 'phone'].indexOf(own)}`,
    what_happened: 'The recycling box was not left behind.',
    wanted: 'Bring the box back.',
    service: 'waste',
    unhappy: 'no',
    settled: 'yes',
  });
  await page.locator('main button[name="do"][value="log"]').last().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What did you do to sort it out?');
  await expectSound(page);
  await expectTree(page, 'log-settled');
  await fill(page, { what_was_done: 'The crew brought the box back.', agreed: 'yes', told_how: 'told' });
  await page.locator('main button[name="do"][value="settle"]').last().click();
  const reference = await referenceOn(page);
  await expectSound(page);
  await expectTree(page, 'log-logged');
  await page.goto(`/staff/followed/${reference}`);
  await expect(page.locator('main')).toContainText('The recycling box was not left behind.');
  await expectSound(page);
  await page.goto('/staff/cases');
  await fill(page, { q: reference.toLowerCase().replaceAll('-', ' ') });
  await page.getByRole('button', { name: /Search/ }).first().click();
  await expect(page).toHaveURL(new RegExp(reference));
  await expect(page.locator('main')).toContainText(/Closed/);
});
