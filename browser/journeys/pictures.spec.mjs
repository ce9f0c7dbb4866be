// The pictures of the README, made from the demo that the journeys use: `npm run pictures` puts them into docs/pictures.
import { expect, test } from '@playwright/test';
import { signInAs } from '../council.mjs';

const into = process.env.REDRESS_PICTURES ? new URL('../../docs/pictures/', import.meta.url).pathname : null;

/** Takes a picture; without `npm run pictures` it is thrown away, and what is shown was there to be taken. */
async function picture(page, name, heading) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
  const taken = await page.screenshot(into ? { path: `${into}${name}.png` } : {});
  expect(taken.length).toBeGreaterThan(10_000);
}

test('the pages that the README shows are there to be shown', async ({ page }) => {
  await page.goto('/');
  await picture(page, 'public-home', 'Tell us about a problem');
  await page.goto('/complaint/what-happened');
  await picture(page, 'make-a-complaint', 'What happened?');
  await page.goto('/how-we-deal-with-complaints');
  await picture(page, 'flow-chart', 'How we deal with complaints');
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/triage');
  await picture(page, 'triage', 'Unassigned items');
  await page.goto('/staff/cases?kind=complaint&closed=no');
  await page.locator('main a[href*="/staff/cases/WS-"]').first().click();
  await picture(page, 'case-page', 'WS-');
  await page.goto(`${page.url().split('?')[0]}/reply`);
  await picture(page, 'reply-editor', /reply/i);
});
