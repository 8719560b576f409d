// Rate budgets: never over the limit, never sooner than the vendor said (DESIGN.md 5).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budget, takeTurn, type BucketRule } from '../../src-main/integrations/budget.ts';
import type { Closed } from '../../src-main/integrations/integration.ts';
import { turnedClock } from '../shell/turned-clock.ts';

const NOW = 1_740_751_200_000;
const rules: Record<string, BucketRule> = { post: { spacingMs: 1_000 }, list: { perMinute: 3 }, free: {} };
const limits = () => budget((bucket) => rules[bucket] ?? {});

describe('buckets', () => {
  test('a call goes at once, the next after the spacing', () => {
    const b = limits();
    expect(b.readyAt(['post'], NOW)).toBe(NOW);
    b.take(['post'], NOW);
    expect(b.readyAt(['post'], NOW + 300)).toBe(NOW + 1_000);
    expect(b.readyAt(['list'], NOW + 300)).toBe(NOW + 300);
  });

  test('so many in any minute: the fourth waits for the first to be a minute old', () => {
    const b = limits();
    for (const ms of [0, 100, 30_000]) b.take(['list'], NOW + ms);
    expect(b.readyAt(['list'], NOW + 30_001)).toBe(NOW + 60_000);
    b.take(['list'], NOW + 60_000);
    expect(b.readyAt(['list'], NOW + 60_001)).toBe(NOW + 60_100);
  });

  test('several buckets at once wait for the slowest', () => {
    const b = limits();
    b.take(['post', 'list'], NOW);
    expect(b.readyAt(['list', 'post', 'free'], NOW)).toBe(NOW + 1_000);
  });

  test('closed stays closed until the later of two times, and says so', () => {
    const b = limits();
    b.close('free', NOW, 30_000);
    b.close('free', NOW, 5_000);
    expect(b.readyAt(['free'], NOW)).toBe(NOW + 30_000);
    expect(b.closedUntil(NOW)).toBe(NOW + 30_000);
    expect(b.closedUntil(NOW + 30_000)).toBeNull();
    expect(b.readyAt(['free'], NOW + 30_000)).toBe(NOW + 30_000);
  });

  test('a clock put back an hour makes nobody wait an hour', () => {
    const b = limits();
    for (const ms of [0, 1, 2]) b.take(['list'], NOW + ms);
    const back = NOW - 3_600_000;
    expect(b.readyAt(['list'], back)).toBe(back + 60_000);
    expect(b.readyAt(['list'], back + 59_999)).toBe(back + 60_000);
    b.close('free', NOW, 30_000);
    expect(b.readyAt(['free'], back)).toBe(back + 30_000);
    expect(b.readyAt(['free'], back + 20_000)).toBe(back + 30_000);
    expect(b.closedUntil(back + 20_000)).toBe(back + 30_000);
  });

  test('what a vendor closed is closed in the next life as well, and is forgotten when it is over', () => {
    let kept: Readonly<Record<string, Closed>> = {};
    const life = () => budget(() => ({}), { read: () => kept, write: (closed) => (kept = closed) });
    life().close('read', NOW, 120_000);
    expect(life().readyAt(['read'], NOW + 1_000)).toBe(NOW + 120_000);
    expect(life().readyAt(['post'], NOW + 1_000)).toBe(NOW + 1_000);
    life().close('post', NOW + 120_000, 5_000);
    expect(kept).toEqual({ post: { at: NOW + 120_000, until: NOW + 125_000 } });
  });

  test('whatever comes when, no minute holds more than allowed and none comes closer than the spacing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(9_000),
        (gaps, perMinute, spacingMs) => {
          const b = budget(() => ({ perMinute, spacingMs }));
          let now = NOW;
          const gone: number[] = [];
          for (const gap of gaps) {
            now = b.readyAt(['x'], now + gap);
            b.take(['x'], now);
            gone.push(now);
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
    const { clock, turn } = turnedClock(NOW);
    const b = limits();
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
    const { clock, waiting } = turnedClock(NOW);
    const b = limits();
    b.close('post', NOW, 30_000);
    expect(await takeTurn(b, ['post'], clock, 5_000)).toBe(false);
    expect(waiting()).toBe(0);
    expect(b.readyAt(['post'], NOW + 30_000)).toBe(NOW + 30_000);
  });

  test('a wait that is ended leaves no timer behind', async () => {
    const { clock, waiting } = turnedClock(NOW);
    const b = limits();
    b.take(['post'], NOW);
    const end = new AbortController();
    const turn = takeTurn(b, ['post'], clock, 5_000, end.signal);
    expect(waiting()).toBe(1);
    end.abort();
    expect(await turn).toBe(false);
    expect(waiting()).toBe(0);
  });
});
