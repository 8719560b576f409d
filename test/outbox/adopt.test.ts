// Rows of another station: taken on as doubted, under their own keys, and only where the event that calls for them is new.
import { expect, test } from 'vitest';
import { adopted } from '../../src-main/outbox/adopt.ts';
import { keyOf, newPending, pendingOf } from '../../src-main/outbox/effect.ts';
import { type OutboxRow, rowOf } from '../../src-main/outbox/rows.ts';
import type { Effect } from '../../src-main/integrations/integration.ts';

const INCIDENT = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
const EVENT = '01HZZZZZZZZZZZZZZZZZZZZZZE';
const NOW = Date.UTC(2025, 1, 28, 4);

const effect: Effect = {
  kind: 'message',
  lane: 'slack',
  what: 'Update #3',
  ordered: true,
  needs: ['slack/channel'],
  freshness: 'newest',
  slot: null,
  text: 'We are rolling back.',
  body: { blocks: [{ deep: [1, null, true] }] },
  key: keyOf(EVENT, 'message', 'slack'),
  vendor: 'slack',
  incident: INCIDENT,
  event: EVENT,
  at: NOW - 60_000,
  rank: 2,
  epoch: 1,
  taken: EVENT,
};
const row = (changed: Partial<Effect> = {}): OutboxRow => rowOf(newPending({ ...effect, ...changed }));
const take = (rows: readonly OutboxRow[], settled: readonly string[] = [], travels = true): readonly OutboxRow[] =>
  adopted(rows, {
    incident: INCIDENT,
    events: new Set([EVENT]),
    settled: (key) => settled.includes(key),
    since: null,
    travels,
    now: NOW,
  });

test('what was still to go out is looked for before it is sent', () => {
  const [taken] = take([row()]);
  expect(taken).toMatchObject({ key: effect.key, incident: INCIDENT });
  expect(pendingOf(taken!.json)).toMatchObject({
    effect,
    standing: { is: 'unknown', checkAt: NOW },
    open: true,
    doubted: true,
    firstLeftAt: effect.at,
    lastLeftAt: NOW,
  });
});

test('what came with a copy waits for a person: the laptop that it came from sends it as well', () => {
  const [taken] = take([row()], [], false);
  expect(pendingOf(taken!.json)).toMatchObject({
    effect,
    standing: { is: 'parked', what: 'item', why: expect.stringContaining('a copy of the record') as string, at: NOW },
    // Tried again it is looked for first.
    open: true,
    doubted: true,
  });
});

test('what either side has settled, and what this record knew already, is not taken on', () => {
  expect(take([row()], [effect.key])).toEqual([]);
  expect(take([row({ event: INCIDENT, key: keyOf(INCIDENT, 'message', 'slack') })])).toEqual([]);
});

test.each([
  ['of another incident', { incident: '01HZZZZZZZZZZZZZZZZZZZZZZY' }],
  ['under a key that is not its own', { key: 'f'.repeat(32) }],
  ['with a text that is none', { text: 7 as unknown as string }],
])('a row %s is left out', (_, changed) => expect(take([row(changed)])).toEqual([]));

test('what is no row at all is left out', () => {
  expect(take([{ key: effect.key, incident: INCIDENT, json: '{' }])).toEqual([]);
  expect(take([{ key: effect.key, incident: INCIDENT, json: '{"effect":{}}' }])).toEqual([]);
});
