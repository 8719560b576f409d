// A page that others write to as well: what they do there is noticed within a minute, once, and never written over silently.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Wanted } from '../incident/scenario.ts';
import { declare, openWorld, type World } from './world.ts';

const ID = '01H0000000000000000000000G';
const MINUTE = 60_000;

const post = (
  step: 'investigating' | 'identified' | 'monitoring',
  text: string,
  payments?: 'degraded-performance' | 'partial-outage',
): Wanted => ({
  type: 'status-page.publish',
  step,
  text,
  components: payments === undefined ? [] : [{ name: 'Payments', state: payments }],
  notify: true,
});
const onPage = (one: World) => one.page.component('Payments').status;

async function posted(): Promise<{ one: World; there: string }> {
  const one = await openWorld((end) => onTestFinished(end), { listens: true });
  await one.does(ID, declare);
  await one.does(ID, post('investigating', 'We look into it.'));
  await one.run(6_000);
  expect(await one.drain(2 * MINUTE)).toBe(true);
  return { one, there: one.page.incidents()[0]?.id ?? '' };
}

const drifts = async (one: World) => (await one.incident(ID)).pageDrift;

test('our own posts are no news, however often the page is looked at', async () => {
  const { one } = await posted();
  await one.run(20 * MINUTE);
  expect(await drifts(one)).toEqual([]);
  expect(one.page.arrivalsOf('GET /incidents/:id').length).toBeGreaterThan(15);
});

test('somebody posts there: on the record within a minute and once, at its own time, and our next post waits', async () => {
  const { one, there } = await posted();
  await one.run(10_000);
  const at = one.clock.now();
  one.page.somebody.updatesIncident(there, { status: 'identified', body: 'A bad deploy.' });
  await one.run(MINUTE);
  await one.restart();
  await one.run(5 * MINUTE);
  expect(await drifts(one)).toMatchObject([
    { what: 'posted', step: 'identified', text: 'A bad deploy.', at, page: 'public' },
  ]);
  expect(await one.tries(ID, post('monitoring', 'It is mended.'))).toMatchObject({ ok: false });
  const [drift] = await drifts(one);
  await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'theirs' });
  expect((await one.incident(ID)).statusPage.pages.public.step).toBe('identified');
  await one.does(ID, post('monitoring', 'It is mended.'));
  await one.run(10 * MINUTE);
  expect(await drifts(one)).toHaveLength(1);
  expect(one.page.incidents()[0]?.updates.map(({ body }) => body)).toEqual([
    'It is mended.',
    'A bad deploy.',
    'We look into it.',
  ]);
});

test('somebody edits our text there: shown beside ours; edited again it is news again', async () => {
  const { one, there } = await posted();
  one.page.somebody.editsUpdate(there, 'We are looking into card payments.');
  await one.run(2 * MINUTE);
  const ours = (await one.incident(ID)).statusPage.publications[0]?.id;
  expect(await drifts(one)).toMatchObject([
    { what: 'edited', text: 'We are looking into card payments.', publication: ours },
  ]);
  one.page.somebody.editsUpdate(there, 'And wallets.');
  await one.run(2 * MINUTE);
  expect((await drifts(one)).map(({ text }) => text)).toEqual(['We are looking into card payments.', 'And wallets.']);
});

describe('component states that somebody sets there', () => {
  async function withComponent(): Promise<{ one: World; there: string }> {
    const { one, there } = await posted();
    await one.does(ID, post('identified', 'A bad deploy.', 'degraded-performance'));
    await one.run(6_000);
    expect(await one.drain(2 * MINUTE)).toBe(true);
    await one.run(3 * MINUTE);
    expect(await drifts(one)).toEqual([]);
    return { one, there };
  }

  test('are on the record with both values, once, and posting waits', async () => {
    const { one } = await withComponent();
    one.page.somebody.setsComponent('Payments', 'major_outage');
    const at = one.clock.now();
    await one.run(MINUTE);
    await one.restart();
    await one.run(5 * MINUTE);
    const change = { name: 'Payments', ours: 'degraded-performance', theirs: 'major-outage' };
    expect(await drifts(one)).toMatchObject([{ what: 'components', at, components: [change] }]);
    expect(await one.tries(ID, post('monitoring', 'It is mended.'))).toMatchObject({ ok: false });
    const [drift] = await drifts(one);
    await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'theirs' });
    expect((await one.incident(ID)).statusPage.pages.public.components).toMatchObject([
      { name: 'Payments', state: 'major-outage' },
    ]);
    await one.run(5 * MINUTE);
    expect(await drifts(one)).toHaveLength(1);
    one.page.somebody.setsComponent('Payments', 'operational');
    await one.run(2 * MINUTE);
    expect((await drifts(one))[1]?.components).toEqual([
      { name: 'Payments', ours: 'major-outage', theirs: 'operational' },
    ]);
  });

  test('with words of theirs are one question, not two', async () => {
    const { one, there } = await withComponent();
    one.page.somebody.updatesIncident(there, { body: 'All is well.', components: { 'c-pay': 'operational' } });
    await one.run(2 * MINUTE);
    expect(await drifts(one)).toMatchObject([
      { what: 'posted', text: 'All is well.', components: [{ theirs: 'operational' }] },
    ]);
  });

  test('ours again: the next post sets them, and asks no second time', async () => {
    const { one } = await withComponent();
    one.page.somebody.setsComponent('Payments', 'operational');
    await one.run(2 * MINUTE);
    const [drift] = await drifts(one);
    await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'ours' });
    await one.does(ID, post('monitoring', 'Still slow.', 'degraded-performance'));
    await one.run(6_000);
    expect(await one.drain(MINUTE)).toBe(true);
    expect(onPage(one)).toBe('degraded_performance');
    await one.run(5 * MINUTE);
    expect(await drifts(one)).toHaveLength(1);
  });

  test('while a post of ours waits are not written over before somebody was asked', async () => {
    const { one } = await withComponent();
    const lift = one.page.faults.arm({ does: { kind: 'offline' } });
    await one.does(ID, post('monitoring', 'Nearly well.', 'partial-outage'));
    await one.run(MINUTE);
    one.page.somebody.setsComponent('Payments', 'operational');
    await one.run(MINUTE);
    lift();
    await one.run(2 * MINUTE);
    expect(onPage(one)).toBe('operational');
    const [item] = one.lane('statuspage')?.items ?? [];
    expect(item?.standing).toMatchObject({
      is: 'parked',
      why: expect.stringContaining('Payments: operational there, degraded performance here'),
    });
    await one.host({ type: 'effect.retry', vendor: 'statuspage' });
    expect(await one.drain(MINUTE)).toBe(true);
    expect(onPage(one)).toBe('partial_outage');
    const settled = Object.values((await one.incident(ID)).remote.settled).at(-1);
    expect(settled?.note).toContain('Written over on the page, as asked: Payments: operational there');
    await one.run(5 * MINUTE);
    expect(await drifts(one)).toEqual([]);
  });
});

describe('a text of ours that stands there twice, because an answer was lost', () => {
  async function twice(): Promise<{ one: World; there: string }> {
    const { one, there } = await posted();
    // What a request that was given up does when it arrives after the next one.
    one.page.somebody.updatesIncident(there, { body: 'We look into it.', deliver_notifications: false });
    await one.run(2 * MINUTE);
    return { one, there };
  }
  const texts = (one: World) => one.page.incidents()[0]?.updates.map(({ body }) => body);

  test('is said, holds up no post, and one press makes the later one say so without a mail', async () => {
    const { one } = await twice();
    expect(await drifts(one)).toMatchObject([{ what: 'doubled', text: 'We look into it.' }]);
    const lines = (await one.incident(ID)).timeline.entries.chunks.flat().map(({ text }) => text);
    expect(lines.filter((text) => text.includes('stands there twice'))).toHaveLength(1);
    await one.does(ID, post('identified', 'A bad deploy.'));
    await one.run(6_000);
    expect(await one.drain(MINUTE)).toBe(true);
    const mails = one.page.mailings().length;
    const [drift] = await drifts(one);
    await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'ours' });
    expect(await one.drain(MINUTE)).toBe(true);
    expect(texts(one)).toEqual([
      'A bad deploy.',
      expect.stringMatching(/^This repeats our update of \d\d:\d\d UTC, by mistake\./u),
      'We look into it.',
    ]);
    expect(one.page.mailings()).toHaveLength(mails);
    await one.run(10 * MINUTE);
    expect(await drifts(one)).toHaveLength(1);
  });

  test('is marked once where the answer to that is lost as well, through a crash', async () => {
    const { one } = await twice();
    one.page.faults.arm({ calls: 'PATCH /incident_updates/:id', nth: 1, does: { kind: 'lose-after' } });
    const [drift] = await drifts(one);
    await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'ours' });
    await one.crash();
    expect(await one.drain(5 * MINUTE)).toBe(true);
    await one.run(5 * MINUTE);
    expect(texts(one)).toEqual([expect.stringContaining('This repeats our update'), 'We look into it.']);
    expect(await drifts(one)).toHaveLength(1);
  });

  test('is left where somebody says so, and told no second time', async () => {
    const { one } = await twice();
    const [drift] = await drifts(one);
    await one.does(ID, { type: 'page.settle-drift', drift: drift?.id ?? '', choice: 'theirs' });
    await one.run(10 * MINUTE);
    expect(texts(one)).toEqual(['We look into it.', 'We look into it.']);
    expect(await drifts(one)).toHaveLength(1);
  });
});

test('the same words said twice by us are no doubling', async () => {
  const { one } = await posted();
  await one.does(ID, post('identified', 'We look into it.'));
  await one.run(6_000);
  expect(await one.drain(MINUTE)).toBe(true);
  await one.run(5 * MINUTE);
  expect(await drifts(one)).toEqual([]);
});

test('somebody deletes our incident there; an unreachable page is no news', async () => {
  const { one, there } = await posted();
  const lift = one.page.faults.arm({ does: { kind: 'offline' } });
  await one.run(5 * MINUTE);
  expect(await drifts(one)).toEqual([]);
  lift();
  one.page.somebody.deletesIncident(there);
  await one.run(3 * MINUTE);
  expect(await drifts(one)).toMatchObject([{ what: 'gone' }]);
});

test('a text that a person changed before it left is ours', async () => {
  const one = await openWorld((end) => onTestFinished(end), { listens: true });
  await one.does(ID, declare);
  const lift = one.page.faults.arm({ does: { kind: 'offline' } });
  await one.does(ID, post('investigating', 'We look into it.'));
  await one.run(10_000);
  const [item] = one.lane('statuspage')?.items ?? [];
  expect((await one.host({ type: 'effect.rewrite', key: item?.key ?? '', text: 'We see it.' })).ok).toBe(true);
  lift();
  expect(await one.drain(5 * MINUTE)).toBe(true);
  await one.run(5 * MINUTE);
  expect(one.page.incidents()[0]?.updates.map(({ body }) => body)).toEqual(['We see it.']);
  expect(await drifts(one)).toEqual([]);
});

test('a post that left late is shown at the time it was said, and nobody gets mail for that', async () => {
  const one = await openWorld((end) => onTestFinished(end), { listens: true });
  await one.does(ID, declare);
  const lift = one.page.faults.arm({ does: { kind: 'offline' } });
  await one.does(ID, post('investigating', 'We look into it.'));
  const said = one.clock.now();
  await one.run(6 * MINUTE);
  lift();
  expect(await one.drain(5 * MINUTE)).toBe(true);
  const update = one.page.incidents()[0]?.updates[0];
  expect(Math.abs((update?.displayAt ?? 0) - said)).toBeLessThanOrEqual(6_000);
  expect(update?.createdAt).toBeGreaterThan(said + 5 * MINUTE);
  expect(one.page.mailings()).toHaveLength(1);
  expect(await drifts(one)).toEqual([]);
});

test('planned maintenance is known after a look, and no reading of it stands before a post', async () => {
  const { one } = await posted();
  const from = one.clock.now() + 60 * MINUTE;
  one.page.somebody.plansMaintenance({ name: 'Database upgrade', from, until: from + 30 * MINUTE });
  const known = () => one.vendors().query({ name: 'page-maintenance', args: { lane: 'statuspage' } });
  expect(await known()).toEqual({ ok: true, answer: [] });
  await one.run(2 * MINUTE);
  expect(await known()).toMatchObject({ ok: true, answer: [{ name: 'Database upgrade', underWay: false, from }] });
  expect(one.page.arrivalsOf('GET /incidents/upcoming')).toHaveLength(1);
});
