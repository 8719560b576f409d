// /incident, buttons and dialogs over Socket Mode: the same commands as the cockpit's with the Slack user as the person, the same
// refusals, and an answer for them alone (issue 5, point 2).
import { expect, onTestFinished, test } from 'vitest';
import { questionsBefore } from '../../src-shared/incident/move-questions.ts';
import { SOON } from '../journal/kit.ts';
import type { Envelope } from '../twins/slack/socket.ts';
import { isHeard, openRoom, type Room } from './kit.ts';

async function open(): Promise<Room> {
  const one = await openRoom((end) => onTestFinished(end));
  await expect.poll(() => one.twin.socket.connections(), SOON).toBe(1);
  await one.until(isHeard);
  return one;
}

/** What whoever typed it reads, once it is acknowledged. */
async function answerTo(asked: Envelope | null): Promise<unknown> {
  await expect.poll(() => asked?.ackedAt, SOON).not.toBeNull();
  const answer = asked?.answer as { text?: string; response_type?: string } | null;
  if (answer?.text === undefined) return answer;
  return answer.response_type === 'ephemeral' ? answer.text : `said aloud: ${answer.text}`;
}

const types = (one: Room, words: string, by = 'le.v') =>
  answerTo(one.twin.somebody.types(`/incident ${words}`, { by, channel: one.room }));
const person = (one: Room, name: string) => Object.values(one.state().people).find((each) => each.name === name)?.id;
const whispers = (one: Room): string[] => one.twin.workspace.ephemeral.map(({ text }) => text);

test('status says how it stands, here of this incident, elsewhere of all', async () => {
  const one = await open();
  const here = await types(one, 'status');
  expect(here).toContain('Payments fail (INC-');
  expect(here).toContain('Incident commander: Tran B');
  const elsewhere = await answerTo(one.twin.somebody.types('/incident status', { by: 'le.v', channel: 'incidents' }));
  expect(elsewhere).toMatch(/^INC-\S+ SEV1 detected: Payments fail \(Tran B\)$/u);
  // Nothing of it is said aloud.
  expect(one.twin.messagesIn('incidents').some(({ text }) => text.includes('detected'))).toBe(false);
});

test('log takes what the composer takes; its author is the one who wrote it in Slack', async () => {
  const one = await open();
  expect(await types(one, 'log a failover of db-2 started')).toBe('On the timeline.');
  await one.until(({ actions }) => actions.size === 1);
  const line = one.state().timeline.entries.chunks.flat().at(-1);
  expect(line).toMatchObject({
    type: 'action.recorded',
    via: 'slack',
    by: person(one, 'Le V'),
    text: 'failover of db-2 started',
  });
  expect(await types(one, 'log')).toBe('Write what happened after /incident log.');
  expect(await types(one, 'log t @')).not.toBe('On the timeline.');
});

test('update, role, claim and handover are the cockpit’s own commands, with its refusals', async () => {
  const one = await open();
  expect(await types(one, 'update We roll back; next in 15 min')).toBe('Posted to the room.');
  await one.until(({ cadence }) => cadence.room.updates.length === 1);
  expect(await types(one, 'role ops')).toBe('You are Operations lead.');
  expect(await types(one, 'role ops')).toBe('Le V is Operations lead already.');
  expect(await types(one, 'role scribe <@U0NGUYEN|nguyen>')).toBe('nguyen is Scribe.');
  expect(await types(one, 'role admiral')).toMatch(/^Name a role: ops/u);
  expect(await types(one, 'claim')).toMatch(/^Tran B has command\. Ask for a handover/u);
  expect(await types(one, 'handover')).toMatch(/^Nobody is offered command/u);
  expect(await types(one, 'handover <@U0LEV|le.v>', 'tran.b')).toMatch(/^Command is offered to Le V/u);
  expect(await types(one, 'handover', 'nguyen')).toBe('Le V is offered command, and takes it themselves.');
  expect(await types(one, 'claim they are gone')).toBe('You have command.');
  await one.until(({ command }) => command.commander === person(one, 'Le V'));
  expect(await types(one, 'dance')).toMatch(/^Write one of these after \/incident/u);
});

test('Resolving in the room asks what the cockpit asks (ours): a form, and the answers go on the record', async () => {
  const one = await open();
  await types(one, 'resolve the pool is healthy');
  await expect.poll(() => one.twin.workspace.views.length, SOON).toBe(1);
  expect(one.state().lifecycle.status).toBe('detected');
  const view = JSON.stringify(one.twin.workspace.views[0]?.view);
  const asked = questionsBefore(one.state(), 'resolved', one.clock.now());
  expect(asked.length).toBeGreaterThan(1);
  for (const { ask } of asked) expect(view).toContain(JSON.stringify(ask));
  expect(view).toContain('"initial_value":"the pool is healthy"');
  // One yes, one no, the rest left open.
  const [first, second] = asked;
  const reply = one.twin.somebody.submits(
    { [`question-${first?.id}`]: 'yes', [`question-${second?.id}`]: 'no', reason: 'Pool is healthy' },
    { by: 'le.v' },
  );
  expect(JSON.stringify(await answerTo(reply))).toContain('Resolved.');
  one.twin.socket.repeat(reply!);
  await one.until(({ lifecycle }) => lifecycle.status === 'resolved');
  expect(one.state().lifecycle.asked).toMatchObject([
    {
      to: 'resolved',
      by: person(one, 'Le V'),
      answers: [
        { question: first?.ask, answer: 'yes' },
        { question: second?.ask, answer: 'no' },
      ],
    },
  ]);
  const lines = one.state().timeline.entries.chunks.flat();
  expect(lines.filter(({ text }) => text === 'Incident is resolved: Pool is healthy')).toMatchObject([
    { via: 'slack', detail: `${second?.ask} No` },
  ]);
});

test('resolve is refused in the cockpit’s words: over already, before a form and in one that was open meanwhile', async () => {
  const one = await open();
  await types(one, 'resolve');
  await expect.poll(() => one.twin.workspace.views.length, SOON).toBe(1);
  const long = one.twin.somebody.submits({ reason: 'x'.repeat(501) }, { by: 'le.v' });
  expect(await answerTo(long)).toMatchObject({ response_action: 'errors', errors: { reason: expect.any(String) } });
  expect(one.state().lifecycle.status).toBe('detected');
  await one.cockpit.dispatch(one.incident, { type: 'status.move', to: 'resolved' });
  expect(await types(one, 'resolve')).toBe('The incident is resolved already.');
  const late = one.twin.somebody.submits({ reason: 'done' }, { by: 'le.v' });
  expect(JSON.stringify(await answerTo(late))).toContain('The incident is resolved already.');
  expect(one.twin.workspace.views).toHaveLength(1);
  expect(one.state().lifecycle.asked).toEqual([]);
});

test('in a channel of no incident nothing is done', async () => {
  const one = await open();
  const asked = one.twin.somebody.types('/incident resolve', { by: 'le.v', channel: 'incidents' });
  expect(await answerTo(asked)).toMatch(/^This is not the channel of an incident/u);
  expect(one.state().lifecycle.status).toBe('detected');
});

test('declare opens a form; what is wrong in it is said at its field; what is right declares, once', async () => {
  const one = await open();
  await types(one, 'declare card payments time out');
  await expect.poll(() => one.twin.workspace.views.length, SOON).toBe(1);
  expect(JSON.stringify(one.twin.workspace.views[0]?.view)).toContain('"initial_value":"card payments time out"');
  const wrong = one.twin.somebody.submits({ title: ' ', severity: '2' }, { by: 'le.v' });
  expect(await answerTo(wrong)).toMatchObject({ response_action: 'errors', errors: { title: expect.any(String) } });
  const right = one.twin.somebody.submits(
    { title: 'Card payments time out', severity: '2', impact: 'Half' },
    { by: 'le.v' },
  );
  expect(await answerTo(right)).toMatchObject({ response_action: 'update' });
  one.twin.socket.repeat(right!);
  await expect.poll(() => one.host.cockpit.incidents().length, SOON).toBe(2);
  expect(one.host.cockpit.incidents().at(-1)).toMatchObject({
    title: 'Card payments time out',
    severity: 2,
    commander: 'Le V',
  });
  expect(await types(one, 'declare 3 a slow report')).toMatch(/^Declared: INC-\S+ SEV3, a slow report\./u);
  expect(one.host.cockpit.incidents()).toHaveLength(3);
});

test('the buttons of the pinned post: here, acknowledge, take a role, post an update', async () => {
  const one = await open();
  await expect.poll(() => one.twin.pinnedIn(one.room).length, SOON).toBe(1);
  const [pinned] = one.twin.pinnedIn(one.room);
  const blocks = JSON.stringify(pinned?.blocks);
  for (const action of ['here', 'acknowledge', 'update', 'role']) expect(blocks).toContain(`"warroom:${action}"`);
  const press = (action: Record<string, unknown>, by: string) =>
    one.twin.somebody.presses(action, { by, channel: one.room, ts: pinned?.ts ?? '' });
  press({ action_id: 'warroom:here' }, 'le.v');
  press({ action_id: 'warroom:here' }, 'le.v');
  await expect.poll(() => whispers(one).length, SOON).toBe(2);
  await one.until(() =>
    one
      .state()
      .timeline.entries.chunks.flat()
      .some(({ text }) => text === 'Le V is here'),
  );
  expect(
    one
      .state()
      .timeline.entries.chunks.flat()
      .filter(({ text }) => text === 'Le V is here'),
  ).toHaveLength(1);
  press({ action_id: 'warroom:acknowledge' }, 'tran.b');
  await one.until(({ command }) => command.acknowledgedAt !== null);
  press({ action_id: 'warroom:role', type: 'static_select', selected_option: { value: 'comms' } }, 'le.v');
  await one.until(({ roles }) => roles['comms']?.[0]?.person === person(one, 'Le V'));
  // The role that is taken cannot be taken there again.
  await expect
    .poll(() => JSON.stringify(one.twin.pinnedIn(one.room)[0]?.blocks), SOON)
    .not.toContain('"value":"comms"');
  press({ action_id: 'warroom:update' }, 'le.v');
  await expect.poll(() => one.twin.workspace.views.length, SOON).toBe(1);
  one.twin.somebody.submits({ text: 'From a form' }, { by: 'le.v' });
  await one.until(({ cadence }) => cadence.room.updates.at(-1)?.text === 'From a form');
  expect(one.twin.workspace.ephemeral.every(({ channel }) => channel === one.twin.channel(one.room)?.id)).toBe(true);
});

test('of a need-to-know incident nothing is told in an open room or anywhere else (S2)', async () => {
  const one = await open();
  const raise = { type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'Seen in a log' } as const;
  await one.cockpit.dispatch(one.incident, raise);
  expect(await types(one, 'status')).toBe(
    'Only those who need to know hear of this incident. Ask the incident commander.',
  );
  const elsewhere = await answerTo(one.twin.somebody.types('/incident status', { by: 'le.v', channel: 'incidents' }));
  expect(elsewhere).toBe('No incident is running. /incident declare begins one.');
  await one.cockpit.dispatch(one.incident, { type: 'incident.describe', impact: 'jane.roe@example.com is listed' });
  await one.cockpit.dispatch(one.incident, { type: 'compliance.close-room' });
  const closed = await types(one, 'status');
  expect(closed).toContain('[mail address removed]');
  expect(closed).not.toContain('jane.roe');
});
