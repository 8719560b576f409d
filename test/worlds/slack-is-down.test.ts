// Slack is down: noticed from our own failures, told in words, and made up for once when it is back.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Wanted } from '../incident/scenario.ts';
import { declare, openWorld, type World, type WorldOptions } from './world.ts';

const ID = '01H0000000000000000000000D';
const ROOM = 'inc-20250228-payments-fail';
const MINUTE = 60_000;
const CAUGHT_UP = 'could not be reached from';

async function declared(options: WorldOptions = {}): Promise<World> {
  const one = await openWorld((end) => onTestFinished(end), { listens: true, ...options });
  await one.does(ID, declare);
  expect(await one.drain(2 * MINUTE)).toBe(true);
  return one;
}

async function goesDown(one: World): Promise<() => void> {
  const lift = one.slack.faults.arm({ does: { kind: 'offline' } });
  await one.does(ID, { type: 'role.assign', role: 'ops', person: { name: 'Le V' } });
  return lift;
}

const outage = (one: World) =>
  one
    .vendors()
    .states()
    .vendors.find(({ vendor }) => vendor === 'slack')?.outage ?? null;
const said = (one: World) => one.slack.messagesIn(ROOM).map(({ text }) => text);
const catchUps = (one: World) => said(one).filter((text) => text.includes(CAUGHT_UP));
const telling: Wanted = { type: 'elsewhere.tell', way: 'sms', text: 'We roll back.', reached: 'all on call' };

describe('an outage of 20 minutes', () => {
  test('is shown after two, and ends in exactly one catch-up with what was said elsewhere', async () => {
    const one = await declared();
    const lift = await goesDown(one);
    await one.run(MINUTE);
    expect(outage(one)).toBeNull();
    await one.run(2 * MINUTE);
    expect(outage(one)?.why).not.toBe('');
    await one.does(ID, telling);
    await one.run(17 * MINUTE);
    expect((await one.incident(ID)).elsewhere.lost).toHaveLength(1);
    await one.does(ID, { ...telling, way: 'mail', text: 'Still rolling back.' });
    lift();
    expect(await one.drain(5 * MINUTE)).toBe(true);
    expect(outage(one)).toBeNull();
    await one.run(20 * MINUTE);
    const [first = '', ...more] = catchUps(one);
    expect(more).toEqual([]);
    expect(first).toContain('by SMS, to all on call: We roll back.');
    expect(first).toContain('Still rolling back.');
    expect(first).toMatch(/Next update: /u);
    expect(said(one).some((text) => text.includes('Operations lead'))).toBe(false);
  });

  test('through a crash in it, one more as it ends, and with the answer to the catch-up lost', async () => {
    const one = await declared();
    const lift = await goesDown(one);
    await one.run(10 * MINUTE);
    await one.crash();
    await one.does(ID, telling);
    await one.run(10 * MINUTE);
    await one.crash();
    await one.run(2 * MINUTE);
    expect((await one.incident(ID)).elsewhere.lost).toHaveLength(1);
    lift();
    one.slack.faults.arm({ calls: 'chat.postMessage', nth: 1, does: { kind: 'lose-after' } });
    await one.run(30_000);
    await one.crash();
    expect(await one.drain(10 * MINUTE)).toBe(true);
    await one.run(20 * MINUTE);
    expect(catchUps(one)).toHaveLength(1);
    expect(catchUps(one)[0]).toContain('We roll back.');
  });
});

test('a shorter one leaves nothing behind', async () => {
  const one = await declared();
  const lift = await goesDown(one);
  await one.run(10 * MINUTE);
  expect(outage(one)).not.toBeNull();
  lift();
  expect(await one.drain(5 * MINUTE)).toBe(true);
  await one.run(20 * MINUTE);
  expect(outage(one)).toBeNull();
  expect(catchUps(one)).toEqual([]);
  expect((await one.incident(ID)).elsewhere.lost).toEqual([]);
  expect(said(one).some((text) => text.includes('Operations lead'))).toBe(true);
});

test('of a need-to-know incident the catch-up has nothing personal (DOMAIN.md 11)', async () => {
  const one = await declared();
  await one.does(ID, { type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'Seen in the logs' });
  await one.does(ID, { type: 'compliance.close-room' });
  const lift = await goesDown(one);
  await one.does(ID, { ...telling, text: 'joe@example.com called', reached: 'joe@example.com' });
  await one.run(20 * MINUTE);
  lift();
  expect(await one.drain(5 * MINUTE)).toBe(true);
  expect(catchUps(one)).toHaveLength(1);
  expect(catchUps(one)[0]).not.toContain('joe@example.com');
});

describe('the status page of Slack', () => {
  const OK = '{"status":"ok","active_incidents":[]}';
  const BAD = '{"status":"active","active_incidents":[{"title":"Messages do not arrive"}]}';

  test('is asked only while something fails, once a minute', async () => {
    let asked = 0;
    const one = await declared({
      statusFeed: () => {
        asked += 1;
        return Promise.resolve(new Response(BAD));
      },
    });
    await one.run(20 * MINUTE);
    expect(asked).toBe(0);
    const lift = await goesDown(one);
    await one.run(5 * MINUTE);
    expect(asked).toBeGreaterThanOrEqual(4);
    expect(asked).toBeLessThanOrEqual(5);
    expect(outage(one)?.says).toEqual({ is: 'trouble', titles: ['Messages do not arrive'] });
    lift();
    await one.drain(5 * MINUTE);
    const then = asked;
    await one.run(20 * MINUTE);
    expect(asked).toBeLessThanOrEqual(then + 1);
  });

  test.for([
    ['lies', () => Promise.resolve(new Response(OK)), { is: 'ok' }],
    ['answers HTML', () => Promise.resolve(new Response('<html>Log in</html>')), { is: 'unread' }],
    ['hangs', () => new Promise<Response>(() => {}), null],
  ] as const)('that %s changes nothing but words', async ([, statusFeed, says]) => {
    const one = await declared({ statusFeed });
    const lift = await goesDown(one);
    await one.run(20 * MINUTE);
    expect(outage(one)).toMatchObject({ says });
    lift();
    expect(await one.drain(5 * MINUTE)).toBe(true);
    expect(catchUps(one)).toHaveLength(1);
  });

  test('that says all is down, while we get through, is not even heard', async () => {
    const one = await declared({ statusFeed: () => Promise.resolve(new Response(BAD)) });
    await one.does(ID, { type: 'update.post', audience: 'room', text: 'one' });
    await one.run(20 * MINUTE);
    expect(outage(one)).toBeNull();
  });
});
