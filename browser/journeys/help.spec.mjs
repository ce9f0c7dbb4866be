// A call for help while a customer is on the line, in a council of its own: everybody of it sees a call that is open.
import { expect, test } from '@playwright/test';
import { expectSound, fill, signInAs } from '../council.mjs';
import { demoOn } from '../served.mjs';

const projects = ['desktop', 'no-js', 'phone'];

// Paper 004, 3.3a: a team lead is called while the customer is on the line, and need look at no list to hear of it.
test('a call for help reaches a team lead on whichever page they are, and its answer whoever waits for it', async ({ browser }) => {
  const { viewport, javaScriptEnabled, locale, timezoneId } = test.info().project.use;
  const port = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + 70 + projects.indexOf(test.info().project.name);
  const stop = await demoOn('2026-11-25', port);
  const as = async (name) => {
    const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, viewport, javaScriptEnabled, locale, timezoneId });
    const page = await context.newPage();
    await signInAs(page, name);
    return page;
  };
  // A page asks again by itself; without scripts it is as it was when it was opened, until it is opened again.
  const isAsking = javaScriptEnabled !== false;
  try {
    const lead = await as('Nadia Hussain');
    await lead.goto('/staff/outbox');
    const caller = await as('Priya Nair');
    await caller.goto('/staff/cases/new');
    await fill(caller, { what_happened: 'The heating is off.' });
    await caller.getByRole('button', { name: 'Get help now' }).first().click();
    await expect(caller.getByText('Nobody has answered yet.')).toBeVisible();
    if (!isAsking) await lead.reload();
    await expect(lead.getByText('A colleague has a customer waiting.')).toBeVisible();
    await expectSound(lead);
    await lead.getByRole('link', { name: 'Help asked: 1' }).click();
    await expect(lead.getByText('The heating is off.')).toBeVisible();
    await fill(lead, { answer: 'advice', said: 'Offer a call on Monday.' });
    await lead.getByRole('button', { name: 'Send answer' }).click();
    await expect(lead.getByRole('link', { name: /Help asked/ })).toHaveCount(0);
    if (!isAsking) await caller.getByRole('button', { name: 'See if they answered' }).click();
    await expect(caller.getByText('Nadia Hussain says: Offer a call on Monday.')).toBeVisible();
    // Nothing that was typed is lost.
    await expect(caller.locator('[name="what_happened"]')).toHaveValue('The heating is off.');
  } finally {
    await stop();
  }
});
