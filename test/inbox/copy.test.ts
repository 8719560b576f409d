// "Copy": an order that went out to the room is acknowledged there, by word, sign or button, and the task is ticked (S2).
import { expect, onTestFinished, test } from 'vitest';
import { SOON } from '../journal/kit.ts';
import { isHeard, openRoom, type Room } from './kit.ts';

async function ordered(text: string): Promise<{ one: Room; ts: string; task: string }> {
  const one = await openRoom((end) => onTestFinished(end));
  await expect.poll(() => one.twin.socket.connections(), SOON).toBe(1);
  await one.until(isHeard);
  await one.cockpit.dispatch(one.incident, { type: 'task.give', text, owner: { name: 'Le V' } });
  const task = (): string => one.state().tasks.chunks.flat().at(-1)?.id ?? '';
  await one.until(({ remote }) => remote.refs[`slack/task-${task().toLowerCase()}`] !== undefined);
  const ts = one.state().remote.refs[`slack/task-${task().toLowerCase()}`]?.remoteId ?? '';
  return { one, ts, task: task() };
}

const acknowledged = (one: Room): Promise<void> =>
  one.until(({ tasks }) => tasks.chunks.flat().at(-1)?.acknowledgedAt !== null);

test('by an answer in its thread', async () => {
  const { one, ts } = await ordered('check the pods');
  one.says('Copy', { threadTs: ts });
  await acknowledged(one);
  expect(one.state().timeline.entries.chunks.flat().at(-1)?.text).toBe('Le V acknowledged: check the pods');
});

test('by a sign on it', async () => {
  const { one, ts } = await ordered('call the vendor');
  one.twin.somebody.reacts(one.room, ts, 'eyes', { by: 'le.v' });
  await acknowledged(one);
  expect(one.state().room.messages.size).toBe(0);
});

test('by its button, and by nobody else’s press', async () => {
  const { one, task } = await ordered('drain node 4');
  const press = (by: string) =>
    one.twin.somebody.presses({ action_id: 'warroom:copy', value: task }, { by, channel: one.room });
  press('nguyen');
  await expect
    .poll(() => one.twin.workspace.ephemeral.at(-1)?.text, SOON)
    .toBe('Le V has this task, and says yes to it.');
  press('le.v');
  await acknowledged(one);
});
