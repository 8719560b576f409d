// Which rows of a preview are added, and as what: doubtful ones only when somebody says so.
import { describe, expect, test } from 'vitest';
import { entriesOf, isAdded } from '../../src-renderer/features/import-timeline/rows.ts';
import type { PastedRow } from '../../src-shared/text/pasted-timeline.ts';

const row = (part: Partial<PastedRow>): PastedRow => ({
  line: 1,
  lastLine: 1,
  raw: '',
  at: 1_000,
  text: 'seen',
  kind: 'observation',
  ...part,
});

describe('a row', () => {
  test('is added when it was understood, left out when the person says so', () => {
    expect(isAdded(row({}), undefined)).toBe(true);
    expect(isAdded(row({}), { add: false })).toBe(false);
  });

  test('that is doubtful is added once it is ticked or mended', () => {
    const doubtful = row({ problem: 'Which day?' });
    expect(isAdded(doubtful, undefined)).toBe(false);
    expect(isAdded(doubtful, { add: true })).toBe(true);
    expect(isAdded(doubtful, { at: 2_000 })).toBe(true);
  });

  test('without time or text is never added', () => {
    expect(isAdded(row({ at: null }), { add: true })).toBe(false);
    expect(isAdded(row({ text: ' ' }), { add: true })).toBe(false);
    expect(isAdded(row({ at: null, problem: 'No time.' }), { at: 5 })).toBe(true);
  });
});

test('entries carry what was changed by hand, and how exact their time is', () => {
  const rows = [
    row({ precision: 'approx', author: 'Hoang D' }),
    row({ at: null, problem: 'No time.' }),
    row({ precision: 'day' }),
  ];
  const entries = entriesOf(rows, { 0: { kind: 'decision', text: 'decided' }, 1: { at: 7_000 }, 2: { add: false } });
  expect(entries).toEqual([
    { at: 1_000, kind: 'decision', text: 'decided', precision: 'approx', author: 'Hoang D' },
    { at: 7_000, kind: 'observation', text: 'seen' },
  ]);
});
