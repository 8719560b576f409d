// Statuspage's twin over several calls: an incident from opening to end, its updates and mail, lists, limits.
import { describe, expect, test } from 'vitest';
import { turnedClock } from '../journal/kit.ts';
import { type CallStatuspage, type Heard, statuspageOver } from './kit.ts';
import { type StatuspageTwinOptions, statuspageTwin } from './statuspage/index.ts';

const page = '/pages/pgpublic0001';
const api = 'cmpapi000001';
const login = 'cmplogin0001';

function openPage(options: Partial<StatuspageTwinOptions> = {}) {
  const clock = turnedClock();
  const twin = statuspageTwin({ clock, ...options });
  const line = { fetch: twin.fetch, url: 'https://api.statuspage.io/v1', settled: () => Promise.resolve() };
  return { clock, twin, statuspage: statuspageOver(line, twin.apiKey) };
}

interface IncidentBody {
  id: string;
  name: string;
  status: string;
  incident_updates: { id: string; status: string; body: string; affected_components: unknown }[];
}

async function declare(
  statuspage: CallStatuspage,
  more: Readonly<Record<string, unknown>> = {},
): Promise<IncidentBody> {
  const incident = { name: 'Checkout is slow', body: 'We look into it.', ...more };
  const { body } = await statuspage('POST', `${page}/incidents`, { incident });
  return body as IncidentBody;
}

describe('an incident', () => {
  test('from its opening to its end', async () => {
    const { statuspage, clock, twin } = openPage();
    const opened = await declare(statuspage, {
      status: 'investigating',
      component_ids: [api],
      components: { [api]: 'partial_outage', [login]: 'degraded_performance' },
      metadata: { warroom: { k: 'abc' } },
      deliver_notifications: true,
    });
    expect(opened).toMatchObject({
      name: 'Checkout is slow',
      status: 'investigating',
      impact: 'major',
      page_id: 'pgpublic0001',
      created_at: '2025-02-28T03:12:00.000Z',
      resolved_at: null,
      metadata: { warroom: { k: 'abc' } },
      shortlink: expect.stringMatching(/^https:\/\/stspg\.io\//u),
      components: [
        { id: api, status: 'partial_outage' },
        { id: login, status: 'degraded_performance' },
      ],
      incident_updates: [
        {
          status: 'investigating',
          body: 'We look into it.',
          deliver_notifications: true,
          affected_components: [
            { code: api, name: 'API', old_status: 'operational', new_status: 'partial_outage' },
            { code: login, name: 'Login', old_status: 'operational', new_status: 'degraded_performance' },
          ],
        },
      ],
    });
    clock.turn(60_000);
    const at = `${page}/incidents/${opened.id}`;
    await statuspage('PATCH', at, {
      incident: { status: 'monitoring', body: 'A fix is in.', deliver_notifications: false },
    });
    clock.turn(60_000);
    const { body } = await statuspage('PATCH', at, {
      incident: { status: 'resolved', body: 'It works.', components: { [api]: 'operational' } },
    });
    expect(body).toMatchObject({
      status: 'resolved',
      impact: 'major',
      monitoring_at: '2025-02-28T03:13:00.000Z',
      resolved_at: '2025-02-28T03:14:00.000Z',
      metadata: { warroom: { k: 'abc' } },
      incident_updates: [{ status: 'resolved' }, { status: 'monitoring' }, { status: 'investigating' }],
    });
    // Resolving sets no component that was not named.
    expect([twin.component('API').status, twin.component('Login').status]).toEqual([
      'operational',
      'degraded_performance',
    ]);
    expect(twin.incidentsWithMetadata('warroom', 'k', 'abc')).toHaveLength(1);
    expect(twin.mailings().map(({ status, to }) => [status, to])).toEqual([
      ['investigating', 100],
      ['resolved', 100],
    ]);
  });

  test('mails when nobody said not to', async () => {
    const { statuspage, twin } = openPage();
    await declare(statuspage, { deliver_notifications: false });
    expect(twin.mailings()).toHaveLength(0);
    await declare(statuspage);
    expect(twin.mailings()).toHaveLength(1);
  });

  test('says nothing new for a change without words or step', async () => {
    const { statuspage, twin } = openPage();
    const { id } = await declare(statuspage);
    const { body } = await statuspage('PATCH', `${page}/incidents/${id}`, { incident: { name: 'Checkout is down' } });
    expect(body).toMatchObject({ name: 'Checkout is down', incident_updates: [{ body: 'We look into it.' }] });
    expect(twin.mailings()).toHaveLength(1);
  });

  test('is listed newest first, in pages, and apart while unresolved', async () => {
    const { statuspage, twin } = openPage();
    for (const name of ['one', 'two', 'three']) await declare(statuspage, { name });
    const [, two] = twin.incidents();
    await statuspage('PATCH', `${page}/incidents/${two?.id}`, { incident: { status: 'resolved' } });
    const names = async (path: string) =>
      ((await statuspage('GET', page + path)).body as IncidentBody[]).map(({ name }) => name);
    expect(await names('/incidents?limit=2&page=1')).toEqual(['three', 'two']);
    expect(await names('/incidents?limit=2&page=2')).toEqual(['one']);
    expect(await names('/incidents?q=thr')).toEqual(['three']);
    expect(await names('/incidents/unresolved')).toEqual(['three', 'one']);
    await statuspage('DELETE', `${page}/incidents/${twin.incidents()[0]?.id}`);
    expect(await names('/incidents/unresolved')).toEqual(['three']);
    expect(twin.incidents()).toHaveLength(2);
  });

  test('has its words mended', async () => {
    const { statuspage, twin } = openPage();
    const { id, incident_updates: updates } = await declare(statuspage);
    const path = `${page}/incidents/${id}/incident_updates/${updates[0]?.id}`;
    const mended = {
      body: 'We are looking into it.',
      display_at: '2025-02-28T03:00:00Z',
      deliver_notifications: false,
    };
    const { body } = await statuspage('PATCH', path, { incident_update: mended });
    expect(body).toMatchObject({ body: 'We are looking into it.', display_at: '2025-02-28T03:00:00.000Z' });
    expect(twin.mailings()).toHaveLength(1);
  });

  test('may be sent as a form', async () => {
    const { twin } = openPage();
    const form = new URLSearchParams([
      ['incident[name]', 'Down'],
      ['incident[component_ids][]', api],
      ['incident[component_ids][]', login],
      [`incident[components][${api}]`, 'major_outage'],
      ['incident[metadata][warroom][k]', 'abc'],
      ['incident[deliver_notifications]', 'false'],
    ]);
    const response = await twin.fetch(`https://api.statuspage.io/v1${page}/incidents`, {
      method: 'POST',
      headers: { authorization: `OAuth ${twin.apiKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    expect(response.status).toBe(201);
    expect(twin.incidents()).toMatchObject([
      { name: 'Down', componentIds: [api, login], metadata: { warroom: { k: 'abc' } } },
    ]);
    expect(twin.component(api).status).toBe('major_outage');
    expect(twin.mailings()).toHaveLength(0);
  });

  test('stays on its own page', async () => {
    const { statuspage, twin } = openPage({ pages: [{ id: 'pgpublic0001' }, { id: 'pgprivate001', isPrivate: true }] });
    await declare(statuspage);
    expect([twin.incidents(), twin.incidents('pgprivate001')].map(({ length }) => length)).toEqual([1, 0]);
  });

  test('somebody else may have opened one, or taken a component away', async () => {
    const { statuspage, twin } = openPage();
    const { id } = twin.somebody.opensIncident({ name: 'By hand', components: { [api]: 'major_outage' } });
    twin.somebody.updatesIncident(id, { status: 'identified', body: 'Found.' });
    twin.somebody.removesComponent('Login');
    const { body } = await statuspage('GET', `${page}/incidents/unresolved`);
    expect(body).toMatchObject([{ id, status: 'identified', incident_updates: [{ body: 'Found.' }, { body: '' }] }]);
    const gone = await statuspage('PATCH', `${page}/incidents/${id}`, {
      incident: { components: { [login]: 'operational' } },
    });
    expect(gone).toMatchObject({ status: 422 });
  });
});

describe('limits', () => {
  const told = ({ status, headers }: Heard) => [status, headers.get('retry-after')];

  test('60 in any 60 seconds', async () => {
    const { statuspage, clock } = openPage({ limits: {} });
    for (let i = 0; i < 60; i += 1) {
      expect((await statuspage('GET', page)).status).toBe(200);
      clock.turn(100);
    }
    expect(told(await statuspage('GET', page))).toEqual([420, '54']);
    clock.turn(54_000);
    expect(told(await statuspage('GET', page))).toEqual([200, null]);
    expect(told(await statuspage('GET', page))).toEqual([420, '1']);
  });

  test('the whole list of components once a minute, its pages as often as the rest', async () => {
    const { statuspage } = openPage({ limits: { status: 429, retryAfter: false } });
    const whole = () => statuspage('GET', `${page}/components`);
    expect([told(await whole()), told(await whole())]).toEqual([
      [200, null],
      [429, null],
    ]);
    expect((await statuspage('GET', `${page}/components?page=1&per_page=100`)).status).toBe(200);
  });
});
