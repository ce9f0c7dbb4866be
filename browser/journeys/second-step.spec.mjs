// Signing in with a second step: set up with an app, asked for, wrong, recovered; and required of administrators.
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { expectSound, watch } from '../council.mjs';
import { serve } from '../served.mjs';

const password = 'westshire demo';

/** The code of an authenticator app: RFC 6238 with SHA-1, six digits and thirty seconds. */
function code(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The next code: that of a moment ago was taken. The service takes one step either side. */
const nextCode = (secret) => code(secret, Date.now() + 30_000);

async function signIn(page, email) {
  await page.goto('/staff/sign-in?next=/staff/my-cases');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

const secretOn = async (page) => (await page.locator('code.app-link-to-hand-over').innerText()).replaceAll(' ', '');
const codesOn = (page) => page.locator('code.app-code').allInnerTexts();
const signOut = (page) => page.getByRole('button', { name: 'Sign out' }).click();

// One council for both: each worker would start its own on the same port.
test.describe.configure({ mode: 'serial' });

let served;
test.beforeAll(async ({}, info) => {
  const port = { desktop: 8153, phone: 8154, 'no-js': 8155 }[info.project.name] ?? 8156;
  served = await serve('demo', port, (text) => text.replace('second_step = "offered"', 'second_step = "required"'));
});
test.afterAll(() => served?.stop());

test('an officer sets a second step up and signs in with a code, and once with a recovery code', async ({ browser }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL: served.base });
  const page = await context.newPage();
  const quiet = watch(page);
  const email = served.address(served.whoIs('officer', 'waste-crews'));
  await signIn(page, email);
  await expect(page).toHaveURL(/my-cases/);
  await page.goto('/staff/account');
  await page.getByRole('button', { name: 'Set up a second step' }).click();
  await expectSound(page);
  const secret = await secretOn(page);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the code that the app shows');
  await expectSound(page);
  expect(await secretOn(page)).toBe(secret);
  await page.getByLabel('6-digit code').fill(code(secret));
  await page.getByLabel('Your password, once more', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expectSound(page);
  const codes = await codesOn(page);
  expect(codes).toHaveLength(10);
  await signOut(page);

  await signIn(page, email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code');
  await expectSound(page);
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The code is not right');
  await expectSound(page);
  await page.getByLabel('Code', { exact: true }).fill(nextCode(secret));
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/my-cases/);
  await signOut(page);

  await signIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill(codes[0].toLowerCase());
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('You have 9 recovery codes left')).toBeVisible();
  await page.goto('/staff/account/second-step');
  await expectSound(page);
  quiet();
  await context.close();
});

test('an administrator is led to set one up before anything else', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: served.base });
  const page = await context.newPage();
  const quiet = watch(page);
  const email = served.address(served.whoIs('administrator', ''));
  await signIn(page, email);
  await expect(page.locator('main')).toContainText('The council requires a second step of you');
  await expectSound(page);
  const secret = await secretOn(page);
  await page.goto('/admin');
  await expect(page).toHaveURL(/sign-in/);
  await page.goto('/staff/sign-in/set-up?next=/admin');
  const fresh = await secretOn(page);
  expect(fresh).not.toBe(secret);
  await page.getByLabel('6-digit code').fill(code(fresh));
  await page.getByRole('button', { name: 'Set up' }).click();
  expect(await codesOn(page)).toHaveLength(10);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/admin/);
  await page.goto('/admin/users/held');
  await expectSound(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who held which role');
  quiet();
  await context.close();
});
