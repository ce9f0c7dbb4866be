// The next version of the policy, from a form to the audit log. The council has one draft for all, so this
// journey is made once, after all others: see `afterwards` in the configuration.
import { expect, test } from '@playwright/test';
import { expectSound, fill, signInAs, watch } from '../council.mjs';

const because = 'It is better so.';

async function save(page, fields, button = 'Save to the draft') {
  await fill(page, { ...fields, because });
  await page.locator('#settings').getByRole('button', { name: button }).click();
}

test('a closure and a service’s name are drafted, read in words, adopted and found in the audit log', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Kay Bennett');
  await page.goto('/admin/services/parks');
  await save(page, { name: 'Parks, trees and playgrounds', target: 'a fortnight' });
  await expect(page.getByRole('alert')).toContainText('a fortnight');
  await expect(page.locator('[name="name"]')).toHaveValue('Parks, trees and playgrounds');
  await expectSound(page);
  await save(page, { target: '15 working days' });
  await expect(page.getByText('Parks, trees and playgrounds is changed in the draft.')).toBeVisible();
  await page.goto('/admin/closures');
  await save(page, { day: '24/12/2027' });
  await page.goto('/admin/policy');
  const main = page.locator('main');
  await expect(main).toContainText('“Parks, trees and play areas” → “Parks, trees and playgrounds”');
  await expect(main).toContainText('Days the council is closed: added 24 December 2027.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Adopt the draft' }).click();
  await expectSound(page);
  // The day at which the demo of the journeys stays.
  const today = '25/11/2026';
  await save(page, { starts_on: today, body: 'Cabinet', decided_on: today }, 'Adopt this version');
  await expect(main).toContainText(/Policy version 2 starts on/);
  await page.goto('/admin/audit');
  await expect(main).toContainText('Version adopted');
  await expect(main).toContainText(`Why: ${because}`);
  await expectSound(page);
  await page.goto('/admin/services');
  await expect(main).toContainText('Parks, trees and playgrounds');
  quiet();
});
