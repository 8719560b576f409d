// Which entries a filter shows: each part by itself, all together, and what the timeline says of who wrote a line.
import { expect, test } from 'vitest';
import { items } from '../../src-shared/incident/chunked-list.ts';
import {
  EVERYTHING,
  authorOf,
  entryFilterSchema,
  filterOf,
  isEverything,
  sameFilter,
  sourceOf,
  type EntryFilter,
} from '../../src-shared/incident/entry-filter.ts';
import { binh, declared, time } from './scenario.ts';

function busyRoom() {
  const set = declared();
  const log = (kind: 'note' | 'observation' | 'communication', text: string, more: object = {}): void =>
    void set.does({ type: 'timeline.log', kind, text, ...more });
  log('observation', 'errors at 31 %', { star: true });
  log('note', 'vendor joins', { shareable: true });
  log('note', 'wrong room');
  set.does({ type: 'timeline.retract', entry: set.incident().timeline.entries.chunks.flat().at(-1)?.id ?? '' });
  set.by(binh, 'slack');
  log('communication', 'support told');
  set.does({
    type: 'timeline.import',
    entries: [{ at: time('14:05'), kind: 'observation', text: 'pool exhausted', author: 'Hoang D' }],
  });
  return set.incident();
}

function shown(filter: Partial<EntryFilter>): string[] {
  const incident = busyRoom();
  const keep = filterOf({ ...EVERYTHING, ...filter }, incident.people) ?? (() => true);
  return [...items(incident.timeline.entries)].filter(keep).map((entry) => entry.text);
}

test('every part narrows, and all parts count together', () => {
  expect(shown({ starred: true, kinds: ['observation'] })).toEqual(['errors at 31 %']);
  expect(shown({ kinds: ['note', 'communication'], retracted: 'hidden' })).toEqual(['vendor joins', 'support told']);
  expect(shown({ retracted: 'only' })).toEqual(['wrong room']);
  expect(shown({ sharing: 'shareable' })).toContain('vendor joins');
  expect(shown({ sharing: 'internal' })).not.toContain('vendor joins');
  expect(shown({ source: 'import' })).toEqual(['pool exhausted']);
  expect(shown({ source: 'slack', kinds: ['communication'] })).toEqual(['support told']);
  expect(shown({ by: '  hoang d ' })).toEqual(['pool exhausted']);
  expect(shown({ by: 'Tran B', kinds: ['communication'] })).toEqual(['support told']);
  expect(shown({ by: 'Tran B', kinds: ['communication'], starred: true })).toEqual([]);
  expect(shown({}).length).toBeGreaterThan(5);
});

test('nothing narrowed is no filter at all, and the order of kinds makes no other one', () => {
  expect(filterOf(EVERYTHING, {})).toBeNull();
  expect(isEverything({ ...EVERYTHING, by: 'x' })).toBe(false);
  expect(sameFilter({ ...EVERYTHING, kinds: ['note', 'task'] }, { ...EVERYTHING, kinds: ['task', 'note'] })).toBe(true);
  expect(entryFilterSchema.safeParse({ ...EVERYTHING, kinds: ['gossip'] }).success).toBe(false);
});

test('a line says where it came from and who said it', () => {
  const incident = busyRoom();
  const all = [...items(incident.timeline.entries)];
  const of = (text: string) => all.find((entry) => entry.text === text) ?? all[0];
  const told = (text: string): unknown => {
    const entry = of(text);
    return entry === undefined ? null : [sourceOf(entry), authorOf(entry, incident.people)];
  };
  expect(told('errors at 31 %')).toEqual(['typed', expect.any(String)]);
  expect(told('support told')).toEqual(['slack', 'Tran B']);
  expect(told('pool exhausted')).toEqual(['import', 'Hoang D']);
});
