// The desk's Monday: a councillor on a round with a phone, a caller who is known, several cases at once.
import { expect, test } from '@playwright/test';
import { expectSound, fill, referenceOn, signInAs, signOut, watch } from '../council.mjs';

const number = () => ['desktop', 'no-js', 'phone'].indexOf(test.info().project.name);

test('a councillor logs two queries on a round and follows one up', async ({ page }) => {
  const own = test.info().project.name;
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: /Councillor Mary Hobbs/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your residents’ queries');
  await expectSound(page);
  await page.getByRole('button', { name: 'Log a query' }).or(page.locator('main').getByRole('link', { name: 'Log a query' })).first().click();
  await expectSound(page);
  await fill(page, {
    what_happened: `The street light at number ${number() + 4} is out.`,
    ward: 'mill-hill',
    place: 'School Lane',
    agrees: 'no',
  });
  await page.getByRole('button', { name: 'Save and log another' }).click();
  await expect(page.locator('main')).toContainText('Sent on this round');
  await expect(page.locator('main [name="place"]')).toHaveValue('School Lane');
  await expectSound(page);
  await fill(page, { what_happened: `The drain is blocked again (${own}).`, agrees: 'no' });
  await page.getByRole('button', { name: 'Save query' }).click();
  const reference = await referenceOn(page);
  await expectSound(page);
  await page.getByRole('link', { name: 'See this query' }).click();
  await expect(page.locator('main')).toContainText('They will reply by');
  await fill(page, { question: 'It floods when it rains.' });
  await page.getByRole('button', { name: 'Send follow-up' }).click();
  await expect(page.locator('main')).toContainText('Your follow-up was sent');
  await expectSound(page);
  await page.getByRole('button', { name: 'This is sorted' }).click();
  await expect(page.locator('main')).toContainText('This query is closed.');
  await page.goto('/councillor/queries');
  await expect(page.locator('main')).toContainText(reference);
  await expectSound(page);
});

/** A picture of one point. */
const picture = (name) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'),
});

test('a councillor sends photos with a query and says where they stand', async ({ page, context }) => {
  const own = test.info().project.name;
  const scripts = own !== 'no-js';
  const sound = watch(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: /Councillor Mary Hobbs/ }).first().click();
  await page.goto('/councillor/log');
  const place = page.locator('main [name="place"]');
  const locate = page.getByRole('button', { name: 'Use my location' });
  await place.fill('School Lane');
  if (scripts) {
    // Nobody is asked before the button is pressed; whoever says no types it.
    await context.clearPermissions();
    await locate.click();
    await expect(page.getByRole('status')).toHaveText(/does not give your location to this page\. Type where it is\./);
    await expect(place).toHaveValue('School Lane');
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 54.0465, longitude: -2.8007, accuracy: 11.2 });
    await locate.click();
    await expect(page.getByRole('status')).toHaveText('Your location was added, to within 12 metres. You can change or remove it.');
    await expect(place).toHaveValue('School Lane, 54.04650, -2.80070 (location of my device, to within 12 metres)');
    // A few steps further on: what the device said before is written over, what was typed is not.
    await context.setGeolocation({ latitude: 54.0466, longitude: -2.8, accuracy: 1 });
    await locate.click();
    await expect(place).toHaveValue('School Lane, 54.04660, -2.80000 (location of my device, to within 1 metre)');
  } else {
    await expect(locate).toBeHidden();
  }
  const photo = page.locator('main input[type="file"]');
  await photo.setInputFiles(picture('The light.png'));
  await page.getByRole('button', { name: 'Save query' }).click();
  // What is missing is said, and neither what was typed nor the photo has to be given again.
  await expect(page.locator('main')).toContainText('Enter what the resident asked');
  await expect(page.getByLabel(/The light\.png/)).toBeChecked();
  await expect(page.locator('main [name="place"]')).toHaveValue(/^School Lane/);
  await expectSound(page);
  await photo.setInputFiles(picture('The pole.png'));
  await page.getByRole('button', { name: 'Add another photo' }).click();
  await expect(page.getByLabel(/The pole\.png/)).toBeChecked();
  await expectSound(page);
  await fill(page, { what_happened: `The light at the school flickers (${own}).`, agrees: 'no' });
  await page.getByRole('button', { name: 'Save query' }).click();
  await referenceOn(page);
  await page.getByRole('link', { name: 'See this query' }).click();
  await expect(page.locator('main')).toContainText('The light.png');
  await page.getByRole('button', { name: 'Add a photo' }).or(page.getByRole('link', { name: 'Add a photo' })).first().click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Add this photo' }).click();
  await expect(page.locator('main')).toContainText('Select a file');
  await page.locator('main input[type="file"]').setInputFiles(picture('The lamp.png'));
  await page.getByRole('button', { name: 'Add this photo' }).click();
  await expect(page.locator('main')).toContainText('Photo added');
  await expect(page.locator('main')).toContainText('The lamp.png');
  await expectSound(page);
  sound();
});

test('a caller who is known is chosen and not made twice', async ({ page }) => {
  // Somebody new in each project, whom the demo does not know.
  const own = ['desktop', 'no-js', 'phone'][number()];
  const call = (what) => ({
    channel: 'phone',
    email: `morwenna.${own}@example.org`,
    name: { desktop: 'Morwenna Tallack', 'no-js': 'Jowan Trelease', phone: 'Demelza Curnow' }[own],
    what_happened: what,
    wanted: 'Put it right.',
    service: 'waste',
    unhappy: 'no',
    settled: 'no',
  });
  const log = () => page.locator('main button[name="do"][value="log"]').last().click();
  await signInAs(page, 'Priya Nair');
  await page.goto('/staff/cases/new');
  await fill(page, call('The lid is broken.'));
  await log();
  const first = await referenceOn(page);
  await page.goto('/staff/cases/new');
  await fill(page, call('The other lid is broken too.'));
  await page.getByRole('button', { name: 'Look for this person' }).click();
  await expect(page.locator('main')).toContainText('Is it one of these people?');
  await expect(page.locator('main')).toContainText(first);
  await expectSound(page);
  await page.locator('main [name="person"]').first().check();
  await log();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Contact logged');
});

test('several cases are ticked and assigned with one reason', async ({ page }) => {
  await signInAs(page, 'Tom Ashworth');
  const references = [];
  for (const what of ['The bag was not left.', 'The box was not left.']) {
    await page.goto('/staff/cases/new');
    await fill(page, {
      channel: 'phone', what_happened: what, wanted: 'Leave one.', service: 'waste', unhappy: 'no', settled: 'no',
    });
    await page.locator('main button[name="do"][value="log"]').last().click();
    references.push(await referenceOn(page));
  }
  await page.goto('/staff/cases?service=waste&status=received');
  await expectSound(page);
  for (const reference of references) {
    await page.locator(`main [name="case"][value^="${reference}."]`).check({ force: true });
  }
  await page.getByRole('button', { name: 'Assign selected' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Assign 2 cases');
  await page.getByRole('button', { name: 'Assign these cases' }).click();
  await expect(page.locator('main')).toContainText('Enter a reason');
  await expectSound(page);
  await fill(page, { reason: 'The round of Mill Lane.' });
  await page.getByRole('button', { name: 'Assign these cases' }).click();
  await expect(page.locator('main')).toContainText('2 cases were assigned');
  await expectSound(page);
  await signOut(page);
  await signInAs(page, 'Colin Baxter');
  await page.goto('/staff/workload');
  await expectSound(page);
  for (const place of ['/staff/idle', '/staff/account', '/staff/notifications', '/staff/my-cases/covering']) {
    await page.goto(place);
    await expectSound(page);
  }
});
