// Waits for a promise whose time is turned by hand: lets everything happen that can happen now, then turns a little.
import type { TurnedClock } from '../shell/turned-clock.ts';

/** Rejects when nothing came of it within `atMostMs` of turned time. */
export async function settle<T>(turned: TurnedClock, promise: Promise<T>, atMostMs = 30 * 60_000): Promise<T> {
  let done = false;
  const finish = (): void => {
    done = true;
  };
  promise.then(finish, finish);
  for (let waited = 0; waited <= atMostMs; waited += STEP_MS) {
    await quiet();
    if (done) return promise;
    turned.turn(STEP_MS);
  }
  throw new Error(`Nothing came of it in ${atMostMs / 60_000} min.`);
}

const STEP_MS = 50;

/** Until whatever was under way in this process has come to rest: streams of answers take some rounds. */
export async function quiet(): Promise<void> {
  for (let round = 0; round < 12; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
