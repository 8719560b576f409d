// The player over the real host: the story goes its way under a turned clock, nothing leaves, a restart pauses it.
import { expect, onTestFinished, test } from 'vitest';
import type { HttpInit } from '../../src-main/ports.ts';
import { cast, firstScenario } from '../../src-shared/drill/scenario.ts';
import { declaration, startHost, type Follower, type TestHost } from './host.ts';

const SLACK = { WARROOM_SLACK_TOKEN: 'xoxb-1', WARROOM_SLACK_API_URL: 'http://127.0.0.1:1/' };

async function drilling(): Promise<{ host: TestHost; story: Follower; incident: string; sent: string[] }> {
  const sent: string[] = [];
  const host = await startHost(onTestFinished, {
    env: SLACK,
    http: (url: string, _init: HttpInit) => {
      sent.push(url);
      return Promise.reject(new TypeError('fetch failed'));
    },
  });
  const connection = host.connect();
  const incident = host.newId();
  const answer = await connection.dispatch(incident, {
    ...declaration('Checkout fails'),
    drill: { scenario: firstScenario.id },
  } as ReturnType<typeof declaration>);
  expect(answer).toMatchObject({ ok: true });
  const story = connection.follow(incident);
  await story.until(({ state }) => state().declaration !== null);
  return { host, story, incident, sent };
}

/** A second after the other, each only when what it set off is written, until it is as wanted. */
async function secondsUntil(host: TestHost, story: Follower, wanted: (story: Follower) => boolean): Promise<void> {
  const connection = host.connect();
  while (!wanted(story)) {
    host.clock.turn(1_000);
    await connection.query('people', { text: '' });
  }
}

const texts = ({ state }: Follower): string[] =>
  state()
    .timeline.entries.chunks.flat()
    .map(({ text }) => text);

test('what happens in the story comes in time, in the names of its people, and nothing leaves the machine', async () => {
  const { host, story, incident, sent } = await drilling();
  await secondsUntil(host, story, (now) => texts(now).some((text) => text.startsWith('Alert:')));
  const alert = story
    .state()
    .timeline.entries.chunks.flat()
    .find(({ text }) => text.startsWith('Alert:'));
  expect(alert).toMatchObject({ by: cast.alerts.id, via: 'system' });

  const connection = host.connect();
  await connection.dispatch(incident, { type: 'role.assign', role: 'ops', person: { name: cast.mai.name } });
  // Whoever was asked says yes by themselves, as a colleague would.
  await secondsUntil(
    host,
    story,
    ({ state }) => state().roles['ops']?.[0]?.acknowledgedAt !== null && state().roles['ops'] !== undefined,
  );
  const word = story.state().command.commander ?? '';
  await connection.dispatch(incident, { type: 'decision.make', text: 'Roll back deploy 2291', word });
  await secondsUntil(host, story, (now) => texts(now).some((text) => /Rolled back/u.test(text)));
  expect(texts(story).filter((text) => text.startsWith('Alert:'))).toHaveLength(1);
  expect(story.state().remote.joined).toEqual({});
  expect(sent).toEqual([]);
  expect(host.log).toEqual([]);
  // Nor is anybody of the story offered in a real night.
  expect(await connection.query('people', { text: 'Mai' })).toMatchObject({ ok: true, answer: [] });
});

test('a restart pauses the story, with a word; it goes on when it is told to', async () => {
  const { host, incident } = await drilling();
  await host.restart();
  const connection = host.connect();
  const story = connection.follow(incident);
  await story.until(({ state }) => state().drill?.story === 'paused');
  expect(texts(story).at(-1)).toBe(
    'Drill: the story is paused. Warroom was closed meanwhile. Resume when you are ready.',
  );
  const before = texts(story).length;
  await connection.dispatch(incident, { type: 'drill.move', to: 'running' });
  await secondsUntil(host, story, (now) => texts(now).length > before + 1);
  expect(texts(story).at(-1)).toMatch(/^Alert:/u);
});

test('nobody but the player says that something of the story happened', async () => {
  const { host, incident } = await drilling();
  expect(await host.connect().dispatch(incident, { type: 'drill.inject', inject: 'recovered' })).toMatchObject({
    ok: false,
    refusal: { code: 'forbidden' },
  });
});

test('a drill is in the list as one, and may be deleted as soon as it is closed, whatever the retention', async () => {
  const { host, incident } = await drilling();
  const connection = host.connect();
  await connection.host({ type: 'preferences.set', preferences: { retentionDays: 365 } });
  const erase = (): Promise<unknown> =>
    connection.host({ type: 'incident.delete', incident, title: 'DRILL: Checkout fails' });
  expect(await erase()).toMatchObject({ ok: false });
  await connection.dispatch(incident, { type: 'status.move', to: 'resolved' });
  await connection.dispatch(incident, { type: 'status.move', to: 'closed' });
  expect(await erase()).toEqual({ ok: true, events: [] });
});
