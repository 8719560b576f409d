// What goes wrong on a real night, one thing at a time: the vendors' twins, a turned clock, the real host (DESIGN: Outbox).
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Wanted } from '../incident/scenario.ts';
import type { Fault } from '../twins/faults.ts';
import { broken, calledFor } from './promises.ts';
import { openWorld, type World } from './world.ts';

const ID = '01H0000000000000000000000N';
const ROOM = 'inc-20250228-payments-fail';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const declare: Wanted = {
  type: 'incident.declare',
  title: 'Payments fail',
  impact: 'Cards & wallets',
  severity: 1,
  components: ['Payments'],
  declarer: { name: 'Nguyen A' },
  commander: { name: 'Tran B' },
};

function update(text: string): Wanted {
  return { type: 'update.post', audience: 'room', text };
}

async function publish(world: World, step: 'investigating' | 'identified' | 'monitoring' | 'resolved', text: string) {
  const state = step === 'resolved' ? 'operational' : 'partial-outage';
  await world.does(ID, {
    type: 'status-page.publish',
    step,
    text,
    components: [{ name: 'Payments', state }],
    notify: true,
  });
  // The hold of 5 s, in which it can be taken back.
  await world.run(5_000);
}

function world(options: Parameters<typeof openWorld>[1] = {}): Promise<World> {
  return openWorld((end) => onTestFinished(end), options);
}

async function promises(one: World): Promise<string[]> {
  const { effects } = calledFor(ID, await one.events(ID));
  return broken(one, await one.incident(ID), effects);
}

/** Texts in the incident's channel, Slack's own lines left out. */
function room(one: World): string[] {
  return one.slack
    .messagesIn(ROOM)
    .filter(({ subtype }) => subtype === null)
    .map(({ text }) => text.split('\n')[0] ?? '');
}

function everything(vendor: 'slack' | 'page', does: Fault['does']): (one: World) => () => void {
  return (one) => one[vendor].faults.arm({ does });
}

describe('a whole incident', () => {
  test('is told once each, in order, and the page stands where the incident does (DOMAIN.md 5, 7)', async () => {
    const one = await world();
    await one.does(ID, declare);
    await one.does(ID, { type: 'role.assign', role: 'ops', person: { name: 'Le V' } });
    await publish(one, 'investigating', 'We look into it.');
    const word = (await one.incident(ID)).command.commander ?? '';
    await one.does(ID, { type: 'decision.make', text: 'Roll back', word });
    await one.does(ID, update('Update: we roll back'));
    await one.does(ID, { type: 'update.post', audience: 'executives', text: 'Executives: we roll back' });
    await publish(one, 'resolved', 'It is over.');
    expect(await one.drain(HOUR)).toBe(true);
    expect(await promises(one)).toEqual([]);
    const said = room(one);
    expect(said[0]).toMatch(/^INCIDENT DECLARED/u);
    const order = ['Le V is Operations lead', 'We look into it.', 'Roll back', 'we roll back', 'It is over.'];
    const places = order.map((words) => said.findIndex((line) => line.includes(words)));
    expect(places.every((at, i) => at > (places[i - 1] ?? 0))).toBe(true);
    expect(one.slack.messagesIn('exec-updates').map(({ text }) => text)).toEqual(['Executives: we roll back']);
    const [posted] = one.page.incidents();
    expect(posted).toMatchObject({ name: 'Payments fail', status: 'resolved' });
    expect(posted?.updates.map(({ body }) => body)).toEqual(['It is over.', 'We look into it.']);
    expect(one.page.component('Payments').status).toBe('operational');
    expect(one.page.component('API').status).toBe('operational');
    expect(one.page.mailings().length).toBe(2);
    expect(one.slack.pinnedIn(ROOM)).toHaveLength(1);
  });

  test('under a clock that moves while things are done: nothing waits for a moment that has passed', async () => {
    const one = await world({ creeps: 1 });
    await one.does(ID, declare);
    for (let n = 1; n <= 5; n += 1) await one.does(ID, update(`update ${n}`));
    await publish(one, 'investigating', 'We look into it.');
    expect(await one.drain(2 * MINUTE)).toBe(true);
    expect(await promises(one)).toEqual([]);
  });

  test('None of what goes out stops the incident when it fails (ours): no vendor until the end, and nothing is lost', async () => {
    const one = await world();
    const back = [everything('slack', { kind: 'offline' })(one), everything('page', { kind: 'offline' })(one)];
    await one.does(ID, declare);
    await publish(one, 'investigating', 'We look into it.');
    await one.does(ID, update('one'));
    await one.run(4 * MINUTE);
    await one.does(ID, { type: 'role.assign', role: 'ops', person: { name: 'Le V' } });
    expect(one.lane('slack')?.queued).toBeGreaterThan(3);
    expect(one.slack.arrivals).toEqual([]);
    for (const lift of back) lift();
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(await promises(one)).toEqual([]);
    expect(room(one)).toContain('one');
    expect(one.page.incidents()).toHaveLength(1);
  });
});

describe('after an outage longer than the playbook allows', () => {
  test('chatter is dropped, the newest update goes, and the public post waits for one click', async () => {
    const one = await world();
    await one.does(ID, declare);
    await one.drain(MINUTE);
    const back = [everything('slack', { kind: 'offline' })(one), everything('page', { kind: 'offline' })(one)];
    await one.does(ID, { type: 'role.assign', role: 'ops', person: { name: 'Le V' } });
    for (const text of ['three', 'four', 'five']) await one.does(ID, update(text));
    await publish(one, 'investigating', 'We look into it.');
    await publish(one, 'identified', 'We found it.');
    await one.run(20 * MINUTE);
    for (const lift of back) lift();
    await one.run(5 * MINUTE);
    expect(one.page.incidents()).toEqual([]);
    const said = room(one);
    expect(said).toContain('five');
    expect(said).not.toContain('three');
    expect(said.some((line) => line.includes('Operations lead'))).toBe(false);
    const lane = one.lane('statuspage');
    expect(lane?.standing.is).toBe('review');
    expect(lane?.review?.go).toHaveLength(1);
    expect(lane?.review?.overtaken).toHaveLength(1);
    expect((await one.host({ type: 'delivery.confirm', incident: ID, lane: 'statuspage' })).ok).toBe(true);
    expect(await one.drain(5 * MINUTE)).toBe(true);
    expect(one.page.incidents()[0]?.updates.map(({ body }) => body)).toEqual(['We found it.']);
    expect(await promises(one)).toEqual([]);
    const { timeline } = await one.incident(ID);
    expect(JSON.stringify(timeline)).toContain('Not sent, overtaken by something newer');
  });
});

describe('an answer that is lost', () => {
  const ways: readonly Fault['does'][] = [
    { kind: 'lose-before' },
    { kind: 'lose-after' },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'hang-after' },
    { kind: 'delay-apply', ms: 20_000 },
    { kind: 'status', status: 503, applied: true },
    { kind: 'captive-portal' },
  ];

  test.for(ways)(
    '%o: each of the calls that change something ends in exactly one',
    { timeout: 60_000 },
    async (does) => {
      const one = await world();
      const calls = [
        'conversations.create',
        'chat.postMessage',
        'chat.update',
        'pins.add',
        'POST /incidents',
        'PATCH /incidents/:id',
      ];
      for (const call of calls) (call.includes('/') ? one.page : one.slack).faults.arm({ calls: call, nth: 1, does });
      await one.does(ID, declare);
      await publish(one, 'investigating', 'We look into it.');
      await publish(one, 'identified', 'We found it.');
      expect(await one.drain(HOUR)).toBe(true);
      await one.run(HOUR);
      expect(await promises(one)).toEqual([]);
      expect([...one.slack.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
      expect(one.page.incidents()).toHaveLength(1);
    },
  );

  test('a late twin, applied after "not found" counted, is deleted, and the record says so', async () => {
    const one = await world();
    one.slack.faults.once('chat.postMessage', { kind: 'delay-apply', ms: 55_000 });
    await one.does(ID, declare);
    expect(await one.drain(HOUR)).toBe(true);
    await one.run(15 * MINUTE);
    expect(await promises(one)).toEqual([]);
    expect(JSON.stringify((await one.incident(ID)).timeline)).toContain('the later one is deleted');
  });
});

test('killed at every single call of a whole incident: nothing lost, nothing twice', { timeout: 240_000 }, async () => {
  const story = async (one: World): Promise<void> => {
    await one.tries(ID, declare);
    await one.run(MINUTE);
    await one.tries(ID, update('one'));
    await one.tries(ID, {
      type: 'status-page.publish',
      step: 'investigating',
      text: 'We look into it.',
      components: [],
      notify: true,
    });
    await one.run(6_000);
    await one.tries(ID, { type: 'severity.change', to: 2, reason: 'less' });
    await one.run(MINUTE);
  };
  const reference = await world();
  await story(reference);
  await reference.drain(HOUR);
  const counts = { slack: reference.slack.arrivals.length, page: reference.page.arrivals.length };
  const calls = counts.slack + counts.page;
  expect(calls).toBeGreaterThan(12);
  for (let n = 1; n <= calls; n += 1) {
    const ends: (() => void | Promise<void>)[] = [];
    const one = await openWorld((end) => void ends.push(end));
    // The vendor does it, and Warroom is gone before it hears of it.
    const ofSlack = n <= counts.slack;
    one.diesAt(ofSlack ? 'slack' : 'page', ofSlack ? n : n - counts.slack, true);
    await story(one);
    expect(await one.drain(2 * HOUR), `killed at call ${n}`).toBe(true);
    for (const { lane, review } of one.lanes())
      if (review !== null) await one.host({ type: 'delivery.confirm', incident: ID, lane });
    await one.drain(HOUR);
    expect(await promises(one), `killed at call ${n}`).toEqual([]);
    for (const end of ends.toReversed()) await end();
  }
});

describe('what shows the present', () => {
  test('goes once after an outage, however often it changed meanwhile', async () => {
    const one = await world();
    await one.does(ID, declare);
    expect(await one.drain(MINUTE)).toBe(true);
    const lift = everything('slack', { kind: 'offline' })(one);
    await one.run(1_000);
    one.slack.forgetArrivals();
    for (const title of ['Cards fail', 'Cards and wallets fail', 'All payments fail'])
      await one.does(ID, { type: 'incident.describe', title });
    await one.run(MINUTE);
    lift();
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(one.slack.arrivalsOf('conversations.setTopic')).toHaveLength(1);
    expect(one.slack.arrivalsOf('chat.update')).toHaveLength(1);
    expect(one.slack.pinnedIn(ROOM)[0]?.text).toContain('All payments fail');
    expect(await promises(one)).toEqual([]);
  });

  test('an older one that was in doubt takes no newer one with it', async () => {
    const one = await world();
    await one.does(ID, declare);
    expect(await one.drain(MINUTE)).toBe(true);
    // The power goes as one leaves: nobody knows whether it arrived. The next one cannot leave at once.
    one.diesAt('slack', 1, false);
    await one.tries(ID, { type: 'incident.describe', title: 'Cards fail' });
    await one.settle();
    const lift = everything('slack', { kind: 'offline' })(one);
    await one.does(ID, { type: 'incident.describe', title: 'All payments fail' });
    await one.run(50_000);
    lift();
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(one.slack.pinnedIn(ROOM)[0]?.text).toContain('All payments fail');
    expect(await promises(one)).toEqual([]);
  });
});

describe('limits and keys', () => {
  test.for(['30', '-1', 'NaN', '1e9', 'Fri, 28 Feb 2025 03:13:00 GMT', undefined])(
    'Retry-After %s: obeyed where it is sane, survived where it is not, also across a restart',
    async (retryAfter) => {
      const one = await world();
      const limited = { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
      one.slack.faults.once('chat.postMessage', limited);
      one.page.faults.once('POST /incidents', limited);
      await one.does(ID, declare);
      await one.restart();
      await publish(one, 'investigating', 'We look into it.');
      // Whatever it asks for, an hour is the longest.
      await one.drain(HOUR + MINUTE);
      // A vendor that closes its door for long makes a public post stale.
      if (one.lane('statuspage')?.review !== null)
        await one.host({ type: 'delivery.confirm', incident: ID, lane: 'statuspage' });
      expect(await one.drain(30 * MINUTE)).toBe(true);
      expect(await promises(one)).toEqual([]);
    },
  );

  test('a door that Slack closed stays closed after a crash, for other channels too', async () => {
    const one = await world();
    await one.does(ID, declare);
    expect(await one.drain(HOUR)).toBe(true);
    one.slack.faults.once('chat.postMessage', { kind: 'status', status: 429, retryAfter: '60' });
    await one.does(ID, update('one'));
    // Its turn in the channel comes a second after the post before it.
    await one.run(2_000);
    const posts = one.slack.arrivalsOf('chat.postMessage').length;
    expect(one.slack.arrivalsOf('chat.postMessage').at(-1)?.status).toBe(429);
    await one.crash();
    await one.does(ID, { type: 'update.post', audience: 'executives', text: 'Executives: we roll back' });
    await one.run(50_000);
    expect(one.slack.arrivalsOf('chat.postMessage')).toHaveLength(posts);
    expect(await one.drain(HOUR)).toBe(true);
    expect(await promises(one)).toEqual([]);
  });

  test('a revoked token stops Slack and nothing else; with a good one all of it goes', async () => {
    const one = await world();
    one.slack.setToken('token_revoked');
    await one.does(ID, declare);
    await publish(one, 'investigating', 'We look into it.');
    await one.does(ID, update('one'));
    await one.run(5 * MINUTE);
    const lane = one.lane('slack');
    expect(lane?.standing).toMatchObject({ is: 'parked', mend: expect.stringMatching(/token/iu) });
    expect(one.page.incidents()).toHaveLength(1);
    const before = one.slack.arrivals.length;
    await one.run(HOUR / 6);
    expect(one.slack.arrivals.length).toBe(before);
    one.slack.setToken('good');
    await one.host({ type: 'effect.retry', vendor: 'slack' });
    expect(await one.drain(HOUR)).toBe(true);
    expect(await promises(one)).toEqual([]);
    expect(room(one)).toContain('one');
  });

  test('one request a second to Statuspage, and the limits of Slack, are kept by themselves', async () => {
    const one = await world({ slack: { limits: {} } });
    one.page.setLimits({});
    await one.does(ID, declare);
    for (let n = 1; n <= 20; n += 1) await one.does(ID, update(`update ${n}`));
    expect(await one.drain(10 * MINUTE)).toBe(true);
    const refused = [...one.slack.arrivals, ...one.page.arrivals].filter(
      ({ status }) => status === 429 || status === 420,
    );
    expect(refused).toEqual([]);
    expect(await promises(one)).toEqual([]);
  });
});

describe('what a person may do with what waits', () => {
  test('read, change before it left, withdraw with a reason; what may have arrived is not theirs to change', async () => {
    const one = await world();
    const lift = everything('slack', { kind: 'offline' })(one);
    await one.does(ID, declare);
    await one.does(ID, update('first words'));
    await one.does(ID, update('wrong words'));
    const items = one.lane('slack')?.items ?? [];
    const [first, second] = ['first words', 'wrong words'].map((text) => items.find((item) => item.text === text));
    expect(first?.editable).toBe(true);
    expect((await one.host({ type: 'effect.rewrite', key: first!.key, text: 'better words' })).ok).toBe(true);
    expect((await one.host({ type: 'effect.withdraw', key: second!.key, reason: 'not true' })).ok).toBe(true);
    await one.crash();
    lift();
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(room(one)).toContain('better words');
    expect(room(one).some((line) => line.includes('wrong'))).toBe(false);
    const again = await one.host({ type: 'effect.withdraw', key: first!.key, reason: 'late' });
    expect(again).toMatchObject({ ok: false, refusal: { code: 'unknown-record' } });
  });

  test('connected in the middle: nothing goes before somebody asks for it, then one catch-up and no flood', async () => {
    const one = await world({ env: { WARROOM_SLACK_TOKEN: '' } });
    await one.does(ID, declare);
    for (const text of ['one', 'two', 'three']) await one.does(ID, update(text));
    expect(one.slack.arrivals).toEqual([]);
    await one.host({ type: 'vendor.configure', vendor: 'slack', fields: { token: one.slack.token } });
    expect(one.slack.arrivals).toEqual([]);
    await one.does(ID, { type: 'vendor.join', vendor: 'slack' });
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(room(one).filter((line) => ['one', 'two', 'three'].includes(line))).toEqual(['three']);
  });

  test('an incident that is open on the page is adopted instead of a second one', async () => {
    const one = await world();
    const open = one.page.somebody.opensIncident({ name: 'Card payments', status: 'investigating', body: 'by hand' });
    await one.does(ID, declare);
    const adopted = await one.host({ type: 'page.adopt', incident: ID, lane: 'statuspage', remoteId: open.id });
    expect(adopted.ok).toBe(true);
    await publish(one, 'identified', 'We found it.');
    expect(await one.drain(10 * MINUTE)).toBe(true);
    expect(one.page.incidents()).toHaveLength(1);
    expect(one.page.incidents()[0]?.status).toBe('identified');
  });

  test('an import and an erased incident tell nobody anything', async () => {
    const one = await world();
    await one.does(ID, { ...declare, untold: true });
    await one.does(ID, update('of last year'));
    await one.run(MINUTE);
    expect([...one.slack.arrivals, ...one.page.arrivals]).toEqual([]);
  });
});
