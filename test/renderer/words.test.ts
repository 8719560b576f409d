// Small words and numbers of the screen: running times, leads, days, initials, ids, palette.
import { describe, expect, test } from 'vitest';
import { countdownClock, longElapsed } from '../../src-renderer/ui/elapsed.ts';
import { fitting, type Offer } from '../../src-renderer/features/palette/offers.tsx';
import { initials } from '../../src-renderer/features/roles/initials.ts';
import { beginningOf, dayBefore, leadOf, timeOf } from '../../src-renderer/features/timeline/entry-words.ts';
import { newId } from '../../src-renderer/store/ids.ts';
import { withTyped } from '../../src-renderer/ui/chip-box.tsx';
import type { Entry } from '../../src-shared/incident/timeline.ts';
import { NOW } from './host.ts';

const entry = (part: Partial<Entry>): Entry => ({
  id: 'E',
  at: NOW,
  writtenAt: NOW,
  by: 'P',
  via: 'cockpit',
  kind: 'note',
  type: 'entry.logged',
  text: '',
  ...part,
});

test('running times keep their places', () => {
  expect(longElapsed(0)).toBe('00:00:00');
  expect(longElapsed(24 * 60_000 + 16_999)).toBe('00:24:16');
  expect(longElapsed(3 * 86_400_000 + 4 * 3_600_000)).toBe('3d 04:00:00');
  expect(longElapsed(-5)).toBe('00:00:00');
  expect(countdownClock(164_000)).toBe('02:44');
  expect(countdownClock(3_600_000)).toBe('01:00:00');
});

describe('an entry', () => {
  test('has its lead in bold', () => {
    expect(leadOf(entry({ type: 'decision.made', text: 'Roll back.', detail: 'Rejected: scale.' }))).toEqual([
      'Decision: Roll back.',
      ' Rejected: scale.',
    ]);
    expect(leadOf(entry({ type: 'incident.declared', text: 'Tran B declared SEV1: it is down' }))).toEqual([
      'Tran B declared SEV1:',
      ' it is down',
    ]);
    expect(
      leadOf(entry({ type: 'status-page.released', text: 'Status page: Identified. Text.', detail: 'Payments down' })),
    ).toEqual(['Status page: Identified', '. Text. (Payments down)']);
    expect(leadOf(entry({ text: 'plain: text' }))).toEqual(['', 'plain: text']);
  });

  test('of an update does not say its number twice', () => {
    expect(leadOf(entry({ type: 'update.posted', text: 'Update #2: Update #2: SEV1 it is down' }))).toEqual([
      'Update #2:',
      ' SEV1 it is down',
    ]);
    expect(leadOf(entry({ type: 'update.posted', text: 'Update #2: typed by hand' }))).toEqual([
      'Update #2:',
      ' typed by hand',
    ]);
  });

  test('that is long shows its beginning', () => {
    expect(beginningOf('a\nb\nc')).toBe('a\nb\nc');
    expect(beginningOf('a\nb\nc\nd')).toBe('a\nb');
    expect(beginningOf('x'.repeat(601))).toHaveLength(600);
  });

  test('says how exact its time is', () => {
    const pasted = { batch: 'B' };
    expect(timeOf(entry({}))).toBe('14:32:00');
    expect(timeOf(entry({ pasted: { ...pasted, precision: 'approx' } }))).toBe('~14:32');
    expect(timeOf(entry({ pasted: { ...pasted, precision: 'day' } }))).toBe('that day');
  });

  test('begins a day in UTC where the one before was of another', () => {
    expect(dayBefore(undefined, entry({}))).toBe('Fri, 28 Feb 2025');
    expect(dayBefore(entry({ at: NOW - 3_600_000 }), entry({}))).toBeNull();
    expect(dayBefore(entry({ at: NOW - 15 * 3_600_000 }), entry({}))).toBe('Fri, 28 Feb 2025');
  });
});

test('initials are two letters of any script', () => {
  expect(initials('Nguyen Van A')).toBe('NA');
  expect(initials('root')).toBe('RO');
  expect(initials('Émile Żak')).toBe('ÉŻ');
  expect(initials('😀 B')).toBe('😀B');
});

test('ids are ULIDs that sort by time and never repeat', () => {
  const ids = Array.from({ length: 500 }, (_, i) => newId(NOW + i));
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/u);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 500 }, () => newId(NOW))).size).toBe(500);
});

test('half-typed chips go along, each once', () => {
  expect(withTyped(['a'], ' b, a ,, c')).toEqual(['a', 'b', 'c']);
});

test('the palette finds by every word, what begins with the first one first', () => {
  const offers: Offer[] = ['Go to the status page', 'Write SITREP', 'Assign Scribe', 'Assign Operations lead'].map(
    (label) => ({ id: label, label, perform: () => {} }),
  );
  expect(fitting(offers, 'assign ope').map((offer) => offer.label)).toEqual(['Assign Operations lead']);
  expect(fitting(offers, 'assign').map((offer) => offer.label)).toEqual(['Assign Scribe', 'Assign Operations lead']);
  expect(fitting(offers, 'nothing of it')).toEqual([]);
});
