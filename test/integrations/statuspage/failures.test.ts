// Every way in which Statuspage can say no, and what becomes of the post: tried again, parked and what mends it, or looked for.
import { describe, expect, test } from 'vitest';
import { PRIVATE, PUBLIC, world, type World } from './kit.ts';

/** The second post: it changes an incident that is there. */
async function withIncident(): Promise<World> {
  const w = world();
  await w.sent(w.post('investigating'));
  return w;
}

describe('a refusal', () => {
  test('of the key stops Statuspage and says where to mend it', async () => {
    const w = world();
    w.twin.setKey(false);
    expect(await w.send(w.post('investigating'))).toMatchObject({
      is: 'parked',
      what: 'vendor',
      why: expect.stringContaining('401') as string,
      mend: expect.stringContaining('settings') as string,
    });
    w.twin.setKey(true);
    expect(await w.send(w.post('identified'))).toMatchObject({ is: 'delivered' });
  });

  test('of the rights is told as one of the rights', async () => {
    const w = world();
    w.twin.faults.once('POST /incidents', { kind: 'status', status: 403, body: '{"error":"Forbidden"}' });
    expect(await w.send(w.post('investigating'))).toMatchObject({ is: 'parked', what: 'vendor' });
  });

  test('of the page id stops Statuspage; of the private one, that post alone', async () => {
    const w = world({ settings: { pageId: 'nopage', privatePageId: 'noprivate' } });
    expect(await w.send(w.post('investigating'))).toMatchObject({
      is: 'parked',
      what: 'vendor',
      why: 'Statuspage has no such page: nopage (404)',
      mend: expect.stringContaining('page id') as string,
    });
    expect(await w.send(w.post('investigating', { page: 'private' }))).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: expect.stringContaining('private page id') as string,
    });
  });

  test('of what it says parks that post alone, in their words', async () => {
    const w = world();
    const body = JSON.stringify({ error: ["Name can't be blank", 'Body\nis odd'] });
    w.twin.faults.once('POST /incidents', { kind: 'status', status: 422, body });
    expect(await w.send(w.post('investigating'))).toMatchObject({
      is: 'parked',
      what: 'item',
      why: "Statuspage does not take it: Name can't be blank; Body is odd",
    });
    expect(w.twin.incidents(PUBLIC)).toEqual([]);
  });

  test.each([400, 409, 413])('%s parks that post alone', async (status) => {
    const w = world();
    w.twin.faults.once('POST /incidents', { kind: 'status', status, body: '{}' });
    expect(await w.send(w.post('investigating'))).toMatchObject({
      is: 'parked',
      what: 'item',
      why: `Statuspage does not take it: error ${status}`,
    });
  });

  test('a text longer than theirs does not leave; shortened, it does', async () => {
    const w = world();
    const effect = w.post('investigating');
    const most = '😀'.repeat(25_000);
    expect(await w.send({ ...effect, text: `${most}.` })).toMatchObject({
      is: 'parked',
      what: 'item',
      why: 'The text has 25,001 characters; Statuspage takes 25,000',
      mend: 'Shorten the text, then try again.',
    });
    expect(w.twin.arrivals).toEqual([]);
    expect(await w.send({ ...effect, text: most })).toMatchObject({ is: 'delivered' });
  });

  test('a post that a newer version wrote is kept, and says so', async () => {
    const w = world();
    const effect = w.post('investigating');
    expect(await w.send({ ...effect, body: { step: 'of-a-newer-version' } })).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: expect.stringContaining('Update Warroom') as string,
    });
  });
});

describe('an incident that somebody deleted on the page', () => {
  test('parks the post; tried again by a person, it opens a new one that takes its place', async () => {
    const w = await withIncident();
    const gone = w.twin.incidents(PUBLIC)[0]!.id;
    w.twin.somebody.deletesIncident(gone, PUBLIC);
    const effect = w.post('identified', { text: 'Still at it.' });
    expect(await w.send(effect)).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: 'Try again: that opens a new one there. Or withdraw it.',
    });
    expect(w.twin.incidents(PUBLIC)).toEqual([]);
    await w.sent(effect);
    const [fresh] = w.twin.incidents(PUBLIC);
    expect(fresh).toMatchObject({ status: 'identified', name: 'Payments fail for some users' });
    expect(w.set.incident().remote.refs['statuspage/incident']?.remoteId).toBe(fresh?.id);
    await w.sent(w.post('monitoring'));
    expect(fresh?.updates).toHaveLength(2);
  });

  test('and where the answer for the new one is lost, it is found and takes its place', async () => {
    const w = await withIncident();
    w.twin.somebody.deletesIncident(w.twin.incidents(PUBLIC)[0]!.id, PUBLIC);
    const effect = w.post('identified');
    await w.send(effect);
    const since = w.turned.clock.now();
    w.twin.faults.once('POST /incidents', { kind: 'lose-after' });
    expect(await w.send(effect)).toMatchObject({ is: 'unknown' });
    expect(await w.find(effect, since)).toMatchObject({ is: 'found', twins: 0 });
    expect(w.set.incident().remote.refs['statuspage/incident']?.remoteId).toBe(w.twin.incidents(PUBLIC)[0]?.id);
  });

  test('can be mended by adopting another one', async () => {
    const w = await withIncident();
    w.twin.somebody.deletesIncident(w.twin.incidents(PUBLIC)[0]!.id, PUBLIC);
    const effect = w.post('identified');
    await w.send(effect);
    const other = w.twin.somebody.opensIncident({ name: 'Made by hand' }, PUBLIC);
    w.adopt(other.id);
    await w.sent(effect);
    expect(w.twin.incidents(PUBLIC)).toHaveLength(1);
    expect(other.status).toBe('identified');
  });

  test('is not taken for one where it is the page that cannot be reached any more', async () => {
    const w = await withIncident();
    const effect = w.post('identified');
    for (const call of ['PATCH /incidents/:id', 'GET /page'])
      w.twin.faults.once(call, { kind: 'status', status: 404, body: '{"error":"Not found"}' });
    expect(await w.send(effect)).toMatchObject({ is: 'parked', what: 'vendor' });
    expect(await w.send(effect)).toMatchObject({ is: 'delivered', facts: [] });
  });
});

describe('what proves nothing', () => {
  const strange = [
    ['a login page of the network', { kind: 'captive-portal' }],
    ['its refusal in HTML', { kind: 'status', status: 403, body: '<html><body>Sign in</body></html>' }],
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'https://login.example/' } }],
    ['yes without an id', { kind: 'status', status: 201, body: '{"ok":true}' }],
    ['half an answer', { kind: 'status', status: 201, body: '{"id":"tw' }],
    ['trouble of theirs', { kind: 'status', status: 503 }],
    ['trouble of theirs in their own words', { kind: 'status', status: 500, body: '{"error":"Internal"}' }],
    ['a request they say came too late', { kind: 'status', status: 408, body: '{}' }],
  ] as const;

  test.each(strange)('%s: the post is looked for before it is sent again', async (_what, does) => {
    for (const call of ['POST /incidents', 'PATCH /incidents/:id']) {
      const w = call === 'POST /incidents' ? world() : await withIncident();
      w.twin.faults.once(call, does);
      expect(await w.send(w.post('identified'))).toMatchObject({ is: 'unknown' });
    }
  });

  test.each(strange)('%s before anything was changed: nothing left, it is tried again', async (_what, does) => {
    const w = world();
    w.twin.faults.once('GET /components', does);
    const effect = w.post('identified', { components: [{ name: 'Payments', state: 'major-outage' }] });
    const outcome = await w.send(effect);
    expect(outcome.is).toBe('retry');
    expect(w.twin.arrivalsOf('POST /incidents')).toEqual([]);
    expect(await w.send(effect)).toMatchObject({ is: 'delivered' });
  });
});

test('a failed read of the private page says nothing of the public one', async () => {
  const w = world({ settings: { privatePageId: 'gone' } });
  const list = await w.settled(w.connection.components!());
  expect(list.map(({ lane }) => lane)).toEqual(['statuspage']);
  expect(await w.send(w.post('investigating'))).toMatchObject({ is: 'delivered' });
  expect(w.twin.incidents(PRIVATE)).toEqual([]);
});
