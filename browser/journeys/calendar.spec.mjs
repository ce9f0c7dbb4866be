// An officer's due dates in a calendar of their own: read by a program that others wrote (ical.js).
import { expect, test } from '@playwright/test';
import ICAL from 'ical.js';
import { expectSound, signInAs, watch } from '../council.mjs';

/** Each project acts as somebody else: a new address closes the one before. */
const officers = { desktop: 'Megan Price', 'no-js': 'Aisha Rahman', phone: 'Colin Baxter' };

test('a calendar program reads what is due at a secret address, until it is closed', async ({ page, playwright, baseURL }) => {
  const quiet = watch(page);
  const officer = officers[test.info().project.name];
  await signInAs(page, officer);
  await page.goto('/staff/account');
  await page.getByRole('button', { name: 'Make an address' }).click();
  await expectSound(page);
  const address = await page.locator('code').innerText();
  expect(address).toMatch(/\/calendar\/[0-9a-f]{64}\.ics$/);

  // No cookie, no session: whoever has the address.
  const program = await playwright.request.newContext({ baseURL });
  const feed = await program.get(new URL(address).pathname);
  expect(feed.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  const text = await feed.text();
  const calendar = new ICAL.Component(ICAL.parse(text));
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
  for (const event of events) {
    expect(event.startDate.isDate, 'days, not hours').toBe(true);
    expect(event.endDate.subtractDate(event.startDate).toSeconds()).toBe(24 * 60 * 60);
    // Of a case its reference; of a lesson or a meeting no word of what it is about.
    const said = /^[A-Z][A-Za-z, ]+: [A-Z]{2,4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$|^[A-Z][a-z ]+ a (?:lesson|meeting)(?: [a-z ]+)?$/;
    expect(event.summary).toMatch(said);
  }
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);

  // The same that the page of their cases shows.
  await page.goto('/staff/my-cases');
  const shown = await page.locator('main a[href*="/staff/cases/WS-"]').evaluateAll((links) => links.map((link) => link.pathname.split('/').at(-1)));
  const told = events.map((event) => event.summary.split(': ').at(-1));
  for (const reference of shown.slice(0, 3)) expect(told).toContain(reference);
  if (officer === 'Megan Price') expect(events.length).toBeGreaterThan(0);

  await page.goto('/staff/account');
  await expect(page.locator('code')).toHaveCount(0);
  await page.getByRole('button', { name: 'Close the address' }).click();
  await expect(page.getByText('The address of your calendar is closed')).toBeVisible();
  expect((await program.get(new URL(address).pathname)).status()).toBe(404);
  await program.dispose();
  quiet();
});

test('figures are asked for on their page and stopped on the account', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, officers[test.info().project.name]);
  await page.goto('/staff/reports?view=time');
  await page.getByLabel('How often?').selectOption('month');
  await page.getByRole('button', { name: 'Mail these figures to me' }).click();
  await expect(page.getByText('The first is mailed to you on')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Stop Time, all services' }).click();
  await expect(page.getByText('They are not mailed to you any more')).toBeVisible();
  await expectSound(page);
  quiet();
});
