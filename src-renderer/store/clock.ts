// The host's time on the screen: one timer, aligned to the second, wakes only what shows a running number.
import { useSyncExternalStore } from 'react';

let offsetMs = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The host's now, ms since the epoch. */
export function hostNow(): number {
  return Date.now() + offsetMs;
}

/** Every message says what time the host has. Small differences are the wire's delay and are left alone. */
export function setHostNow(serverNow: number): void {
  const offset = serverNow - Date.now();
  if (Math.abs(offset - offsetMs) > 200) {
    offsetMs = offset;
    wake();
  }
}

/** The host's now, cut to whole steps, so that what shows minutes renders once a minute. */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(hostNow() / stepMs) * stepMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) arm();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
  };
}

function arm(): void {
  timer = setTimeout(
    () => {
      wake();
      arm();
    },
    1_000 - (hostNow() % 1_000),
  );
}

function wake(): void {
  for (const listener of listeners) listener();
}
