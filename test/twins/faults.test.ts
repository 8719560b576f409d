// Each fault does what it says, in process and on a real socket: what the caller hears, and whether the vendor did it.
import { describe, expect, test } from 'vitest';
import { seeded, turnedClock } from '../journal/kit.ts';
import { type Behaviour, type Fault, makeFaults } from './faults.ts';
import { type Line, WAYS, type Way, hear, lineTo } from './kit.ts';
import { slackTwin } from './slack/index.ts';

const post = {
  method: 'POST',
  headers: { authorization: 'Bearer xoxb-twin-0001', 'content-type': 'application/json' },
};

async function start(way: Way) {
  const clock = turnedClock();
  const twin = slackTwin({ clock });
  return { clock, twin, line: await lineTo(twin, way) };
}

function say({ fetch: send, url }: Line, text = 'x', signal: AbortSignal | null = null): Promise<Response> {
  return send(`${url}chat.postMessage`, { ...post, body: JSON.stringify({ channel: 'C0GENERAL', text }), signal });
}

/** How it went, with the code of the socket's error where there is one. */
async function fate(said: Promise<Response>): Promise<unknown> {
  try {
    return (await hear(await said)).status;
  } catch (error) {
    return error instanceof TypeError ? 'the connection died' : error;
  }
}

const deadly: readonly [Behaviour, { applied: boolean }][] = [
  [{ kind: 'lose-before' }, { applied: false }],
  [{ kind: 'lose-after' }, { applied: true }],
  [{ kind: 'reset' }, { applied: true }],
];
const silent: readonly [Behaviour, { applied: boolean }][] = [
  [{ kind: 'hang' }, { applied: false }],
  [{ kind: 'hang-after' }, { applied: true }],
];

describe.each(WAYS)('faults, %s', (way) => {
  test.each(deadly)('%j', async (does, { applied }) => {
    const { twin, line } = await start(way);
    twin.faults.once('chat.postMessage', does);
    expect(await fate(say(line))).toBe('the connection died');
    expect(twin.messagesIn('general')).toHaveLength(applied ? 1 : 0);
    expect(twin.arrivals).toMatchObject([{ applied, fault: does.kind }]);
    expect(await fate(say(line))).toBe(200);
  });

  test.each(silent)('%j', async (does, { applied }) => {
    const { twin, line } = await start(way);
    twin.faults.once('chat.postMessage', does);
    const stop = new AbortController();
    const said = fate(say(line, 'x', stop.signal));
    await expect.poll(() => twin.arrivals.length).toBe(1);
    stop.abort(new Error('enough'));
    expect(await said).toEqual(new Error('enough'));
    expect(twin.arrivals).toMatchObject([{ applied, status: null }]);
    expect(twin.messagesIn('general')).toHaveLength(applied ? 1 : 0);
  });

  test('a call given up before it left never arrives', async () => {
    const { twin, line } = await start(way);
    expect(await fate(say(line, 'x', AbortSignal.abort(new Error('enough'))))).toEqual(new Error('enough'));
    expect(twin.arrivals).toHaveLength(0);
  });

  test('a delayed apply is done later, by the clock', async () => {
    const { twin, line, clock } = await start(way);
    twin.faults.once('chat.*', { kind: 'delay-apply', ms: 20_000 });
    expect(await fate(say(line))).toBe('the connection died');
    clock.turn(19_999);
    expect(twin.messagesIn('general')).toHaveLength(0);
    clock.turn(1);
    expect(twin.messagesIn('general')).toMatchObject([{ text: 'x', ts: '1740712340.000000' }]);
    expect(twin.arrivals).toMatchObject([{ applied: true, status: null }]);
  });

  test.each(['30', '-1', 'NaN', 'Fri, 28 Feb 2025 03:13:00 GMT', '1e9', undefined])(
    'a 429 with Retry-After %s',
    async (retryAfter) => {
      const { twin, line } = await start(way);
      twin.faults.once(undefined, { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) });
      const heard = await hear(await say(line));
      expect([heard.status, heard.headers.get('retry-after') ?? undefined]).toEqual([429, retryAfter]);
      expect(twin.messagesIn('general')).toHaveLength(0);
    },
  );

  test.each([420, 500, 502, 503])('a %d, before and after it was done', async (status) => {
    const { twin, line } = await start(way);
    twin.faults.once(undefined, { kind: 'status', status, body: '<html>Bad</html>' });
    twin.faults.once(undefined, { kind: 'status', status, applied: true, headers: { via: 'proxy' } });
    expect(await hear(await say(line))).toMatchObject({ status, body: '<html>Bad</html>' });
    expect(twin.messagesIn('general')).toHaveLength(0);
    expect((await say(line)).headers.get('via')).toBe('proxy');
    expect(twin.messagesIn('general')).toHaveLength(1);
    expect(twin.arrivals.map(({ applied }) => applied)).toEqual([false, true]);
  });

  test('a captive portal', async () => {
    const { twin, line } = await start(way);
    twin.faults.arm({ does: { kind: 'captive-portal' } });
    const { status, headers, body } = await hear(await say(line));
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<html>');
    expect(twin.messagesIn('general')).toHaveLength(0);
  });

  test('any error of Slack’s, with its fields; done all the same when asked', async () => {
    const { twin, line } = await start(way);
    twin.faults.once(undefined, { kind: 'slack-error', error: 'missing_scope', more: { needed: 'chat:write' } });
    twin.faults.once(undefined, { kind: 'slack-error', error: 'fatal_error', applied: true });
    expect((await hear(await say(line))).body).toEqual({ ok: false, error: 'missing_scope', needed: 'chat:write' });
    expect((await hear(await say(line))).body).toEqual({ ok: false, error: 'fatal_error' });
    expect(twin.messagesIn('general')).toHaveLength(1);
  });

  test('ok without ts', async () => {
    const { twin, line } = await start(way);
    twin.faults.once('chat.postMessage', { kind: 'no-ts' });
    const { body } = await hear(await say(line));
    expect(body).toMatchObject({ ok: true, channel: 'C0GENERAL' });
    expect(body).not.toHaveProperty('ts');
    expect(twin.messagesIn('general')).toHaveLength(1);
  });

  test('offline: nobody listens, nothing arrives, and it comes back', async () => {
    const { twin, line } = await start(way);
    expect(await fate(say(line))).toBe(200);
    const lift = twin.faults.arm({ does: { kind: 'offline' } });
    await line.settled();
    const refused = await say(line).catch((error: unknown) => (error as { cause: { code: string } }).cause.code);
    expect(refused).toBe('ECONNREFUSED');
    expect(twin.arrivals).toHaveLength(1);
    lift();
    await line.settled();
    expect(await fate(say(line))).toBe(200);
  });
});

describe('which calls a fault strikes', () => {
  const strikes = (fault: Omit<Fault, 'does'>, calls: readonly string[]) => {
    const faults = makeFaults({ clock: turnedClock(), chance: seeded(7) });
    faults.arm({ ...fault, does: { kind: 'hang' } });
    return calls.map((call) => faults.strike({ call, args: { n: call.length } }) !== null);
  };

  test.each<[string, Omit<Fault, 'does'>, readonly string[], readonly boolean[]]>([
    ['every one', {}, ['a', 'b'], [true, true]],
    ['by name', { calls: 'b' }, ['a', 'b', 'bb'], [false, true, false]],
    ['by pattern', { calls: 'chat.*' }, ['chat.update', 'chatXupdate'], [true, false]],
    ['several', { calls: ['a', 'GET /c/:id'] }, ['a', 'b', 'GET /c/:id'], [true, false, true]],
    ['by what was asked', { where: ({ args }) => args['n'] === 2 }, ['a', 'bb'], [false, true]],
    ['the second', { calls: 'a', nth: 2 }, ['a', 'b', 'a', 'a'], [false, false, true, false]],
    ['the first two', { calls: 'a', count: 2 }, ['a', 'b', 'a', 'a'], [true, false, true, false]],
  ])('%s', (_, fault, calls, struck) => {
    expect(strikes(fault, calls)).toEqual(struck);
  });

  test('by chance, the same for the same seed', () => {
    const calls = Array.from({ length: 2000 }, () => 'a');
    const struck = strikes({ chance: 0.3 }, calls);
    expect(struck).toEqual(strikes({ chance: 0.3 }, calls));
    expect(struck.filter(Boolean).length).toBeGreaterThan(500);
    expect(struck.filter(Boolean).length).toBeLessThan(700);
  });

  test('chance without a generator is refused at once', () => {
    const faults = makeFaults({ clock: turnedClock() });
    expect(() => faults.arm({ chance: 0.5, does: { kind: 'hang' } })).toThrow('chance');
  });

  test('until a time; the line comes back by itself', () => {
    const clock = turnedClock();
    const faults = makeFaults({ clock });
    const line: boolean[] = [];
    faults.onLine((offline) => line.push(offline));
    faults.arm({ until: clock.now() + 60_000, does: { kind: 'offline' } });
    expect([faults.isOffline(), faults.armed().length]).toEqual([true, 1]);
    clock.turn(60_000);
    expect([faults.isOffline(), faults.armed().length]).toEqual([false, 0]);
    expect(line).toEqual([true, false]);
  });

  test('the one armed first strikes first, and clear lifts them all', () => {
    const faults = makeFaults({ clock: turnedClock() });
    faults.once(undefined, { kind: 'hang' });
    faults.arm({ does: { kind: 'lose-after' } });
    const strike = () => faults.strike({ call: 'a', args: {} })?.kind;
    expect([strike(), strike(), strike()]).toEqual(['hang', 'lose-after', 'lose-after']);
    faults.clear();
    expect(strike()).toBeUndefined();
  });
});
