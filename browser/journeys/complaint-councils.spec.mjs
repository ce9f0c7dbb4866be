// A complaint in each of five councils, from the first word to the Ombudsman's decision, by its own policy file and with
// real mail; one more in a council that chose otherwise where the sources leave it open, and one about a home that the
// council lets, by the Housing Ombudsman's Code.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectSound, fill, referenceOn } from '../council.mjs';
import { asTyped, days, inLetters, people, says, serve, today, workingDays } from '../served.mjs';

const first = Number(process.env.REDRESS_BROWSER_PORT ?? 8199) + 40;
const lgsco = { name: 'Local Government and Social Care Ombudsman', phone: '0300 061 0614', id: 'lgsco', finds: 'upheld' };
const housing = { name: 'Housing Ombudsman', phone: '0300 111 3000', id: 'housing', finds: 'maladministration' };
const waste = { service: 'waste', what: 'The bin at 4 Castle Street was missed.', point: 'Why was the bin missed?' };

/** What tells one council's way from another's; what is not said is read from its policy file. */
const councils = [
  { id: 'worcester', told: 'in Worcester', goesBack: false },
  { id: 'east-cambridgeshire', told: 'in East Cambridgeshire', goesBack: false },
  { id: 'bromsgrove', told: 'in Bromsgrove', goesBack: false },
  { id: 'hart', told: 'in Hart', goesBack: false },
  // Paper 004, 3.3e and 8.2: the reviewer may send it back to stage 1, once.
  { id: 'lancaster', told: 'in Lancaster', goesBack: true },
  { id: 'lancaster', told: 'of a tenant in Lancaster', procedure: 'complaint-housing', ombudsman: housing, goesBack: true,
    about: { service: 'repairs', what: 'The boiler at 4 Castle Street is broken.', point: 'Why was the boiler not mended?' } },
  // The Code counts stage 1 from the acknowledgement; councils are found that count from receipt, name a last day for stage 2
  // and sign by team. Each is a value of the policy.
  { id: 'hart', told: 'in a council that chose otherwise', goesBack: false, fromReceipt: true, lastDay: 20, teamSigns: true,
    change: (text) => text
      .replace('reply = "10 working days"                 # open: CODE 6.3\nof = "acknowledged"', 'reply = "15 working days"\nof = "received"')
      .replace('within 10 working days of acknowledging it', 'within 15 working days of receiving it')
      .replace('ask_for_stage_2_within = "none"', 'ask_for_stage_2_within = "20 working days"\n'
        + 'departs = [{ paragraph = "6.3", reason = "Our services are spread over the county." }]')
      .concat('\n[letters]\nstaff_names = "team-only"\n') },
];

/** The questions of the form and what the customer answers. */
const answers = ({ service, what, point }) => [
  ['route', { route: 'told-before' }], ['who', { who: 'myself' }], ['reference', {}], ['service', { service }],
  ['what-happened', { what_happened: what }], ['points', { points: '1', 'point-1': point }],
  ['when', { 'happened-day': '2', 'happened-month': '11', 'happened-year': '2026' }], ['effect', { effect: 'It goes on.' }],
  ['outcome', { wishes: 'fix-it', wanted: 'Put it right.' }], ['evidence', {}], ['contact', { reply_by: 'email' }],
  ['email', { email: 'idris@example.org' }], ['your-name', { name: 'Idris Pemberton', postcode: 'WS1 4AB' }], ['support', { support: 'none' }],
];

/** Opens one of the case's pages, fills in the form and presses the button; nothing is refused. */
async function act(page, reference, rest, fields, button) {
  await page.goto(`/staff/cases/${reference}/${rest}`);
  await fill(page, fields);
  await page.locator('#act').getByRole('button', { name: button }).first().click();
  await expect(page.locator('.govuk-error-summary'), `${rest} is refused`).toHaveCount(0);
}

/** The page of the first point, below the case. */
async function point(page, reference, section, part) {
  await page.goto(`/staff/cases/${reference}/${section}`);
  const href = await page.locator(`main a[href*="/${part}/0"]`).first().getAttribute('href');
  return href.split(`${reference}/`)[1];
}

for (const [at, walk] of councils.entries()) {
  const { id, about = waste, ombudsman = lgsco, procedure = 'complaint-corporate' } = walk;
  test.describe(`a complaint ${walk.told}`, () => {
    test.describe.configure({ mode: 'serial' });
    const customer = 'idris@example.org';
    let council;
    let as;
    let reference;
    let due;
    // Whoever its policy has in the team of the service.
    let team;
    let officer;
    let manager;
    const atStage = (stage) => `procedure.${procedure}.stage.${stage}`;
    const of = (key, stage) => days(council.policy, stage ? atStage(stage) : `procedure.${procedure}`, key);
    const contact = (key) => says(council.policy, 'council.contact', key);

    test.beforeAll(async ({ browser }) => {
      council = await serve(id, first + at, walk.change);
      as = people(browser, council);
      team = teamOf(council.policy, about.service);
      [officer, manager] = ['officer', 'service-manager'].map((role) => council.whoIs(role, team.id));
    });
    test.afterAll(() => council?.stop());

    test('given something went wrong, when a resident says so on the website, then a receipt says by when it is acknowledged', async () => {
      const page = await as('the customer');
      await page.goto('/complaint');
      await page.getByRole('button', { name: /Start/ }).click();
      for (const [slug, fields] of answers(about)) {
        await expect(page).toHaveURL(new RegExp(`/complaint/${slug}$`));
        await fill(page, fields);
        await page.getByRole('button', { name: 'Continue' }).click();
      }
      await page.getByRole('button', { name: /Send/ }).click();
      await expect(page.getByText('We have your complaint')).toBeVisible();
      reference = await referenceOn(page);
      expect(reference.startsWith(`${says(council.policy, 'council', 'prefix')}-`)).toBe(true);
      const receipt = await council.mailed(customer, /We have your complaint/);
      expect(receipt.text).toContain(about.what);
      expect(receipt.text).toContain(inLetters(workingDays(today(), of('acknowledge'))));
      expect(receipt.text).toContain(contact('phone'));
      expect(receipt.text).toContain(says(council.policy, 'council', 'name'));
      // Nobody who reads over a shoulder learns who it is about.
      expect(receipt.subject).not.toMatch(/Idris|Pemberton|bin|boiler|Castle/);
    });

    test('given it waits to be sorted, when the officer acknowledges it, then the customer reads the points, the day of the reply and who has it', async () => {
      const adviser = await as('Priya Nair');
      await adviser.goto(`/staff/triage/${reference}`);
      await fill(adviser, { kind: 'complaint', service: about.service });
      await adviser.getByRole('button', { name: /Save/ }).first().click();
      await act(await as(officer), reference, 'acknowledge', {}, /Send to/);
      const mail = await council.mailed(customer, /What we understand your complaint to be/);
      due = workingDays(today(), of('reply', 1));
      expect(mail.text).toContain(about.point);
      expect(mail.text).toContain(`We will reply by ${inLetters(due)}`);
      expect(says(council.policy, atStage(1), 'of')).toBe(walk.fromReceipt ? 'received' : 'acknowledged');
      expect(mail.text.includes(officer)).toBe(!walk.teamSigns);
    });

    test('given the date cannot be kept, when more time is taken before it, then the customer hears why, the new date and the Ombudsman', async () => {
      const page = await as(officer);
      const most = workingDays(due, of('extend_by', 1));
      const fields = { reason: 'complex', because: 'We wait for the record of the day.' };
      await page.goto(`/staff/cases/${reference}/more-time`);
      await fill(page, { ...fields, to: asTyped(workingDays(most, 1)) });
      await page.getByRole('button', { name: 'Write the letter' }).click();
      if (await page.locator('[name="letter"]').count()) await page.getByRole('button', { name: /Send to/ }).click();
      await expect(page.locator('.govuk-error-summary'), 'one day more than the policy gives').toBeVisible();
      await fill(page, { ...fields, to: asTyped(most) });
      await page.getByRole('button', { name: /Write the letter/ }).first().click();
      await expect(page.locator('.govuk-error-summary')).toHaveCount(0);
      await page.getByRole('button', { name: /Send to/ }).click();
      const mail = await council.mailed(customer, /We need more time/);
      for (const said of [inLetters(most), 'We wait for the record of the day.', ombudsman.name, ombudsman.phone]) {
        expect(mail.text).toContain(said);
      }
      due = most;
    });

    test('given a finding on the point, when somebody else approves the reply, then it goes with its reasons, what is put right and stage 2', async () => {
      const page = await as(officer);
      const found = { finding: 'not-upheld', reason: 'The record says that we came.' };
      await page.goto(`/staff/cases/${reference}/reply`);
      await expect(page.locator('main')).toContainText(/finding/i);
      await act(page, reference, await point(page, reference, 'points', 'points'), found, /Record finding/);
      await page.goto(`/staff/cases/${reference}/reply`);
      await fill(page, { 'section-remedy': 'There is nothing to put right.', 'section-actions': 'Nothing is still to be done.' });
      await page.getByRole('button', { name: /Ask for approval/ }).click();
      await expect(page.getByText(/Approval asked for/i).first()).toBeVisible();
      const approver = await as(manager);
      await act(approver, reference, 'approve', { decision: 'approve-and-send' }, /./);
      await expect(approver.getByText(/approved and sent/i).first()).toBeVisible();
      const mail = await council.mailed(customer, /This is our stage 1 reply/);
      // Complaint Handling Code 6.8: the stage, the complaint, the decision, the reasons, the remedy, what is outstanding, how to go on.
      for (const said of [about.point, 'Not upheld', 'The record says that we came.', 'There is nothing to put right.',
        'Nothing is still to be done.', walk.lastDay ? 'to ask us to review it' : 'You can ask us to review this reply', reference]) {
        expect(mail.text).toContain(said);
      }
      if (walk.lastDay) expect(mail.text).toContain(`You have ${walk.lastDay} working days from the day of this letter`);
      const signed = `${walk.teamSigns ? '' : `${officer}\n`}${team.name}\n${says(council.policy, 'council', 'name')}`;
      expect(mail.text).toContain(`\n\n${signed}`);
    });

    test('given the reply did not help, when the customer asks for stage 2 on the track page, then nobody from stage 1 can review it', async () => {
      const page = await as('the customer');
      await page.goto('/track');
      await fill(page, { reference, proof: 'Pemberton' });
      await page.getByRole('button', { name: /Continue|Check|See/ }).first().click();
      if (walk.lastDay) await expect(page.locator('main')).toContainText(`within ${walk.lastDay} working days of our reply`);
      await page.getByRole('button', { name: 'Ask for stage 2' }).click();
      await fill(page, { reasons: 'Nobody asked the neighbour.' });
      await page.getByRole('button', { name: 'Ask for stage 2' }).click();
      await expect(page.getByText('You have asked for stage 2.')).toBeVisible();
      const nadia = await as('Nadia Hussain');
      await nadia.goto(`/staff/cases/${reference}/stage-2`);
      const reviewer = nadia.locator('#act select[name="reviewer"]');
      for (const had of [officer, manager]) await expect(reviewer.locator('option', { hasText: had })).toHaveCount(0);
      await nadia.locator('#act [name="decision"][value="accept"]').check();
      await reviewer.selectOption({ label: 'Ruth Alderson' });
      await nadia.locator('#act [name="no_part"]').check();
      await nadia.locator('#act').getByRole('button', { name: 'Save' }).click();
      await expect(nadia.getByText(/being reviewed/i).first()).toBeVisible();
      const ruth = await as('Ruth Alderson');
      await act(ruth, reference, 'acknowledge', {}, /Send to/);
      const mail = await council.mailed(customer, /You asked us to review our reply/);
      expect(mail.text).toContain(`We will reply by ${inLetters(workingDays(today(), of('reply', 2)))}`);
    });

    const back = walk.goesBack ? 'then it goes back to stage 1 once, after the customer was told' : 'then it does not go back to stage 1: the policy says never';
    test(`given stage 1 did not look at all of it, when the reviewer says so, ${back}`, async () => {
      const ruth = await as('Ruth Alderson');
      const notLookedAt = { view: 'not-looked-at-fully', reason: 'Nobody asked the neighbour.' };
      await act(ruth, reference, await point(ruth, reference, 'stage-2/review', 'stage-2/points'), notLookedAt, 'Save');
      await ruth.goto(`/staff/cases/${reference}/stage-2/return`);
      await expectSound(ruth);
      if (!walk.goesBack) {
        await expect(ruth.locator('#act [name="tasks"]')).toHaveCount(0);
        return;
      }
      await ruth.getByRole('link', { name: 'Tell the customer why it goes back' }).click();
      await ruth.locator('#act [name="channel"][value="email"]').check();
      await ruth.locator('#act').getByRole('button', { name: /Send to/ }).click();
      await expect(ruth.getByRole('heading', { level: 1, name: 'Send back to stage 1 for more work' })).toBeVisible();
      await fill(ruth, { tasks: 'Ask the neighbour.', due: asTyped(workingDays(today(), 2)) });
      await ruth.locator('#act select[name="officer"]').selectOption({ label: officer });
      await ruth.locator('#act').getByRole('button', { name: 'Send back to stage 1' }).click();
      await expect(ruth.getByText(/sent back for more work/i).first()).toBeVisible();
      await council.mailed(customer, /back/);
      // Domain 4.9: the customer has an additional stage 1 reply before the reviewer has the complaint again.
      const writer = await as(officer);
      await writer.goto(`/staff/cases/${reference}/reply`);
      await fill(writer, { 'section-remedy': 'There is nothing to put right.', 'section-actions': 'Nothing is still to be done.' });
      await writer.getByRole('button', { name: /Ask for approval/ }).click();
      await expect(writer.getByText(/Approval asked for/i).first()).toBeVisible();
      await act(await as(manager), reference, 'approve', { decision: 'approve-and-send' }, /./);
      await council.mailed(customer, /You asked us to review our first reply/);
      await act(await as(officer), reference, 'stage-2/done', { words: 'The neighbour saw nobody.' }, /reviewer/);
      // Once only: to do it again asks for somebody above.
      await act(ruth, reference, await point(ruth, reference, 'stage-2/review', 'stage-2/points'), notLookedAt, 'Save');
      await ruth.goto(`/staff/cases/${reference}/stage-2/return`);
      await expect(ruth.locator('#act [name="tasks"]')).toHaveCount(0);
    });

    test('given the review changes the finding, when the last reply goes, then it is the last and says how to reach the Ombudsman of the procedure', async () => {
      const ruth = await as('Ruth Alderson');
      const changed = { view: 'change', finding: 'upheld', reason: 'The neighbour saw nobody.' };
      await act(ruth, reference, await point(ruth, reference, 'stage-2/review', 'stage-2/points'), changed, 'Save');
      await act(ruth, reference, 'stage-2/review', { overall: 'change' }, 'Continue');
      await fill(ruth, { 'section-remedy': 'We come on Monday.', 'section-actions': 'Nothing is still to be done.' });
      await ruth.getByRole('button', { name: /Ask for approval/ }).click();
      await expect(ruth.getByText(/Approval asked for/i).first()).toBeVisible();
      await act(await as('Alan Firth'), reference, 'approve', { decision: 'approve-and-send' }, /./);
      const mail = await council.mailed(customer, /This is our stage 2 reply/);
      for (const said of ['This is our final reply', 'Upheld', 'The neighbour saw nobody.', ombudsman.name, ombudsman.phone]) {
        expect(mail.text).toContain(said);
      }
      const other = ombudsman === lgsco ? housing : lgsco;
      expect(mail.text).not.toContain(other.phone);
    });

    test('given the customer goes to the Ombudsman, when it asks, then the bundle is one download and its decision is on the record', async () => {
      const nadia = await as('Nadia Hussain');
      const ended = { outcome: 'done', sentence: 'We came on Monday.', has_lesson: 'yes', lesson: 'Ask the neighbour.' };
      await act(nadia, reference, 'close', ended, /Close/);
      await nadia.goto(`/staff/cases/${reference}/ombudsman/enquiry`);
      await expect(nadia.locator(`[name="ombudsman"][value="${ombudsman.id}"]`), 'the one of the procedure is chosen').toBeChecked();
      const documents = asTyped(workingDays(today(), 8));
      await act(nadia, reference, 'ombudsman/enquiry', { their_reference: '26 000 123', step: 'enquiry', questions: 'Why?', due: documents }, 'Record the enquiry');
      await nadia.goto(`/staff/cases/${reference}/ombudsman/bundle`);
      await expectSound(nadia);
      const coming = nadia.waitForEvent('download');
      await nadia.locator('#act').getByRole('button').last().click();
      const bundle = readFileSync(await (await coming).path());
      expect(bundle.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
      for (const inside of ['case-bundle.pdf', 'SHA256SUMS', 'proof/seals.json']) expect(bundle.includes(inside), inside).toBe(true);
      await act(nadia, reference, 'ombudsman/documents', { words: 'The whole file.' }, 'Record');
      await act(nadia, reference, 'ombudsman/draft', { words: 'They mean to find fault.', due: asTyped(workingDays(today(), 12)) }, 'Record');
      await act(nadia, reference, 'ombudsman/decision', { words: 'Fault, and injustice.' }, 'Record');
      await act(nadia, reference, await point(nadia, reference, 'ombudsman', 'ombudsman/points'), { determination: ombudsman.finds }, 'Record');
      await nadia.goto(`/staff/cases/${reference}/timeline`);
      await expect(nadia.locator('main')).toContainText('The ombudsman decided');
      await expect(nadia.locator('main')).toContainText('Case bundle made for the ombudsman');
    });

    test('given the Ombudsman recommends a remedy, when it is done, then the evidence is kept and the case stays closed', async () => {
      const nadia = await as('Nadia Hussain');
      const remedy = { kind: 'practice', words: 'Ask the neighbour each time.', due: asTyped(workingDays(today(), 20)) };
      await act(nadia, reference, 'ombudsman/recommend', remedy, 'Record');
      await nadia.goto(`/staff/cases/${reference}/actions`);
      const delivered = await nadia.locator('main a[href$="/delivered"]').first().getAttribute('href');
      await act(nadia, reference, delivered.split(`${reference}/`)[1], { evidence: 'The new guide says so since Monday.' }, 'Record as delivered');
      await nadia.goto(`/staff/cases/${reference}/ombudsman`);
      await expect(nadia.locator('main')).toContainText('complied with on');
      await nadia.goto(`/staff/cases/${reference}/actions`);
      await expect(nadia.locator('main')).toContainText('The new guide says so since Monday.');
      await nadia.goto(`/staff/cases/${reference}`);
      await expect(nadia.locator('main')).toContainText(/Closed/);
      const page = await as('the customer');
      await page.goto(`/track/${reference}`);
      await expect(page.locator('main')).toContainText('We sent our stage 2 reply');
      await expectSound(page);
    });
  });
}

/** The team that has a service, and its name as the policy has it. */
function teamOf(policy, service) {
  const groups = policy.split(/\n(?=\[)/);
  const named = (kind, id) => groups.find((one) => one.startsWith(`[[${kind}]]`) && one.includes(`\nid = "${id}"\n`));
  const team = named('service', service).match(/^team = "([^"]+)"/m)[1];
  return { id: team, name: named('team', team).match(/^name = "([^"]+)"/m)[1] };
}
