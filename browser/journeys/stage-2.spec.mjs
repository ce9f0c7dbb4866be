// Stage 2: the resident asks for a review, it goes back once for more work, comes to a reply, and the Ombudsman decides.
import { expect, test } from '@playwright/test';
import { expectSound, expectTree, fill, referenceOn, signInAs, signOut, watch } from '../council.mjs';

const complaint = [
  ['route', { route: 'told-before' }],
  ['who', { who: 'myself' }],
  ['reference', {}],
  ['service', { service: 'waste' }],
  ['what-happened', { what_happened: 'The bin at 4 Castle Street was missed.' }],
  ['points', { points: '1', 'point-1': 'Why was the bin missed?' }],
  ['when', { 'happened-day': '2', 'happened-month': '11', 'happened-year': '2026' }],
  ['effect', { effect: 'It smells.' }],
  ['outcome', { wishes: 'fix-it', wanted: 'Collect it.' }],
  ['evidence', {}],
  ['contact', { reply_by: 'email' }],
  ['email', { email: 'idris@example.org' }],
  ['your-name', { name: 'Idris Pemberton', postcode: 'WS1 4AB' }],
  ['support', { support: 'large-print' }],
];

async function complain(page) {
  await page.goto('/complaint');
  await page.getByRole('button', { name: /Start/ }).click();
  for (const [slug, fields] of complaint) {
    await expect(page).toHaveURL(new RegExp(`/complaint/${slug}$`));
    await fill(page, fields);
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await expect(page).toHaveURL(/\/complaint\/check$/);
  await page.getByRole('button', { name: /Send/ }).click();
  await expect(page.getByText('We have your complaint')).toBeVisible();
  return referenceOn(page);
}

/** Opens one of the case's pages, looks at it, fills in the form and presses the button. */
async function act(page, reference, rest, fields, button) {
  await page.goto(`/staff/cases/${reference}/${rest}`);
  await expectSound(page);
  await fill(page, fields);
  await page.locator('#act').getByRole('button', { name: button }).first().click();
}

/** Lets somebody else go on. */
async function as(page, who) {
  if (await page.getByRole('button', { name: 'Sign out' }).count()) await signOut(page);
  await signInAs(page, who);
}

/** The address of the first point's page, below the case. */
async function point(page, reference, section, part) {
  await page.goto(`/staff/cases/${reference}/${section}`);
  const href = await page.locator(`main a[href*="/${part}/0"]`).first().getAttribute('href');
  return href.split(`${reference}/`)[1];
}

async function answeredAtStage1(page, reference) {
  await as(page, 'Priya Nair');
  await page.goto(`/staff/triage/${reference}`);
  await fill(page, { kind: 'complaint', service: 'waste' });
  await page.getByRole('button', { name: /Save/ }).first().click();
  await as(page, 'Dan Whitlock');
  await act(page, reference, 'acknowledge', {}, /Send to/);
  const found = { finding: 'not-upheld', reason: 'The crew says that it came.' };
  await act(page, reference, await point(page, reference, 'points', 'points'), found, /Record finding/);
  const reply = { 'section-remedy': 'There is nothing to put right.', 'section-actions': 'Nothing is still to be done.' };
  await page.goto(`/staff/cases/${reference}/reply`);
  await fill(page, reply);
  // What is typed is kept while it is typed, where scripts run; and is there again when the page comes back.
  const scripts = await page.locator('body').evaluate((body) => body.classList.contains('js-enabled'));
  if (scripts) {
    await expect(page.getByRole('status').filter({ hasText: 'What you typed was kept at' })).toBeVisible();
    await page.reload();
    await expect(page.getByText('It is not saved: nobody else sees it.')).toBeVisible();
    await expect(page.locator('[name="section-remedy"]')).toHaveValue(reply['section-remedy']);
    await expectSound(page);
  }
  await page.getByRole('button', { name: /Ask for approval/ }).click();
  await as(page, 'Colin Baxter');
  await act(page, reference, 'approve', { decision: 'approve-and-send' }, /./);
  await expect(page.getByText(/approved and sent/i).first()).toBeVisible();
}

async function asked(page, reference) {
  await page.goto('/track');
  await fill(page, { reference, proof: 'Pemberton' });
  await page.getByRole('button', { name: /Continue|Check|See/ }).first().click();
  await page.getByRole('button', { name: 'Ask for stage 2' }).click();
  await expectSound(page);
  await expectTree(page, 'track-stage-2');
  await fill(page, { reasons: 'Nobody asked the neighbour.' });
  await page.getByRole('button', { name: 'Ask for stage 2' }).click();
  await expect(page.getByText('You have asked for stage 2.')).toBeVisible();
  await expectSound(page);
  await expectTree(page, 'track-review-asked');
}

async function accepted(page, reference) {
  await as(page, 'Nadia Hussain');
  await page.goto('/staff/stage-2');
  await expectSound(page);
  await page.locator(`main a[href$="/${reference}/stage-2"]`).first().click();
  await expectTree(page, 'stage-2-accept');
  // Nothing chosen: what is wrong is said, beside the field.
  await page.locator('#act').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Select a decision');
  await expectSound(page);
  const reviewer = page.locator('#act select[name="reviewer"]');
  await expect(reviewer.locator('option', { hasText: 'Dan Whitlock' })).toHaveCount(0);
  await page.locator('#act [name="decision"][value="accept"]').check();
  await reviewer.selectOption({ label: 'Ruth Alderson' });
  await page.locator('#act [name="no_part"]').check();
  await page.locator('#act').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/being reviewed/i).first()).toBeVisible();
}

async function sentBackOnce(page, reference) {
  await as(page, 'Ruth Alderson');
  await act(page, reference, 'acknowledge', {}, /Send to/);
  const notLookedAt = { view: 'not-looked-at-fully', reason: 'Nobody asked the neighbour.' };
  await act(page, reference, await point(page, reference, 'stage-2/review', 'stage-2/points'), notLookedAt, 'Save');
  await page.goto(`/staff/cases/${reference}/stage-2/return`);
  await expect(page.getByText('Send the message to the customer first')).toBeVisible();
  await page.getByRole('link', { name: 'Tell the customer why it goes back' }).click();
  await expectTree(page, 'stage-2-tell');
  await page.locator('#act [name="channel"][value="email"]').check();
  await page.locator('#act').getByRole('button', { name: /Send to/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Send back to stage 1 for more work' })).toBeVisible();
  await expectSound(page);
  await expectTree(page, 'stage-2-return');
  await fill(page, { tasks: 'Ask the neighbour.', due: '27/11/2026' });
  const officer = page.locator('#act select[name="officer"]');
  await officer.selectOption({ label: 'Dan Whitlock' });
  await page.locator('#act').getByRole('button', { name: 'Send back to stage 1' }).click();
  await expect(page.getByText(/sent back for more work/i).first()).toBeVisible();
  await as(page, 'Dan Whitlock');
  await page.goto(`/staff/cases/${reference}`);
  await expectSound(page);
  // Domain 4.9: the customer has an additional stage 1 reply before the reviewer has the complaint again.
  await page.goto(`/staff/cases/${reference}/reply`);
  await expectSound(page);
  await fill(page, { 'section-remedy': 'There is nothing to put right.', 'section-actions': 'Nothing is still to be done.' });
  await page.getByRole('button', { name: /Ask for approval/ }).click();
  await as(page, 'Colin Baxter');
  await act(page, reference, 'approve', { decision: 'approve-and-send' }, /./);
  await expect(page.getByText(/approved and sent/i).first()).toBeVisible();
  await as(page, 'Dan Whitlock');
  await act(page, reference, 'stage-2/done', { words: 'The neighbour saw no lorry.' }, /reviewer/);
  await expect(page.getByText('Given back to the reviewer')).toBeVisible();
}

async function replied(page, reference) {
  await as(page, 'Ruth Alderson');
  const changed = { view: 'change', finding: 'upheld', reason: 'The neighbour saw no lorry.' };
  await act(page, reference, await point(page, reference, 'stage-2/review', 'stage-2/points'), changed, 'Save');
  await expectTree(page, 'stage-2-review');
  await act(page, reference, 'stage-2/review', { overall: 'change' }, 'Continue');
  await expect(page.getByRole('heading', { level: 1, name: 'Write stage 2 reply' })).toBeVisible();
  await expectSound(page);
  await expect(page.locator('[name="section-further"]')).toHaveValue(/Ombudsman/);
  await fill(page, { 'section-remedy': 'We collected your bin.', 'section-actions': 'Nothing is still to be done.' });
  await page.getByRole('button', { name: /Ask for approval/ }).click();
  await expect(page.getByText(/Approval asked for/i).first()).toBeVisible();
  await as(page, 'Alan Firth');
  await act(page, reference, 'approve', { decision: 'approve-and-send' }, /./);
  await expect(page.getByText(/approved and sent/i).first()).toBeVisible();
  const ended = { outcome: 'done', sentence: 'We collected your bin.', has_lesson: 'yes', lesson: 'Ask the neighbour.' };
  await act(page, reference, 'close', ended, /Close/);
  await expect(page.getByText(/Case closed/i).first()).toBeVisible();
}

async function decidedByTheOmbudsman(page, reference) {
  await as(page, 'Nadia Hussain');
  const enquiry = { ombudsman: 'lgsco', their_reference: '26 000 123', step: 'enquiry', questions: 'Why?', due: '9/12/2026' };
  await act(page, reference, 'ombudsman/enquiry', enquiry, 'Record the enquiry');
  await expectSound(page);
  await expectTree(page, 'ombudsman-asked');
  await page.goto('/staff/ombudsman');
  await expectSound(page);
  await expect(page.locator('main')).toContainText('9 December 2026');
  await act(page, reference, 'ombudsman/documents', { words: 'The whole file.' }, 'Record');
  await act(page, reference, 'ombudsman/draft', { words: 'They mean to find fault.', due: '16/12/2026' }, 'Record');
  await act(page, reference, 'ombudsman/decision', { words: 'Fault, and injustice.' }, 'Record');
  const remedy = { kind: 'financial', words: 'Pay 100 pounds.', due: '11/1/2027' };
  await act(page, reference, 'ombudsman/recommend', remedy, 'Record');
  const decided = await point(page, reference, 'ombudsman', 'ombudsman/points');
  await act(page, reference, decided, { determination: 'upheld' }, 'Record');
  await expectSound(page);
  await expectTree(page, 'ombudsman-decided');
  await page.goto(`/staff/cases/${reference}/timeline`);
  await expectSound(page);
  await expect(page.locator('main')).toContainText('The ombudsman decided');
}

test('a review is asked for, goes back once, comes to a reply, and the Ombudsman decides', async ({ page }) => {
  page.setDefaultTimeout(60_000);
  const quiet = watch(page);
  const reference = await complain(page);
  await answeredAtStage1(page, reference);
  await asked(page, reference);
  await accepted(page, reference);
  await sentBackOnce(page, reference);
  await replied(page, reference);
  await page.goto(`/track/${reference}`);
  await expectSound(page);
  await expectTree(page, 'track-stage-2-closed');
  await expect(page.locator('main')).toContainText('We sent our stage 2 reply');
  await decidedByTheOmbudsman(page, reference);
  quiet();
});
