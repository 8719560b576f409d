// A page that others write to as well: what they do there is noticed within a minute, once, and never written over silently.
import { expect, onTestFinished, test } from 'vitest';
import type { Wanted } from '../incident/scenario.ts';
import { declare, openWorld, type World } from './world.ts';

const ID = '01H0000000000000000000000G';
const MINUTE = 60_000;

const post = (step: 'investigating' | 'identified' | 'monitoring', text: string): Wanted => ({
  type: 'status-page.publish',
  step,
  text,
  components: [],
  notify: true,
});

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
