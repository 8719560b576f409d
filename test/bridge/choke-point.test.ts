// The choke point: whatever comes in is answered in words, and what is malformed changes nothing (issue 2, security).
import fc from 'fast-check';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src-shared/bridge.ts';
import { MAX_REQUEST_DEPTH } from '../../src-shared/bridge.ts';
import { hostCommandSchema } from '../../src-main/bridge/host-commands.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import { declaration, startHost, type TestConnection, type TestHost } from '../incidents/host.ts';

let on: TestHost;
let cockpit: TestConnection;
let incident: string;
const ends: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  on = await startHost((end) => void ends.push(end));
  cockpit = on.connect();
  incident = on.newId();
  await cockpit.dispatch(incident, declaration());
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/** Everything that a malformed message must leave as it is. */
async function record(): Promise<string> {
  const follower = on.connect().follow(incident);
  await follower.until((f) => f.messages.length > 0);
  const { preferences, identity, backups } = await on.connect().hostState();
  const sizes = ['journal.db', 'journal.db-wal'].map(
    (file) => statSync(join(on.dir, file), { throwIfNoEntry: false })?.size ?? 0,
  );
  return JSON.stringify([follower.state(), follower.cursor(), preferences, identity, backups, sizes]);
}

/** Fires at a connection of its own and waits for as many replies as there were numbers. */
async function fire(shots: readonly unknown[]): Promise<Reply[]> {
  const replies: Reply[] = [];
  const wanted = shots.length;
  await new Promise<void>((resolve) => {
    const connection = on.cockpit.connect((reply) => {
      if (reply.kind === 'reply') replies.push(reply);
      if (replies.length === wanted) resolve();
    });
    for (const raw of shots) connection.receive(raw);
  });
  return replies;
}

const ulid = '0'.repeat(26);
const valid = (): Record<string, unknown>[] => [
  { n: 1, kind: 'dispatch', incident, command: { id: ulid, type: 'timeline.log', kind: 'note', text: 'x' } },
  {
    n: 2,
    kind: 'dispatch',
    incident,
    command: {
      id: ulid,
      type: 'status-page.publish',
      step: 'identified',
      text: 'x',
      components: [{ name: 'Payments', state: 'operational' }],
      notify: true,
    },
  },
  {
    n: 3,
    kind: 'dispatch',
    incident,
    command: { id: ulid, type: 'role.assign', role: 'scribe', person: { name: 'X' } },
  },
  {
    n: 4,
    kind: 'dispatch',
    incident,
    command: { id: ulid, type: 'timeline.import', entries: [{ at: 1_740_000_000_000, kind: 'note', text: 'x' }] },
  },
  { n: 5, kind: 'host', command: { id: ulid, type: 'preferences.set', preferences: { theme: 'light' } } },
  { n: 6, kind: 'host', command: { id: ulid, type: 'identity.set', name: 'Mallory' } },
  { n: 7, kind: 'host', command: { id: ulid, type: 'incident.delete', incident, title: 'Payments fail' } },
  { n: 8, kind: 'query', name: 'search', args: { text: 'x' } },
  { n: 9, kind: 'subscribe', scope: 'index', cursor: null },
];

/** What makes a valid request a malformed one, whatever the field. */
const poison: unknown[] = [
  undefined,
  null,
  -1,
  1.5,
  Number.NaN,
  '',
  '\u0000',
  'constructor',
  '__proto__',
  [],
  {},
  { $ne: null },
  [[[[]]]],
  true,
  2 ** 53,
  { toString: 1 },
];

const mutated: fc.Arbitrary<unknown> = fc
  .record({
    which: fc.nat(8),
    path: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
    how: fc.nat(3),
    value: fc.constantFrom(...poison),
    extra: fc.jsonValue({ maxDepth: 3 }),
  })
  .map(({ which, path, how, value, extra }) => {
    const request = structuredClone(valid()[which] ?? {});
    let at: Record<string, unknown> = request;
    let key = 'kind';
    for (const step of path) {
      const keys = Object.keys(at);
      key = keys[step % Math.max(1, keys.length)] ?? 'kind';
      const inner = at[key];
      if (typeof inner !== 'object' || inner === null) break;
      at = inner as Record<string, unknown>; // an object of the request, or a list, whose indexes are keys too
    }
    const keys = Object.keys(at);
    key = keys[(path.at(-1) ?? 0) % Math.max(1, keys.length)] ?? key;
    if (how === 0) delete at[key];
    else if (how === 1) at[key] = value;
    else if (how === 2) at[`${key}x`] = extra;
    else at[key] = [at[key]];
    return request;
  });

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.anything(),
  fc.record({
    n: fc.oneof(fc.nat(), fc.jsonValue()),
    kind: fc.constantFrom('dispatch', 'host', 'query', 'subscribe', 'unsubscribe', 'eval', '__proto__'),
    incident: fc.constantFrom('x', '', 7),
    command: fc.jsonValue(),
    name: fc.constantFrom('search', 'constructor', ''),
    args: fc.jsonValue(),
    scope: fc.string(),
    cursor: fc.jsonValue(),
  }),
  fc
    .string()
    .map(
      (text) =>
        JSON.parse(
          `{"n": 5, "kind": "dispatch", "__proto__": ${JSON.stringify(text)}, "constructor": {"prototype": {}}}`,
        ) as unknown,
    ),
);

/** Whether it is a message that may be sent: those few are let out, the rest is malformed. */
function wellFormed(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  const { n, kind, incident: to, command, ...more } = raw as Record<string, unknown>; // looked at field by field
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return false;
  if (kind === 'query' || kind === 'subscribe' || kind === 'unsubscribe') return true; // they change nothing anyhow
  if (Object.keys(more).length > 0) return false;
  if (kind === 'dispatch') return to === incident && parseCommand(command).ok;
  return kind === 'host' && to === undefined && hostCommandSchema.safeParse(command).success;
}

describe('10,000 malformed messages', () => {
  it('are each answered in words, crash nothing and change nothing', async () => {
    const before = await record();
    const shots: unknown[] = [];
    for (const raw of fc.sample(mutated, { numRuns: 9_000, seed: 42 })) if (!wellFormed(raw)) shots.push(raw);
    for (const raw of fc.sample(anything, { numRuns: 9_000, seed: 43 })) if (!wellFormed(raw)) shots.push(raw);
    expect(shots.length).toBeGreaterThan(10_000);
    const replies = await fire(shots);
    for (const reply of replies) {
      expect(reply.kind).toBe('reply');
      if (reply.kind !== 'reply') continue;
      expect(reply.body).toMatchObject({ ok: false });
      // The body is a refusal: the line above says so.
      const { refusal } = reply.body as { refusal: { code: string; message: string } };
      expect(
        [
          'malformed',
          'too-large',
          'too-long',
          'empty',
          'unknown-incident',
          'unknown-role',
          'reason-needed',
          'in-the-future',
          'unknown-person',
          'not-available',
        ],
        refusal.message,
      ).toContain(refusal.code);
      expect(refusal.message).not.toMatch(/undefined|\[object|invalid input|unrecognized|TypeError/iu);
    }
    expect(await record()).toBe(before);
    expect(on.log).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }, 60_000);
});

describe('the caps', () => {
  const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 'x');

  it.each([
    ['too deep', { n: 7, kind: 'host', command: deep(MAX_REQUEST_DEPTH + 1) }],
    ['as deep as a stack', { n: 7, kind: 'host', command: deep(50_000) }],
    ['17 MB of text', { n: 7, kind: 'dispatch', command: 'x'.repeat(17_000_000) }],
    ['millions of numbers', { n: 7, kind: 'dispatch', command: Array.from({ length: 2_500_000 }, () => 1) }],
    ['an array with a billion holes', { n: 7, kind: 'dispatch', command: sparse() }],
    ['a buffer', { n: 7, kind: 'dispatch', command: new Uint8Array(10_000_000) }],
    ['a map', { n: 7, kind: 'dispatch', command: new Map([['type', 'x']]) }],
    ['a date', { n: 7, kind: 'dispatch', command: new Date(0) }],
    ['a circle', circle()],
  ])('stop %s with its number and a word', async (_what, raw) => {
    const [reply] = await fire([raw]);
    expect(reply).toMatchObject({ n: 7, kind: 'reply', body: { ok: false, refusal: { code: 'too-large' } } });
  });

  function sparse(): unknown[] {
    const holes: unknown[] = [];
    holes.length = 1_000_000_000;
    return holes;
  }

  function circle(): unknown {
    const request: Record<string, unknown> = { n: 7, kind: 'host' };
    request['command'] = request;
    return request;
  }

  it('let through what is just below: 10,000 lines of a paste', async () => {
    const entries = Array.from({ length: 10_000 }, (_, i) => ({
      at: 1_700_000_000_000 + i,
      kind: 'note' as const,
      text: 'x'.repeat(500),
    }));
    const other = on.newId();
    await cockpit.dispatch(other, declaration('Long paste'));
    expect(await cockpit.dispatch(other, { type: 'timeline.import', entries })).toMatchObject({ ok: true });
  });
});

describe('every request is answered with its own number', () => {
  it.each([
    [{ n: 41, kind: 'nonsense' }, 41],
    [{ n: 42 }, 42],
    [{ n: 0, kind: 'host' }, 0],
    [{ n: -3, kind: 'host' }, 0],
    [{ n: '44', kind: 'host' }, 0],
    [{ n: 1e300, kind: 'host' }, 0],
    ['text', 0],
    [null, 0],
    [undefined, 0],
  ])('%j by %i', async (raw, n) => {
    const [reply] = await fire([raw]);
    expect(reply).toMatchObject({ n, kind: 'reply', body: { ok: false, refusal: { code: 'malformed' } } });
  });
});

describe('a connection', () => {
  it('takes at most 50 subscriptions, and one more when one is given back', async () => {
    const other = on.connect();
    const answers = [];
    for (let i = 0; i < 51; i += 1) answers.push(await other.ask({ kind: 'subscribe', scope: 'index', cursor: null }));
    expect(answers.slice(0, 50).every((a) => (a as { ok: boolean }).ok)).toBe(true);
    expect(answers[50]).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
    await other.ask({ kind: 'unsubscribe', subscription: 1 });
    expect(await other.ask({ kind: 'subscribe', scope: 'index', cursor: null })).toMatchObject({ ok: true });
  });

  it('that is closed is told nothing and asks nothing any more', async () => {
    const other = on.connect();
    const follower = other.follow(incident);
    await follower.until((f) => f.messages.length > 0);
    other.raw.close();
    const before = other.replies.length;
    other.raw.receive({
      n: 900,
      kind: 'dispatch',
      incident,
      command: { id: on.newId(), type: 'timeline.log', kind: 'note', text: 'from the grave' },
    });
    await cockpit.dispatch(incident, { type: 'timeline.log', kind: 'note', text: 'alive' });
    expect(other.replies).toHaveLength(before);
    const after = cockpit.follow(incident);
    await after.until((f) => f.messages.length > 0);
    expect(
      after
        .state()
        .timeline.entries.chunks.flat()
        .map((e) => e.text),
    ).not.toContain('from the grave');
  });

  it('that cannot be reached stops nobody: its answers are logged', async () => {
    const broken = on.cockpit.connect(() => {
      throw new Error('the pipe is shut');
    });
    broken.receive({ n: 1, kind: 'query', name: 'playbook', args: {} });
    await cockpit.query('playbook', {});
    expect(on.log.some((line) => line.includes('the pipe is shut'))).toBe(true);
    on.log.length = 0;
  });

  it('cannot say what became of an effect, or what stands elsewhere: the outbox and the inbox alone say that', async () => {
    const settle = {
      id: on.newId(),
      type: 'effect.settle',
      vendor: 'slack',
      effect: 'a'.repeat(32),
      lane: 'slack',
      what: 'Update #1',
      outcome: 'delivered',
      attached: [],
    };
    for (const command of [
      settle,
      { ...settle, type: 'remote.attach' },
      { ...settle, type: 'effect.edit', text: 'x' },
      { id: on.newId(), type: 'page.drift', page: 'public', key: 'gone/1', what: 'gone', at: 1 },
      { id: on.newId(), type: 'message.delete', place: 'C1', message: '1' },
    ]) {
      const parsed = parseCommand(command);
      const code = parsed.ok ? 'forbidden' : 'malformed';
      expect(await cockpit.ask({ kind: 'dispatch', incident, command })).toMatchObject({
        ok: false,
        refusal: { code },
      });
    }
    expect(parseCommand(settle).ok).toBe(true);
  });

  it('says who acts; the command cannot', async () => {
    expect(
      await cockpit.ask({
        kind: 'dispatch',
        incident,
        command: {
          id: on.newId(),
          type: 'timeline.log',
          kind: 'note',
          text: 'x',
          actor: { person: ulid, via: 'system' },
        },
      }),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'malformed' },
    });
  });
});
