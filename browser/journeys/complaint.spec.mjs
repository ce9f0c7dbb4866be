// A complaint, from the resident's first word to the closed case, and what else staff do with one.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectSound, expectTree, fill, referenceOn, signInAs, signOut, watch } from '../council.mjs';

const complaint = [
  ['route', { route: 'told-before' }],
  ['who', { who: 'myself' }],
  ['reference', {}],
  ['service', { service: 'waste' }],
  ['what-happened', { what_happened: 'The bin at 12 Mill Lane was missed.\n\nTwice.' }],
  ['points', { points: '1', 'point-1': 'Why was the bin missed?' }],
  ['when', { 'happened-day': '26', 'happened-month': '10', 'happened-year': '2026' }],
  ['effect', { effect: 'It smells.' }],
  ['outcome', { wishes: 'fix-it', wanted: 'Collect it, and say why.' }],
  ['evidence', {}],
  ['contact', { reply_by: 'email' }],
  ['email', { email: 'asha@example.org' }],
  ['your-name', { name: 'Asha Penrose', postcode: 'WS1 4AB' }],
  ['support', { support: 'large-print' }],
];

/** A picture of one point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** Adds a picture to what is being sent, and sees it in the list. */
async function addPicture(page, look) {
  await page.locator('input[type=file]').setInputFiles({ name: 'The bin.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: 'Add this file' }).click();
  await expect(page.getByText('The bin.png (PNG, 67 bytes)')).toBeVisible();
  if (look) await expectSound(page);
}

/** Saves the picture of a case as staff do, and holds it to being what was sent. */
async function savePicture(page, reference) {
  await page.goto(`/staff/cases/${reference}/files`);
  await expectSound(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: /The bin\.png/ }).click();
  const saved = await coming;
  expect(saved.suggestedFilename()).toBe('The bin.png');
  expect(readFileSync(await saved.path())).toEqual(picture);
}

/** Answers every question of the complaint form, each on its own page, and sends it. */
async function complain(page, { look } = {}) {
  await page.goto('/complaint');
  if (look) await expectSound(page);
  await page.getByRole('button', { name: /Start/ }).click();
  for (const [slug, fields] of complaint) {
    await expect(page).toHaveURL(new RegExp(`/complaint/${slug}$`));
    if (look) await expectSound(page);
    if (look) await expectTree(page, `complaint-${slug}`);
    await fill(page, fields);
    if (slug === 'evidence') await addPicture(page, look);
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await expect(page).toHaveURL(/\/complaint\/check$/);
  if (look) await expectSound(page);
  if (look) await expectTree(page, 'complaint-check');
  await page.getByRole('button', { name: /Send/ }).click();
  await expect(page.getByText('We have your complaint')).toBeVisible();
  if (look) await expectSound(page);
  if (look) await expectTree(page, 'complaint-sent');
  return referenceOn(page);
}

async function track(page, reference, proof = 'Penrose') {
  await page.goto('/track');
  await fill(page, { reference, proof });
  await page.getByRole('button', { name: /Continue|Check|See/ }).first().click();
}

/** Opens one of the case's pages, fills in the form and sends it. */
async function act(page, reference, rest, fields, button) {
  await page.goto(`/staff/cases/${reference}/${rest}`);
  await fill(page, fields);
  await page.locator('#act, main form').last().getByRole('button', { name: button }).first().click();
}

async function triage(page, reference) {
  await signInAs(page, 'Priya Nair');
  await page.goto(`/staff/triage/${reference}`);
  await fill(page, { kind: 'complaint', service: 'waste' });
  await page.getByRole('button', { name: /Save/ }).first().click();
  await expect(page).not.toHaveURL(new RegExp(`${reference}$`));
  await signOut(page);
}

test('a complaint goes from the resident to the closed case, and the resident follows it', async ({ page }) => {
  const quiet = watch(page);
  const reference = await complain(page, { look: true });

  await track(page, reference, 'Somebody else');
  const wrongName = await page.locator('main').innerText();
  await track(page, 'WS-2222-2222');
  await track(page, reference);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/complaint/i);
  expect(wrongName).toContain('could not find');
  await expectSound(page);
  await expectTree(page, 'track-received');

  await triage(page, reference);
  await signInAs(page, 'Dan Whitlock');
  await page.goto(`/staff/cases/${reference}`);
  await expectSound(page);
  await expectTree(page, 'case-assigned');
  await page.goto(`/staff/cases/${reference}/acknowledge`);
  await expectSound(page);
  await expectTree(page, 'case-acknowledge');
  await act(page, reference, 'acknowledge', {}, /Send to/);
  await savePicture(page, reference);
  await page.goto(`/staff/cases/${reference}/points`);
  await expectSound(page);
  const point = page.locator('main a[href*="/points/0"]').first();
  await point.click();
  await fill(page, { finding: 'upheld', reason: 'The crew did not enter Mill Lane.' });
  await page.locator('#act').getByRole('button').first().click();
  await page.goto(`/staff/cases/${reference}/reply`);
  await expectSound(page);
  await expectTree(page, 'case-reply');
  await fill(page, {
    'section-remedy': 'We collected your bin on 3 November.',
    'section-actions': 'Nothing is still to be done.',
  });
  await page.getByRole('button', { name: /Ask for approval/ }).click();
  await expect(page.getByText(/Approval asked for/i).first()).toBeVisible();
  await signOut(page);

  await signInAs(page, 'Colin Baxter');
  await page.goto('/staff/approvals');
  await expectSound(page);
  await act(page, reference, 'approve', { decision: 'approve-and-send' }, /./);
  await expect(page.getByText(/approved and sent/i).first()).toBeVisible();
  await signOut(page);

  await track(page, reference);
  await expect(page.locator('main')).toContainText(/reply/i);
  await expectSound(page);
  // A letter is read as a letter: its headings are headings, its points a list.
  await page.getByRole('link', { name: /we acknowledged your complaint/i }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'What happens next' })).toBeVisible();
  await expect(page.locator('main li').first()).toBeVisible();
  await expect(page.locator('main')).not.toContainText('##');
  // It is kept as it goes, a few seconds after it was sent.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: /Download as PDF/ })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 120_000 });
  await expectTree(page, 'track-letter');

  await signInAs(page, 'Dan Whitlock');
  const ended = { outcome: 'done', sentence: 'We collected your bin.', has_lesson: 'yes', lesson: 'Crews need keys.' };
  await act(page, reference, 'close', ended, /Close/);
  await expect(page.getByText(/Case closed/i).first()).toBeVisible();
  for (const section of ['timeline', 'messages', 'points', 'replies', 'actions', 'people', 'links']) {
    await page.goto(`/staff/cases/${reference}/${section}`);
    await expectSound(page);
    await expectTree(page, `case-closed-${section}`);
  }
  await signOut(page);

  await track(page, reference);
  await expect(page.locator('main')).toContainText('We collected your bin.');
  quiet();
});

test('an empty answer is said with focus on the summary, and what was typed stays', async ({ page, javaScriptEnabled }) => {
  await page.goto('/complaint/what-happened');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  if (javaScriptEnabled !== false) {
    await expect(page.locator('.govuk-error-summary')).toBeFocused();
  }
  await expectSound(page);
  await page.goto('/complaint/when');
  await fill(page, { 'happened-day': '31', 'happened-month': '2', 'happened-year': '2026' });
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('must be a real date');
  await expect(page.locator('[name="happened-day"]')).toHaveValue('31');
});

test('a complaint that cannot be accepted takes two people and tells of the Ombudsman', async ({ page }) => {
  const reference = await complain(page);
  await triage(page, reference);
  await signInAs(page, 'Nadia Hussain');
  await page.goto(`/staff/cases/${reference}/refuse`);
  await expectSound(page);
  await expectTree(page, 'case-refuse');
  await page.locator('#act select').selectOption({ index: 1 });
  await fill(page, { evidence: 'A letter of 3 May 2024.' });
  await page.locator('#act').getByRole('button').first().click();
  const letter = page.locator('#act [name="letter"]');
  await expect(letter).toHaveValue(/Ombudsman/);
  await page.locator('#act button[value="send"], #act button').last().click();
  await expect(page.getByText(/second person/i).first()).toBeVisible();
  await signOut(page);
  await signInAs(page, 'Alan Firth');
  await act(page, reference, 'refuse/decide', { decision: 'agree' }, /./);
  await expect(page.getByText(/Closed/).first()).toBeVisible();
  await signOut(page);
  await track(page, reference);
  await expect(page.locator('main')).toContainText(/not accept|cannot/i);
  await expectTree(page, 'track-not-accepted');
});

test('a late case asks for more time, with a senior role', async ({ page }) => {
  // Each project asks for a later day than the one before it, should they meet at the same case.
  const to = { desktop: '14/12/2026', 'no-js': '15/12/2026', phone: '16/12/2026' }[test.info().project.name];
  await signInAs(page, 'Alan Firth');
  await page.goto('/staff/cases?kind=complaint&closed=no&due_before=1/11/2026');
  const why = await page.locator('main a[href*="/staff/cases/WS-"]').last().getAttribute('href');
  const [href] = why.split('#');
  // One person agrees, and another takes the time.
  await page.goto(`${href}/more-time/agree`);
  await expectSound(page);
  await fill(page, { to, because: 'The records are with the contractor.' });
  await page.locator('#act').getByRole('button', { name: 'Agree' }).click();
  await expect(page.getByText(/Agreed/).first()).toBeVisible();
  await signOut(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto(`${href}/more-time`);
  await expectSound(page);
  // The case is found in the demo's year and another project may have extended it: its words vary, its form does not.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tell the customer you need more time');
  await fill(page, { reason: 'complex', because: 'We wait for the vehicle records.', to });
  await page.getByRole('button', { name: 'Write the letter' }).click();
  await expect(page.locator('#act [name="letter"]')).toHaveValue(/Ombudsman|Information Commissioner/);
  await page.locator('#act button[value="send"]').click();
  await expect(page.getByText(/needs more time/i).first()).toBeVisible();
});
