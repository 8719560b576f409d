// Each verb in a process of its own, over real folders (issue 6, point 7): what it says, what it writes, how it ends.
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { incidentJsonSchema } from '../../src-shared/documents/export/incident-json.ts';
import { verbAsked } from '../../src-main/command-line/asked.ts';
import { verbs } from '../../src-main/command-line/run.ts';
import { takeLock } from '../../src-main/journal/lock.ts';
import { root } from '../tooling/runtimes.ts';
import { buildProgram, type Program } from './program.ts';

const incidents = join(root, 'test', 'fixtures', 'incidents');
const slug = 'posthog-2025-10-28-flags-redis';

let program: Program;
/** a record with one drill in it */
let data: string;
let id: string;
let number: string;
let played: Record<string, unknown>;
const path = (name: string): string => join(program.folder, name);

beforeAll(async () => {
  program = await buildProgram();
  data = path('record');
  played = await program.json('drill', '--incident', join(incidents, slug, 'incident.json'), '--data-dir', data);
  id = String(played['incident']);
  number = String(played['number']);
}, 120_000);
afterAll(() => program.remove());

test('a drill plays the incident in its own time, to its end', async () => {
  const { incidents: listed } = (await program.json('list', '--data-dir', data)) as unknown as {
    incidents: Record<string, unknown>[];
  };
  expect(listed).toEqual([
    expect.objectContaining({
      id,
      number: 'INC-20251028-01',
      status: 'resolved',
      drill: true,
      severity: 2,
      declaredAt: '2025-10-28T19:23:00.000Z',
    }),
  ]);
  expect(played).toMatchObject({ ok: true, drill: true, status: 'resolved', number: 'INC-20251028-01' });
  // What the cockpit's own drills pretend as well: the room heard of it, and the page has its four steps.
  expect(played['delivered']).toEqual([
    { to: 'slack', vendor: 'slack', place: expect.stringMatching(/^#/u), texts: 7 },
    { to: 'slack-executives', vendor: 'slack', place: expect.stringMatching(/^#/u), texts: 0 },
    { to: 'statuspage', vendor: 'statuspage', place: 'public page', texts: 4 },
  ]);
  const outbox = new DatabaseSync(join(data, 'journal.db'), { readOnly: true });
  expect(outbox.prepare('SELECT count(*) AS n FROM outbox').get()?.['n']).toBe(0);
  outbox.close();
});

test('list and show say it in words; the number does as well as the id', async () => {
  const listed = await program.run('list', `--data-dir=${data}`);
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out).toMatch(/^NUMBER +SEVERITY/u);
  expect(listed.out).toContain(id);
  const shown = await program.run('show', number.toLowerCase(), '--data-dir', data);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain(`${number}  SEV2  Resolved  DRILL: Feature-flag`);
  expect(shown.out).toContain('Service fully back and the US region works normally');
});

describe('export', () => {
  test.each([
    ['sitrep', /^# SITREP: DRILL: Feature/u],
    ['briefing', /^# Handover briefing/u],
    ['md', /^# SITREP[^]*\n# Timeline\n[^]*Service fully back/u],
    ['html', /^<!doctype html>[^]*Service fully back[^]*<\/html>\n$/u],
    ['csv', /^\uFEFFat,precision,kind,text,[^]*Service fully back/u],
    ['json', /^\{\n {2}"format": "warroom-incident",\n {2}"version": 1,[^]*Service fully back/u],
  ])('%s goes to the terminal', async (format, wanted) => {
    const { code, out, err } = await program.run('export', id, '--format', format, '--data-dir', data);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(wanted);
  });

  test('the JSON of a file keeps the schema, and says with --json what was written', async () => {
    const out = path('incident.json');
    const said = await program.json('export', number, '--format', 'json', '--out', out, '--data-dir', data);
    const text = readFileSync(out, 'utf8');
    expect(said).toMatchObject({ format: 'json', incident: id, out, bytes: Buffer.byteLength(text) });
    expect(incidentJsonSchema.parse(JSON.parse(text)).incident.id).toBe(id);
  });

  test('a file is written whole, for its owner alone, and never over another', async () => {
    const out = path('sitrep.md');
    const first = await program.json('export', id, '--format', 'sitrep', '--out', out, '--data-dir', data);
    expect(first).toMatchObject({ ok: true, out, number });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    writeFileSync(out, 'mine');
    const refused = await program.json('export', id, '--format', 'sitrep', '--out', out, '--data-dir', data);
    expect(refused).toMatchObject({ ok: false, ending: 'exists', code: 8 });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    const { code } = await program.run('export', id, '--format', 'sitrep', '--out', out, '--force', '--data-dir', data);
    expect(code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^# SITREP/u);
    expect(readdirSync(program.folder).filter((name) => name.endsWith('.part') || name.includes('.new-'))).toEqual([]);
  });

  test('without Electron a PDF is refused with the reason, and HTML offered', async () => {
    const out = path('report.pdf');
    const { code, err } = await program.run('export', id, '--format', 'pdf', '--out', out, '--data-dir', data);
    expect(code).toBe(4);
    expect(err).toContain('--format html');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a handover file', () => {
  let file: string;
  let passphrase: string;
  let said: string;
  beforeAll(async () => {
    file = path('night.warroom');
    passphrase = path('passphrase');
    const { err } = await program.run('export', id, '--format', 'handover', '--out', file, '--data-dir', data);
    said = err;
    writeFileSync(passphrase, `${/Passphrase: (\S+)/u.exec(err)?.[1] ?? ''}\n`);
  });

  test('is said to be a copy that gives no command', () => {
    expect(said).toContain('a copy of the record: it gives no command');
  });

  test('is verified, and taken in somewhere else, once', async () => {
    const there = path('there');
    expect(await program.json('verify', file, '--passphrase-file', passphrase)).toMatchObject({
      ok: true,
      kind: 'handover',
      incident: id,
    });
    const took = await program.json('import', file, '--passphrase-file', passphrase, '--data-dir', there);
    expect(took).toMatchObject({ ok: true, incident: id, here: 0 });
    expect(took['added']).toBe(took['events']);
    const again = await program.json('import', file, '--passphrase-file', passphrase, '--data-dir', there);
    expect(again).toMatchObject({ ok: true, added: 0 });
    const here = await program.run('export', id, '--format', 'csv', '--data-dir', data);
    const same = await program.run('export', id, '--format', 'csv', '--data-dir', there);
    expect(same.out).toBe(here.out);
  });

  test('that was changed, cut off or is closed by another word is refused, each with its own code', async () => {
    const bytes = readFileSync(file);
    const flipped = path('flipped.warroom');
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(flipped, bytes);
    const changed = await program.json('verify', flipped, '--passphrase-file', passphrase);
    expect(changed).toMatchObject({ ok: false, ending: 'damaged', code: 6 });
    const cut = path('cut.warroom');
    writeFileSync(cut, readFileSync(file).subarray(0, 500));
    const nowhere = path('nowhere');
    const short = await program.json('import', cut, '--passphrase-file', passphrase, '--data-dir', nowhere);
    expect(short).toMatchObject({ ok: false, code: 6 });
    const other = path('other');
    writeFileSync(other, 'lusab-babad-gutih-tugad');
    const wrong = await program.json('import', file, '--passphrase-file', other, '--data-dir', nowhere);
    expect(wrong).toMatchObject({ ok: false, ending: 'passphrase', code: 7 });
    expect(await program.json('import', file, '--data-dir', nowhere)).toMatchObject({ ok: false, code: 7 });
    expect(await program.json('list', '--data-dir', nowhere)).toMatchObject({ ok: true, incidents: [] });
  });
});

describe('import', () => {
  test('a plain timeline: looked at first, then a new incident, then added to it', async () => {
    const there = path('pasted');
    const timeline = join(incidents, 'osm-2024-12-15-isp-outage', 'timeline.txt');
    const looked = await program.json('import', timeline, '--preview', '--data-dir', there);
    expect(looked).toMatchObject({ ok: true, source: 'lines', usable: 20 });
    expect(existsSync(there)).toBe(false);
    const made = await program.json(
      'import',
      timeline,
      '--title',
      'Map offline',
      '--severity',
      '1',
      '--data-dir',
      there,
    );
    expect(made).toMatchObject({ ok: true, added: 20 });
    const more = path('more.txt');
    writeFileSync(more, '2024-12-18 01:00Z everything is quiet\nnobody wrote when\n');
    const { code, err } = await program.run('import', more, '--into', String(made['number']), '--data-dir', there);
    expect(code).toBe(0);
    expect(err).toContain('1 line is left out');
    const { out } = await program.run('export', String(made['incident']), '--format', 'csv', '--data-dir', there);
    expect(out).toContain('everything is quiet');
    expect(out).not.toContain('nobody wrote when');
  });

  test("a channel of Slack's export and a history of Statuspage", async () => {
    const there = path('exports');
    const slack = path('channel.json');
    writeFileSync(
      slack,
      JSON.stringify([{ type: 'message', user: 'U1', ts: '1740000000.000100', text: 'db is down' }]),
    );
    const users = path('users.json');
    writeFileSync(users, JSON.stringify([{ id: 'U1', profile: { real_name: 'Tran B' } }]));
    const made = await program.json('import', slack, '--users', users, '--data-dir', there);
    expect(made).toMatchObject({ ok: true, source: 'slack', added: 1 });
    const { out } = await program.run('export', String(made['incident']), '--format', 'csv', '--data-dir', there);
    expect(out).toContain('2025-02-19T21:20:00.000Z,,observation,db is down,,Tran B,import');
    const update = { status: 'investigating', body: 'We look.', created_at: '2025-02-28T14:32:00.000Z' };
    const page = path('incidents.json');
    writeFileSync(
      page,
      JSON.stringify({
        incidents: [
          { id: 'aa', name: 'API errors', impact: 'critical', incident_updates: [update] },
          { id: 'bb', name: 'Slow search', impact: 'minor', incident_updates: [update] },
        ],
      }),
    );
    const second = await program.json('import', page, '--part', 'bb', '--data-dir', there);
    expect(second).toMatchObject({ ok: true, source: 'statuspage', added: 1 });
    const listed = await program.json('list', '--data-dir', there);
    expect(listed['incidents']).toContainEqual(expect.objectContaining({ title: 'Slow search', severity: 3 }));
    expect(await program.json('import', page, '--part', 'cc', '--data-dir', there)).toMatchObject({
      ok: false,
      code: 3,
    });
  });
});

test('beside one that runs and does not answer the record is read, and nothing is written', async () => {
  const there = path('held');
  cpSync(data, there, { recursive: true });
  const lock = takeLock(there);
  onTestFinished(() => lock?.release());
  expect(lock).not.toBeNull();
  expect(await program.json('list', '--data-dir', there)).toMatchObject({ ok: true });
  expect(await program.json('verify', '--data-dir', there)).toMatchObject({ ok: true, kind: 'record' });
  const more = path('while.txt');
  writeFileSync(more, '2024-12-18 01:00Z while it runs\n');
  const { code, err } = await program.run('import', more, '--data-dir', there);
  expect(code).toBe(5);
  expect(err).toContain('Warroom is running on this folder');
  expect(err).toContain('do it there, or end it first');
});

test('verify names the first event that is not the one that was written', async () => {
  const there = path('changed');
  cpSync(data, there, { recursive: true });
  expect(await program.json('verify', there)).toMatchObject({ ok: true });
  const db = new DatabaseSync(join(there, 'journal.db'));
  const event = db.prepare('SELECT id, arrival FROM events ORDER BY arrival LIMIT 1 OFFSET 5').get();
  db.prepare(`UPDATE payloads SET bytes = CAST('{}' AS BLOB) WHERE event = ?`).run(Number(event?.['arrival']));
  db.close();
  const found = await program.json('verify', '--data-dir', there);
  expect(found).toMatchObject({ ok: false, ending: 'damaged', code: 6 });
  expect(found['message']).toContain(String(event?.['id']));
  expect(found['message']).toContain('its text was changed');
  writeFileSync(join(there, 'journal.db'), 'no journal at all, whatever its name says');
  expect(await program.json('list', '--data-dir', there)).toMatchObject({ ok: false, code: 6 });
});

test('a line that is not understood ends with 2 and says what there is; help ends with 0', async () => {
  for (const args of [[], ['dance'], ['list', '--loud'], ['show'], ['export', id, '--format', 'docx'], ['drill']]) {
    const { code, out, err } = await program.run(...args);
    expect([args, code]).toEqual([args, 2]);
    expect(out + err).not.toBe('');
  }
  const help = await program.run('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const verb of ['list', 'show', 'export', 'import', 'verify', 'drill']) expect(help.out).toContain(`\n  ${verb}`);
  expect((await program.run('export', '--help')).out).toContain('--passphrase-file');
});

test('what is not there ends with 3, what cannot be done with 4', async () => {
  expect(await program.json('list', '--data-dir', path('none'))).toMatchObject({
    ok: false,
    ending: 'not-found',
    code: 3,
  });
  expect(existsSync(path('none'))).toBe(false);
  expect(await program.json('show', 'INC-1', '--data-dir', data)).toMatchObject({ code: 3 });
  expect(await program.json('import', path('no-file'), '--data-dir', data)).toMatchObject({ code: 3 });
  const odd = path('odd.json');
  writeFileSync(odd, '{"title": 5}');
  const refused = await program.json('drill', '--incident', odd, '--data-dir', path('none'));
  expect(refused).toMatchObject({ ok: false, ending: 'refused', code: 4 });
  expect(refused['message']).toContain('title');
});

test('an evidence bundle is made and checked; the part that was changed is named', async () => {
  const out = path('evidence.zip');
  const made = await program.json('export', id, '--format', 'evidence', '--out', out, '--data-dir', data);
  expect(made).toMatchObject({ ok: true, format: 'evidence', incident: id });
  expect(await program.json('verify', out)).toMatchObject({
    ok: true,
    kind: 'evidence',
    incident: id,
    events: made['events'],
    wroteHere: true,
  });
  const bytes = readFileSync(out);
  const at = bytes.indexOf('Service fully back');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const changed = path('changed.zip');
  writeFileSync(changed, bytes);
  const found = await program.json('verify', changed);
  expect(found).toMatchObject({ ok: false, ending: 'damaged', code: 6 });
  expect(String(found['message'])).toMatch(/at (?:record\/journal\.jsonl|timeline\.json)/u);
  expect(await program.json('import', out, '--data-dir', data)).toMatchObject({ ok: false, code: 4 });
});

test('what a program is given is a verb only where one stands', () => {
  expect(verbAsked(['list', '--json'], true)).toEqual(['list', '--json']);
  expect(verbAsked(['--no-sandbox', '/opt/app', 'show', 'INC-1'], false)).toEqual(['show', 'INC-1']);
  expect(verbAsked(['--no-sandbox', '/opt/app', '--data-dir', 'list'], false)).toBeNull();
  expect(verbAsked(['--data-dir', '/home/list'], true)).toBeNull();
  expect(verbAsked([], true)).toBeNull();
  // A word that is no verb is told so; help is one. Neither opens a window, on whatever folder is the usual one.
  expect(verbAsked(['lsit', '--json'], true)).toEqual(['lsit', '--json']);
  expect(verbAsked(['--no-sandbox', '--help'], true)).toEqual(['--help']);
  expect(verbAsked(['/opt/app', '-h'], false)).toEqual(['-h']);
  expect(verbAsked(['/opt/app'], false)).toBeNull();
  expect(verbAsked(['-r', '/tmp/driver.mjs', '/opt/app', '--data-dir', '/tmp/data'], false)).toBeNull();
  for (const { name } of verbs) expect(verbAsked([name], true)).toEqual([name]);
});
