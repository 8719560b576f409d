// Rate budgets: never over the limit, never sooner than the vendor said (DESIGN.md 5).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budget, takeTurn, type BucketRule } from '../../src-main/integrations/budget.ts';
import type { Closed } from '../../src-main/integrations/integration.ts';
import type { Clock } from '../../src-main/ports.ts';
import { turnedClock } from '../journal/kit.ts';
import { turnedClock as turnedTimers } from '../shell/turned-clock.ts';

const NOW = 1_740_751_200_000;
const rules: Record<string, BucketRule> = { post: { spacingMs: 1_000 }, list: { perMinute: 3 }, free: {} };
const limits = (clock: Clock) => budget((bucket) => rules[bucket] ?? {}, clock);

describe('buckets', () => {
  test('a call goes at once, the next after the spacing', () => {
    const clock = turnedClock(NOW);
    const b = limits(clock);
    expect(b.waitFor(['post'])).toBe(0);
    b.take(['post']);
    clock.turn(300);
    expect(b.waitFor(['post'])).toBe(700);
    expect(b.waitFor(['list'])).toBe(0);
  });

  test('so many in any minute: the fourth waits for the first to be a minute old', () => {
    const clock = turnedClock(NOW);
    const b = limits(clock);
    for (const ms of [0, 100, 29_900]) {
      clock.turn(ms);
      b.take(['list']);
    }
    expect(b.waitFor(['list'])).toBe(30_000);
    clock.turn(30_000);
    expect(b.waitFor(['list'])).toBe(0);
    b.take(['list']);
    expect(b.waitFor(['list'])).toBe(100);
  });

  test('several buckets at once wait for the slowest', () => {
    const b = limits(turnedClock(NOW));
    b.take(['post', 'list']);
    expect(b.waitFor(['list', 'post', 'free'])).toBe(1_000);
  });

  test('closed stays closed until the later of two times, and says so', () => {
    const clock = turnedClock(NOW);
    const b = limits(clock);
    b.close('free', 30_000);
    b.close('free', 5_000);
    expect(b.waitFor(['free'])).toBe(30_000);
    expect(b.closedUntil()).toBe(NOW + 30_000);
    clock.turn(30_000);
    expect(b.closedUntil()).toBeNull();
    expect(b.waitFor(['free'])).toBe(0);
  });

  test.each([-3_600_000, 3_600_000])('a wall clock set by %i ms makes no wait longer and none shorter', (by) => {
    const clock = turnedClock(NOW);
    const b = limits(clock);
    for (let n = 0; n < 3; n += 1) b.take(['list']);
    b.close('free', 30_000);
    clock.set(NOW + by);
    expect(b.waitFor(['list'])).toBe(60_000);
    expect(b.waitFor(['free'])).toBe(30_000);
    expect(b.closedUntil()).toBe(NOW + by + 30_000);
    clock.turn(20_000);
    expect(b.waitFor(['free'])).toBe(10_000);
  });

  test('what a vendor closed is closed in the next life as well, and is forgotten when it is over', () => {
    let kept: Readonly<Record<string, Closed>> = {};
    const clock = turnedClock(NOW);
    const life = () => budget(() => ({}), clock, { read: () => kept, write: (closed) => (kept = closed) });
    life().close('read', 120_000);
    clock.turn(1_000);
    expect(life().waitFor(['read'])).toBe(119_000);
    expect(life().waitFor(['post'])).toBe(0);
    // Put back between two lives: not longer than the vendor said.
    clock.set(NOW - 3_600_000);
    expect(life().waitFor(['read'])).toBe(120_000);
    clock.set(NOW + 120_000);
    life().close('post', 5_000);
    expect(kept).toEqual({ post: { at: NOW + 120_000, until: NOW + 125_000 } });
  });

  test('whatever comes when, no minute holds more than allowed and none comes closer than the spacing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(9_000),
        (gaps, perMinute, spacingMs) => {
          const clock = turnedClock(NOW);
          const b = budget(() => ({ perMinute, spacingMs }), clock);
          const gone: number[] = [];
          for (const gap of gaps) {
            clock.turn(gap);
            clock.turn(b.waitFor(['x']));
            b.take(['x']);
            gone.push(clock.now());
          }
          gone.forEach((at, i) => {
            expect(at - (gone[i - 1] ?? 0)).toBeGreaterThanOrEqual(spacingMs);
            expect(gone.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(perMinute);
          });
        },
      ),
    );
  });
});

describe('taking a turn', () => {
  test('five that wait for one bucket go one by one', async () => {
    const { clock, turn } = turnedTimers(NOW);
    const b = limits(clock);
    const gone: number[] = [];
    const all = Array.from({ length: 5 }, async () => {
      expect(await takeTurn(b, ['post'], clock, 60_000)).toBe(true);
      gone.push(clock.now() - NOW);
    });
    for (let i = 0; i < 50; i += 1) {
      await Promise.resolve();
      turn(100);
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    expect(gone).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
  });

  test('a wait that is too long is not begun, and takes nothing', async () => {
    const { clock, waiting } = turnedTimers(NOW);
    const b = limits(clock);
    b.close('post', 30_000);
    expect(await takeTurn(b, ['post'], clock, 5_000)).toBe(false);
    expect(waiting()).toBe(0);
    expect(b.waitFor(['post'])).toBe(30_000);
  });

  test('a wait that is ended leaves no timer behind', async () => {
    const { clock, waiting } = turnedTimers(NOW);
    const b = limits(clock);
    b.take(['post']);
    const end = new AbortController();
    const turn = takeTurn(b, ['post'], clock, 5_000, end.signal);
    expect(waiting()).toBe(1);
    end.abort();
    expect(await turn).toBe(false);
    expect(waiting()).toBe(0);
  });
});
