// The front door: where somebody who has something to say begins.
import { expect, test } from '@playwright/test';
import { expectSound, watch } from '../council.mjs';

test('the front door leads to a report, a complaint and its progress', async ({ page }) => {
  const quiet = watch(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tell us about a problem or give feedback');
  await expectSound(page);
  quiet();
});
