// Alarms are told once each, the moment they fall due, whatever becomes of the time (DOMAIN.md 4).
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { watchAlarms } from '../../src-main/incidents/alarms.ts';
import type { DueClock, Timed } from '../../src-shared/incident/due.ts';
import { turnedClock } from '../shell/turned-clock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function watched(due: (began: number) => readonly DueClock[]) {
  const turned = turnedClock();
  const began = turned.clock.now();
  let clocks = due(began);
  const told: [what: string, at: number][] = [];
  const incidents = (): Timed[] => [{ id: '01', number: 'INC-1', title: 'Checkout down', due: clocks }];
  const begin = () => {
    const alarms = watchAlarms(turned.clock, incidents);
    alarms.onAlarm(({ clock, kind }, now) => told.push([`${clock} ${kind}`, (now - began) / SECOND]));
    alarms.look();
    return alarms;
  };
  return { ...turned, began, told, begin, put: (next: readonly DueClock[]) => (clocks = next) };
}

describe('an alarm', () => {
  it('is told to the second, a nudge before it, and once', () => {
    const { told, begin, turn } = watched((began) => [
      { clock: 'update', label: 'Next update', dueAt: began + 15 * MINUTE, nudgeAt: began + 13 * MINUTE },
      { clock: 'mitigate', label: 'Mitigated', dueAt: began + MINUTE, target: true },
    ]);
    const alarms = begin();
    turn(60 * MINUTE);
    alarms.look();
    expect(told).toEqual([
      ['update nudge', 13 * 60],
      ['update due', 15 * 60],
    ]);
  });

  it('comes back after a snooze', () => {
    const { told, begin, turn, began, put } = watched((at) => [
      { clock: 'update', label: 'Next update', dueAt: at + MINUTE },
    ]);
    const alarms = begin();
    turn(2 * MINUTE);
    put([{ clock: 'update', label: 'Next update', dueAt: began + MINUTE, quietUntil: began + 7 * MINUTE }]);
    alarms.look();
    turn(30 * MINUTE);
    expect(told).toEqual([
      ['update due', 60],
      ['update due', 7 * 60],
    ]);
  });

  test('What fell due while asleep is told at once on waking, once, without the nudge before it (ours)', () => {
    const { told, begin, turn, sleep } = watched((began) => [
      { clock: 'update', label: 'Next update', dueAt: began + 15 * MINUTE, nudgeAt: began + 13 * MINUTE },
    ]);
    const alarms = begin();
    turn(MINUTE);
    sleep(8 * 60 * MINUTE);
    alarms.look();
    turn(60 * MINUTE);
    expect(told).toEqual([['update due', 8 * 3600 + 60]]);
  });

  it('is told at the latest half a minute after a sleep that nobody told of', () => {
    const { told, begin, turn, sleep } = watched((began) => [{ clock: 'a', label: 'A', dueAt: began + 3 * MINUTE }]);
    begin();
    turn(10 * SECOND);
    sleep(60 * MINUTE);
    turn(25 * SECOND);
    expect(told).toHaveLength(1);
    expect(told[0]?.[1]).toBeLessThanOrEqual(3600 + 10 + 30);
  });

  test('A restart tells what is overdue once again, never twice in one run (ours)', () => {
    const { told, begin, turn } = watched((began) => [{ clock: 'a', label: 'A', dueAt: began + MINUTE }]);
    const first = begin();
    turn(5 * MINUTE);
    first.look();
    first.stop();
    const second = begin();
    turn(5 * MINUTE);
    second.look();
    expect(told).toEqual([
      ['a due', 60],
      ['a due', 300],
    ]);
  });
});

type Step = { does: 'turn' | 'sleep' | 'back'; ms: number } | { does: 'look' | 'restart' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('turn' as const, 'sleep' as const, 'back' as const), ms: fc.nat(40 * MINUTE) }),
  fc.record({ does: fc.constantFrom('look' as const, 'restart' as const) }),
);

test('No order of sleeps, clock jumps and restarts loses or doubles an alarm (ours)', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 20 }),
      fc.array(fc.nat(180 * MINUTE), { minLength: 1, maxLength: 6 }),
      (steps, dues) => {
        const world = watched((began) =>
          dues.map((after, i) => ({ clock: `c${i}`, label: 'x', dueAt: began + after })),
        );
        const { clock, began, told } = world;
        let alarms = world.begin();
        let run = 0;
        const seen = new Map<string, number>();
        const take = (): void => {
          for (const [what, at] of told.splice(0)) {
            const key = `${run} ${what}`;
            expect(seen.has(key), `${key} twice`).toBe(false);
            seen.set(key, at);
            const after = dues[Number(what.slice(1, 2))] ?? 0;
            expect(Math.round(at * SECOND), `${key} too soon`).toBeGreaterThanOrEqual(after);
          }
        };
        for (const one of steps) {
          if (one.does === 'turn') world.turn(one.ms);
          if (one.does === 'sleep') world.sleep(one.ms);
          if (one.does === 'back') world.sleep(-one.ms);
          if (one.does === 'look') alarms.look();
          if (one.does === 'restart') {
            take();
            alarms.stop();
            run += 1;
            alarms = world.begin();
          }
          take();
        }
        // Whatever happened: half a minute later nothing that is due has been left out.
        world.turn(31 * SECOND);
        take();
        const lost = dues.flatMap((after, i) =>
          clock.now() - 31 * SECOND >= began + after && !seen.has(`${run} c${i} due`) ? [`c${i}`] : [],
        );
        expect(lost).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});
