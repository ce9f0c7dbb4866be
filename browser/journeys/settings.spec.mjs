// The settings: an administrator changes them by a draft, and somebody who is invited signs in.
import { expect, test } from '@playwright/test';
import { expectSound, fill, signInAs, signOut, watch } from '../council.mjs';

const pages = [
  '/admin', '/admin/policy', '/admin/policy/text', '/admin/policy/versions/1', '/admin/services',
  '/admin/services/waste', '/admin/services/new', '/admin/teams', '/admin/teams/housing', '/admin/posts',
  '/admin/posts/executive-team', '/admin/clocks', '/admin/clocks/complaint-corporate', '/admin/closures',
  '/admin/standards', '/admin/standards/acknowledged', '/admin/letters', '/admin/letters/reply_final',
  '/admin/brand', '/admin/users', '/admin/users/invite', '/admin/audit', '/admin/audit/anchors', '/admin/audit/retention',
];

const because = 'It is better so.';

async function save(page, fields, button = 'Save to the draft') {
  await fill(page, { ...fields, because });
  await page.locator('#settings').getByRole('button', { name: button }).click();
}

test('every page of the settings is sound', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Kay Bennett');
  // On a small screen the link waits behind the menu.
  await expect(page.getByRole('link', { name: 'Settings', includeHidden: true }).first()).toHaveAttribute('href', '/admin');
  for (const path of pages) {
    await page.goto(path);
    await expectSound(page);
  }
  quiet();
});

test('whoever is invited chooses a password and signs in; who keeps no settings sees none', async ({ page }) => {
  const own = test.info().project.name;
  await signInAs(page, 'Kay Bennett');
  await page.goto('/admin/users/invite');
  const email = `new.${own}@westshire.example.org`;
  await save(page, { name: `Noor ${own}`, email, roles: 'officer', teams: 'housing' }, 'Invite');
  await expectSound(page);
  const link = new URL(await page.locator('code').innerText());
  await signOut(page);
  await page.goto(link.pathname);
  await expectSound(page);
  const password = 'three or four words';
  await fill(page, { password, again: password });
  await page.getByRole('button', { name: 'Save password' }).click();
  await fill(page, { email, password });
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  const answer = await page.goto('/admin/policy');
  expect(answer.status()).toBe(403);
});
