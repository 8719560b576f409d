// One request a second for the key, both pages together, and whatever Statuspage asks for on top.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quiet, settle } from '../settle.ts';
import { PUBLIC, world } from './kit.ts';

/** When the requests arrived, as ms after one another. */
function gaps(at: readonly number[]): number[] {
  return at.slice(1).map((t, i) => t - (at[i] ?? 0));
}

describe('one request a second', () => {
  test('is never exceeded, whoever asks for what at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('post', 'private', 'components', 'open', 'test', 'find'), {
          minLength: 3,
          maxLength: 12,
        }),
        fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 12, maxLength: 12 }),
        async (deeds, pauses) => {
          const w = world({ limits: { status: 420 } });
          const under: Promise<unknown>[] = [];
          for (const [i, deed] of deeds.entries()) {
            const { connection } = w;
            const components = [{ name: 'Payments', state: 'major-outage' as const }];
            if (deed === 'components') under.push(connection.components!());
            else if (deed === 'open') under.push(connection.openIncidents!('statuspage').catch(() => []));
            else if (deed === 'test') under.push(connection.test());
            else {
              const effect = w.post('investigating', { components, page: deed === 'private' ? 'private' : 'public' });
              under.push(
                deed === 'find'
                  ? connection.find(effect, w.situation(), w.turned.clock.now())
                  : connection.send(effect, w.situation()),
              );
            }
            // What may leave now leaves before the clock goes on.
            await quiet();
            w.turned.turn(pauses[i] ?? 0);
          }
          await settle(w.turned, Promise.all(under));
          const at = w.twin.arrivals.map((arrival) => arrival.at);
          for (const gap of gaps(at)) expect(gap).toBeGreaterThanOrEqual(1_000);
          expect(w.twin.arrivals.filter(({ status }) => status === 420)).toEqual([]);
          w.connection.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is used to the full: a hundred posts take a hundred seconds, not much more', async () => {
    const w = world({ limits: { status: 429 } });
    const from = w.turned.clock.now();
    for (let i = 0; i < 100; i += 1) await w.sent(w.post('investigating'));
    const seconds = (w.turned.clock.now() - from) / 1_000;
    expect(seconds).toBeGreaterThanOrEqual(99);
    expect(seconds).toBeLessThan(105);
  });

  test('is told to the outbox before it asks', async () => {
    const w = world();
    const effect = w.post('investigating');
    const now = w.turned.clock.now();
    expect(w.connection.readyAt(effect, w.situation())).toBe(now);
    await w.sent(effect);
    expect(w.connection.readyAt(effect, w.situation())).toBe(w.twin.arrivals[0]!.at + 1_000);
    expect(w.connection.budget()).toEqual({
      words: '1 request a second with this key, for both pages together',
      limitedUntil: null,
    });
  });
});

describe('a limit that Statuspage sets', () => {
  test.each([420, 429])('%s closes the key for as long as it asks, for every page and every call', async (status) => {
    const w = world();
    w.twin.faults.once('POST /incidents', { kind: 'status', status, retryAfter: '90' });
    const effect = w.post('investigating');
    expect(await w.send(effect)).toMatchObject({ is: 'retry', limited: true, afterMs: 90_000 });
    const until = w.connection.budget().limitedUntil!;
    expect(until - w.twin.arrivals[0]!.at).toBe(90_000);
    const arrived = w.twin.arrivals.length;
    const own = w.post('investigating', { page: 'private' });
    expect(await w.send(own)).toMatchObject({ is: 'retry', limited: true });
    expect(await w.find(effect, 0)).toMatchObject({ is: 'retry', limited: true });
    expect((await w.settled(w.connection.test())).ok).toBe(false);
    expect(w.twin.arrivals).toHaveLength(arrived);
    w.turned.turn(until - w.turned.clock.now());
    await w.sent(effect);
    expect(w.twin.arrivals.at(-1)!.at).toBeGreaterThanOrEqual(until);
  });

  test.each([undefined, '', '-1', 'NaN', '1e9', '999999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', 'soon'])(
    'with Retry-After %s waits between ten seconds and an hour',
    async (retryAfter) => {
      const w = world();
      const does = { kind: 'status' as const, status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) };
      w.twin.faults.once('POST /incidents', does);
      const outcome = await w.send(w.post('investigating'));
      const wait = outcome.is === 'retry' ? outcome.afterMs! : 0;
      expect(wait).toBeGreaterThanOrEqual(10_000);
      expect(wait).toBeLessThanOrEqual(3_600_000);
    },
  );

  test('is their own window too: the sixty-first request of a minute, made by somebody else, is waited for', async () => {
    const w = world({ limits: { status: 420 } });
    const key = { authorization: `OAuth ${w.twin.apiKey}` };
    const url = `https://statuspage.example/v1/pages/${PUBLIC}`;
    for (let i = 0; i < 60; i += 1) await w.twin.fetch(url, { headers: key });
    const outcome = await w.send(w.post('investigating'));
    expect(outcome).toMatchObject({ is: 'retry', limited: true });
    w.turned.turn(outcome.is === 'retry' ? outcome.afterMs! : 0);
    await w.sent(w.post('identified'));
  });
});
