// Every page that has an address, held to the same checks: axe, 320 pixels, one heading, a title of its own.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectSound, expectTree, signInAs, watch } from '../council.mjs';

const top = new URL('../../', import.meta.url);

/** Pages for anybody. */
const forAnybody = [
  '/', '/report', '/complaint', '/comment', '/compliment', '/track', '/how-we-deal-with-complaints', '/standards', '/performance',
  '/contact-arrangements', '/you-said-we-did', '/annual-complaints-report', '/help', '/continue', '/survey', '/accessibility', '/cookies', '/privacy', '/nowhere',
  '/staff/sign-in',
];

/** Pages for staff, and who opens them. `{reference}` is an open complaint. */
const forStaff = [
  ['/staff', 'Nadia Hussain'],
  ['/staff/triage', 'Priya Nair'],
  ['/staff/triage/{reference}', 'Priya Nair'],
  ['/staff/my-cases', 'Dan Whitlock'],
  ['/staff/my-cases/closed', 'Dan Whitlock'],
  ['/staff/my-cases/logged', 'Priya Nair'],
  ['/staff/approvals', 'Colin Baxter'],
  ['/staff/cases', 'Nadia Hussain'],
  ['/staff/cases/new', 'Priya Nair'],
  ['/staff/logged/{reference}', 'Nadia Hussain'],
  ['/staff/nowhere', 'Nadia Hussain'],
  ['/staff/outbox', 'Nadia Hussain'],
  ['/staff/mail', 'Nadia Hussain'],
  ['/staff/overview', 'Nadia Hussain'],
  ['/staff/reports', 'Nadia Hussain'],
  ['/staff/reports/cases', 'Nadia Hussain'],
  ['/staff/reports/targets', 'Nadia Hussain'],
  ['/staff/reports/compare', 'Nadia Hussain'],
  ['/staff/problems', 'Nadia Hussain'],
  ['/staff/reports?view=time', 'Nadia Hussain'],
  ['/staff/reports?view=channels', 'Nadia Hussain'],
  ['/staff/reports?view=demand', 'Nadia Hussain'],
  ['/staff/reports?view=costs', 'Nadia Hussain'],
  ['/staff/reports/annual', 'Nadia Hussain'],
  ['/staff/briefings', 'Nadia Hussain'],
  ['/staff/workload', 'Nadia Hussain'],
  ['/staff/idle', 'Nadia Hussain'],
  ['/staff/updates', 'Dan Whitlock'],
  ['/staff/updates/services', 'Nadia Hussain'],
  ['/staff/my-cases/covering', 'Dan Whitlock'],
  ['/staff/notifications', 'Nadia Hussain'],
  ['/staff/account', 'Dan Whitlock'],
  ['/staff/messages', 'Nadia Hussain'],
  ['/staff/stage-2', 'Ruth Alderson'],
  ['/staff/ombudsman', 'Ruth Alderson'],
  ['/staff/print-runs', 'Nadia Hussain'],
  ['/staff/incidents/new', 'Priya Nair'],
  ['/staff/arrangements', 'Nadia Hussain'],
  ['/staff/lessons', 'Nadia Hussain'],
  ['/staff/lessons/new', 'Nadia Hussain'],
  ['/staff/causes', 'Nadia Hussain'],
  ['/staff/causes/new', 'Nadia Hussain'],
  ['/staff/surveys', 'Nadia Hussain'],
  ['/staff/surveys/words', 'Nadia Hussain'],
  ['/staff/surveys/waiting', 'Nadia Hussain'],
  ['/staff/surveys/paper', 'Nadia Hussain'],
  ['/staff/guidance', 'Dan Whitlock'],
  ['/staff/guidance/read', 'Nadia Hussain'],
  ['/staff/arrangements/contacts', 'Nadia Hussain'],
  ['/staff/arrangements/readings', 'Nadia Hussain'],
  ['/staff/arrangements/kept', 'Nadia Hussain'],
  ['/staff/signals', 'Nadia Hussain'],
  ['/staff/fairness', 'Nadia Hussain'],
  ['/staff/actions', 'Dan Whitlock'],
  ['/staff/actions/all', 'Nadia Hussain'],
  ['/staff/waiting', 'Dan Whitlock'],
  ['/staff/waiting/all', 'Nadia Hussain'],
  ['/staff/partners', 'Dan Whitlock'],
  ['/staff/partners/all', 'Nadia Hussain'],
  ['/admin/audit/reads', 'Simon Fry'],
  ['/admin/audit/retention', 'Simon Fry'],
  ['/admin/audit/export', 'Simon Fry'],
  ...['', '/timeline', '/messages', '/points', '/replies', '/actions', '/people', '/links', '/acknowledge', '/contact',
    '/note', '/time', '/points/add', '/actions/add', '/more-time', '/more-time/agree', '/reassign', '/transfer', '/change-kind',
    '/refuse', '/refuse/decide', '/withdraw', '/close', '/reopen', '/link', '/approve', '/reply', '/files', '/files/add', '/code', '/help',
    '/other-council', '/stage-2', '/stage-2/ask', '/stage-2/reviewer', '/stage-2/review', '/stage-2/conflict', '/stage-2/tell', '/stage-2/return', '/stage-2/return/agree', '/stage-2/done',
    '/ombudsman', '/ombudsman/enquiry', '/ombudsman/documents', '/ombudsman/draft', '/ombudsman/decision', '/ombudsman/recommend', '/ombudsman/back', '/ombudsman/bundle',
    '/people/add', '/concern', '/merge', '/split', '/unlink', '/unmerge', '/subject', '/take-late', '/advice', '/advice/give', '/talk', '/talk/answer', '/talk/held', '/partners', '/partners/ask', '/reply/versions',
  ].map((section) => [`/staff/cases/{reference}${section}`, 'Nadia Hussain']),
];

/** Looked at by the journeys, which come upon them with something to show; or not pages at all. */
const elsewhere = new Set([
  '/staff/send-again', '/staff/set-password/{token}', '/staff/cases/assign', '/staff/cases/duplicates', '/staff/help/{id}', '/staff/asked/calls', '/staff/asked/help/{id}', '/staff/reports/figures', '/staff/cases/{reference}/files/{id}',
  '/staff/mail/{id}', '/staff/mail/{id}/original', '/staff/cases/{reference}/mail/{id}',
  '/staff/cases/{reference}/reply/preview', '/staff/cases/{reference}/consent', '/staff/cases/{reference}/letters/{id}', '/staff/cases/{reference}/points/{id}',
  '/staff/cases/{reference}/actions/{id}', '/staff/cases/{reference}/actions/{id}/delivered',
  '/staff/cases/{reference}/actions/{id}/payment', '/staff/cases/{reference}/actions/{id}/payment/decide',
  '/staff/cases/{reference}/actions/{id}/payment/paid',
  '/staff/cases/{reference}/actions/{id}/cannot-deliver', '/staff/cases/{reference}/stage-2/points/{id}',
  '/staff/cases/{reference}/ombudsman/points/{id}', '/staff/cases/{reference}/not-for-us',
  // The journeys of the second step and of signing in by the council's provider look at these.
  '/staff/sign-in/code', '/staff/sign-in/set-up', '/staff/account/second-step', '/staff/account/second-step/set-up', '/staff/sign-in/provider', '/staff/sign-in/provider/back',
  '/staff/sign-out/provider', '/staff/print-runs/{run}/{file}', '/staff/cases/{reference}/letters/{id}/pdf',
  // The journey of conduct files looks at these.
  ...['', '/readings', '/incident', '/checks', '/milder', '/warning', '/interim', '/proposal', '/share', '/comments', '/decision', '/notice',
    '/contacts', '/lift', '/ease', '/question', '/appeal', '/appeal-decision', '/urgent', '/review', '/goes-on', '/sort-again', '/more-time', '/withdraw', '/strike', '/close', '/hold', '/compare', '/files', '/letters/{message}', '/letters/{message}/pdf', '/files/{file}'].map((step) => `/staff/arrangements/{id}${step}`),
  // The journey of signals looks at these; the counts as CSV are no page.
  ...['', '/dismiss', '/take-up'].map((step) => `/staff/signals/{id}${step}`), '/staff/fairness/csv',
  // The journey of lessons looks at these.
  ...['', '/analysis', '/action', '/no-action', '/done', '/worked', '/texts', '/publish', '/reword', '/take-down', '/share', '/cases', '/hear',
    '/merge'].map((step) => `/staff/lessons/{id}${step}`),
  // The journey of common causes looks at these.
  ...['', '/cases', '/take-out', '/finding', '/points', '/reply', '/ask', '/approval', '/send', '/finish', '/letter'].map((step) => `/staff/causes/{id}${step}`),
  // The journey of the survey looks at these.
  '/staff/surveys/{id}', '/staff/surveys/results', '/staff/guidance/{guide}',
  // Of these the tests of the web crate know: no journey leads there yet. The files are no pages.
  ...['', '/download/{file}', '/parts/{part}', '/approve', '/minutes', '/actions/{item}'].map((step) => `/staff/briefings/{post}/{day}${step}`),
  ...['', '/download/{file}', '/parts/{part}', '/paragraphs/{paragraph}', '/approve', '/response', '/publish'].map((step) => `/staff/reports/annual/{from}${step}`),
  // The journey of the desk looks at this: it is whoever logged it who follows it.
  '/staff/followed/{reference}',
  // The journey of people looks at these.
  ...['details', 'corrections'].map((act) => `/staff/cases/{reference}/people/{id}/${act}`),
  // Of these the tests of the web crate and the samples of the pages alone know: no journey leads there yet.
  ...['consent', 'end', 'letters', 'adjustment', 'address', 'survey', 'same'].map((act) => `/staff/cases/{reference}/people/{id}/${act}`),
  '/staff/cases/{reference}/people/adjustments/{id}', '/staff/cases/{reference}/concern/{id}',
  ...['accepted', 'not-theirs', 'question', 'tell', 'answer', 'customer', 'end'].map((act) => `/staff/cases/{reference}/partners/{id}/${act}`),
]);

test('every page of staff is in the list of pages that are looked at', () => {
  const routes = ['table', 'conduct', 'reports', 'people'].map((file) => readFileSync(new URL(`crates/web/src/routes/${file}.rs`, top), 'utf8')).join();
  const found = [...routes.matchAll(/\bget\(\s*"([^"]+)"/g)].map(([, path]) => path).filter((path) => path.startsWith('/staff'));
  expect(found.length).toBeGreaterThan(20);
  const known = new Set([...forAnybody, ...forStaff.map(([path]) => path), ...elsewhere]);
  expect(found.filter((path) => !known.has(path))).toEqual([]);
});

test('every page for anybody is sound, and has a title of its own', async ({ page }) => {
  const quiet = watch(page);
  const titles = new Map();
  for (const path of forAnybody) {
    await page.goto(path);
    await expectSound(page);
    // Who can sign in grows while other journeys take people on.
    if (path !== '/staff/sign-in') await expectTree(page, `page${path.replaceAll('/', '-')}`);
    const title = await page.title();
    expect(titles.get(title), `${path} and ${titles.get(title)} are both "${title}"`).toBeUndefined();
    titles.set(title, path);
  }
  quiet();
});

for (const who of [...new Set(forStaff.map(([, name]) => name))]) {
  test(`every page that ${who} opens is sound, and has a title of its own`, async ({ page }) => {
    const quiet = watch(page);
    await signInAs(page, 'Nadia Hussain');
    await page.goto('/staff/cases?kind=complaint&closed=no');
    // The first with a reply of which there are versions.
    const links = await page.locator('main a[href*="/staff/cases/WS-"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    let reference;
    for (const known of new Set(links.map((link) => link.match(/WS-\w{4}-\w{4}/)[0]))) {
      if (!(await page.request.get(`/staff/cases/${known}/reply/versions`)).ok()) continue;
      reference = known;
      break;
    }
    expect(reference, 'an open complaint has a reply with versions').toBeDefined();
    await signInAs(page, who);
    const titles = new Map();
    for (const [path] of forStaff.filter(([, name]) => name === who)) {
      await page.goto(path.replace('{reference}', reference));
      await expectSound(page);
      const title = await page.title();
      expect(titles.get(title), `${path} and ${titles.get(title)} are both "${title}"`).toBeUndefined();
      titles.set(title, path);
    }
    quiet();
  });
}
