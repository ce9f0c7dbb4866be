// Jo works for the council and signs in with the account that she has there, at a real identity provider.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { expectSound, signOut } from '../council.mjs';
import { provider, secret, tenant } from '../provider.mjs';
import { policyOf, program, started } from '../served.mjs';

const jo = { oid: 'jo-1', name: 'Jo Martin', email: 'jo.martin@westshire.example.org' };
const people = {};
let council;

test.describe.configure({ mode: 'serial' });

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

test.beforeAll(async () => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const at = await provider(base, people);
  // Nothing of the program waits for it when it starts.
  await at.stop();
  const folder = mkdtempSync(join(tmpdir(), 'redress-provider-'));
  const policy = join(folder, 'policy.toml');
  writeFileSync(policy, policyOf('demo').replace(/^issuer = .*$/m, `issuer = "${at.issuer}"`));
  const secrets = join(folder, 'providers.toml');
  writeFileSync(secrets, `[westshire]\nsecret = "${secret}"\n`);
  const { child } = await started(program, ['serve', '--database', `sqlite:${folder}/redress.sqlite`,
    '--policy', policy, '--listen', `127.0.0.1:${port}`, '--providers', secrets], /(answers at)/);
  council = { base, at, stop: async () => { child.kill('SIGKILL'); await at.stop(); rmSync(folder, { recursive: true, force: true }); } };
});

test.afterAll(() => council?.stop());

test.beforeEach(() => { people.jo = { ...jo, roles: ['Redress.Adviser', 'Redress.Administrator'] }; });

/** A browser of her own, that has been nowhere. */
async function fresh(browser) {
  const { viewport, javaScriptEnabled } = test.info().project.use;
  const context = await browser.newContext({ baseURL: council.base, locale: 'en-GB', timezoneId: 'Europe/London', viewport, javaScriptEnabled });
  return context.newPage();
}

/** From our page by the button through the provider's own pages, to wherever that leads. */
async function through(page, who) {
  await page.goto('/staff/sign-in?next=/staff/triage');
  await page.getByRole('button', { name: 'Sign in with your council account' }).click();
  await expect(page).toHaveURL(new RegExp(tenant));
  await page.locator('input[name=login]').fill(who);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  const goOn = page.locator('button[type=submit]', { hasText: 'Continue' });
  const heading = page.locator('h1', { hasText: /Unassigned items|not signed in|cannot sign in/ });
  await expect(goOn.or(heading)).toBeVisible();
  if (await goOn.isVisible()) await goOn.click();
  await expect(heading).toBeVisible();
}

test('a provider that is down is said plainly, and asked again after a while', async ({ browser }) => {
  const page = await fresh(browser);
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: 'Sign in with your council account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You cannot sign in just now' })).toBeVisible();
  await expectSound(page);
  await council.at.startAgain();
  const begins = async () => (await page.request.get('/staff/sign-in/provider', { maxRedirects: 0 })).status();
  await expect.poll(begins, { timeout: 30_000 }).toBe(303);
});

test('the button leads to the provider, back to the page that was wanted, and out again', async ({ browser }) => {
  const page = await fresh(browser);
  await page.goto('/staff/sign-in');
  await expectSound(page);
  await through(page, 'jo');
  await expect(page).toHaveURL(/\/staff\/triage$/);
  await page.goto('/staff');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await signOut(page);
  await expect(page.getByText('You have signed out.')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'Sign out of it as well' }).click();
  await expect(page).toHaveURL(new RegExp(`${tenant}.*/session/end`));
  await page.locator('button[type=submit][value=yes]').click();
  await expect(page).toHaveURL(/\/staff\/sign-in/);
});

test('a role that the provider takes is gone at the next sign-in, and every older session ends', async ({ browser }) => {
  const before = await fresh(browser);
  await through(before, 'jo');
  expect((await before.goto('/admin/users')).status()).toBe(200);
  people.jo = { ...jo, roles: ['Redress.Adviser'] };
  const after = await fresh(browser);
  await through(after, 'jo');
  expect((await after.goto('/admin/users')).status()).toBe(403);
  await before.goto('/staff');
  await expect(before).toHaveURL(/\/staff\/sign-in/);
  people.jo = { ...jo, roles: [] };
  const none = await fresh(browser);
  await through(none, 'jo');
  await expect(none.getByText('gives you no role here')).toBeVisible();
  await expectSound(none);
  await after.goto('/staff');
  await expect(after).toHaveURL(/\/staff\/sign-in/);
});

test('whoever cannot be let in is told why, and who can do something about it', async ({ browser }) => {
  people.ana = { oid: 'ana-2', name: 'Ana Reyes', email: 'ana.reyes@westshire.example.org', _claim_names: { groups: 'src1' } };
  const many = await fresh(browser);
  await through(many, 'ana');
  await expect(many.getByText('give this application app roles')).toBeVisible();
  await expect(many.getByText('ana-2')).toBeVisible();
  await expectSound(many);
  people.eve = { oid: 'eve-3', tid: '99999999-0000-4000-8000-000000000000', name: 'Eve', roles: ['Redress.Administrator'] };
  const other = await fresh(browser);
  await through(other, 'eve');
  await expect(other.getByText('an account that is not the council’s')).toBeVisible();
});
