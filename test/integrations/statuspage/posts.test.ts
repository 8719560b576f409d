// What a post becomes on the page: one incident through the four steps, its own components alone, the flag said every time.
import { describe, expect, test } from 'vitest';
import { integration } from '../../../src-main/integrations/statuspage/index.ts';
import { declared } from '../../incident/scenario.ts';
import { PRIVATE, PUBLIC, values, world } from './kit.ts';

describe('the four steps', () => {
  test('open one incident and carry it on; nothing is opened twice', async () => {
    const w = world();
    const first = await w.sent(w.post('investigating', { text: 'We are looking.' }));
    const [incident] = w.twin.incidents(PUBLIC);
    expect(incident).toMatchObject({ name: 'Payments fail for some users', status: 'investigating' });
    expect(first.facts).toEqual([
      {
        ref: 'statuspage/incident',
        remoteId: incident?.id,
        place: PUBLIC,
        name: 'Payments fail for some users',
        url: incident?.shortlink,
        how: 'made',
      },
    ]);
    for (const step of ['identified', 'monitoring', 'resolved'] as const)
      expect((await w.sent(w.post(step, { text: `Words for ${step}.` }))).facts).toEqual([]);
    expect(w.twin.incidents(PUBLIC)).toHaveLength(1);
    expect(incident).toMatchObject({ status: 'resolved', name: 'Payments fail for some users' });
    expect(incident?.updates.map(({ status, body }) => [status, body])).toEqual([
      ['resolved', 'Words for resolved.'],
      ['monitoring', 'Words for monitoring.'],
      ['identified', 'Words for identified.'],
      ['investigating', 'We are looking.'],
    ]);
  });

  test('carry our keys and nothing that speaks', async () => {
    const w = world();
    const effect = w.post('investigating');
    await w.sent(effect);
    const [incident] = w.twin.incidents(PUBLIC);
    expect(incident?.metadata).toEqual({
      warroom: { k: effect.key, i: effect.incident, e: effect.epoch, t: effect.taken },
    });
    const next = w.post('identified');
    await w.sent(next);
    expect(incident?.metadata).toMatchObject({ warroom: { k: next.key } });
  });

  test('send the text that the person changed before it left', async () => {
    const w = world();
    await w.sent({ ...w.post('investigating'), text: 'Changed words.' });
    expect(w.twin.incidents(PUBLIC)[0]?.updates[0]?.body).toBe('Changed words.');
  });
});

describe('Every post says explicitly whether subscribers are notified (ours)', () => {
  test.each([true, false])('is said every time: %s (Statuspage takes its absence for yes)', async (notify) => {
    const w = world();
    await w.sent(w.post('investigating', { notify }));
    await w.sent(w.post('identified', { notify }));
    const said = w.twin.arrivals
      .filter(({ method }) => method === 'POST' || method === 'PATCH')
      .map(({ args }) => args['incident']);
    expect(said).toHaveLength(2);
    for (const incident of said) expect(incident).toHaveProperty('deliver_notifications', notify);
    expect(w.twin.mailings(PUBLIC)).toHaveLength(notify ? 2 : 0);
  });
});

describe('components', () => {
  test('get their states, by name in any case, alone or with their group', async () => {
    const w = world();
    const outcome = await w.sent(
      w.post('investigating', {
        components: [
          { name: 'PAYMENTS', state: 'major-outage' },
          { name: 'Login', state: 'degraded-performance' },
          { name: 'asia/api', state: 'partial-outage' },
        ],
      }),
    );
    expect(outcome.note).toBeUndefined();
    expect(w.twin.page(PUBLIC).components.map(({ id, status }) => [id, status])).toEqual([
      ['cmppayments1', 'major_outage'],
      ['cmpcheckout1', 'operational'],
      ['cmpmail00001', 'operational'],
      ['grpeurope001', 'operational'],
      ['cmpapieurope', 'operational'],
      ['cmploginone1', 'degraded_performance'],
      ['grpasia00001', 'operational'],
      ['cmpapiasia01', 'partial_outage'],
    ]);
    expect(w.twin.incidents(PUBLIC)[0]?.componentIds.toSorted()).toEqual([
      'cmpapiasia01',
      'cmploginone1',
      'cmppayments1',
    ]);
  });

  test('that are not on the page, or there twice, do not hold the post up; it says which', async () => {
    const w = world();
    const outcome = await w.sent(
      w.post('investigating', {
        components: [
          { name: 'Ledger', state: 'major-outage' },
          { name: 'API', state: 'major-outage' },
          { name: 'Payments', state: 'major-outage' },
        ],
      }),
    );
    expect(outcome.note).toBe(
      'Not on the page: Ledger. On the page more than once, so left as they are: API. Write them as Group / Name.',
    );
    expect(w.twin.component('Payments', PUBLIC).status).toBe('major_outage');
    expect(w.twin.component('cmpapieurope', PUBLIC).status).toBe('operational');
  });

  test('a note that names fifty components is still one line of the record', async () => {
    const w = world();
    const components = Array.from({ length: 50 }, (_, i) => ({
      name: `${i} ${'n'.repeat(280)}`,
      state: 'major-outage' as const,
    }));
    const { note = '' } = await w.sent(w.post('investigating', { components }));
    expect(note).toContain('and 42 more');
    expect(note.length).toBeLessThan(1_000);
  });

  test('that an update does not name stay as they are, and stay with the incident (DOMAIN 7)', async () => {
    const w = world();
    await w.sent(
      w.post('investigating', {
        components: [
          { name: 'Payments', state: 'major-outage' },
          { name: 'Mail', state: 'partial-outage' },
        ],
      }),
    );
    await w.sent(w.post('identified', { components: [] }));
    const named = w.twin.arrivalsOf('PATCH /incidents/:id').at(-1)?.args['incident'];
    expect(named).not.toHaveProperty('components');
    expect(named).not.toHaveProperty('component_ids');
    await w.sent(w.post('identified', { components: [{ name: 'Payments', state: 'degraded-performance' }] }));
    expect(w.twin.component('Payments', PUBLIC).status).toBe('degraded_performance');
    expect(w.twin.component('Mail', PUBLIC).status).toBe('partial_outage');
    expect(w.twin.incidents(PUBLIC)[0]?.componentIds.toSorted()).toEqual(['cmpmail00001', 'cmppayments1']);
  });

  test('of the incident alone come back with resolve, no others (DOMAIN 7)', async () => {
    const w = world();
    w.twin.somebody.setsComponent('Mail', 'major_outage', PUBLIC);
    await w.sent(w.post('investigating', { components: [{ name: 'Payments', state: 'major-outage' }] }));
    await w.sent(w.post('resolved', { components: [{ name: 'Payments', state: 'operational' }] }));
    const last = w.twin.arrivalsOf('PATCH /incidents/:id').at(-1)?.args['incident'];
    expect(last).toMatchObject({ components: { cmppayments1: 'operational' }, component_ids: ['cmppayments1'] });
    expect(w.twin.component('Payments', PUBLIC).status).toBe('operational');
    expect(w.twin.component('Mail', PUBLIC).status).toBe('major_outage');
  });

  test('that went since the list was read: the list is read anew, and the post goes without them', async () => {
    const w = world();
    await w.sent(w.post('investigating', { components: [{ name: 'Payments', state: 'major-outage' }] }));
    w.twin.somebody.removesComponent('Payments', PUBLIC);
    const effect = w.post('identified', { components: [{ name: 'Payments', state: 'major-outage' }] });
    expect(await w.send(effect)).toMatchObject({ is: 'retry' });
    expect(await w.send(effect)).toMatchObject({ is: 'delivered', note: 'Not on the page: Payments.' });
    expect(w.twin.incidents(PUBLIC)[0]?.updates).toHaveLength(2);
  });

  test('are read page by page and not again for five minutes', async () => {
    const many = Array.from({ length: 230 }, (_, i) => ({ id: `cmp${String(i).padStart(9, '0')}`, name: `Part ${i}` }));
    const w = world({ pages: [{ id: PUBLIC, components: many }, { id: PRIVATE }] });
    const effect = w.post('investigating', { components: [{ name: 'Part 229', state: 'major-outage' }] });
    await w.sent(effect);
    expect(w.twin.component('Part 229', PUBLIC).status).toBe('major_outage');
    const paths = w.twin.arrivalsOf('GET /components').map(({ path }) => path.split('?')[1]);
    expect(paths).toEqual(['page=1&per_page=100', 'page=2&per_page=100', 'page=3&per_page=100']);
    await w.sent(w.post('identified', { components: [{ name: 'Part 1', state: 'major-outage' }] }));
    expect(w.twin.arrivalsOf('GET /components')).toHaveLength(3);
    w.turned.turn(5 * 60_000);
    await w.sent(w.post('monitoring', { components: [{ name: 'Part 1', state: 'operational' }] }));
    expect(w.twin.arrivalsOf('GET /components')).toHaveLength(6);
  });

  test('are offered to the editor with their groups and their states in our words', async () => {
    const w = world();
    w.twin.somebody.setsComponent('Payments', 'partial_outage', PUBLIC);
    const offered = await w.settled(w.connection.components!());
    expect(offered.map(({ lane, page, at }) => [lane, page, at > 0])).toEqual([
      ['statuspage', 'public', true],
      ['statuspage-private', 'private', true],
    ]);
    expect(offered[0]?.components).toEqual([
      { id: 'cmppayments1', name: 'Payments', group: null, state: 'partial-outage' },
      { id: 'cmpcheckout1', name: 'Checkout', group: null, state: 'operational' },
      { id: 'cmpmail00001', name: 'Mail', group: null, state: 'operational' },
      { id: 'cmpapieurope', name: 'API', group: 'Europe', state: 'operational' },
      { id: 'cmploginone1', name: 'Login', group: 'Europe', state: 'operational' },
      { id: 'cmpapiasia01', name: 'API', group: 'Asia', state: 'operational' },
    ]);
  });

  test('of a page that cannot be read now are those read last; of one never read, none', async () => {
    const w = world();
    await w.settled(w.connection.components!());
    w.turned.turn(10 * 60_000);
    w.twin.faults.arm({ does: { kind: 'offline' } });
    expect((await w.settled(w.connection.components!()))[0]?.components).toHaveLength(6);
    const unread = world();
    unread.twin.faults.arm({ does: { kind: 'offline' } });
    expect(await unread.settled(unread.connection.components!())).toEqual([]);
  });
});

describe('the private page', () => {
  test('is a destination of its own: other incident, other page (DOMAIN 7, S2)', async () => {
    const w = world();
    const outcome = await w.sent(w.post('identified', { page: 'private', text: 'For partners.' }));
    expect(outcome.facts[0]).toMatchObject({ ref: 'statuspage-private/incident', place: PRIVATE });
    expect(w.twin.incidents(PUBLIC)).toEqual([]);
    await w.sent(w.post('investigating', { text: 'For all.' }));
    await w.sent(w.post('monitoring', { page: 'private' }));
    expect(w.twin.incidents(PUBLIC).map(({ updates }) => updates.length)).toEqual([1]);
    expect(w.twin.incidents(PRIVATE).map(({ updates }) => updates.length)).toEqual([2]);
    expect(JSON.stringify(w.twin.page(PUBLIC))).not.toContain('For partners.');
  });

  test('takes part only where it is set up; its posts say so where it is no more', async () => {
    const { privatePageId: _, ...without } = values;
    expect(integration.lanes(integration.config.parse(without)).map(({ lane }) => lane)).toEqual(['statuspage']);
    const w = world();
    const effect = w.post('investigating', { page: 'private' });
    const alone = integration.connect(integration.config.parse(without), {
      clock: w.turned.clock,
      http: w.twin.fetch,
      log: { info: () => {}, error: () => {} },
    });
    expect(await alone.send(effect, w.situation())).toMatchObject({ is: 'parked', what: 'item' });
    expect(await alone.find(effect, w.situation(), 0)).toMatchObject({ is: 'parked', what: 'item' });
    expect(w.twin.arrivals).toEqual([]);
  });
});

test('an incident stays on the page where it was opened, though the settings name another one since', async () => {
  const w = world();
  await w.sent(w.post('investigating'));
  const settings = integration.config.parse({ ...values, pageId: 'pgother00001' });
  const now = integration.connect(settings, {
    clock: w.turned.clock,
    http: w.twin.fetch,
    log: { info() {}, error() {} },
  });
  expect(await w.settled(now.send(w.post('identified'), w.situation()))).toMatchObject({ is: 'delivered' });
  expect(w.twin.incidents(PUBLIC)[0]?.status).toBe('identified');
});

describe('the plan', () => {
  test('A post is queued when its hold is over, and not before (ours)', () => {
    const set = declared();
    set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
    set.does({ type: 'status-page.publish', step: 'identified', text: 'x', components: [], notify: false });
    for (const event of set.events())
      expect(integration.plan(event, set.incident(), set.incident(), ['statuspage'])).toEqual([]);
  });

  test('freezes the words, the states and the flag at the click', () => {
    const w = world();
    const effect = w.post('investigating', {
      text: 'Frozen.',
      components: [{ name: 'Payments', state: 'major-outage' }],
      notify: true,
    });
    expect(effect).toMatchObject({
      kind: 'post',
      lane: 'statuspage',
      what: 'Status page: Investigating',
      ordered: true,
      needs: [],
      freshness: 'public',
      slot: 'page',
      text: 'Frozen.',
      body: {
        step: 'investigating',
        components: [{ name: 'Payments', state: 'major-outage' }],
        notify: true,
        title: 'Payments fail for some users',
      },
    });
  });
});

test('a title too long for the page is cut between characters', async () => {
  const w = world();
  const effect = w.post('investigating');
  const family = '👩‍👩‍👧';
  await w.sent({ ...effect, body: { ...effect.body, title: `${'x'.repeat(252)}${family}end` } });
  expect(w.twin.incidents(PUBLIC)[0]?.name).toBe('x'.repeat(252));
});
