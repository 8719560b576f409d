// A chunked list by index and through a filter, against a plain array; and that an append looks at one chunk alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyList, insert, remove, type ChunkedList } from '../../src-shared/incident/chunked-list.ts';
import { itemAt, itemsBetween, lens, tally, through } from '../../src-shared/incident/chunked-view.ts';

const byValue = (a: number, b: number): number => a - b;

function filled(values: readonly number[]): ChunkedList<number> {
  return values.reduce((list, value) => insert(list, value, byValue), emptyList<number>());
}

test('is the filtered array, item by item, slice by slice and counted', () => {
  const values = fc.array(fc.nat(5_000), { maxLength: 1_200 });
  fc.assert(
    fc.property(values, fc.nat(6), fc.nat(1_300), fc.nat(1_300), (numbers, modulus, from, to) => {
      const keep = modulus === 0 ? null : (n: number): boolean => n % modulus === 0;
      const list = filled(numbers);
      const view = through(list, lens(keep));
      const model = numbers.toSorted(byValue).filter((n) => keep === null || keep(n));
      expect(view.size).toBe(model.length);
      expect(view.chunks.flat()).toEqual(model);
      for (const index of [-1, 0, 1, from, model.length - 1, model.length])
        expect(itemAt(view, index)).toBe(model[index]);
      expect(itemsBetween(view, from, to)).toEqual(model.slice(from, Math.max(from, to)));
      expect(tally((n: number) => (n % 2 === 0 ? ['even', 'any'] : ['any']))(list)).toEqual(
        new Map(
          [['any', numbers.length] as const, ['even', numbers.filter((n) => n % 2 === 0).length] as const].filter(
            ([, count]) => count > 0,
          ),
        ),
      );
    }),
    { numRuns: 80 },
  );
});

test('after an append or a removal only the chunk that was replaced is looked at again', () => {
  let looked = 0;
  const even = lens((n: number) => {
    looked += 1;
    return n % 2 === 0;
  });
  const list = filled(Array.from({ length: 10_000 }, (_, i) => i));
  through(list, even);
  expect(looked).toBe(10_000);
  const longer = insert(list, 10_000, byValue);
  expect(through(longer, even).size).toBe(5_001);
  expect(looked).toBeLessThanOrEqual(10_000 + 256);
  looked = 0;
  expect(
    through(
      remove(longer, (n) => n - 4_000),
      even,
    ).size,
  ).toBe(5_000);
  expect(looked).toBeLessThanOrEqual(256);
});
