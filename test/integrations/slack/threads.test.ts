// A thread for each hypothesis, and orders that are acknowledged where they stand (issue 5, point 4; S2).
import { describe, expect, test } from 'vitest';
import { chi, world, type World } from './kit.ts';

async function room(): Promise<World> {
  return world().openRoom();
}

const texts = (w: World): [string, string | null][] =>
  w.twin.messagesIn(w.room()).map(({ text, threadTs }) => [text, threadTs]);

async function raised(w: World): Promise<string> {
  w.now().set.does({ type: 'hypothesis.raise', text: 'the pool is exhausted' });
  await w.sent(w.newest('message'));
  return w.set.last('hypothesis.raised');
}

describe('a hypothesis', () => {
  test('begins a thread, and what becomes of it is told in there', async () => {
    const w = await room();
    const hypothesis = await raised(w);
    const post = w.set.incident().remote.refs[`slack/hypothesis-${hypothesis.toLowerCase()}`];
    expect(texts(w).at(-1)).toEqual(['Hypothesis H1: the pool is exhausted', null]);
    w.turned.turn(2_000);
    w.now().set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'confirmed', evidence: '100 of 100 in use' });
    await w.sent(w.newest('message'));
    const [text, thread] = texts(w).at(-1)!;
    expect(text).toMatch(/^H1 confirmed/u);
    expect(thread).toBe(post?.remoteId);
  });

  test('of which the answer was lost is found in its thread, and told once', async () => {
    const w = await room();
    const hypothesis = await raised(w);
    w.turned.turn(2_000);
    w.now().set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'eliminated', evidence: 'quiet' });
    w.twin.faults.once('chat.postMessage', { kind: 'lose-after' });
    const effect = w.newest('message');
    expect(await w.send(effect)).toMatchObject({ is: 'unknown' });
    expect(await w.find(effect, w.turned.clock.now() - 60_000)).toMatchObject({ is: 'found', twins: 0 });
  });

  test('that was taken from the room goes on below its own message', async () => {
    const w = await room();
    const said = w.twin.somebody.posts(w.room(), 'might be the pool', { by: 'chi' });
    const where = { place: w.room(), message: said.ts };
    w.now()
      .set.by(chi, 'slack')
      .does({
        type: 'message.hear',
        vendor: 'slack',
        ...where,
        at: w.turned.clock.now(),
        text: 'might be the pool',
      });
    w.set.does({ type: 'message.take', ...where, as: 'hypothesis' });
    // It stands there already.
    expect(w.effects().filter(({ text }) => text?.includes('might be') === true)).toEqual([]);
    w.turned.turn(2_000);
    const hypothesis = w.set.last('hypothesis.raised');
    w.now().set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'confirmed', evidence: 'seen' });
    await w.sent(w.newest('message'));
    expect(texts(w).at(-1)?.[1]).toBe(said.ts);
  });

  test('that was never posted is answered in the channel itself', async () => {
    const w = await room();
    w.now().set.does({ type: 'hypothesis.raise', text: 'the cache' });
    w.set.does({
      type: 'hypothesis.settle',
      hypothesis: w.set.last('hypothesis.raised'),
      outcome: 'eliminated',
      evidence: 'cold',
    });
    await w.sent(w.newest('message'));
    expect(texts(w).at(-1)?.[1]).toBeNull();
  });
});

describe('an order', () => {
  test('has a button for its yes, is known by its post, and the newer post counts when it is given on', async () => {
    const w = await room();
    w.now().set.does({ type: 'task.give', text: 'check <the> pods', owner: { name: chi.name } });
    const task = w.set.last('task.given');
    const ref = `slack/task-${task.toLowerCase()}`;
    await w.sent(w.newest('message'));
    const [post] = w.twin.messagesIn(w.room()).slice(-1);
    expect(post?.text).toContain('Task: check &lt;the&gt; pods');
    expect(JSON.stringify(post?.blocks)).toContain(`"action_id":"warroom:copy","value":"${task}"`);
    expect(w.set.incident().remote.refs[ref]).toMatchObject({ remoteId: post?.ts, place: w.room() });
    w.turned.turn(2_000);
    w.now().set.does({ type: 'task.assign', task, owner: { name: 'Tran B' } });
    await w.sent(w.newest('message'));
    const [second] = w.twin.messagesIn(w.room()).slice(-1);
    expect(w.set.incident().remote.refs[ref]?.remoteId).toBe(second?.ts);
    expect(second?.ts).not.toBe(post?.ts);
  });
});
