// A complaint that was made to the wrong council of an installation: it goes to the right one with all that was told, is
// taken over there or sent back, and its customer hears of it once. Two councils, each at its own host name, with real mail.
import { expect, test } from '@playwright/test';
import { expectSound, fill, referenceOn } from '../council.mjs';
import { people, policyOf, serve } from '../served.mjs';

const port = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + 50;
const idris = { name: 'Idris Pemberton', email: 'idris@example.org', postcode: 'WS1 4AB' };
// Of another postcode: who shares one is asked about before a contact is logged.
const nia = { name: 'Nia Holloway', email: 'nia@example.org', postcode: 'WS2 8PT' };
const [west, east] = ['westshire.localhost', 'eastshire.localhost'];

/** The made-up council beside the demo's: the same rules, another name, and it names the demo's council as that names it. */
const eastshire = {
  id: 'eastshire',
  host: east,
  policy: policyOf('demo')
    .replace('id = "westshire"', 'id = "eastshire"')
    .replace('name = "Westshire Council"', 'name = "Eastshire Council"')
    .replace('prefix = "WS"', 'prefix = "ES"')
    .replace('hosts = []', `hosts = ["${east}"]`)
    .replaceAll('with = ["eastshire"]', 'with = ["westshire"]')
    .replace('from = "complaints@westshire', 'from = "complaints@eastshire'),
  people: [{ name: 'Nan Reeve', email: 'nan@eastshire.example.org', roles: ['staff', 'adviser'], teams: ['customer-services'] }],
};

test.describe('a complaint that is another council’s', () => {
  test.describe.configure({ mode: 'serial' });
  let hub;
  let here;
  let there;

  test.beforeAll(async ({ browser }) => {
    const atWest = (text) => text.replace('hosts = []', `hosts = ["${west}"]`);
    hub = await serve('demo', port, atWest, eastshire);
    hub.base = hub.base.replace('127.0.0.1', west);
    here = people(browser, hub);
    there = people(browser, hub.neighbour);
  });
  test.afterAll(() => hub?.stop());

  /** A complaint to Westshire, as an adviser takes it down on the phone, sent to Eastshire with the customer's leave. */
  async function sent(what, { name, email, postcode }) {
    const adviser = await here('Priya Nair');
    await adviser.goto('/staff/cases/new');
    await fill(adviser, { channel: 'phone', name, email, postcode, reply_by: 'email', what_happened: what,
      wanted: 'Put it right.', service: 'waste', unhappy: 'yes', settled: 'no' });
    await adviser.getByRole('button', { name: 'Log this contact' }).click();
    await expect(adviser.locator('.govuk-error-summary')).toHaveCount(0);
    const reference = await referenceOn(adviser);
    await adviser.goto(`/staff/cases/${reference}/other-council`);
    const page = adviser.locator('main');
    // What goes along is read before it goes.
    await expect(page).toContainText(what);
    await expect(page.getByRole('heading', { name: 'What stays with us' })).toBeVisible();
    await expectSound(adviser);
    await fill(adviser, { council: 'eastshire', consent: 'yes', reason: 'That lane is theirs.' });
    await page.getByRole('button', { name: 'Send to this council' }).click();
    await expect(page).toContainText('Sent to Eastshire Council on');
    return reference;
  }

  /** The case at the other council, once the job has carried it there. */
  async function arrived(reference) {
    const adviser = await there('Nan Reeve');
    await expect.poll(async () => (await adviser.goto(`/staff/triage/${reference}`)).status(), { timeout: 120_000 }).toBe(200);
    return adviser;
  }

  /** What somebody with the reference and the postcode sees at a council. */
  async function tracked(as, reference) {
    const page = await as('the customer');
    await page.goto('/track');
    await fill(page, { reference, proof: idris.postcode });
    await page.locator('main').getByRole('button').first().click();
    await expect(page.locator('main')).toContainText(reference);
    return page;
  }

  test('given it was made to the wrong council, when the right one takes it over, then its customer hears once and follows it there', async () => {
    const what = 'Nobody emptied the bins in Ferry Lane.';
    const reference = await sent(what, idris);
    const adviser = await arrived(reference);
    await expect(adviser.locator('main')).toContainText(what);
    await fill(adviser, { kind: 'complaint', service: 'waste' });
    await adviser.getByRole('button', { name: /Save/ }).first().click();
    const told = await hub.mailed(idris.email, /Eastshire Council to answer/);
    for (const said of ['they have taken it over from us', `Your reference stays ${reference}`, `https://${east}/track`]) {
      expect(told.text.replace(/\s+/g, ' ')).toContain(said);
    }
    const page = await tracked(here, reference);
    await expect(page.locator('main')).toContainText('Eastshire Council has it, with the same reference.');
    await expectSound(page);
    const followed = await tracked(there, reference);
    await expect(followed.locator('main')).not.toContainText('Eastshire Council has it');
    await expectSound(followed);
    expect(hub.countOf(idris.email, /Eastshire Council to answer/)).toBe(1);
  });

  test('given it is not theirs either, when they say so, then it stands where it was and its customer is not written to', async () => {
    const reference = await sent('The lamp in Weir Lane is dark.', nia);
    const adviser = await arrived(reference);
    await adviser.goto(`/staff/cases/${reference}/not-for-us`);
    await fill(adviser, { reason: 'It is a private lane.' });
    await adviser.locator('#act').getByRole('button').first().click();
    await expect(adviser.locator('.govuk-error-summary')).toHaveCount(0);
    const back = await here('Priya Nair');
    await expect.poll(async () => {
      await back.goto(`/staff/cases/${reference}`);
      return (await back.locator('main').innerText()).includes('Sent to Eastshire Council on');
    }, { timeout: 120_000 }).toBe(false);
    await back.goto(`/staff/cases/${reference}/timeline`);
    await expect(back.locator('main')).toContainText('It is a private lane.');
    expect(hub.countOf(nia.email, /taken it over/)).toBe(0);
  });
});
