// Statuspage's twin against what developer.statuspage.io says of each call: shapes, keys, refusals.
import { describe, expect, test } from 'vitest';
import { turnedClock } from '../journal/kit.ts';
import { type Heard, WAYS, lineTo, statuspageOver } from './kit.ts';
import { type StatuspageTwin, statuspageTwin } from './statuspage/index.ts';

const page = '/pages/pgpublic0001';
const api = 'cmpapi000001';
const login = 'cmplogin0001';

interface Row {
  says: string;
  given?: (twin: StatuspageTwin) => void;
  call: readonly [method: string, path: string, body?: unknown, key?: string];
  hears: Partial<Heard>;
}

const incident = (fields: Readonly<Record<string, unknown>>) => ({ incident: { name: 'Down', ...fields } });
const refused = (reason: string): Partial<Heard> => ({ status: 422, body: { error: [reason] } });

const rows: readonly Row[] = [
  { says: 'another key', call: ['GET', page, undefined, 'wrong'], hears: { status: 401 } },
  {
    says: 'a key taken back',
    given: (twin) => twin.setKey(false),
    call: ['GET', page, undefined, 'key-of-the-twin'],
    hears: { status: 401 },
  },
  {
    says: 'a page',
    call: ['GET', page],
    hears: { status: 200, body: expect.objectContaining({ id: 'pgpublic0001', name: 'Example Status' }) },
  },
  {
    says: 'all pages',
    call: ['GET', '/pages'],
    hears: { status: 200, body: [expect.objectContaining({ id: 'pgpublic0001' })] },
  },
  {
    says: 'a page that is not there',
    call: ['GET', '/pages/other/components?page=1&per_page=100'],
    hears: { status: 404 },
  },
  { says: 'a place that is not there', call: ['GET', `${page}/nonsense`], hears: { status: 404 } },
  {
    says: 'a page of components, with the group and its state',
    given: (twin) => twin.somebody.setsComponent('Login', 'partial_outage'),
    call: ['GET', `${page}/components?page=2&per_page=2`],
    hears: {
      status: 200,
      body: [
        expect.objectContaining({
          id: 'grpplatform1',
          group: true,
          status: 'partial_outage',
          components: [api, login],
        }),
        expect.objectContaining({
          id: api,
          group: false,
          group_id: 'grpplatform1',
          status: 'operational',
          position: 4,
        }),
      ],
    },
  },
  { says: 'a path with .json', call: ['GET', `${page}/components.json`], hears: { status: 200 } },
  {
    says: 'groups',
    call: ['GET', `${page}/component-groups`],
    hears: { status: 200, body: [expect.objectContaining({ id: 'grpplatform1', components: [api, login] })] },
  },
  {
    says: 'the state of a component',
    call: ['PATCH', `${page}/components/${api}`, { component: { status: 'major_outage' } }],
    hears: { status: 200, body: expect.objectContaining({ id: api, status: 'major_outage' }) },
  },
  {
    says: 'a state that is none',
    call: ['PATCH', `${page}/components/${api}`, { component: { status: 'on_fire' } }],
    hears: refused('Status is not included in the list'),
  },
  {
    says: 'a component that is not there',
    call: ['PATCH', `${page}/components/none`, { component: {} }],
    hears: { status: 404 },
  },
  {
    says: 'an incident without a name',
    call: ['POST', `${page}/incidents`, incident({ name: ' ' })],
    hears: refused("Name can't be blank"),
  },
  { says: 'no incident at all', call: ['POST', `${page}/incidents`, {}], hears: { status: 400 } },
  {
    says: 'a name of 255',
    call: ['POST', `${page}/incidents`, incident({ name: 'é'.repeat(255) })],
    hears: { status: 201 },
  },
  {
    says: 'a name of 256',
    call: ['POST', `${page}/incidents`, incident({ name: 'x'.repeat(256) })],
    hears: refused('Name is too long (maximum is 255 characters)'),
  },
  {
    says: 'a text of 25,000',
    call: ['POST', `${page}/incidents`, incident({ body: 'x'.repeat(25_000) })],
    hears: { status: 201 },
  },
  {
    says: 'a text of 25,001',
    call: ['POST', `${page}/incidents`, incident({ body: 'x'.repeat(25_001) })],
    hears: refused('Body is too long (maximum is 25000 characters)'),
  },
  {
    says: 'a step that is none',
    call: ['POST', `${page}/incidents`, incident({ status: 'panicking' })],
    hears: refused('Status is not included in the list'),
  },
  {
    says: 'a component of another page',
    call: ['POST', `${page}/incidents`, incident({ component_ids: ['cmpother'] })],
    hears: refused('Components cmpother are not on this page'),
  },
  {
    says: 'a group is no component to put in a state',
    call: ['POST', `${page}/incidents`, incident({ components: { grpplatform1: 'major_outage' } })],
    hears: refused('Components grpplatform1 are not on this page'),
  },
  {
    says: 'metadata with plain values on top',
    call: ['POST', `${page}/incidents`, incident({ metadata: { k: 'abc' } })],
    hears: refused('Metadata top level values must be objects'),
  },
  {
    says: 'changing an incident that is not there',
    call: ['PATCH', `${page}/incidents/none`, incident({})],
    hears: { status: 404 },
  },
];

describe.each(WAYS)('Statuspage, one call each, %s', (way) => {
  test.each(rows)('$call.0 $call.1: $says', async ({ given, call, hears }) => {
    const twin = statuspageTwin({ clock: turnedClock() });
    given?.(twin);
    const statuspage = statuspageOver(await lineTo(twin, way), twin.apiKey);
    const heard = await statuspage(...call);
    expect(heard).toMatchObject(hears);
    expect(twin.arrivals).toMatchObject([{ status: heard.status, applied: heard.status < 300 }]);
    expect(heard.headers.get('date')).toBe('Fri, 28 Feb 2025 03:12:00 GMT');
  });
});
