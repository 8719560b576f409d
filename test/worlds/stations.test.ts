// Two installations among the same vendors: command travels in a file, and only one of them sends (docs/decisions/0008).
import { expect, onTestFinished, test } from 'vitest';
import type { Incident } from '../../src-shared/incident/index.ts';
import { acts } from '../../src-shared/incident/station.ts';
import type { Wanted } from '../incident/scenario.ts';
import { declare, openWorld, type World } from './world.ts';

const ID = '01H0000000000000000000000S';
const ROOM = 'inc-20250228-payments-fail';
const MINUTE = 60_000;

const update = (text: string): Wanted => ({ type: 'update.post', audience: 'room', text });

function world(): Promise<World> {
  return openWorld((end) => onTestFinished(end));
}

/** The giver's incident is out in the room and on the page; then a file is made for Le V, and a second laptop opens it. */
async function given(wholeNightOffline = false): Promise<{ giver: World; relief: World; handover: string }> {
  const giver = await world();
  giver.net.up = !wholeNightOffline;
  await giver.does(ID, declare);
  await giver.does(ID, {
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We look into it.',
    components: [],
    notify: false,
  });
  await giver.run(MINUTE);
  const handover = await offered(giver);
  const relief = await giver.beside();
  await relief.opens(giver, ID);
  return { giver, relief, handover };
}

async function offered(giver: World): Promise<string> {
  await giver.does(ID, { type: 'handover.offer', to: { name: 'Le V' } });
  const { current } = (await giver.incident(ID)).handover;
  const handover = current?.id ?? '';
  for (const step of ['shadow', 'sitrep', 'briefing', 'outgoing'] as const)
    await giver.does(ID, { type: 'handover.skip', handover, step, reason: 'at once' });
  await giver.run(10_000);
  await giver.does(ID, { type: 'station.pack', for: { name: 'Le V' } });
  return handover;
}

const texts = (one: World): string[] => one.slack.messagesIn(ROOM).map(({ text }) => text);
const pagePosts = (one: World): (string | null)[] =>
  one.page.incidents().flatMap(({ updates }) => updates.map(({ body }) => body));
const lanesOf = (one: World) => one.lanes().filter(({ incident }) => incident === ID);
/** whatever changes something over there */
const WRITES =
  /chat\.(?:post|update|delete)|conversations\.(?:create|set|invite|archive)|pins\.|bookmarks\.add|^(?:POST|PATCH|DELETE) \/v1/u;
const wrote = (one: World): string[] => one.net.asked.filter((call) => WRITES.test(call));

async function holder(one: World): Promise<Incident['station']['holder']> {
  return (await one.incident(ID)).station.holder;
}

test('A laptop that comes back online after command has moved sends nothing, whatever waits (ours)', async () => {
  const { giver, relief, handover } = await given();
  giver.net.up = false;
  relief.net.up = false;
  // Both are cut off. The giver writes on, and does not know that the relief has taken command.
  await giver.does(ID, update('from the giver'));
  await giver.does(ID, {
    type: 'status-page.publish',
    step: 'identified',
    text: 'Page text of the giver.',
    components: [],
    notify: false,
  });
  await relief.does(ID, { type: 'handover.take', handover });
  await relief.does(ID, update('from the relief'));
  await relief.run(2 * MINUTE);
  relief.net.up = true;
  expect(await relief.drain(30 * MINUTE)).toBe(true);
  expect(texts(relief)).toContain('from the relief');
  expect(acts(await relief.incident(ID), [])).toBe(false);

  giver.net.up = true;
  giver.net.asked.length = 0;
  await giver.run(30 * MINUTE);
  expect(wrote(giver)).toEqual([]);
  expect(texts(giver)).not.toContain('from the giver');
  expect(pagePosts(giver)).not.toContain('Page text of the giver.');
  expect(pagePosts(giver)).toEqual(['We look into it.']);
  // It says why, loses nothing, and asks no more.
  expect(await holder(giver)).toMatchObject({ is: 'gone', vendor: expect.stringMatching(/slack|statuspage/u) });
  const waiting = lanesOf(giver).filter(({ queued }) => queued > 0);
  expect(waiting.map(({ lane }) => lane)).toEqual(expect.arrayContaining(['slack', 'statuspage']));
  for (const { standing } of waiting)
    expect(standing).toMatchObject({ is: 'parked', why: expect.stringContaining('so this one sends nothing') });
  giver.net.asked.length = 0;
  await giver.does(ID, update('more from the giver'));
  await giver.run(30 * MINUTE);
  expect(giver.net.asked).toEqual([]);
});

test('the receipt fences the giver at once, without a net', async () => {
  const { giver, relief, handover } = await given();
  giver.net.up = false;
  await relief.does(ID, { type: 'handover.take', handover });
  await relief.drain(30 * MINUTE);
  const code = (await relief.incident(ID)).station.receipt?.code ?? '';
  expect(code).toMatch(/^[a-z]{5}-[a-z]{5}$/u);
  expect(await giver.tries(ID, { type: 'station.yield', code: 'lusab-babad' })).toMatchObject({ ok: false });
  await giver.does(ID, { type: 'station.yield', code: code.toUpperCase() });
  await giver.does(ID, update('a note of the giver'));
  giver.net.up = true;
  giver.net.asked.length = 0;
  await giver.run(10 * MINUTE);
  expect(giver.net.asked).toEqual([]);

  // Merged: the relief has the giver's words, and sends them only when a person says so.
  await relief.opens(giver, ID);
  await relief.run(10 * MINUTE);
  expect(texts(relief)).not.toContain('a note of the giver');
  const [late] = lanesOf(relief).flatMap(({ items }) => items.filter(({ text }) => text === 'a note of the giver'));
  expect(late?.standing).toMatchObject({ is: 'parked', why: expect.stringContaining('after command had come here') });
  await relief.host({ type: 'effect.withdraw', key: late?.key ?? '', reason: 'said already' });
  await giver.opens(relief, ID);
  expect(lanesOf(giver).flatMap(({ items }) => items.filter(({ text }) => text !== null))).toEqual([]);
  expect(JSON.stringify(await giver.incident(ID))).toBe(JSON.stringify(await relief.incident(ID)));
});

test('what waited on the giver goes out from the relief, once, found first where it may be out already', async () => {
  const { giver, relief, handover } = await given(true);
  expect(relief.lane('slack')?.queued).toBeGreaterThan(3);
  await relief.does(ID, { type: 'handover.take', handover });
  expect(await relief.drain(60 * MINUTE)).toBe(true);
  expect(texts(relief).filter((text) => text.startsWith('INCIDENT DECLARED'))).toHaveLength(1);
  expect(relief.page.incidents()).toHaveLength(1);
  giver.net.up = true;
  giver.net.asked.length = 0;
  await giver.run(30 * MINUTE);
  expect(wrote(giver)).toEqual([]);
  expect([...giver.slack.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
});

test('a giver without a receipt goes on while the relief has taken nothing', async () => {
  const { giver } = await given();
  await giver.does(ID, update('still here'));
  expect(await giver.drain(10 * MINUTE)).toBe(true);
  expect(texts(giver)).toContain('still here');
});

test('cut off from each other both may act, the merge shows it, and one deed settles it', async () => {
  const { giver, relief, handover } = await given();
  for (const one of [giver, relief]) one.net.up = false;
  await relief.does(ID, { type: 'handover.take', handover });
  const code = (await relief.incident(ID)).station.receipt?.code ?? '';
  await giver.does(ID, { type: 'station.yield', code });
  await giver.does(ID, { type: 'station.take', reason: 'no word from them' });
  await giver.opens(relief, ID);
  await relief.opens(giver, ID);
  const merged = await giver.incident(ID);
  expect(JSON.stringify(await relief.incident(ID))).toBe(JSON.stringify(merged));
  expect(merged.conflicts.map(({ field }) => field)).toContain('station');
  const own = giver.own();
  expect([own, relief.own()].filter((names) => acts(merged, names))).toHaveLength(1);
  const acting = acts(merged, own) ? giver : relief;
  await acting.does(ID, { type: 'station.take' });
  expect((await acting.incident(ID)).conflicts.map(({ field }) => field)).not.toContain('station');
});

test('a claim makes the rows go on', async () => {
  const { giver, relief, handover } = await given();
  giver.net.up = false;
  await giver.does(ID, update('waits'));
  await relief.does(ID, { type: 'handover.take', handover });
  const code = (await relief.incident(ID)).station.receipt?.code ?? '';
  await giver.does(ID, { type: 'station.yield', code });
  giver.net.up = true;
  await giver.run(MINUTE);
  expect(texts(giver)).not.toContain('waits');
  await giver.does(ID, { type: 'station.take', reason: 'their laptop burnt' });
  expect(await giver.drain(10 * MINUTE)).toBe(true);
  expect(texts(giver)).toContain('waits');
  // And now it is the relief that is overtaken.
  await relief.does(ID, update('too late'));
  await relief.run(10 * MINUTE);
  expect(texts(giver)).not.toContain('too late');
  expect(await holder(relief)).toMatchObject({ is: 'gone' });
});

test('an incident that never was packed costs no request more', async () => {
  const one = await world();
  await one.does(ID, declare);
  await one.drain(10 * MINUTE);
  one.net.asked.length = 0;
  await one.run(MINUTE);
  await one.does(ID, update('one'));
  await one.drain(MINUTE);
  expect(one.net.asked.filter((call) => call.includes('history'))).toEqual([]);
});

test('what came with the file goes out under the command of the relief: the giver sees it, and says nothing twice', async () => {
  const { giver, relief, handover } = await given(true);
  await relief.does(ID, { type: 'handover.take', handover });
  // Some of what waited is out when the giver comes back: what the relief wrote itself is not.
  await relief.run(45_000);
  expect(texts(relief).filter((text) => text.startsWith('INCIDENT DECLARED'))).toHaveLength(1);
  expect(texts(relief).join()).not.toContain('I have command');
  giver.net.up = true;
  giver.net.asked.length = 0;
  await giver.run(30 * MINUTE);
  expect(wrote(giver)).toEqual([]);
  expect(await holder(giver)).toMatchObject({ is: 'gone' });
  expect(texts(giver).filter((text) => text.startsWith('INCIDENT DECLARED'))).toHaveLength(1);
  expect(new Set(texts(giver)).size).toBe(texts(giver).length);
});

test('a giver that claims command back looks for what the relief may have sent, before it sends it', async () => {
  const { giver, relief, handover } = await given(true);
  await relief.does(ID, { type: 'handover.take', handover });
  const code = (await relief.incident(ID)).station.receipt?.code ?? '';
  await giver.does(ID, { type: 'station.yield', code });
  expect(await relief.drain(60 * MINUTE)).toBe(true);
  await giver.does(ID, { type: 'station.take', reason: 'their laptop burnt' });
  giver.net.up = true;
  expect(await giver.drain(60 * MINUTE)).toBe(true);
  expect(texts(giver).filter((text) => text.startsWith('INCIDENT DECLARED'))).toHaveLength(1);
  expect(pagePosts(giver).filter((body) => body === 'We look into it.')).toHaveLength(1);
});

test('what the fenced laptop changed is shown by the one that acts, once it has come there', async () => {
  const { giver, relief, handover } = await given();
  await relief.does(ID, { type: 'handover.take', handover });
  await giver.does(ID, {
    type: 'station.yield',
    code: (await relief.incident(ID)).station.receipt?.code ?? '',
  });
  expect(await relief.drain(30 * MINUTE)).toBe(true);
  await giver.does(ID, { type: 'severity.change', to: 1, reason: 'all of Asia' });
  await relief.opens(giver, ID);
  await relief.run(5 * MINUTE);
  const { topic } = [...relief.slack.workspace.channels.values()].find(({ name }) => name === ROOM)!;
  expect(topic.value).toContain('SEV1');
});

test('a file goes into the room at a press, and never from a laptop that does not act', async () => {
  const { giver, relief, handover } = await given();
  const file = { name: 'INC-1.warroom', bytes: new Uint8Array([1, 2, 3]) };
  const files = (): number => giver.slack.messagesIn(ROOM).filter((message) => message.files !== undefined).length;
  const share = async (one: World) => {
    const answer = one.vendors().shareFile(ID, file, 'By voice');
    await one.run(5_000);
    return answer;
  };
  expect(await share(relief)).toMatchObject({ ok: false, refusal: { code: 'not-in-command' } });
  expect(files()).toBe(0);
  expect(await share(giver)).toEqual({ ok: true, vendor: 'slack', where: `#${ROOM}`, doubtful: null });
  expect(files()).toBe(1);
  giver.net.up = false;
  expect(await share(giver)).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
  expect(files()).toBe(1);
  await relief.does(ID, { type: 'handover.take', handover });
  expect(await share(relief)).toMatchObject({ ok: true });
});
