// The window comes back where it was, and always where a display shows it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src-main/ports.ts';
import { clamp, placeFor, placeKeeper, type Rectangle } from '../../src-main/shell/window-place.ts';
import { turnedClock } from './turned-clock.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const wide: Rectangle = { x: 1440, y: 0, width: 2560, height: 1440 };

function storeOf(kept: Record<string, unknown> = {}): Store & { kept: Record<string, unknown> } {
  return { kept, get: (key) => kept[key], set: (key, value) => (kept[key] = value), delete: (key) => delete kept[key] };
}

describe('where the window opens', () => {
  it('the first time: centred on the primary display, no larger than it', () => {
    expect(placeFor(storeOf(), [wide])).toEqual({ x: 2000, y: 270, width: 1440, height: 900, maximized: false });
    expect(placeFor(storeOf(), [laptop])).toEqual({ ...laptop, maximized: false });
  });

  it('where it was, when a display still shows it', () => {
    const place = { x: 1600, y: 100, width: 1500, height: 1000, maximized: true };
    expect(placeFor(storeOf({ window: place }), [laptop, wide])).toEqual(place);
  });

  it('on the primary display, when its own is gone', () => {
    const place = { x: 3000, y: 100, width: 900, height: 700, maximized: false };
    expect(placeFor(storeOf({ window: place }), [laptop])).toEqual({
      x: 270,
      y: 113,
      width: 900,
      height: 700,
      maximized: false,
    });
  });

  it.each([
    null,
    'here',
    { x: 'left' },
    { x: 0, y: 0, width: -5, height: 3, maximized: false },
    { x: Number.POSITIVE_INFINITY, y: 0, width: 1, height: 1, maximized: false },
  ])('as the first time, when what was kept is %o', (window) => {
    expect(placeFor(storeOf({ window }), [laptop])).toEqual(placeFor(storeOf(), [laptop]));
  });

  it('wholly within one display, whatever was kept', () => {
    const side = fc.integer({ min: -10_000, max: 10_000 });
    const length = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(fc.record({ x: side, y: side, width: length, height: length }), (place) => {
        const { x, y, width, height } = clamp(place, [laptop, wide], laptop);
        const inside = [laptop, wide].some(
          (d) => x >= d.x && y >= d.y && x + width <= d.x + d.width && y + height <= d.y + d.height,
        );
        expect(inside).toBe(true);
      }),
    );
  });
});

it('keeps the place once it has been still for a second, and at once when closing', () => {
  const { clock, turn } = turnedClock();
  const store = storeOf();
  let place = { x: 1, y: 1, width: 900, height: 700, maximized: false };
  const keeper = placeKeeper(store, clock, () => place);
  keeper.moved();
  turn(900);
  keeper.moved();
  turn(900);
  expect(store.kept).toEqual({});
  turn(100);
  expect(store.kept['window']).toEqual(place);
  place = { ...place, x: 2 };
  keeper.moved();
  keeper.closing();
  expect(store.kept['window']).toEqual(place);
  place = { ...place, x: 3 };
  turn(5000);
  expect(store.kept['window'], 'nothing is written after closing').toEqual({ ...place, x: 2 });
});
