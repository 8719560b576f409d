// Takes real time and the thread pool away from this process: whoever asks for a timer gets one of the world's agenda, and
// what Node would unpack on another thread is unpacked at once. To be imported before anything of ours.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';
import type { Agenda } from './agenda.ts';

// Faults throw by the thousand, and nobody reads where from.
Error.stackTraceLimit = 0;

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  now: Date.now,
};
let world: Agenda | null = null;

/** From here on time is what this agenda says; null: it is real again. */
export function keepTime(agenda: Agenda | null): void {
  world = agenda;
}

/** A timer as Node gives it, as far as the code under test uses one. */
class Timer {
  #stop: () => void;
  readonly #begin: () => () => void;

  constructor(begin: () => () => void) {
    this.#begin = begin;
    this.#stop = begin();
  }

  unref(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  refresh(): this {
    this.#stop();
    this.#stop = this.#begin();
    return this;
  }

  close(): void {
    this.#stop();
  }
}

function laterIn(agenda: Agenda, ms: number, call: () => void): Timer {
  const being = agenda.acting();
  // As Node does: whole milliseconds.
  return new Timer(() => agenda.after(Math.ceil(ms), call, being));
}

globalThis.setTimeout = Object.assign(
  (call: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    world === null ? real.setTimeout(call, ms, ...given) : laterIn(world, ms, () => call(...given)),
  // Whoever wants to wait by promise waits for real; nothing here does.
  { __promisify__: real.setTimeout.__promisify__ },
) as typeof setTimeout;
globalThis.clearTimeout = (timer: unknown): void => {
  if (timer instanceof Timer) timer.close();
  else real.clearTimeout(timer as NodeJS.Timeout);
};
globalThis.setInterval = ((call: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
  if (world === null) return real.setInterval(call, ms, ...given);
  const timer = laterIn(world, ms, () => {
    timer.refresh();
    call(...given);
  });
  return timer;
}) as unknown as typeof setInterval;
globalThis.clearInterval = (timer: unknown): void => {
  if (timer instanceof Timer) timer.close();
  else real.clearInterval(timer as NodeJS.Timeout);
};
globalThis.setImmediate = ((call: (...given: unknown[]) => void, ...given: unknown[]) =>
  world === null
    ? real.setImmediate(call, ...given)
    : laterIn(world, 0, () => call(...given))) as unknown as typeof setImmediate;
Date.now = () => world?.now() ?? real.now();
AbortSignal.timeout = (ms) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
  return controller.signal;
};

/** As long as a laptop takes for the key of a handover file, ms. */
const KEY_MS = 400;
// The key of a handover file costs a real machine that time on purpose; here it costs the world's, and as little work as can be.
crypto.scrypt = ((
  passphrase: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  options: crypto.ScryptOptions,
  told: (error: Error | null, key: Buffer) => void,
): void => {
  setTimeout(() => told(null, crypto.scryptSync(passphrase, salt, length, { ...options, N: 2 })), KEY_MS);
}) as unknown as typeof crypto.scrypt;

type Unpacked = (error: Error | null, bytes: Buffer) => void;
zlib.inflateRaw = Object.assign(
  (packed: zlib.InputType, options: zlib.ZlibOptions | Unpacked, told?: Unpacked): void => {
    const tell = typeof options === 'function' ? options : told;
    const bytes = zlib.inflateRawSync(packed, typeof options === 'function' ? {} : options);
    queueMicrotask(() => tell?.(null, bytes));
  },
  { __promisify__: zlib.inflateRaw.__promisify__ },
) as typeof zlib.inflateRaw;
syncBuiltinESMExports();
