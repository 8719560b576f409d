// The chunked list against a plain sorted array, at and around its chunk limits (docs/decisions/0002).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  chosen,
  countBefore,
  emptyList,
  find,
  insert,
  items,
  lastItems,
  remove,
  replace,
  type ChunkedList,
} from '../../src-shared/incident/chunked-list.ts';
import { evolve } from '../../src-shared/incident/index.ts';
import { declared } from './scenario.ts';

interface Item {
  key: number;
  tag: number;
}
const byKey = (a: Item, b: Item): number => a.key - b.key || a.tag - b.tag;
const seek = (item: Item) => (other: Item) => byKey(other, item);

function filled(count: number, keyOf: (i: number) => number): { list: ChunkedList<Item>; model: Item[] } {
  let list = emptyList<Item>();
  const model: Item[] = [];
  for (let i = 0; i < count; i += 1) {
    const item = { key: keyOf(i), tag: i };
    list = insert(list, item, byKey);
    model.push(item);
  }
  return { list, model: model.toSorted(byKey) };
}

function sound(list: ChunkedList<Item>, model: readonly Item[]): void {
  expect([...items(list)]).toEqual(model);
  expect(list.size).toBe(model.length);
  expect(list.chunks.every((chunk) => chunk.length > 0 && chunk.length <= 256)).toBe(true);
}

it('behaves as a sorted array under insertions, removals and replacements', () => {
  const deed = fc.record({ what: fc.nat(5), key: fc.nat(400), pick: fc.nat() });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 900 }), (deeds) => {
      let list = emptyList<Item>();
      const model: Item[] = [];
      deeds.forEach(({ what, key, pick }, tag) => {
        const known = model[pick % Math.max(1, model.length)];
        if (what === 0 && known !== undefined) {
          list = remove(list, seek(known));
          model.splice(model.indexOf(known), 1);
        } else if (what === 1 && known !== undefined) {
          const other = { ...known };
          list = replace(list, seek(known), other);
          model[model.indexOf(known)] = other;
        } else {
          const item = { key, tag };
          list = insert(list, item, byKey);
          model.push(item);
          model.sort(byKey);
        }
      });
      sound(list, model);
      for (const item of model.slice(0, 20)) expect(find(list, seek(item))).toBe(item);
      expect(countBefore(list, (other) => other.key - 200)).toBe(model.filter((item) => item.key < 200).length);
      expect(lastItems(list, 10, (item) => item.key % 2 === 0)).toEqual(
        model.filter((item) => item.key % 2 === 0).slice(-10),
      );
    }),
    { numRuns: 60 },
  );
});

it.each([
  ['in order', (i: number) => i],
  ['backwards', (i: number) => -i],
  ['all at one key', () => 7],
  ['in the middle', (i: number) => (i % 2 === 0 ? i : 10_000 - i)],
])('stays sound at every length around the chunk limit, filled %s', (_how, keyOf) => {
  for (const count of [0, 1, 255, 256, 257, 511, 512, 513, 1_025]) {
    const { list, model } = filled(count, keyOf);
    sound(list, model);
    expect(countBefore(list, () => -1)).toBe(count);
    expect(countBefore(list, () => 1)).toBe(0);
  }
});

it('leaves the list as it was when the item is not there, and ends empty when all are taken', () => {
  const { list: full, model } = filled(600, (i) => i);
  let list = full;
  expect(remove(list, () => 1)).toBe(list);
  expect(replace(list, () => 1, { key: 1, tag: 1 })).toBe(list);
  expect(find(list, () => -1)).toBeUndefined();
  for (const item of model) list = remove(list, seek(item));
  expect(list).toEqual(emptyList());
});

it('never changes a list that was handed out', () => {
  const { list } = filled(300, (i) => i);
  const before = JSON.stringify(list);
  insert(list, { key: 5, tag: 999 }, byKey);
  remove(list, (item) => item.key - 5);
  expect(JSON.stringify(list)).toBe(before);
});

it('takes 40,000 entries into an incident in under 2 s', () => {
  const set = declared();
  const at = set.now();
  let state = set.incident();
  const began = performance.now();
  for (let i = 0; i < 40_000; i += 1)
    state = evolve(state, {
      id: `2${String(i).padStart(25, '0')}`,
      incident: state.id,
      actor: { person: 'x', via: 'cockpit' },
      origin: 'o',
      seq: i,
      wall: at + i,
      hlc: '',
      v: 1,
      type: 'entry.logged',
      payload: { kind: 'note', text: `line ${i}`, at: at + i },
    });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(state.timeline.entries.size).toBe(40_000 + set.incident().timeline.entries.size);
});

it('the chosen of a list are those of a filter, also after it changed, and a chunk is looked through once', () => {
  let looked = 0;
  const even = (n: number): boolean => {
    looked += 1;
    return n % 2 === 0;
  };
  let list = emptyList<number>();
  for (let n = 0; n < 1_000; n += 1) list = insert(list, n, (a, b) => a - b);
  expect(chosen(list, even)).toEqual([...items(list)].filter((n) => n % 2 === 0));
  expect(looked).toBe(1_000);
  const more = insert(list, 1_000, (a, b) => a - b);
  expect(chosen(more, even)).toEqual([...items(more)].filter((n) => n % 2 === 0));
  expect(looked - 1_000).toBeLessThan(300);
  const fewer = remove(more, (n) => n - 4);
  expect(chosen(fewer, even)).toEqual([...items(fewer)].filter((n) => n % 2 === 0));
  expect(chosen(list, (n) => n > 997)).toEqual([998, 999]);
});
