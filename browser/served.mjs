// A council as it is run: its own policy file, the program that serves it, and a mail server that takes what it sends.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect } from '@playwright/test';

/** The program under test: another build of it where `REDRESS_PROGRAM` names one. */
export const program = process.env.REDRESS_PROGRAM ?? 'target/debug/redress';
const password = 'westshire demo';
const newcomers = 'a heron by the weir';

/** The policy file of a council, as it is shipped. */
export const policyOf = (id) => readFileSync(`policies/${id}.toml`, 'utf8');

/** A group of a policy file, as text: `[name]` up to the next group. */
function group(policy, name) {
  const from = policy.indexOf(`\n[${name}]`);
  if (from < 0) throw new Error(`the policy has no [${name}]`);
  return policy.slice(from + 1).split(/\n\[/)[0];
}

/** What a group of a policy file says of something: `says(policy, 'procedure.complaint-corporate', 'acknowledge')`. */
export function says(policy, name, key) {
  return group(policy, name).match(new RegExp(`^${key} = "?([^"\\n#]*[^"\\n# ])"?`, 'm'))?.[1];
}

/** "10" of "10 working days". */
export function days(policy, name, key) {
  const said = says(policy, name, key) ?? '';
  expect(said, `${name}.${key} is counted in working days`).toMatch(/^\d+ working days$/);
  return Number(said.split(' ')[0]);
}

/** "2026-12-04": the last of so many working days after one. */
export function workingDays(from, count) {
  const asked = ['deadline', '--from', from, '--days', String(count), '--division', 'england-and-wales'];
  return execFileSync(program, asked, { encoding: 'utf8' }).split('\n')[0];
}

/** A day as letters have it: "Friday 4 December 2026". */
export function inLetters(day) {
  const parts = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .formatToParts(new Date(`${day}T12:00:00Z`));
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** A day as it is typed: "4/12/2026". */
export const asTyped = (day) => day.split('-').reverse().map(Number).join('/');

/** The day that it is in London. */
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());

/** The text of a message and the same as HTML, out of what came to the mail server. */
function opened(source) {
  const boundary = source.match(/boundary="?([^"\r\n;]+)/)?.[1];
  const parts = boundary ? source.split(`--${boundary}`).slice(1, -1) : [source];
  const read = (part) => {
    const [head, ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    if (/base64/i.test(head)) return [head, Buffer.from(body, 'base64').toString('utf8')];
    if (!/quoted-printable/i.test(head)) return [head, body];
    const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return [head, Buffer.from(bytes, 'latin1').toString('utf8')];
  };
  const [text, html] = ['text/plain', 'text/html'].map((type) => parts.map(read).find(([head]) => head.includes(type))?.[1] ?? '');
  // What a mail program shows: a line that was folded is one.
  return { source, subject: source.match(/^Subject: ((?:.|\r\n[ \t])*)\r\n/m)?.[1] ?? '', text: text.replaceAll('\r\n', '\n'), html };
}

/**
 * A made-up council of a policy on a day, with everybody's button to sign in by, until what comes back is called. In a
 * `folder` of the caller's the record of the days before goes on; otherwise it begins anew, and goes with the council.
 */
export async function demoOn(day, port, { id = 'demo', folder = null, fresh = folder === null } = {}) {
  const place = folder ?? mkdtempSync(join(tmpdir(), `redress-${id}-`));
  const server = spawn(program, ['demo', '--listen', `127.0.0.1:${port}`, '--database', `sqlite:${place}/redress.sqlite`,
    '--policy', `policies/${id}.toml`, '--seed', '7', '--day', day, '--cases', '40', ...(fresh ? ['--fresh'] : [])], { stdio: 'ignore' });
  const over = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await over;
    if (folder === null) rmSync(place, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answered?.ok) return stop;
    await new Promise((done) => { setTimeout(done, 100); });
  }
  await stop();
  throw new Error(`the council of ${id} did not start on ${day}`);
}

/** Starts a program and waits until it says something that fits. */
export async function started(command, args, fits) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
  let said = '';
  const waiting = new Promise((done, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said += part;
        const found = said.match(fits);
        if (found) done(found[1]);
      });
    }
    child.on('exit', () => failed(new Error(`${command} ended: ${said.slice(-2000)}`)));
  });
  return { child, found: await waiting };
}

/**
 * Another council of the same installation: its policy file, and people who were added to it as its administrator adds them.
 * Each is `{ name, email, roles, teams }`.
 */
function addNeighbour(neighbour, { folder, database, policies }) {
  const file = join(folder, `${neighbour.id}.toml`);
  writeFileSync(file, neighbour.policy);
  const all = [...policies, '--policy', file];
  for (const { name, email, roles, teams } of neighbour.people) {
    const given = [...roles.flatMap((role) => ['--role', role]), ...teams.flatMap((team) => ['--team', team])];
    execFileSync(program, ['user', 'create', '--database', database, ...all, '--council', neighbour.id, '--email', email, '--name', name, ...given],
      { input: `${newcomers}\n`, stdio: ['pipe', 'ignore', 'pipe'] });
  }
  return all;
}

/**
 * A council of a policy file, with people, a few cases and real mail, until `stop`. `change` makes the file another before
 * it is read. Nobody waits for the minutes in which a message can be undone, and mail comes from the council's address. A
 * `neighbour` is another council of the same installation, at a host name of its own.
 */
export async function serve(id, port, change = (text) => text, neighbour = undefined) {
  const folder = mkdtempSync(join(tmpdir(), `redress-${id}-`));
  let text = policyOf(id).replace(/^undo_minutes = .*\n/gm, '').replace(/^(\[procedure\.complaint-[a-z-]+\].*)$/gm, '$1\nundo_minutes = 0');
  text = change(text.includes('\n[mail]') ? text : `${text}\n[mail]\nfrom = "complaints@${id}.example.org"\n`);
  const policy = join(folder, 'policy.toml');
  writeFileSync(policy, text);
  const database = `sqlite:${folder}/redress.sqlite`;
  const make = spawn(program, ['demo', '--only-make', '--database', database, '--policy', policy, '--seed', '7', '--cases', '30', '--fresh'],
    { stdio: ['ignore', 'ignore', 'pipe'] });
  let why = '';
  make.stderr.on('data', (part) => { why += part; });
  const [code] = await once(make, 'exit');
  if (code !== 0) throw new Error(`the council of ${id} was not made: ${why}`);
  // Who works there: everybody's name, address, roles and teams.
  const listed = execFileSync(program, ['user', 'list', '--database', database, '--policy', policy], { encoding: 'utf8' });
  const staff = listed.trim().split('\n').map((line) => line.split('\t')).map(([, email, name, roles, teams]) => ({ email, name, roles, teams }));
  const policies = neighbour ? addNeighbour(neighbour, { folder, database, policies: ['--policy', policy] }) : ['--policy', policy];
  const mail = await started('node', ['crates/worker/tests/mail-server.mjs', JSON.stringify({ folder, port: 0, mode: 'plain' })], /(\d{4,5})/);
  const base = `http://127.0.0.1:${port}`;
  const server = await started(program, ['serve', '--database', database, ...policies, '--listen', `127.0.0.1:${port}`,
    '--smtp', `plain://127.0.0.1:${mail.found}`, '--base-url', base], /(answers at)/);
  const came = () => readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => ({
    to: JSON.parse(readFileSync(join(folder, name), 'utf8')).to,
    ...opened(readFileSync(join(folder, name.replace('.json', '.eml')), 'utf8')),
  }));
  return {
    base,
    password,
    /** The neighbour as its own people see it. */
    neighbour: neighbour && {
      base: `http://${neighbour.host}:${port}`,
      password: newcomers,
      address: (name) => neighbour.people.find((one) => one.name === name).email,
    },
    /** How many messages to somebody say something, as the mail server has them now. */
    countOf: (to, fits) => came().filter((message) => message.to.includes(to) && fits.test(message.text)).length,
    policy: text,
    /** The address of somebody, to sign in with. */
    address: (name) => staff.find((one) => one.name === name).email,
    /** The name of the first who has a role in a team. */
    whoIs: (role, team) => staff.find((one) => one.roles.split(' ').includes(role) && one.teams.split(' ').includes(team)).name,
    /** The first message to somebody whose text fits, once the mail server has it. */
    async mailed(to, fits) {
      let found;
      await expect.poll(() => {
        found = came().find((message) => message.to.includes(to) && fits.test(message.text));
        return Boolean(found);
      }, { message: `mail to ${to} that says ${fits}`, timeout: 120_000 }).toBe(true);
      return found;
    },
    stop() {
      for (const { child } of [server, mail]) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens pages as one of the council's people, signed in with an address and a password; as somebody once, it stays so. */
export function people(browser, council) {
  const known = new Map();
  const as = async (name) => {
    if (known.has(name)) return known.get(name);
    const context = await browser.newContext({ baseURL: council.base, locale: 'en-GB', timezoneId: 'Europe/London' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    if (name !== 'the customer') {
      await page.goto('/staff/sign-in');
      await page.getByLabel('Email address').fill(council.address(name));
      await page.getByLabel('Password', { exact: true }).fill(council.password);
      await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible({ timeout: 120_000 });
    }
    known.set(name, page);
    return page;
  };
  return as;
}
