// The desk over the real choke point and the real journal: one queue an incident, durable before it is told.
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../src-shared/bridge.ts';
import { commandOf, step } from '../incident/random-commands.ts';
import { declaration, startHost, type TestConnection, type TestHost } from './host.ts';

const host = (more?: Parameters<typeof startHost>[1]): Promise<TestHost> => startHost(onTestFinished, more);

async function declared(on: TestHost, cockpit: TestConnection): Promise<string> {
  const incident = on.newId();
  expect(await cockpit.dispatch(incident, declaration())).toMatchObject({ ok: true });
  return incident;
}

function eventsOf(answer: Answer): readonly string[] {
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.events;
}

const log = (text: string) => ({ type: 'timeline.log' as const, kind: 'note' as const, text });

describe('two cockpits on one incident', () => {
  it('fold to the same bytes as each other and as the host, over random nights', async () => {
    const on = await host();
    const [one, two] = [on.connect(), on.connect()];
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }),
        fc.nat(24),
        async (steps, joins) => {
          const incident = await declared(on, one);
          const first = one.follow(incident);
          await first.until((f) => f.messages.length > 0);
          let second = joins === 0 ? two.follow(incident) : undefined;
          for (const [i, next] of steps.entries()) {
            on.clock.turn(next.ms % 1_000);
            const answer = await one.dispatch(incident, commandOf(first.state(), next, on.clock.now()));
            if (answer.ok)
              await first.until(
                (f) =>
                  f.state().events > 0 &&
                  f.messages.some((m) => m.kind === 'events' && m.events.at(-1)?.id === answer.events.at(-1)),
              );
            if (i === joins) second = two.follow(incident);
          }
          second ??= two.follow(incident);
          await second.until((f) => f.cursor() === first.cursor());
          const fresh = on.connect().follow(incident);
          await fresh.until((f) => f.messages.length > 0);
          expect(JSON.stringify(second.state())).toBe(JSON.stringify(first.state()));
          expect(JSON.stringify(fresh.state())).toBe(JSON.stringify(first.state()));
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  it('see the same after a restart, read back from the disk (promise 1)', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    for (let i = 0; i < 30; i += 1) await cockpit.dispatch(incident, log(`line ${i}`));
    await cockpit.dispatch(incident, { type: 'timeline.undo' });
    const before = JSON.stringify(follower.state());
    await on.restart();
    const again = on.connect().follow(incident);
    await again.until((f) => f.messages.length > 0);
    expect(JSON.stringify(again.state())).toBe(before);
  });
});

describe('a command', () => {
  it('sent twice gives the stored answer and one event', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    const id = on.newId();
    const first = await cockpit.dispatch(incident, { id, ...log('once') });
    const again = await cockpit.dispatch(incident, { id, ...log('once') });
    expect(again).toEqual(first);
    await cockpit.dispatch(incident, log('after'));
    expect(
      follower
        .state()
        .timeline.entries.chunks.flat()
        .filter((e) => e.text === 'once'),
    ).toHaveLength(1);
  });

  it('that would be refused now still gives the answer it had, also after a restart', async () => {
    const on = await host();
    let cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const id = on.newId();
    const first = await cockpit.dispatch(incident, { id, type: 'status.move', to: 'identified' });
    expect(await cockpit.dispatch(incident, { id, type: 'status.move', to: 'identified' })).toEqual(first);
    await on.restart();
    cockpit = on.connect();
    expect(await cockpit.dispatch(incident, { id, type: 'status.move', to: 'identified' })).toEqual(first);
  });

  it('whose id another incident has used is refused, and changes nothing', async () => {
    const on = await host();
    const cockpit = on.connect();
    const [one, two] = [await declared(on, cockpit), await declared(on, cockpit)];
    const id = on.newId();
    await cockpit.dispatch(one, { id, ...log('here') });
    const follower = cockpit.follow(two);
    await follower.until((f) => f.messages.length > 0);
    const before = JSON.stringify(follower.state());
    expect(await cockpit.dispatch(two, { id, ...log('there') })).toMatchObject({
      ok: false,
      refusal: { code: 'command-id-reused' },
    });
    expect(JSON.stringify(follower.state())).toBe(before);
  });

  it('for an incident that is not there is refused', async () => {
    const on = await host();
    expect(await on.connect().dispatch(on.newId(), log('x'))).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-incident' },
    });
  });

  it('keeps its place among fifty at once, each told once and in order', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    await follower.until((f) => f.messages.length > 0);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => cockpit.dispatch(incident, log(`n${i}`))));
    const ids = answers.flatMap(eventsOf);
    const told = follower.messages.flatMap((m) =>
      m.kind === 'events' ? m.events.filter((e) => e.type === 'entry.logged').map((e) => e.id) : [],
    );
    expect(told).toEqual(ids);
    const cursors = follower.messages.map((m) => m.cursor);
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
  });

  it('of many incidents declared at once gives each a number of its own', async () => {
    const on = await host();
    const cockpit = on.connect();
    await Promise.all(Array.from({ length: 5 }, () => cockpit.dispatch(on.newId(), declaration())));
    const list = on.connect();
    await list.ask({ kind: 'subscribe', scope: 'index', cursor: null });
    const snapshot = list.replies.find((r) => r.kind === 'message')?.message;
    const numbers =
      snapshot?.kind === 'snapshot' && snapshot.body.scope === 'index'
        ? snapshot.body.incidents.map((i) => i.number)
        : [];
    expect(numbers.toSorted()).toEqual(['01', '02', '03', '04', '05'].map((n) => `INC-20250228-${n}`));
  });

  it('names the same person as another incident did', async () => {
    const on = await host();
    const cockpit = on.connect();
    const [one, two] = [await declared(on, cockpit), await declared(on, cockpit)];
    const [first, second] = [cockpit.follow(one), cockpit.follow(two)];
    await first.until((f) => f.messages.length > 0);
    await second.until((f) => f.messages.length > 0);
    expect(first.state().command.commander).toBe(second.state().command.commander);
  });
});

describe('a subscription', () => {
  it('with a cursor brings exactly what was missed', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const first = cockpit.follow(incident);
    await first.until((f) => f.messages.length > 0);
    const cursor = first.cursor();
    first.stop();
    const missed = [];
    for (const text of ['a', 'b', 'c']) missed.push(...eventsOf(await cockpit.dispatch(incident, log(text))));
    const again = cockpit.follow(incident, cursor);
    await again.until((f) => f.messages.length > 0);
    expect(again.messages).toHaveLength(1);
    expect(again.messages[0]).toMatchObject({ kind: 'events' });
    expect(again.messages.flatMap((m) => (m.kind === 'events' ? m.events.map((e) => e.id) : []))).toEqual(missed);
  });

  it('with a cursor from the future starts with a snapshot', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident, 9_999);
    await follower.until((f) => f.messages.length > 0);
    expect(follower.messages[0]?.kind).toBe('snapshot');
  });

  it('to nothing is told so', async () => {
    const on = await host();
    const follower = on.connect().follow(on.newId());
    await follower.until((f) => f.messages.length > 0);
    expect(follower.messages[0]).toMatchObject({ kind: 'removed' });
  });

  it('that stumbles does not stop the command nor the others', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    let stumbles = false;
    const broken = on.cockpit.connect(() => {
      if (stumbles) throw new Error('this window is gone');
    });
    broken.receive({ n: 1, kind: 'subscribe', scope: incident, cursor: null });
    broken.receive({ n: 2, kind: 'subscribe', scope: 'index', cursor: null });
    const follower = cockpit.follow(incident);
    await follower.until((f) => f.messages.length > 0);
    stumbles = true;
    eventsOf(await cockpit.dispatch(incident, log('still here')));
    expect(follower.state().timeline.entries.chunks.flat().at(-1)?.text).toBe('still here');
    expect(on.log.join()).toContain('this window is gone');
  });
});

describe('a post to the status page (DOMAIN 7)', () => {
  const post = {
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We look into it',
    components: [],
    notify: true,
  } as const;

  it('is let go by the host after 5 s of its clock, not before', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    await cockpit.dispatch(incident, { ...post, components: [] });
    expect(on.cockpit.unsent()).toBe(1);
    on.clock.turn(4_999);
    await cockpit.dispatch(incident, log('in between'));
    expect(follower.state().statusPage.publications[0]?.state).toBe('held');
    on.clock.turn(1);
    await follower.until((f) => f.state().statusPage.publications[0]?.state === 'published');
    expect(follower.state().lifecycle.status).toBe('investigating');
    expect(on.cockpit.unsent()).toBe(0);
    const released = follower.messages
      .flatMap((m) => (m.kind === 'events' ? m.events : []))
      .find((e) => e.type === 'status-page.released');
    expect(released?.actor.via).toBe('system');
  });

  it('begins its 5 s when it is approved, not when it was asked for', async () => {
    const on = await host();
    const cockpit = on.connect();
    await cockpit.host({ type: 'playbook.choose', ref: 'built-in:s2' });
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    const asked = await cockpit.dispatch(incident, { ...post, type: 'approval.ask', components: [] });
    const request = eventsOf(asked).at(-1) ?? '';
    on.clock.turn(60_000);
    eventsOf(await cockpit.dispatch(incident, { type: 'approval.give', request, person: { name: 'Pham C' } }));
    expect(follower.state().statusPage.publications[0]?.state).toBe('held');
    on.clock.turn(5_000);
    await follower.until((f) => f.state().statusPage.publications[0]?.state === 'published');
  });

  it('that was taken back stays back when the time comes', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const follower = cockpit.follow(incident);
    const publication = eventsOf(await cockpit.dispatch(incident, { ...post, components: [] })).at(-1) ?? '';
    await cockpit.dispatch(incident, { type: 'status-page.take-back', publication });
    on.clock.turn(10_000);
    await cockpit.dispatch(incident, log('later'));
    expect(follower.state().statusPage.publications[0]?.state).toBe('taken-back');
  });

  it('held over a restart is not let go by itself: the cockpit asks, and a person lets it go', async () => {
    const on = await host();
    let cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const publication = eventsOf(await cockpit.dispatch(incident, { ...post, components: [] })).at(-1) ?? '';
    await on.restart();
    cockpit = on.connect();
    on.clock.turn(60_000);
    const follower = cockpit.follow(incident);
    await cockpit.dispatch(incident, log('after the restart'));
    expect(follower.state().statusPage.publications[0]?.state).toBe('held');
    eventsOf(await cockpit.dispatch(incident, { type: 'status-page.release', publication }));
    expect(follower.state().statusPage.publications[0]?.state).toBe('published');
  });
});

describe('the record changed behind the desk', () => {
  it('is read again after a restore, and followers are told to take the older state', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    await cockpit.dispatch(incident, log('before the backup'));
    expect(await cockpit.host({ type: 'backup.make' })).toMatchObject({ ok: true });
    const [backup] = (await cockpit.hostState()).backups;
    await cockpit.dispatch(incident, log('after the backup'));
    const later = on.newId();
    await cockpit.dispatch(later, declaration('Declared after the backup'));
    const [follower, gone] = [cockpit.follow(incident), cockpit.follow(later)];
    await gone.until((f) => f.messages.length > 0);
    expect(await cockpit.host({ type: 'backup.restore', name: backup?.name })).toMatchObject({ ok: true });
    await follower.until((f) => f.messages.at(-1)?.kind === 'rebase');
    const texts = follower
      .state()
      .timeline.entries.chunks.flat()
      .map((e) => e.text);
    expect(texts).toContain('before the backup');
    expect(texts).not.toContain('after the backup');
    expect(gone.messages.at(-1)?.kind).toBe('removed');
    eventsOf(await cockpit.dispatch(incident, log('goes on')));
    expect(follower.state().timeline.entries.chunks.flat().at(-1)?.text).toBe('goes on');
  });

  it('refuses a backup that is not there and goes on', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    expect(await cockpit.host({ type: 'backup.restore', name: 'no-such.db' })).toMatchObject({
      ok: false,
      refusal: { code: 'storage-failed' },
    });
    eventsOf(await cockpit.dispatch(incident, log('goes on')));
  });

  it('is deleted only when closed, past its retention, with the title typed', async () => {
    const on = await host();
    const cockpit = on.connect();
    const incident = await declared(on, cockpit);
    const remove = (title: string) => cockpit.host({ type: 'incident.delete', incident, title });
    expect(await remove('Payments fail')).toMatchObject({
      ok: false,
      refusal: { code: 'not-available', message: expect.stringContaining('Close') as string },
    });
    await cockpit.dispatch(incident, { type: 'status.move', to: 'resolved' });
    await cockpit.dispatch(incident, { type: 'status.move', to: 'closed' });
    await cockpit.host({ type: 'preferences.set', preferences: { retentionDays: 30 } });
    expect(await remove('Payments fail')).toMatchObject({
      ok: false,
      refusal: { message: 'It is kept until 2025-03-30 by the retention in the settings.' },
    });
    on.clock.turn(30 * 86_400_000);
    expect(await remove('payments')).toMatchObject({ ok: false, refusal: { code: 'malformed', field: 'title' } });
    const follower = cockpit.follow(incident);
    await follower.until((f) => f.messages.length > 0);
    expect(await remove('Payments fail')).toMatchObject({ ok: true });
    expect(follower.messages.at(-1)?.kind).toBe('removed');
    expect(await cockpit.dispatch(incident, log('x'))).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-incident' },
    });
    expect(await cockpit.query('search', { text: 'Payments' })).toMatchObject({ ok: true, answer: [] });
    expect(await cockpit.host({ type: 'incident.delete', incident, title: 'Payments fail' })).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-incident' },
    });
  });
});

it('finds what was written, by the words and by what was rejected, and not what was retracted', async () => {
  const on = await host();
  const cockpit = on.connect();
  const incident = await declared(on, cockpit);
  await cockpit.dispatch(incident, {
    type: 'decision.make',
    text: 'Roll back',
    rejected: [{ option: 'Scale the pool' }],
  });
  const entry = eventsOf(await cockpit.dispatch(incident, log('a zebra crossed'))).at(-1) ?? '';
  const found = async (text: string) => {
    const answer = await cockpit.query('search', { text });
    return answer.ok ? (answer.answer as { entry: string }[]).length : -1;
  };
  expect([await found('zebra'), await found('pool')]).toEqual([1, 1]);
  await cockpit.dispatch(incident, { type: 'timeline.retract', entry });
  expect(await found('zebra')).toBe(0);
  await cockpit.dispatch(incident, { type: 'timeline.undo' });
  expect(await found('zebra')).toBe(1);
});
