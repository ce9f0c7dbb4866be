// What every journey needs: signing in, looking for what is wrong with a page, and made-up people.
import { expect, test } from '@playwright/test';
import axe from 'axe-core';

/** Signs in as one of the demo's people, by name or by role. */
export async function signInAs(page, role) {
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: new RegExp(role, 'i') }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
}

export async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
}

/** Nothing that axe finds, nothing wider than the screen, no word cut off in a chart, one heading, no console error. */
export async function expectSound(page) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
  expect(await cutOff(page), `a chart cuts words off on ${page.url()}`).toEqual([]);
  await expect(page.locator('h1')).toHaveCount(1);
  // axe is a script itself: the same pages are held to it in the other projects.
  if (test.info().project.name === 'no-js') return;
  const found = (await violations(page))
    .map(({ id, nodes }) => ({ id, targets: nodes.filter((node) => !isTheirs(id, node)).map(({ target }) => target) }))
    .filter(({ targets }) => targets.length > 0)
    .map(({ id, targets }) => `${id}: ${targets.join(' ')}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** The words in drawings that stand out of them: nobody sees the rest, and neither axe nor the width of the page tells. */
function cutOff(page) {
  return page.evaluate(() => [...document.querySelectorAll('svg[viewBox] text')]
    .filter((text) => text.getClientRects().length > 0)
    .filter((text) => {
      const { x, width } = text.getBBox();
      const room = text.ownerSVGElement.viewBox.baseVal;
      return x < room.x - 1 || x + width > room.x + room.width + 1;
    })
    .map((text) => text.textContent));
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on a page: each rule with where. It is run in the page itself and not by its builder, which opens another
 * page each time for frames that no page of ours has, and brings back what passed too.
 */
async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'], iframes: false });
    return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, html }) => ({ target: String(target), html })) }));
  }, tags);
}

/**
 * What is GOV.UK's own and as it means it: the back link stands before <main>, outside every region; the button of a file
 * says first what it does and then what was chosen, and shows these the other way round. Nothing else of either is excused.
 */
function isTheirs(rule, { target, html }) {
  if (rule === 'region') return target.includes('govuk-back-link');
  return rule === 'label-content-name-mismatch' && /^<button[^>]*class="govuk-file-upload-button/.test(html);
}

/**
 * What a screen reader is told of the page's content is what it was told before: heading by heading, field by field. The
 * demo stays at one day, so dates are in it; references and hours are not, as they are made by chance and by the clock, nor
 * whom another journey took on, as it may come before or after.
 */
export async function expectTree(page, name) {
  if (test.info().project.name === 'phone') return;
  const tree = await page.locator('main').ariaSnapshot();
  const settled = tree
    .replaceAll(/\b[A-Z]{2,4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b/g, 'REFERENCE')
    .replaceAll(/\bW S, [2-9A-Z ]{7}, [2-9A-Z ]{7}/g, 'SPOKEN-REFERENCE')
    .replaceAll(/\b\d{1,2}(:\d{2})?[ap]m\b/g, 'TIME')
    .replaceAll(/^ *- option "\w+ (desktop|no-js|phone)"\n/gm, '')
    .replaceAll(/\(\d+KB\)/g, '(SIZE)')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID');
  expect(`${settled}\n`).toMatchSnapshot(`${name}.yml`);
}

/** Fails the journey on anything that the browser complains about. */
export function watch(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return () => expect(complaints).toEqual([]);
}

/** "WS-4K7P-29QX" from a page that shows a reference. */
export async function referenceOn(page) {
  const text = await page.locator('main').innerText();
  const found = text.match(/\b[A-Z]{2,4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b/);
  expect(found, 'a reference is on the page').not.toBeNull();
  return found[0];
}

/** Fills in fields by the names they have in the form: texts, selects, radios and checkboxes. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const sort = await field.evaluate((element) => element.tagName === 'INPUT' ? element.type : element.tagName);
    if (sort === 'radio' || sort === 'checkbox') {
      await page.locator(`main [name="${name}"][value="${value}"]`).check();
    } else if (sort === 'SELECT') {
      await field.selectOption(value);
    } else if (sort !== 'hidden') {
      await field.fill(value);
    }
  }
}
