// Answers that were lost: each post stands on the page exactly once after the look back, whatever else happened meanwhile.
import { describe, expect, test } from 'vitest';
import type { Behaviour } from '../../twins/faults.ts';
import { PRIVATE, PUBLIC, world } from './kit.ts';

const lost: [string, Behaviour, boolean][] = [
  ['before it was done', { kind: 'lose-before' }, false],
  ['after it was done', { kind: 'lose-after' }, true],
  ['in the middle of the answer', { kind: 'reset' }, true],
  ['by silence', { kind: 'hang' }, false],
  ['by silence, and it was done', { kind: 'hang-after' }, true],
];

describe.each(lost)('an answer lost %s', (_how, does, applied) => {
  test('a first post: one incident on the page', async () => {
    const w = world();
    const effect = w.post('investigating');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', does);
    expect(await w.send(effect)).toMatchObject({ is: 'unknown' });
    const finding = await w.find(effect, since);
    expect(finding).toMatchObject(
      applied ? { is: 'found', facts: [{ how: 'found', place: PUBLIC }] } : { is: 'absent' },
    );
    if (!applied) await w.sent(effect);
    expect(w.twin.incidents(PUBLIC)).toHaveLength(1);
    await w.sent(w.post('identified'));
    expect(w.twin.incidents(PUBLIC)[0]?.updates).toHaveLength(2);
  });

  test('an update: said once', async () => {
    const w = world();
    await w.sent(w.post('investigating'));
    const effect = w.post('identified');
    const since = w.turned.clock.now();
    w.twin.faults.once('PATCH /incidents/:id', does);
    expect(await w.send(effect)).toMatchObject({ is: 'unknown' });
    expect(await w.find(effect, since)).toMatchObject(
      applied ? { is: 'found', facts: [], twins: 0 } : { is: 'absent' },
    );
    if (!applied) await w.sent(effect);
    expect(w.twin.incidents(PUBLIC)[0]?.updates.map(({ status }) => status)).toEqual(['identified', 'investigating']);
  });
});

describe('asked for again after a restore of a backup that did not know of it', () => {
  test('a post is found on the page, also behind newer ones', async () => {
    const w = world();
    await w.sent(w.post('investigating'));
    const effect = w.post('identified');
    expect(effect.mayStandSince).toBe(w.turned.clock.now());
    const since = w.turned.clock.now();
    expect(await w.find(effect, since)).toEqual({ is: 'absent' });
    await w.sent(effect);
    await w.sent(w.post('monitoring'));
    expect(await w.find(effect, since)).toMatchObject({ is: 'found', facts: [], twins: 0 });
    expect(w.twin.incidents(PUBLIC)[0]?.updates).toHaveLength(3);
  });
});

describe('a post done late, after it was sent again', () => {
  test('leaves the earlier of the two; the later is deleted', async () => {
    const w = world();
    const effect = w.post('investigating');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'delay-apply', ms: 60_000 });
    await w.send(effect);
    w.turned.turn(45_000);
    expect(await w.find(effect, since)).toEqual({ is: 'absent' });
    await w.sent(effect);
    const kept = w.twin.incidents(PUBLIC)[0]!.id;
    w.turned.turn(60_000);
    expect(w.twin.incidents(PUBLIC)).toHaveLength(2);
    expect(await w.find(effect, since)).toMatchObject({ is: 'found', twins: 1 });
    expect(w.twin.incidents(PUBLIC).map(({ id }) => id)).toEqual([kept]);
  });

  test('is seen for a twin although the one that stands was carried on since', async () => {
    const w = world();
    const effect = w.post('investigating');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'delay-apply', ms: 60_000 });
    await w.send(effect);
    w.turned.turn(45_000);
    await w.sent(effect);
    await w.sent(w.post('identified'));
    w.turned.turn(60_000);
    const [kept] = w.twin.incidents(PUBLIC);
    expect(await w.find(effect, since)).toMatchObject({ is: 'found', twins: 1, facts: [] });
    expect(w.twin.incidents(PUBLIC)).toEqual([kept]);
    expect(kept?.status).toBe('identified');
  });

  test('where this key may not delete: it is told, with the link', async () => {
    const w = world();
    const effect = w.post('investigating');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'delay-apply', ms: 60_000 });
    await w.send(effect);
    w.turned.turn(45_000);
    await w.sent(effect);
    w.turned.turn(60_000);
    w.twin.faults.arm({ calls: 'DELETE /incidents/:id', does: { kind: 'status', status: 403, body: '{}' } });
    expect(await w.find(effect, since)).toMatchObject({
      is: 'found',
      twins: 0,
      note: expect.stringContaining('https://stspg.io/') as string,
    });
  });
});

describe('the look back', () => {
  test('counts only complete lists: an incident behind two hundred newer ones is found', async () => {
    const w = world();
    const effect = w.post('investigating');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'lose-after' });
    await w.send(effect);
    const { id } = w.twin.incidents(PUBLIC)[0]!;
    w.twin.somebody.updatesIncident(id, { status: 'resolved' }, PUBLIC);
    for (let i = 0; i < 230; i += 1) w.twin.somebody.opensIncident({ name: `Other ${i}`, status: 'resolved' }, PUBLIC);
    expect(await w.find(effect, since)).toMatchObject({ is: 'found', facts: [{ remoteId: id }] });
  });

  test.each(['GET /incidents/unresolved', 'GET /incidents'])('is no "absent" where %s fails', async (call) => {
    for (const does of [
      { kind: 'lose-before' },
      { kind: 'status', status: 500 },
      { kind: 'captive-portal' },
      { kind: 'status', status: 200, body: '{}' },
      { kind: 'status', status: 200, body: '[{"id":7}]' },
    ] as const) {
      const w = world();
      const effect = w.post('investigating');
      w.twin.faults.once(call, does);
      expect((await w.find(effect, w.turned.clock.now())).is, JSON.stringify(does)).toBe('retry');
    }
  });

  test('does not take the posts of others for ours', async () => {
    const w = world();
    const effect = w.post('investigating');
    w.twin.somebody.opensIncident({ name: 'Payments fail for some users' }, PUBLIC);
    expect(await w.find(effect, w.turned.clock.now())).toEqual({ is: 'absent' });
  });

  test('finds it although the clock of this computer is two days off', async () => {
    const w = world({
      http: (twin) => async (url, init) => {
        const answer = await twin.fetch(url, init);
        const headers = new Headers(answer.headers);
        headers.set('date', new Date(Date.parse(headers.get('date')!) - 48 * 3_600_000).toUTCString());
        const body = (await answer.text()).replaceAll(/"created_at":"([^"]+)"/gu, (_all, at: string) => {
          return `"created_at":"${new Date(Date.parse(at) - 48 * 3_600_000).toISOString()}"`;
        });
        return new Response(body, { status: answer.status, headers });
      },
    });
    const effect = w.post('resolved');
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'lose-after' });
    await w.send(effect);
    for (let i = 0; i < 120; i += 1) w.twin.somebody.opensIncident({ name: `Other ${i}`, status: 'resolved' }, PUBLIC);
    expect(await w.find(effect, since)).toMatchObject({ is: 'found' });
  });

  test('looks on the page that the post was for', async () => {
    const w = world();
    const effect = w.post('investigating', { page: 'private' });
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'lose-after' });
    await w.send(effect);
    expect(await w.find(effect, since)).toMatchObject({
      is: 'found',
      facts: [{ ref: 'statuspage-private/incident', place: PRIVATE }],
    });
  });
});

describe('an incident adopted', () => {
  test('takes our posts, keeps its name, and nothing second is opened', async () => {
    const w = world();
    const theirs = w.twin.somebody.opensIncident({ name: 'Cards are refused', body: 'Made by hand.' }, PUBLIC);
    w.twin.somebody.opensIncident({ name: 'Long over', status: 'resolved' }, PUBLIC);
    const open = await w.settled(w.connection.openIncidents!('statuspage'));
    expect(open).toEqual([
      {
        id: theirs.id,
        name: 'Cards are refused',
        status: 'investigating',
        url: theirs.shortlink,
        updatedAt: w.turned.clock.now() - (w.turned.clock.now() - theirs.updatedAt),
      },
    ]);
    w.adopt(theirs.id);
    await w.sent(w.post('identified'));
    expect(w.twin.incidents(PUBLIC)).toHaveLength(2);
    expect(theirs).toMatchObject({ name: 'Cards are refused', status: 'identified' });
  });

  test('while the first post of ours was in doubt: ours goes, its words go to the adopted one', async () => {
    const w = world();
    const theirs = w.twin.somebody.opensIncident({ name: 'Cards are refused' }, PUBLIC);
    const effect = w.post('investigating', { text: 'Our words.' });
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'lose-after' });
    await w.send(effect);
    w.adopt(theirs.id);
    expect(await w.find(effect, since)).toEqual({ is: 'absent' });
    await w.sent(effect);
    expect(w.twin.incidents(PUBLIC)).toEqual([theirs]);
    expect(theirs.updates[0]?.body).toBe('Our words.');
  });

  test('cannot be listed where the page does not answer: it says so', async () => {
    const w = world();
    w.twin.faults.arm({ does: { kind: 'offline' } });
    await expect(w.settled(w.connection.openIncidents!('statuspage'))).rejects.toThrow('cannot be reached');
    expect(await w.connection.openIncidents!('no-such-lane')).toEqual([]);
  });
});
