// Briefings and annual reports from their draft to whoever reads them: every page of their way can be read and used, and
// what goes out is there as a page, a PDF and a spreadsheet.
import { expect, test } from '@playwright/test';
import { expectSound, signInAs, watch } from '../council.mjs';
import { demoOn } from '../served.mjs';

const briefingSteps = ['', '/approve', '/minutes'];
const annualSteps = ['', '/approve', '/response', '/publish'];

/** The demo is one council for all: what can happen once in it happens in one of the projects. */
const isFirst = () => test.info().project.name === 'desktop';

async function expectFiles(page, base) {
  for (const [file, begins] of [['report.pdf', '%PDF'], ['report.ods', 'PK']]) {
    const saved = await page.request.get(`${base}/${file}`);
    expect(saved.status(), `${base}/${file}`).toBe(200);
    expect((await saved.body()).subarray(0, begins.length).toString(), file).toBe(begins);
  }
}

/** The parts that wait on a report's page, as addresses. */
async function parts(page) {
  const links = page.locator('main a[href*="/parts/"]');
  return links.evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute('href')))]);
}

/** What happens in a council of its own, on a day: nothing of it is seen by those who look at the shared one. */
async function inOneOfItsOwn(browser, [day, after], journey) {
  const port = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + after;
  const stop = await demoOn(day, port);
  try {
    const page = await (await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })).newPage();
    const quiet = watch(page);
    await journey(page);
    quiet();
    await page.close();
  } finally {
    await stop();
  }
}

async function writeParts(page, texts) {
  const base = new URL(page.url()).pathname;
  for (const part of await parts(page)) {
    await page.goto(part);
    await expectSound(page);
    const text = texts[part.split('/').at(-1)];
    const says = page.getByLabel('What this part says');
    // Somebody wrote it already.
    if (!text && await says.inputValue() !== '') continue;
    if (text) await says.fill(text);
    else await page.getByLabel('I looked at it, and there is nothing to add').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(new RegExp(`${base}$`));
  }
}

test('a briefing is drafted before its month is over, and waits for the figures of the whole of it', async ({ page }) => {
  if (!isFirst()) return;
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/briefings');
  await page.getByRole('button', { name: /^Start the briefing for/ }).first().click();
  await expect(page.getByText('The draft is made')).toBeVisible();
  await expectSound(page);
  await page.goto(`${new URL(page.url()).pathname}/approve`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('alert')).toContainText('Its period ends on Monday 30 November 2026');
  await expectSound(page);
  quiet();
});

test('a briefing of a month that is over has its names found, and goes out as a page and as files', async ({ browser }) => {
  if (!isFirst()) return;
  await inOneOfItsOwn(browser, ['2026-12-02', 32], goesOut);
});

async function goesOut(page) {
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/briefings');
  await page.getByRole('link', { name: /8 December 2026/ }).click();
  await expectSound(page);
  const base = new URL(page.url()).pathname;
  await writeParts(page, { 'what-changed': 'Priya Nair said that one lorry was off the road.' });
  await page.goto(`${base}/approve`);
  await expect(page.getByText('part of the name of a colleague or councillor').first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('alert')).toContainText('Remove names before it goes out');
  await expectSound(page);
  await page.goto(`${base}/parts/what-changed`);
  await page.getByLabel('What this part says').fill('One lorry was off the road.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${base}/approve`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page).toHaveURL(new RegExp(`${base}$`));
  await expect(page.getByText('One lorry was off the road.')).toBeVisible();
  await expectSound(page);
  await expectFiles(page, `${base}/download`);
}

test('a briefing of a meeting that was held is minuted, and its actions are followed up', async ({ page }) => {
  const quiet = watch(page);
  await signInAs(page, 'Nadia Hussain');
  await page.goto('/staff/briefings');
  await expectSound(page);
  const base = await page.getByRole('table').getByRole('link', { name: /24 November 2026/ }).getAttribute('href');
  for (const step of briefingSteps) {
    await page.goto(`${base}${step}`);
    await expectSound(page);
  }
  await page.goto(`${base}/minutes`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectSound(page);
  const project = test.info().project.name;
  await page.getByLabel('Action', { exact: true }).check();
  await page.getByLabel('In words').fill(`Tell residents of the new round (${project}).`);
  await page.getByLabel('Who does it?').selectOption({ label: 'Colin Baxter' });
  await page.getByLabel('By when?').fill('15/12/2026');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`Tell residents of the new round (${project}).`)).toBeVisible();
  await expectSound(page);
  // Whoever has the action opens it, and says how it stands.
  const action = await page.getByRole('link', { name: /^Say how action/ }).last().getAttribute('href');
  await signInAs(page, 'Colin Baxter');
  await page.goto(action);
  await expectSound(page);
  await page.getByLabel('Done', { exact: true }).check();
  await page.getByLabel('What was done, or why not').fill('A leaflet went to every house.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A leaflet went to every house.').first()).toBeVisible();
  await expectSound(page);
  await signInAs(page, 'Nadia Hussain');
  await expectFiles(page, `${base}/download`);
  quiet();
});

test('an annual report is assessed, frozen, answered and published for anybody', async ({ browser }) => {
  if (!isFirst()) return;
  await inOneOfItsOwn(browser, ['2026-11-25', 33], isPublished);
});

async function isPublished(page) {
  await signInAs(page, 'Nadia Hussain');
  // The year before the one that the demo has: the list offers the last alone, and older ones can be written too.
  await page.goto('/staff/reports/annual');
  await expectSound(page);
  const base = '/staff/reports/annual/2024-04-01';
  await page.evaluate((at) => fetch(at, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' }), base);
  await page.goto(base);
  await expect(page.getByText('0 of 36')).toBeVisible();
  await expectSound(page);
  await writeParts(page, { improvements: 'Whoever takes a report says what happens next, and by which day.' });
  await page.getByRole('link', { name: 'Answer each paragraph of the Code' }).click();
  for (let answered = 0; page.url().includes('/paragraphs/'); answered += 1) {
    expect(answered).toBeLessThan(37);
    if (answered < 3) await expectSound(page);
    if (answered === 0) {
      await page.getByLabel('We do not comply, because').check();
      await page.getByLabel('Why, or what shows it').fill('We began in June.');
    } else {
      await page.getByLabel('We comply', { exact: true }).check();
      await page.getByLabel('Why, or what shows it').fill('Our file of the year shows it.');
    }
    await page.getByRole('button', { name: 'Save and go to the next' }).click();
  }
  // Whoever wrote it does not let it out: the Executive does.
  await page.goto(base);
  await expect(page.getByText('You wrote a part of it, so somebody else')).toBeVisible();
  await expectSound(page);
  await signInAs(page, 'Joanna Reeve');
  await page.goto(base);
  await expectSound(page);
  await page.getByRole('link', { name: 'Check for names, and approve it' }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await signInAs(page, 'Nadia Hussain');
  await page.goto(`${base}/response`);
  await page.getByLabel('On which day?').fill('20/11/2026');
  await page.getByLabel('What did it say?').fill('The council welcomes the report.');
  await page.getByRole('button', { name: 'Save the response' }).click();
  await expectSound(page);
  await signInAs(page, 'Joanna Reeve');
  await page.goto(`${base}/publish`);
  await expectSound(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.goto('/annual-complaints-report/2024-04-01');
  await expect(page.getByText('The council welcomes the report.')).toBeVisible();
  await expect(page.getByText('We began in June.').first()).toBeVisible();
  await expectSound(page);
}

test('the annual report that is out can be read and saved by anybody, and changes no more', async ({ page }) => {
  const quiet = watch(page);
  await page.goto('/annual-complaints-report');
  await expectSound(page);
  await page.getByRole('link', { name: /2025 to 2026|2025 to March 2026/ }).first().click();
  await expectSound(page);
  await expectFiles(page, new URL(page.url()).pathname);
  await signInAs(page, 'Nadia Hussain');
  const base = '/staff/reports/annual/2025-04-01';
  for (const step of [...annualSteps, '/parts/improvements', '/paragraphs/lgsco-6.3']) {
    await page.goto(`${base}${step}`);
    await expectSound(page);
  }
  await page.goto(`${base}/parts/improvements`);
  await page.getByLabel('What this part says').fill('Something else.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('changes no more');
  quiet();
});
