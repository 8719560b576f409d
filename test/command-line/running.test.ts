// Verbs that write while Warroom runs on the folder: the running one does it, as if it had been done in its cockpit, and every cockpit
// shows it at once (issue 6, point 7).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../package.json' with { type: 'json' };
import { openLocalSocket } from '../../src-main/local-socket/listen.ts';
import { declaration, startHost, type TestHost } from '../incidents/host.ts';
import { root } from '../tooling/runtimes.ts';
import { buildProgram, type Program } from './program.ts';

/** Each verb is a process of its own. */
const MANY_STARTS = 60_000;

const ends: (() => void | Promise<void>)[] = [];
const defer = (end: () => void | Promise<void>): void => void ends.push(end);
let program: Program;
let host: TestHost;
const troubles: string[] = [];
/** the incident that was declared in the cockpit */
let declared: string;
const path = (name: string): string => join(program.folder, name);
const here = (): readonly string[] => ['--data-dir', host.dir];

beforeAll(async () => {
  program = await buildProgram();
  defer(() => program.remove());
  // Slack is set up, and cannot be reached.
  host = await startHost(defer, { env: { WARROOM_SLACK_TOKEN: 'xoxb-running-0001' } });
  const { errand } = host.cockpit;
  const socket = await openLocalSocket({
    dataDir: host.dir,
    version,
    errand,
    log: { info: () => {}, error: (what, facts) => void troubles.push(`${what} ${JSON.stringify(facts)}`) },
  });
  defer(() => socket.stop());
}, 120_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

test(
  'a timeline goes into the incident that is open, and the cockpit shows it at once',
  { timeout: MANY_STARTS },
  async () => {
    const cockpit = host.connect();
    const incident = host.newId();
    await cockpit.dispatch(incident, declaration());
    const open = cockpit.follow(incident);
    await open.until(({ messages }) => messages.length > 0);
    declared = incident;
    const number = open.state().declaration?.number ?? '';
    const night = path('night.txt');
    writeFileSync(night, '2025-02-28 02:50Z the database is down\n2025-02-28 02:55Z failing over\n');
    const shown = open.until(({ state }) =>
      JSON.stringify([...state().timeline.entries.chunks]).includes('failing over'),
    );
    const took = await program.json('import', night, '--into', number, ...here());
    expect(took).toMatchObject({ ok: true, incident, number, added: 2, source: 'lines', usable: 2 });
    await shown;
    open.stop();
    // Told to nobody outside, and refused as in the cockpit.
    const missing = await program.json('import', night, '--into', 'INC-1', ...here());
    expect(missing).toMatchObject({ ok: false, ending: 'not-found', code: 3 });
    const long = await program.json('import', night, '--title', 'x'.repeat(500), ...here());
    expect(long).toMatchObject({ ok: false, ending: 'refused', code: 4 });
    const begun = await program.json('import', night, '--title', 'Another night', ...here());
    expect(begun).toMatchObject({ ok: true, added: 2 });
    expect(host.cockpit.incidents().map(({ title }) => title)).toContain('Another night');
    expect(host.cockpit.incidents().every(({ id, joined }) => id === incident || joined.length === 0)).toBe(true);
  },
);

test(
  'a drill is played beside the incidents that run, in its own time, and stands in the list when it is over',
  { timeout: MANY_STARTS },
  async () => {
    const before = host.cockpit.incidents().length;
    const incident = join(root, 'test', 'fixtures', 'incidents', 'roblox-2021-10-28-consul', 'incident.json');
    const played = await program.json('drill', '--incident', incident, ...here());
    expect(played).toMatchObject({ ok: true, drill: true, status: 'resolved', delivered: expect.any(Array) });
    expect(host.cockpit.incidents()).toHaveLength(before + 1);
    const listed = host.cockpit.incidents().find(({ id }) => id === played['incident']);
    expect(listed).toMatchObject({ drill: true, number: played['number'], status: 'resolved' });
    const look = host.connect().follow(String(played['incident']));
    await look.until(({ messages }) => messages.length > 0);
    expect(look.state().remote).toMatchObject({ joined: {}, settled: {} });
    look.stop();
    expect(await program.json('verify', ...here())).toMatchObject({ ok: true, kind: 'record' });
    writeFileSync(path('odd.json'), '{"title": 5}');
    const odd = await program.json('drill', '--incident', path('odd.json'), ...here());
    expect(odd).toMatchObject({ ok: false, code: 4 });
  },
);

test(
  'a handover file is looked at, refused for the wrong word, and taken in once',
  { timeout: MANY_STARTS },
  async () => {
    const there = path('there');
    const more = path('elsewhere.txt');
    writeFileSync(more, '2025-02-28 01:00Z it began over there\n');
    const made = await program.json('import', more, '--data-dir', there);
    const file = path('there.warroom');
    const from = ['--data-dir', there];
    const { err } = await program.run(
      'export',
      String(made['incident']),
      '--format',
      'handover',
      '--out',
      file,
      ...from,
    );
    const word = path('word');
    writeFileSync(word, /Passphrase: (\S+)/u.exec(err)?.[1] ?? '');
    const wrong = path('wrong');
    writeFileSync(wrong, 'lusab-babad-gutih-tugad');
    const take = (...args: string[]) => program.json('import', file, ...args, ...here());
    expect(await take('--passphrase-file', wrong)).toMatchObject({ ok: false, ending: 'passphrase', code: 7 });
    const looked = await take('--passphrase-file', word, '--preview');
    expect(looked).toMatchObject({ ok: true, here: 0, added: 0, wouldAdd: looked['events'] });
    expect(host.cockpit.incidents().some(({ id }) => id === made['incident'])).toBe(false);
    expect(await take('--passphrase-file', word)).toMatchObject({ ok: true, added: looked['events'] });
    expect(host.cockpit.incidents().some(({ id }) => id === made['incident'])).toBe(true);
    expect(await take('--passphrase-file', word)).toMatchObject({ ok: true, added: 0 });
  },
);

test('of all that only what was said in the cockpit is to go out, and nothing went wrong at the socket', () => {
  const record = new DatabaseSync(join(host.dir, 'journal.db'), { readOnly: true });
  const rows = record.prepare('SELECT DISTINCT incident FROM outbox').all();
  record.close();
  expect(rows).toEqual([{ incident: declared }]);
  expect(troubles).toEqual([]);
});
