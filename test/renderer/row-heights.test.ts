// Where rows of unequal height lie, against adding them all up.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ROW_PX,
  layOut,
  noHeights,
  rowAt,
  takeHeight,
  topOf,
} from '../../src-renderer/features/timeline/row-heights.ts';
import { emptyList, insert, type ChunkedList } from '../../src-shared/incident/chunked-list.ts';
import { lens, through } from '../../src-shared/incident/chunked-view.ts';

interface Row {
  id: string;
  n: number;
}

function filled(count: number): ChunkedList<Row> {
  let list = emptyList<Row>();
  for (let n = 0; n < count; n += 1) list = insert(list, { id: `row ${n}`, n }, (a, b) => a.n - b.n);
  return list;
}

test('tops, and the row at any height, are those of the rows added up, also after more rows came', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.array(fc.tuple(fc.nat(899), fc.integer({ min: 20, max: 400 })), { maxLength: 60 }),
      fc.integer({ min: 0, max: 60_000 }),
      (count, measures, y) => {
        const heights = noHeights<Row>();
        let list = filled(count);
        let view = through(list, lens<Row>(null));
        layOut(view, heights);
        const px = Array.from({ length: count }, () => ROW_PX);
        for (const [index, tall] of measures) {
          if (index >= count) continue;
          expect(takeHeight(view, heights, index, tall)).toBe(px[index] !== tall);
          px[index] = tall;
        }
        list = insert(list, { id: 'late', n: count }, (a, b) => a.n - b.n);
        px.push(ROW_PX);
        view = through(list, lens<Row>(null));
        const layout = layOut(view, heights);
        const tops = px.map((_, i) => px.slice(0, i).reduce((sum, one) => sum + one, 0));
        expect(layout.total).toBe(px.reduce((sum, one) => sum + one, 0));
        for (const index of [0, count >> 1, count]) expect(topOf(layout, heights, index)).toBe(tops[index]);
        const last = tops.findLastIndex((top) => top <= y);
        expect(rowAt(layout, heights, y)).toBe(last);
      },
    ),
    { numRuns: 60 },
  );
});

test('a list without a window has no heights to tell', () => {
  const heights = noHeights<Row>();
  const view = through(filled(3), lens<Row>(null));
  expect(takeHeight(view, heights, 1, 0)).toBe(false);
  expect(layOut(view, heights).total).toBe(3 * ROW_PX);
  expect(rowAt(layOut(through(emptyList<Row>(), lens<Row>(null)), heights), heights, 50)).toBe(0);
});
